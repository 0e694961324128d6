#include "report/report_page.h"
#include "report/sections.h"

namespace df {

QString reportPage(const Report& report, const TextFilter& filter, Medium medium) {
    const HtmlText html(filter, medium);
    QString body;
    for (const auto section : {headSection, errorSection, adviceSection, stagesSection, downtimeSection,
                               comparisonSection, measuredSection, backupsSection, fingerprintSection,
                               environmentSection, commandsSection, signOffSection})
        body += section(report, html);
    return htmlPage(html.text(outcomeSentence(report)), body, medium);
}

QString reportHtml(const Report& report, const TextFilter& filter) {
    return reportPage(report, filter, Medium::Screen);
}

} // namespace df
