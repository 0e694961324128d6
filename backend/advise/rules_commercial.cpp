#include "advise/rules.h"
#include "advise/sources.h"
#include "advise/text.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace df {

void ruleCommercial(const Case& c, Advice& a) {
    if (!c.here.code.commercial)
        return;
    const QString why = listText(c.here.code.commercialReasons, 3);
    if (c.choices.haveCommercialFiles) {
        fine(a, "commercial-files",
             Say::tr("This is the commercial edition; its files for %1 were given.").arg(c.toText), why,
             source::composerFiles());
        return;
    }
    mustFix(a, "commercial-files-missing",
            Say::tr("This is the commercial edition (%1), and its files for %2 were not given.")
                .arg(why, c.toText),
            Say::tr("Without them every commercial connector would be gone after the upgrade, and scripts "
                    "would stop silently."),
            {Say::tr("Get composer.json, composer.lock and composer.json-dist for %1 from the vendor and "
                     "choose their folder, or give the address and password of the vendor's SFTP server.")
                 .arg(c.toText)},
            source::composerFiles(), Remedy::GiveCommercialFiles);
}

namespace {

/// Packages that only the commercial edition's composer.json asks for and the lock doesn't hold.
QStringList askedButNotLocked(const Case& c) {
    static const QStringList paid{
        QStringLiteral("df-script"),   QStringLiteral("df-mysqldb"),    QStringLiteral("df-sqlsrv"),
        QStringLiteral("df-mongodb"),  QStringLiteral("df-limits"),     QStringLiteral("df-scheduler"),
        QStringLiteral("df-oracledb"), QStringLiteral("df-adldap"),     QStringLiteral("df-saml"),
        QStringLiteral("df-oidc"),     QStringLiteral("df-salesforce"), QStringLiteral("df-soap")};
    const QJsonObject require = QJsonDocument::fromJson(c.here.code.composerJson.toUtf8())
                                    .object()[QLatin1String("require")]
                                    .toObject();
    QStringList missing;
    for (const QString& name : paid) {
        const QString full = QStringLiteral("dreamfactory/") + name;
        if (require.contains(full) && !c.here.code.lockedPackages.contains(full))
            missing << name;
    }
    return missing;
}

} // namespace

void ruleCommercialState(const Case& c, Advice& a) {
    const CodeFacts& code = c.here.code;
    const QStringList missing = code.lockedPackages.isEmpty() ? QStringList() : askedButNotLocked(c);
    if (!missing.isEmpty())
        shouldKnow(
            a, "commercial-partly",
            Say::tr("composer.json asks for packages of the commercial edition that composer.lock doesn't "
                    "hold: %1.")
                .arg(listText(missing, 5)),
            Say::tr(
                "The edition's three files belong together; one of them was put here without the others."),
            {Say::tr("Put composer.json, composer.lock and composer.json-dist of one release of your edition "
                     "here, or "
                     "get the release's own back:"),
             c.gitCommand(QStringLiteral("checkout -- composer.json composer.lock"))},
            source::composerFiles());
    const bool paidNow =
        std::any_of(code.commercialReasons.begin(), code.commercialReasons.end(),
                    [](const QString& r) { return r.startsWith(QLatin1String("composer.lock")); });
    const bool hasKey = c.here.env.has(QStringLiteral("DF_LICENSE_KEY"));
    if (paidNow && !hasKey && c.here.env.readable)
        fine(a, "licence-key",
             Say::tr("The commercial edition is installed, but .env has no DF_LICENSE_KEY."),
             Say::tr("The admin interface warns about it; nothing stops working."), QStringLiteral(".env"));
    if (hasKey && !paidNow && !code.stashes.isEmpty() && !code.lockedPackages.isEmpty())
        shouldKnow(
            a, "commercial-stashed",
            Say::tr(
                "There is a DF_LICENSE_KEY, but no commercial package is installed, and git stash holds: %1.")
                .arg(listText(code.stashes, 2)),
            Say::tr(
                "The guide's `git stash` puts the files of the commercial edition away; the next composer "
                "install removes its packages."),
            {Say::tr("See whether composer.json and composer.lock are in it:"),
             c.gitCommand(QStringLiteral("stash show --stat"))},
            QStringLiteral("git stash list"));
}

} // namespace df
