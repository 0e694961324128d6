#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

} // namespace

QVector<FindingCase> commercialCases() {
    return {
        {"commercial without files", "commercial-files-missing", Severity::MustFix,
         [](AdviceCase& c) {
             c.here.code.commercial = true;
             c.here.code.commercialReasons = {S("composer.lock has df-mysqldb")};
         },
         "df-mysqldb"},
        {"commercial with files", "commercial-files", Severity::Fine,
         [](AdviceCase& c) { c.here.code.commercial = c.choices.haveCommercialFiles = true; }, "7.3.3"},
    };
}

} // namespace df::test
