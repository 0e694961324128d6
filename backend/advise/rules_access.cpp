#include "advise/rules.h"
#include "advise/text.h"

namespace df {

void ruleRoot(const Case& c, Advice& a) {
    const MachineFacts& m = c.server.machine;
    if (m.root || c.choices.canBeRoot) {
        fine(a, "root", Say::tr("The plan can act as root on this server."), {}, QStringLiteral("sudo"));
        return;
    }
    const bool oneUser = m.signedInUser == c.here.owner &&
                         (c.here.webUser.isEmpty() || c.here.webUser == c.here.owner) &&
                         c.here.fpm.service.isEmpty();
    if (oneUser) {
        fine(a, "root", Say::tr("Everything here belongs to %1; root is not needed.").arg(m.signedInUser), {},
             QStringLiteral("id"));
        return;
    }
    mustFix(
        a, "no-root", Say::tr("%1 is not root and may not use sudo.").arg(m.signedInUser),
        Say::tr("The files belong to %1, and PHP-FPM must be reloaded: both need root.").arg(c.here.owner),
        {Say::tr("Sign in as root, or as a user who may use sudo."),
         Say::tr("If sudo asks for a password, give it on the first page.")},
        QStringLiteral("sudo"), Remedy::SignInOtherwise);
}

void ruleClosed(const Case& c, Advice& a) {
    mustFix(
        a, "no-root",
        Say::tr("%1 may not read %2, which belongs to %3 (mode %4).")
            .arg(c.server.machine.signedInUser, c.here.path, c.here.owner, c.here.mode),
        Say::tr("What is installed there can't be seen, so there is no advice on it. An upgrade needs root, "
                "too."),
        {Say::tr("Sign in as root, or as a user who may use sudo."),
         Say::tr("If sudo asks for a password, give it on the first page.")},
        Say::tr("this server's file system"), Remedy::SignInOtherwise);
}

void ruleOwner(const Case& c, Advice& a) {
    const Installation& i = c.here;
    if (i.owner.isEmpty())
        return;
    const QString web = i.webUser.isEmpty() ? i.owner : i.webUser;
    fine(a, "owner",
         web == i.owner
             ? Say::tr("DreamFactory's files belong to %1, who runs the web site, too.").arg(i.owner)
             : Say::tr("DreamFactory's files belong to %1, the web site runs as %2.").arg(i.owner, web),
         (web == i.owner
              ? Say::tr("The plan runs git, Composer and artisan as %1.").arg(i.owner)
              : Say::tr("The plan runs git and Composer as %1 and artisan as %2.").arg(i.owner, web)) +
             QLatin1Char(' ') +
             Say::tr(
                 "Git refuses to work for anybody else (safe.directory), and the web site may not write to "
                 "files that others make here."),
         QStringLiteral("git-config(1), safe.directory"));
}

void ruleUmask(const Case& c, Advice& a) {
    bool isNumber = false;
    const int mask = c.server.machine.umask.toInt(&isNumber, 8);
    if (isNumber && (mask & 050) != 0)
        fine(
            a, "umask",
            Say::tr("New files of %1 are closed to others (umask %2).")
                .arg(c.server.machine.user, c.server.machine.umask),
            Say::tr("By hand the web site could not read a new release made so. The plan gives each file the "
                    "owner and mode that its neighbour has in the old one."),
            QStringLiteral("umask"));
}

void ruleForeignFiles(const Case& c, Advice& a) {
    const CodeFacts& code = c.here.code;
    if (code.foreignFiles <= 0)
        return;
    const QString text = Say::tr("Some files belong neither to %1 nor to the web site, such as %2.")
                             .arg(c.here.owner, listText(code.foreignFileSample, 2));
    const QString why =
        Say::tr(
            "There are %1. Artisan or Composer leaves them when it is run as another user, often as root.")
            .arg(code.foreignFiles);
    if (c.server.machine.root || c.choices.canBeRoot) {
        fine(a, "foreign-files", text,
             why + QLatin1Char(' ') +
                 Say::tr("The plan makes vendor anew and gives what lies in the caches and logs back to the "
                         "web site."),
             Say::tr("owners of the files in %1").arg(c.here.path));
        return;
    }
    shouldKnow(a, "foreign-files", text,
               Say::tr("Without root the plan can't give them back: if they lie in a cache, clearing it "
                       "fails, and the run goes back."),
               {Say::tr("Let root give them to the owner, then check again:"),
                QStringLiteral("$ chown -R %1 %2/storage %2/bootstrap/cache %2/vendor")
                    .arg(shellWord(c.here.owner), shellWord(c.here.path))},
               Say::tr("owners of the files in %1").arg(c.here.path));
}

} // namespace df
