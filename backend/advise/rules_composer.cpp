#include "advise/platform_packages.h"
#include "advise/rules.h"
#include "advise/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

#include <algorithm>

namespace df {
namespace {

/// Where a locked package can be had from: its archive, else its repository.
struct Origin {
    QString package, archiveHost, sourceHost;
};

QString hostOf(const QJsonObject& place) {
    const QUrl url(place.value(QLatin1String("url")).toString());
    return url.scheme().startsWith(QLatin1String("http")) ? url.host() : QString();
}

QVector<Origin> origins(const ReleaseFacts& target) {
    QVector<Origin> all;
    const QJsonArray packages = QJsonDocument::fromJson(target.composerLock.toUtf8())
                                    .object()
                                    .value(QLatin1String("packages"))
                                    .toArray();
    for (const auto& value : packages) {
        const QJsonObject o = value.toObject();
        all << Origin{o.value(QLatin1String("name")).toString(),
                      hostOf(o.value(QLatin1String("dist")).toObject()),
                      hostOf(o.value(QLatin1String("source")).toObject())};
    }
    return all;
}

/// Hosts from which anybody may fetch; others usually ask for credentials.
bool isPublic(const QString& host) {
    static const QStringList known{
        QStringLiteral("api.github.com"),      QStringLiteral("github.com"),
        QStringLiteral("codeload.github.com"), QStringLiteral("gitlab.com"),
        QStringLiteral("bitbucket.org"),       QStringLiteral("packagist.org"),
        QStringLiteral("repo.packagist.org"),  QStringLiteral("git.drupalcode.org")};
    return known.contains(host);
}

/// What "composer-runtime-api" is in this Composer.
QString runtimeApi(const Version& composer) {
    if (composer.number(0) < 2)
        return QStringLiteral("0");
    return composer.number(1) >= 2 ? QStringLiteral("2.2.2")
                                   : QStringLiteral("2.%1.0").arg(composer.number(1));
}

} // namespace

void ruleComposer(const Case& c, Advice& a) {
    const QStringList install{Say::tr("Install Composer 2.2 or newer, then check again:"),
                              QStringLiteral("$ ") + composerCommand(c.server.machine.osId)};
    if (c.here.composerBinary.isEmpty()) {
        mustFix(a, "composer", Say::tr("Composer was not found on this server."),
                Say::tr("It installs the packages of the new release."), install,
                c.targetFile("composer.lock"));
        return;
    }
    const Version composer = platformVersion(c.here.composerVersion);
    const bool written2 = c.toAtLeast("5.0.0") || majorOf(c.needs.pluginApi) >= 2;
    const auto unmet = std::find_if(c.needs.runtime.begin(), c.needs.runtime.end(),
                                    [&](const PlatformNeed& n) { return !meets(runtimeApi(composer), n); });
    if (c.here.composerVersion.isEmpty() || c.toText.isEmpty())
        return; // there, but it didn't say which: the plan's first stage finds out
    if ((composer.number(0) < 2 && written2) || unmet != c.needs.runtime.end())
        mustFix(a, "composer",
                Say::tr("Composer is %1; %2 needs Composer %3.")
                    .arg(c.here.composerVersion, c.toText,
                         composer.number(0) < 2 ? QStringLiteral("2") : QStringLiteral("2.2")),
                Say::tr("This Composer can't install the packages of the new release."), install,
                c.targetFile("composer.lock"));
    else
        fine(a, "composer", Say::tr("Composer %1 can install %2.").arg(c.here.composerVersion, c.toText), {},
             c.targetFile("composer.lock"));
}

void ruleComposerAsRoot(const Case& c, Advice& a) {
    if (c.here.owner == QLatin1String("root") && !c.here.composerBinary.isEmpty())
        fine(a, "composer-as-root", Say::tr("DreamFactory's files belong to root, so Composer runs as root."),
             Say::tr("As root and without a terminal Composer leaves its plugins out, and with them the "
                     "admin interface; the "
                     "plan allows them (COMPOSER_ALLOW_SUPERUSER=1)."),
             QStringLiteral("getcomposer.org/doc/03-cli.md, COMPOSER_ALLOW_SUPERUSER"));
}

void ruleCredentials(const Case& c, Advice& a) {
    if (c.here.composerAuth)
        return;
    QStringList hosts;
    for (const Origin& o : origins(c.target))
        if (!o.archiveHost.isEmpty() && !isPublic(o.archiveHost) && !hosts.contains(o.archiveHost))
            hosts << o.archiveHost;
    if (hosts.isEmpty() && !c.here.code.commercial)
        return;
    fine(
        a, "composer-credentials",
        hosts.isEmpty()
            ? Say::tr(
                  "Composer of %1 has no credentials, and packages of the commercial edition may be private.")
                  .arg(c.here.owner)
            : Say::tr("Composer of %1 has no credentials; packages come from %2.")
                  .arg(c.here.owner, listText(hosts, 4)),
        Say::tr(
            "If they ask for a log-in, the new release can't be built. The live site isn't touched by that."),
        QStringLiteral("auth.json"),
        {Say::tr("If the vendor gave you a token, put it into .composer/auth.json in the home folder of %1.")
             .arg(c.here.owner)});
}

void ruleArchives(const Case& c, Advice& a) {
    const QStringList& silent = c.target.silentHosts;
    if (silent.isEmpty())
        return;
    QStringList packages, hosts;
    for (const Origin& o : origins(c.target)) {
        const bool noArchive = o.archiveHost.isEmpty() || silent.contains(o.archiveHost);
        const bool noSource = o.sourceHost.isEmpty() || silent.contains(o.sourceHost);
        if (!noArchive || !noSource || (o.archiveHost.isEmpty() && o.sourceHost.isEmpty()))
            continue;
        packages << o.package;
        for (const QString& host : {o.archiveHost, o.sourceHost})
            if (!host.isEmpty() && !hosts.contains(host))
                hosts << host;
    }
    if (!packages.isEmpty())
        shouldKnow(a, "silent-hosts",
                   Say::tr("The server can't reach %1, where packages of %2 come from (%3).")
                       .arg(listText(hosts, 4), c.toText, listText(packages, 2)),
                   Say::tr("Composer could not fetch them, and the new release would not be built. The live "
                           "site isn't touched by that."),
                   {Say::tr("Let the server out to these hosts on port 443, or set https_proxy for the "
                            "account that signs in. What it gets from there:"),
                    QStringLiteral("$ curl -sSI https://%1/").arg(shellWord(hosts.first()))},
                   c.targetFile("composer.lock"));
}

} // namespace df
