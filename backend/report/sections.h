#pragma once

#include "report/html_text.h"

namespace df {

/// The report's sections as HTML; each is empty where it has nothing to say. A new section is one function
/// here and a line in report_html.cpp.
[[nodiscard]] QString headSection(const Report& report, const HtmlText& html);
[[nodiscard]] QString errorSection(const Report& report, const HtmlText& html);
[[nodiscard]] QString adviceSection(const Report& report, const HtmlText& html);
[[nodiscard]] QString stagesSection(const Report& report, const HtmlText& html);
[[nodiscard]] QString downtimeSection(const Report& report, const HtmlText& html);
[[nodiscard]] QString backupsSection(const Report& report, const HtmlText& html);
[[nodiscard]] QString comparisonSection(const Report& report, const HtmlText& html);
[[nodiscard]] QString measuredSection(const Report& report, const HtmlText& html);
[[nodiscard]] QString signOffSection(const Report& report, const HtmlText& html);
[[nodiscard]] QString fingerprintSection(const Report& report, const HtmlText& html);
[[nodiscard]] QString environmentSection(const Report& report, const HtmlText& html);
[[nodiscard]] QString commandsSection(const Report& report, const HtmlText& html);

} // namespace df
