#pragma once

#include "report/html_text.h"

namespace df {

/// The whole report as HTML for a browser, or as what QTextDocument understands of it.
[[nodiscard]] QString reportPage(const Report& report, const TextFilter& filter, Medium medium);

} // namespace df
