#include "advise/rules.h"
#include "advise/text.h"

namespace df {

/// The form is right; does it open what is stored (facts §5)?
static void keyProof(const DatabaseFacts& d, Advice& a) {
    const int all = d.keyGood + d.keyBad;
    if (all == 0) {
        fine(a, "app-key", Say::tr("APP_KEY has a form that DreamFactory can use."),
             d.reachable ? Say::tr("No stored secret is there to prove it with.") : QString(),
             QStringLiteral(".env"));
    } else if (d.keyBad == 0) {
        fine(a, "app-key", Say::tr("APP_KEY opens every stored secret (%n proved).", nullptr, all), {},
             QStringLiteral("facts §5"));
    } else if (d.keyGood == 0) {
        mustFix(
            a, "app-key",
            Say::tr("APP_KEY in .env is not the key that the stored secrets were written with: it opens "
                    "none of %1 (%2).")
                .arg(QString::number(all), listText(d.keyBadIn, 4)),
            Say::tr("Services with passwords and lookups can't work with it, before and after an upgrade, "
                    "and new secrets would be written under another key than the old ones."),
            {Say::tr("Put back the key that this server had when its secrets were stored."),
             Say::tr("Don't make a new one: that would make every stored secret unreadable.")},
            QStringLiteral("facts §5"));
    } else {
        shouldKnow(
            a, "app-key-mixed",
            Say::tr("APP_KEY opens %1 of %2 stored secrets; the others were written with another key (%3).")
                .arg(QString::number(d.keyGood), QString::number(all), listText(d.keyBadIn, 4)),
            Say::tr("What it doesn't open doesn't work today and won't after the upgrade, which leaves "
                    "these values as they are."),
            {Say::tr("Enter these passwords anew, or name the other key in APP_PREVIOUS_KEYS after the "
                     "upgrade (from 7.0.1 on).")},
            QStringLiteral("facts §5"));
    }
}

void ruleAppKey(const Case& c, Advice& a) {
    const EnvFacts& e = c.here.env;
    if (!e.readable || e.appKeyForm.isEmpty())
        return;
    const bool shortKey = e.appKeyForm.endsWith(QLatin1String("-16"));
    const bool shortCipher = e.appCipher.contains(QLatin1String("128"));
    QString wrong;
    if (e.appKeyForm == QLatin1String("missing"))
        wrong = Say::tr("APP_KEY is missing in .env.");
    else if (e.appKeyForm == QLatin1String("placeholder"))
        wrong = Say::tr("APP_KEY in .env is still the placeholder.");
    else if (e.appKeyForm == QLatin1String("wrong-length"))
        wrong = Say::tr("APP_KEY in .env has a wrong length.");
    else if (shortKey != shortCipher)
        wrong = Say::tr("APP_KEY in .env is %1 bytes long, which doesn't suit %2.")
                    .arg(shortKey ? QStringLiteral("16") : QStringLiteral("32"),
                         e.appCipher.isEmpty() ? QStringLiteral("AES-256-CBC") : e.appCipher);
    if (wrong.isEmpty()) {
        keyProof(c.here.database, a);
        return;
    }
    mustFix(
        a, "app-key", wrong,
        Say::tr(
            "With it, stored passwords and secrets can't be read, and new ones would be written unreadably."),
        {Say::tr("Put back the key that this server had when its secrets were stored."),
         Say::tr("Don't make a new one: that would make every stored secret unreadable.")},
        QStringLiteral("facts §5"));
}

} // namespace df
