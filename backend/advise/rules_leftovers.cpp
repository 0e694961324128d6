#include "advise/rules.h"
#include "advise/sources.h"
#include "advise/text.h"

#include <QSet>

#include <algorithm>

namespace df {
namespace {

bool isFinished(const QString& state) {
    return state == QLatin1String("kept") || state == QLatin1String("went-back") ||
           state == QLatin1String("deployed");
}

QString copyText(const LeftCopy& copy) {
    const QString when = copy.time.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm"));
    return copy.bytes > 0 ? Say::tr("%1 (%2, %3 UTC)").arg(copy.path, bytesText(copy.bytes), when)
                          : Say::tr("%1 (%2 UTC)").arg(copy.path, when);
}

QStringList copies(const Case& c, const char* what) {
    QStringList list;
    for (const LeftCopy& copy : c.here.leftCopies)
        if (copy.what == QLatin1String(what))
            list << copyText(copy);
    return list;
}

/// What of the guide's own backups is there to go back to. Sentences for doThis.
QStringList wayBack(const Case& c, bool database) {
    const QStringList trees = copies(c, "tree"), dumps = copies(c, "dump");
    QStringList list;
    if (!trees.isEmpty())
        list << Say::tr("To go back, there is a copy of the folder: %1.").arg(listText(trees, 3));
    if (database && !dumps.isEmpty())
        list << Say::tr("There is a dump of the database: %1.").arg(listText(dumps, 3));
    if (list.isEmpty() || (database && dumps.isEmpty()))
        list << (database ? Say::tr("No dump of the database was found in DreamFactory's folder, beside it, "
                                    "or in home folders.")
                          : Say::tr("No copy of DreamFactory's folder was found beside it."));
    return list;
}

/// Names in one list that the other lacks.
QStringList lacking(const QStringList& all, const QStringList& there) {
    const QSet<QString> has(there.begin(), there.end());
    QStringList missing;
    for (const QString& name : all)
        if (!has.contains(name))
            missing << name;
    return missing;
}

} // namespace

void rulePackages(const Case& c, Advice& a) {
    const CodeFacts& code = c.here.code;
    const QString source = QStringLiteral("vendor/composer/installed.json");
    if (code.lockedPackages.isEmpty())
        return;
    if (code.installedPackages.isEmpty()) {
        mustFix(
            a, "packages-missing",
            Say::tr("The packages of %1 are not installed: vendor is missing or incomplete.").arg(c.fromText),
            Say::tr("DreamFactory can't start, so the web site can't be shut for the upgrade either."),
            QStringList{Say::tr("Install them as the owner of the files, then check again:"),
                        c.composerCommand(QStringLiteral("install --no-dev"))} +
                wayBack(c, false),
            source);
        return;
    }
    QStringList differing;
    for (auto it = code.lockedPackages.begin(); it != code.lockedPackages.end(); ++it) {
        const QString there = code.installedPackages.value(it.key());
        if (there != it.value())
            differing << (there.isEmpty()
                              ? Say::tr("%1 is missing").arg(it.key())
                              : Say::tr("%1 is %2 instead of %3").arg(it.key(), there, it.value()));
    }
    if (differing.isEmpty())
        return;
    const QString text = Say::tr("%1 of %2 installed packages are not those of composer.lock: %3.")
                             .arg(QString::number(differing.size()),
                                  QString::number(code.lockedPackages.size()), listText(differing, 3));
    const QString left = Say::tr("An upgrade by hand was left between git and Composer.");
    const QStringList finish =
        QStringList{
            Say::tr("Finish it as the owner of the files, or put the old commit back, then check again:"),
            c.composerCommand(QStringLiteral("install --no-dev"))} +
        wayBack(c, false);
    const QString framework = QStringLiteral("laravel/framework");
    const int locked = majorOf(code.lockedPackages.value(framework)),
              there = majorOf(code.installedPackages.value(framework));
    if (locked > 0 && locked != there)
        mustFix(a, "packages-differ", text,
                left + QLatin1Char(' ') +
                    Say::tr("The code is written for Laravel %1, which is not there: no command of it works, "
                            "so the site "
                            "can't be shut for the upgrade.")
                        .arg(locked),
                finish, source);
    else
        shouldKnow(a, "packages-differ", text,
                   left + QLatin1Char(' ') + Say::tr("The way back would lead to this state again."), finish,
                   source);
}

void ruleSchema(const Case& c, Advice& a) {
    const DatabaseFacts& d = c.here.database;
    const QStringList& disk = c.here.code.migrationsOnDisk;
    if (!d.reachable || disk.isEmpty() || d.migrations.isEmpty())
        return;
    const QString source = Say::tr("table migrations");
    const QStringList pending = lacking(disk, d.migrations), unknown = lacking(d.migrations, disk);
    if (!pending.isEmpty())
        shouldKnow(
            a, "schema-behind",
            Say::tr("The code is newer than the database: these migrations have not run: %1.")
                .arg(listText(pending, 4)),
            Say::tr("An upgrade by hand was left before `artisan migrate`. What doesn't work for that reason "
                    "today is "
                    "taken for normal by the comparison; the way back leads to this state again."),
            QStringList{Say::tr("Run them, or put the old code back, then check again:"),
                        c.artisanCommand(QStringLiteral("migrate --force"))} +
                wayBack(c, true),
            source);
    // Names begin with their dates: those after the newest on disk were run by newer code.
    const QString newest = *std::max_element(disk.begin(), disk.end());
    QStringList later, gone;
    for (const QString& name : unknown)
        (name > newest ? later : gone) << name;
    if (!later.isEmpty())
        shouldKnow(a, "schema-ahead",
                   Say::tr("The database is newer than the code: no installed package has these migrations, "
                           "which have run: %1.")
                       .arg(listText(later, 4)),
                   Say::tr("The code was put back without its database, or packages were lost. The release's "
                           "migrations skip "
                           "what the table says has run."),
                   QStringList{Say::tr("If the code was put back after a failed upgrade, restore the dump "
                                       "that was made before it.")} +
                       wayBack(c, true),
                   source);
    if (!gone.isEmpty())
        fine(a, "migrations-unknown",
             Say::tr("The database has run migrations that no installed package has: %1.")
                 .arg(listText(gone, 4)),
             Say::tr("Usual after packages have left a release; their tables stay."), source);
}

void ruleConflicts(const Case& c, Advice& a) {
    if (!c.here.code.conflicted.isEmpty())
        shouldKnow(a, "conflict-marks",
                   Say::tr("Files of the release hold the marks of an unsolved conflict: %1.")
                       .arg(listText(c.here.code.conflicted, 5)),
                   Say::tr("A `git stash pop` or `git pull` ended in them. Carried over, they would break "
                           "the new release too."),
                   QStringList{Say::tr("Solve them, or take the release's own, then check again:"),
                               c.gitCommand(QStringLiteral("checkout HEAD -- %1")
                                                .arg(shellWord(c.here.code.conflicted.first())))} +
                       wayBack(c, false),
                   QStringLiteral("git diff"));
}

void ruleDestroyedPasswords(const Case& c, Advice& a) {
    const int n = c.here.database.passwordsDestroyed;
    // On an older release only newer code, put back since, writes another cost than 10 without being told to.
    if (n <= 0 || (c.fromLaravel < 11 && c.here.env.has(QStringLiteral("BCRYPT_ROUNDS"))))
        return;
    const QStringList dumps = copies(c, "dump");
    shouldKnow(a, "passwords-destroyed",
               n == 1 ? Say::tr("One stored password looks destroyed by a log-in.")
                      : Say::tr("%1 stored passwords look destroyed by a log-in.").arg(n),
               Say::tr("From 7.0.1 on a log-in hashes a password of another cost twice, and fails. These "
                       "users can't log in, today "
                       "as after the upgrade; each further log-in with an old password destroys another."),
               QStringList{dumps.isEmpty()
                               ? Say::tr("Restore the column password of the table user from a dump made "
                                         "before that upgrade, or have "
                                         "these users reset their passwords. No dump was found here.")
                               : Say::tr("Restore the column password of the table user from a dump made "
                                         "before that upgrade (%1), or "
                                         "have these users reset their passwords.")
                                     .arg(listText(dumps, 3)),
                           Say::tr("Set BCRYPT_ROUNDS=10 in %1/.env at once, before anybody else logs in.")
                               .arg(c.here.path)},
               source::passwordHashing());
}

void ruleCopies(const Case& c, Advice& a) {
    const QString inside = c.here.path + QLatin1Char('/');
    QStringList nested, all;
    for (const LeftCopy& copy : c.here.leftCopies) {
        if (copy.what != QLatin1String("run"))
            all << copyText(copy);
        if (copy.what == QLatin1String("tree") && copy.path.startsWith(inside))
            nested << copy.path;
    }
    if (!nested.isEmpty())
        shouldKnow(a, "nested-copy",
                   Say::tr("A second installation lies inside this one: %1.").arg(listText(nested, 3)),
                   Say::tr("The guide's way back, `cp -r` of the copy onto the folder, puts it inside "
                           "instead of in its place: what runs is still the folder around it."),
                   {Say::tr("If you meant to go back, that has not happened. If not, delete the copy.")},
                   QStringLiteral("cp(1)"));
    if (!all.isEmpty())
        fine(a, "copies", Say::tr("Copies made by hand are here: %1.").arg(listText(all, 6)),
             Say::tr("The plan leaves them alone and makes its own. They hold secrets in clear."),
             c.here.path);
    if (const QStringList ours = copies(c, "run"); !ours.isEmpty())
        fine(a, "copies-of-runs", Say::tr("An upgrade with the wizard put aside: %1.").arg(listText(ours, 4)),
             Say::tr("It is what that run goes back to, as long as it stays. The plan leaves it alone."),
             c.here.path);
    if (!c.here.code.stashes.isEmpty())
        fine(a, "stashes", Say::tr("git stash holds changes: %1.").arg(listText(c.here.code.stashes, 3)),
             Say::tr("Somebody put them away and has not taken them back; they are not in effect. The plan "
                     "keeps them."),
             QStringLiteral("git stash list"), {c.gitCommand(QStringLiteral("stash show -p"))});
}

void ruleMaintenance(const Case& c, Advice& a) {
    if (c.here.maintenance)
        mustFix(
            a, "maintenance-on", Say::tr("Maintenance is on: users get no answers now."),
            Say::tr("Someone else may be working on this server, or an upgrade by hand was left half-way."),
            QStringList{Say::tr("Find out why. If nothing is going on, turn it off and check again:"),
                        c.artisanCommand(QStringLiteral("up"))} +
                (copies(c, "tree").isEmpty() && copies(c, "dump").isEmpty() ? QStringList()
                                                                            : wayBack(c, true)),
            QStringLiteral("storage/framework/down"));
}

void ruleEarlierRuns(const Case& c, Advice& a) {
    for (const EarlierRun& run : c.here.earlierRuns)
        if (!isFinished(run.state))
            mustFix(a, "unfinished-run",
                    Say::tr("The upgrade %1 to %2 was not finished (%3).").arg(run.id, run.to, run.state),
                    Say::tr("A second one would work on a server in between."),
                    {Say::tr("Resume it from the start page: finish it, keep it, or go back.")}, run.folder,
                    Remedy::ResumeRun);
}

} // namespace df
