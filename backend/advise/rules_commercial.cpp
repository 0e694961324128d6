#include "advise/rules.h"
#include "advise/text.h"

namespace df {

void ruleCommercial(const Case& c, Advice& a) {
    if (!c.here.code.commercial)
        return;
    const QString why = listText(c.here.code.commercialReasons, 3);
    if (c.choices.haveCommercialFiles) {
        fine(a, "commercial-files",
             Say::tr("This is the commercial edition; its files for %1 were given.").arg(c.toText), why,
             QStringLiteral("facts §13"));
        return;
    }
    mustFix(a, "commercial-files-missing",
            Say::tr("This is the commercial edition (%1), and its files for %2 were not given.")
                .arg(why, c.toText),
            Say::tr("Without them every commercial connector would be gone after the upgrade, and scripts "
                    "would stop silently."),
            {Say::tr("Get composer.json, composer.lock and composer.json-dist for %1 from the vendor and "
                     "choose their folder.")
                 .arg(c.toText)},
            QStringLiteral("facts §9, §13"));
}

} // namespace df
