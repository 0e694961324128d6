#pragma once

#include "report/report.h"

namespace df {

/// The plan to read before it runs, or to follow by hand: every stage with why, its commands and their undo.
/// One self-contained HTML file. `server` is "deploy@api.example.com".
[[nodiscard]] QString runbookHtml(const Plan& plan, const QString& server, const TextFilter& filter);
[[nodiscard]] QByteArray runbookPdf(const Plan& plan, const QString& server, const TextFilter& filter);

} // namespace df
