#include "advise/rules.h"
#include "advise/sources.h"
#include "advise/text.h"

namespace df {

void ruleAdminInterface(const Case& c, Advice& a) {
    const bool unreproducible =
        c.toAtLeast("6.0.0") && c.to && *c.to < *Version::parse(QStringLiteral("7.0.1"));
    if (unreproducible && c.fromBefore("6.0.0"))
        mustFix(a, "admin-interface",
                Say::tr("%1 has no admin interface of its own that could be installed.").arg(c.toText),
                Say::tr("From 6.0.0 to 7.0.0 the installer fetched whatever interface was the newest on that "
                        "day; none belongs to "
                        "the release."),
                {Say::tr("Choose 7.0.1 or newer.")}, source::installer("6.3.0"), Remedy::ChooseRelease);
    else if (c.here.code.uiGeneration == QLatin1String("6.x"))
        fine(a, "old-interface", Say::tr("The admin interface of 6.x lies loose in the web folder."),
             c.toAtLeast("7.0.1")
                 ? Say::tr("The new release brings its own; the old files are not taken along.")
                 : Say::tr("%1 uses the same one.").arg(c.toText),
             Say::tr("files in %1/public").arg(c.here.path));
}

void ruleBypass(const Case& c, Advice& a) {
    if (c.to && !c.toAtLeast("5.0.0"))
        fine(a, "no-bypass",
             Say::tr("%1 can't be looked at through the web server while maintenance is on.").arg(c.toText),
             Say::tr("The plan checks it by a private way instead."),
             QStringLiteral("laravel.com/docs/8.x/releases"));
}

void ruleWebServer(const Case& c, Advice& a) {
    const WebFacts& w = c.here.web;
    if (c.here.kind != InstallationKind::Machine)
        return;
    if (!w.deadEnd.isEmpty())
        mustFix(
            a, "no-php-behind",
            Say::tr("%1 looks for PHP at %2, and nobody listens there.").arg(w.kind, w.deadEnd),
            Say::tr("Users get an error page now. The plan could not tell whether it shuts the site and "
                    "opens it again."),
            {Say::tr("Start PHP-FPM, or put the right address into %1, then check again.").arg(w.siteFile)},
            w.siteFile.isEmpty() ? QStringLiteral("running processes") : w.siteFile);
    if (w.kind.isEmpty()) {
        if (c.server.machine.root) // who isn't may not see it
            shouldKnow(
                a, "no-web-server",
                Say::tr("No web server on this machine was found that serves %1.").arg(c.here.path),
                Say::tr("The plan can't ask the new release through the users' own door, nor reload what "
                        "serves it."),
                {Say::tr("Make sure that it runs and that its site file names %1/public, then check again.")
                     .arg(c.here.path),
                 Say::tr("If something else serves it, such as a container, reload that yourself after the "
                         "switch.")},
                Say::tr("running processes and their configuration"));
        return;
    }
    QString text = Say::tr("%1 %2 serves it at %3").arg(w.kind, w.version, w.localUrl);
    if (!w.siteFile.isEmpty())
        text += Say::tr(", by %1").arg(w.siteFile);
    if (!c.here.fpm.socket.isEmpty())
        text += Say::tr(", with PHP-FPM at %1").arg(c.here.fpm.socket);
    QString means =
        w.tls ? Say::tr("Users' TLS ends here. The plan asks %1 itself, whatever name the certificate has.")
                    .arg(w.localUrl)
              : Say::tr("It answers there without TLS; where users have https, that ends before it. The plan "
                        "changes neither.");
    fine(a, "web-server", text + QLatin1Char('.'), means,
         w.siteFile.isEmpty() ? QStringLiteral("running processes") : w.siteFile);
    if (w.siteFilesNamingRoot.size() > 1)
        fine(a, "several-sites",
             Say::tr("Several site files serve this installation: %1.")
                 .arg(listText(w.siteFilesNamingRoot, 5)),
             Say::tr("All of them show the new release from the switch on. The plan's checks go through %1.")
                 .arg(w.siteFile),
             w.kind);
}

void ruleLoginLimit(const Case& c, Advice& a) {
    if (c.here.web.loginRateLimited)
        fine(a, "login-limit", Say::tr("%1 limits how often one may log in.").arg(c.here.web.kind),
             Say::tr("The checks log in once and use that session throughout."),
             c.here.web.siteFile.isEmpty() ? c.here.web.kind : c.here.web.siteFile);
}

} // namespace df
