#include "advise/rules.h"
#include "advise/sources.h"
#include "advise/text.h"

#include <algorithm>

namespace df {

/// The form is right; does it open what is stored (facts §5)?
static void keyProof(const DatabaseFacts& d, Advice& a) {
    const int all = d.keyGood + d.keyBad;
    if (all == 0) {
        fine(a, "app-key", Say::tr("APP_KEY has a form that DreamFactory can use."),
             !d.reachable        ? QString()
             : d.error.isEmpty() ? Say::tr("No stored secret is there to prove it with.")
                                 : Say::tr("The database could not be read to its end: %1").arg(d.error),
             QStringLiteral(".env"));
    } else if (d.keyBad == 0) {
        fine(a, "app-key", Say::tr("APP_KEY opens every stored secret (%n proved).", nullptr, all), {},
             source::keyTest());
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
            source::keyTest());
    } else {
        shouldKnow(
            a, "app-key-mixed",
            Say::tr("APP_KEY opens %1 of %2 stored secrets; the others were written with another key (%3).")
                .arg(QString::number(d.keyGood), QString::number(all), listText(d.keyBadIn, 4)),
            Say::tr("What it doesn't open doesn't work today and won't after the upgrade, which leaves "
                    "these values as they are."),
            {Say::tr("Enter these passwords anew, or name the other key in APP_PREVIOUS_KEYS after the "
                     "upgrade (from 7.0.1 on).")},
            source::keyTest());
    }
}

/// Key and cipher that don't suit each other, where what is stored proves the key: then the cipher is wrong.
static void wrongCipher(const Case& c, Advice& a, const QString& what, bool shortKey) {
    mustFix(a, "app-key", what,
            Say::tr("The key is the right one, as stored secrets prove; the cipher isn't. Nothing can be "
                    "read with it."),
            {Say::tr("Set APP_CIPHER=%1 in %2/.env, then check again.")
                 .arg(shortKey ? QStringLiteral("AES-128-CBC") : QStringLiteral("AES-256-CBC"), c.here.path)},
            source::encryption());
}

void ruleAppKey(const Case& c, Advice& a) {
    const EnvFacts& e = c.here.env;
    if (!e.readable || e.appKeyForm.isEmpty())
        return;
    const bool shortKey = e.appKeyForm.endsWith(QLatin1String("-16"));
    const bool shortCipher = e.appCipher.contains(QLatin1String("128"));
    const bool unsuited =
        (shortKey && !shortCipher) || (e.appKeyForm.endsWith(QLatin1String("-32")) && shortCipher);
    QString wrong;
    if (e.appKeyForm == QLatin1String("missing"))
        wrong = Say::tr("APP_KEY is missing in .env.");
    else if (e.appKeyForm == QLatin1String("placeholder"))
        wrong = Say::tr("APP_KEY in .env is still the placeholder.");
    else if (e.appKeyForm == QLatin1String("no-prefix"))
        wrong = Say::tr("APP_KEY in .env lacks base64: before its value.");
    else if (e.appKeyForm == QLatin1String("wrong-length"))
        wrong = Say::tr("APP_KEY in .env has a wrong length.");
    else if (unsuited)
        wrong = Say::tr("APP_KEY in .env is %1 bytes long, which doesn't suit %2.")
                    .arg(shortKey ? QStringLiteral("16") : QStringLiteral("32"),
                         e.appCipher.isEmpty() ? QStringLiteral("AES-256-CBC") : e.appCipher);
    if (wrong.isEmpty()) {
        keyProof(c.here.database, a);
        return;
    }
    if (unsuited && c.here.database.keyGood > 0 && c.here.database.keyBad == 0) {
        wrongCipher(c, a, wrong, shortKey);
        return;
    }
    mustFix(
        a, "app-key", wrong,
        Say::tr(
            "With it, stored passwords and secrets can't be read, and new ones would be written unreadably."),
        {e.appKeyForm == QLatin1String("no-prefix")
             ? Say::tr("Write base64: before the value, without a space, then check again.")
             : Say::tr("Put back the key that this server had when its secrets were stored."),
         Say::tr("Don't make a new one: that would make every stored secret unreadable.")},
        source::encryption());
}

/// From 7.0.1 on tokens are signed by lcobucci/jwt, which refuses keys under 256 bits; it came with a release
/// that signed them otherwise (config/jwt.php of 7.0.0 and 7.0.1).
void ruleTokenKey(const Case& c, Advice& a) {
    const EnvFacts& e = c.here.env;
    const QString algorithm = e.value(QStringLiteral("JWT_ALGO")).value_or(QStringLiteral("HS256"));
    const Version signer = platformVersion(c.needs.packages.value(QStringLiteral("lcobucci/jwt")));
    const bool refuses =
        c.toLaravel >= 11 && c.fromLaravel < 11 && signer >= *Version::parse(QStringLiteral("4.2.0"));
    if (!e.readable || !refuses || !algorithm.startsWith(QLatin1String("HS")))
        return;
    const bool own = e.has(QStringLiteral("JWT_SECRET"));
    const bool isShort = own ? e.problems.contains(QStringLiteral("JWT_SECRET is shorter than 32 bytes"))
                             : e.appKeyForm.endsWith(QLatin1String("-16"));
    if (isShort)
        mustFix(
            a, "token-key",
            own ? Say::tr("JWT_SECRET in .env is shorter than 32 bytes.")
                : Say::tr("APP_KEY in .env is shorter than 32 bytes, and there is no JWT_SECRET."),
            Say::tr("%1 refuses to sign sessions with so short a key: nobody could log in.").arg(c.toText),
            {Say::tr("Write a JWT_SECRET of 32 bytes or more into .env (all sessions end), then check again. "
                     "This makes one:"),
             QStringLiteral("$ php -r 'echo bin2hex(random_bytes(32)), \"\\n\";'")},
            QStringLiteral("lcobucci/jwt %1").arg(c.needs.packages.value(QStringLiteral("lcobucci/jwt"))));
}

void rulePreviousKeys(const Case& c, Advice& a) {
    const bool set = std::any_of(c.here.env.entries.begin(), c.here.env.entries.end(), [](const EnvEntry& e) {
        return e.active && !e.empty && e.key == QLatin1String("APP_PREVIOUS_KEYS");
    });
    if (!set)
        return;
    if (c.toLaravel >= 11)
        fine(a, "previous-keys",
             Say::tr("%1 also opens secrets with the keys in APP_PREVIOUS_KEYS.").arg(c.toText),
             Say::tr("New ones are written with APP_KEY. What is stored was tried with all of them."),
             QStringLiteral("laravel.com/docs/11.x/encryption"));
    else
        fine(a, "previous-keys", Say::tr("APP_PREVIOUS_KEYS is set, but %1 doesn't read it.").arg(c.toText),
             Say::tr("Releases from 7.0.1 on do."), QStringLiteral("laravel.com/docs/11.x/encryption"));
}

} // namespace df
