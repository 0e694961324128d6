#include "advise/rules.h"
#include "advise/sources.h"
#include "advise/text.h"

#include <QRegularExpression>

#include <algorithm>

namespace df {
namespace {

const QLatin1String vendorRepository("dreamfactorysoftware/dreamfactory");

bool anyOf(const QStringList& list, const QString& text) {
    return std::any_of(list.begin(), list.end(), [&](const QString& s) { return text == s; });
}

bool isComposerFile(const QString& path) {
    return anyOf({QStringLiteral("composer.json"), QStringLiteral("composer.lock"),
                  QStringLiteral("composer.json-dist")},
                 path);
}

/// What the installer of 6.x does to a clean tree (facts §10): it deletes tracked scripts and styles below
/// public/ and puts the admin interface straight into it, its icon over the tracked one.
bool isOverlayOf6(const QString& path) {
    return path == QLatin1String("public/favicon.ico") ||
           (path.startsWith(QLatin1String("public/")) &&
            (path.endsWith(QLatin1String(".js")) || path.endsWith(QLatin1String(".css"))));
}

/// Does this answer leave room for `version`? "df-core 1.0.3: 5.1.1–7.0.0", "6.3.0 or 7.0.0", "6.3.0".
bool agrees(const QString& answer, const Version& version) {
    static const QRegularExpression range(
        QStringLiteral("(\\d[\\w.-]*)\\s*(?:–|…|\\bto\\b)\\s*(\\d[\\w.-]*)"));
    static const QRegularExpression single(QStringLiteral("\\d+\\.\\d[\\w.-]*"));
    const QString says = answer.section(QLatin1String(": "), -1);
    if (const auto m = range.match(says); m.hasMatch()) {
        const auto low = Version::parse(m.captured(1)), high = Version::parse(m.captured(2));
        return low && high && *low <= version && version <= *high;
    }
    bool named = false;
    for (auto it = single.globalMatch(says); it.hasNext();) {
        named = true;
        const auto v = Version::parse(it.next().captured());
        if (v && *v == version)
            return true;
    }
    return !named; // an answer without a number contradicts nothing
}

/// What becomes of these changes, as the plan would carry them over (steps/build.changes.sh).
QString fitting(const Case& c, const QStringList& changed) {
    QStringList unfit, gone, composer;
    for (const QString& path : changed) {
        if (c.here.code.deleted.contains(path))
            gone << path;
        else if (path.startsWith(QLatin1String("composer.")))
            composer << path;
        else if (c.target.changesThatDontApply.contains(path))
            unfit << path;
    }
    QString text;
    if (!unfit.isEmpty())
        text +=
            QLatin1Char(' ') +
            Say::tr("The changes to these don't fit %1 as a whole: %2.").arg(c.toText, listText(unfit, 5));
    else if (c.target.changesTried && c.here.code.conflicted.isEmpty() &&
             gone.size() + composer.size() < changed.size())
        text += QLatin1Char(' ') + Say::tr("The changes fit %1.").arg(c.toText);
    if (!composer.isEmpty())
        text += QLatin1Char(' ') + Say::tr("Changes to %1 are not carried over.").arg(listText(composer, 3));
    if (!gone.isEmpty())
        text += QLatin1Char(' ') + Say::tr("Deleted files come back.");
    return text;
}

} // namespace

QStringList ownChanges(const Case& c) {
    QStringList all = c.here.code.modified + c.here.code.deleted;
    const auto drop = [&](bool (*unwanted)(const QString&)) {
        all.erase(std::remove_if(all.begin(), all.end(), unwanted), all.end());
    };
    if (c.here.code.uiGeneration == QLatin1String("6.x"))
        drop(isOverlayOf6);
    if (c.here.code.commercial)
        drop(isComposerFile);
    all.sort();
    return all;
}

void ruleRepository(const Case& c, Advice& a) {
    if (c.here.code.isRepository) {
        fine(
            a, "repository",
            c.here.code.branch.isEmpty()
                ? Say::tr("%1 is a git repository at commit %2.")
                      .arg(c.here.path, c.here.code.commit.left(10))
                : Say::tr("%1 is a git repository at commit %2 of branch %3.")
                      .arg(c.here.path, c.here.code.commit.left(10), c.here.code.branch),
            c.here.code.branch.isEmpty() || c.toText.isEmpty()
                ? QString()
                : Say::tr(
                      "A branch moves on between the releases. The plan checks out the tag %1 and leaves the "
                      "branch as it is.")
                      .arg(c.toText),
            QStringLiteral("git"));
        return;
    }
    const QString why =
        c.here.code.whyNot.isEmpty() ? Say::tr("there is no usable .git in it") : c.here.code.whyNot;
    mustFix(a, "not-a-repository", Say::tr("%1 is not a git repository: %2").arg(c.here.path, why),
            Say::tr("An upgrade in place needs the repository: it says which release this is and what was "
                    "changed here."),
            {Say::tr("If .git was moved away, put it back and check again."),
             c.toText.isEmpty()
                 ? Say::tr("Otherwise set up a new server and move the database, .env and storage there.")
                 : Say::tr("Otherwise set up a new server with %1 and move the database, .env and storage "
                           "there.")
                       .arg(c.toText)},
            QStringLiteral("git"));
}

void ruleRemote(const Case& c, Advice& a) {
    if (!c.here.code.isRepository)
        return;
    const QString url = c.here.code.remoteUrl;
    if (url.isEmpty())
        mustFix(a, "no-remote", Say::tr("The repository in %1 has no remote.").arg(c.here.path),
                Say::tr("New releases are fetched from the repository's remote."),
                {Say::tr("Name the vendor's repository, then check again:"),
                 c.gitCommand(QStringLiteral(
                     "remote add origin https://github.com/dreamfactorysoftware/dreamfactory.git"))},
                QStringLiteral("git remote"));
    else if (c.tags.isEmpty())
        mustFix(a, "remote-without-releases", Say::tr("No releases can be read from the remote %1.").arg(url),
                Say::tr("Either this server can't reach it, or it is not a repository of DreamFactory."),
                {Say::tr("See what the server gets from it:"),
                 c.gitCommand(QStringLiteral("ls-remote --tags %1").arg(shellWord(c.here.code.remoteName)))},
                QStringLiteral("git ls-remote"));
    else
        fine(a, "remote",
             url.contains(vendorRepository, Qt::CaseInsensitive)
                 ? Say::tr("Releases come from the vendor's repository, %1.").arg(url)
                 : Say::tr("Releases come from %1, not from the vendor's own repository.").arg(url),
             {}, QStringLiteral("git ls-remote"));
}

void ruleRelease(const Case& c, Advice& a) {
    const bool known =
        std::any_of(c.tags.begin(), c.tags.end(), [&](const ReleaseTag& t) { return t.tag == c.target.tag; });
    if (c.tags.isEmpty())
        return; // another finding says so
    if (c.target.tag.isEmpty() || !known)
        mustFix(a, "release-unknown", Say::tr("The server's remote has no release %1.").arg(c.target.tag),
                Say::tr("Only a release with a tag of its own can be installed and named afterwards."),
                {Say::tr("Choose another release. The newest one there is %1.").arg(c.tags.last().tag)},
                QStringLiteral("git ls-remote"));
    else if (!c.needs.readable)
        mustFix(a, "release-unreadable",
                Say::tr("Release %1 has no composer.lock that can be read.").arg(c.target.tag),
                Say::tr("Without it nobody knows which packages belong to that release."),
                {Say::tr("Choose another release.")}, c.targetFile("composer.lock"), Remedy::ChooseRelease);
    else if (c.to && c.to->stability < 0)
        shouldKnow(a, "prerelease", Say::tr("%1 is a preview, not a release.").arg(c.target.tag),
                   Say::tr("The vendor does not support it on servers in use."),
                   {Say::tr("Choose a release, or go on knowingly.")}, QStringLiteral("git tag"),
                   Remedy::ChooseRelease);
}

void ruleDirection(const Case& c, Advice& a) {
    if (!c.from) {
        mustFix(a, "version-unknown", Say::tr("Which release is installed could not be found out."),
                Say::tr("Without it nobody can tell an upgrade from a downgrade."),
                {Say::tr("See what git says, and compare it with the version in config/app.php:"),
                 c.gitCommand(QStringLiteral("describe --tags"))},
                source::installedRelease());
        return;
    }
    if (c.sameRelease())
        fine(a, "same-release", Say::tr("%1 is already installed.").arg(c.toText),
             Say::tr("There is nothing to upgrade to."), QStringLiteral("git"));
    else if (c.to && *c.to < *c.from)
        mustFix(
            a, "downgrade", Say::tr("%1 is older than the installed %2.").arg(c.toText, c.fromText),
            Say::tr(
                "Migrations of the database run forward only: an older release can't read a newer database."),
            {Say::tr("Choose a newer release, or stay."),
             Say::tr("To go back to an older one, restore the copies that were made before the upgrade.")},
            source::migrations(), Remedy::ChooseRelease);
}

void ruleVersionsDisagree(const Case& c, Advice& a) {
    if (!c.from)
        return;
    QStringList differing;
    for (const VersionAnswer& answer : c.here.code.versionAnswers)
        if (!agrees(answer.says, *c.from))
            differing << Say::tr("%1 says %2").arg(answer.source, answer.says);
    if (differing.isEmpty())
        return;
    const QString text =
        Say::tr("Installed is %1, but %2.").arg(c.fromText, differing.join(QStringLiteral("; ")));
    if (c.here.code.versionCertain)
        fine(a, "versions-disagree", text,
             Say::tr("Usual: that number is edited by hand and often lags. The commit decides."),
             source::installedRelease());
    else
        shouldKnow(a, "versions-disagree", text,
                   Say::tr("No commit or tag proves which release this is; the nearest was taken."),
                   {Say::tr("Make sure that %1 is right.").arg(c.fromText)}, source::installedRelease());
}

void ruleLocalChanges(const Case& c, Advice& a) {
    const QStringList changed = ownChanges(c);
    const CodeFacts& code = c.here.code;
    if (!changed.isEmpty()) {
        shouldKnow(
            a, "local-changes",
            changed.size() == 1
                ? Say::tr("One file of the release was changed on this server: %1.").arg(changed.first())
                : Say::tr("%1 files of the release were changed on this server: %2.")
                      .arg(QString::number(changed.size()), listText(changed, 5)),
            Say::tr("The new release brings its own version of them.") + fitting(c, changed),
            {Say::tr("The plan keeps your changes as a patch. You choose whether it is applied to the new "
                     "release, piece by "
                     "piece where it fits."),
             c.gitCommand(QStringLiteral("diff"))},
            QStringLiteral("git status"));
    } else if (code.isRepository) {
        fine(a, "local-changes", Say::tr("No file of the release was changed by hand."), {},
             QStringLiteral("git status"));
    }
    if (code.modeOnlyCount > 0)
        fine(a, "modes", Say::tr("Files that differ in their mode only: %1.").arg(code.modeOnlyCount),
             Say::tr("Usual after the installer's chmod; no content is lost."), QStringLiteral("git diff"));
}

void ruleOwnCommits(const Case& c, Advice& a) {
    const QStringList& own = c.here.code.ownCommits;
    if (own.isEmpty() || c.toText.isEmpty())
        return;
    shouldKnow(a, "own-commits",
               own.size() == 1 ? Say::tr("A commit was made on this server: %1.").arg(own.first())
                               : Say::tr("%1 commits were made on this server: %2.")
                                     .arg(QString::number(own.size()), listText(own, 3)),
               Say::tr("The plan installs %1 as it was released. What was committed here stays in the "
                       "repository, but is not in the new release.")
                   .arg(c.toText),
               {Say::tr("Look at them, and apply to the new release what is still needed:"),
                c.gitCommand(QStringLiteral("log -p --no-merges HEAD --not --remotes --tags"))},
               QStringLiteral("git log"));
}

void ruleOwnPackages(const Case& c, Advice& a) {
    const QStringList& own = c.here.code.ownPackages;
    QStringList lost;
    for (const QString& name : own)
        if (!c.needs.packages.contains(name))
            lost << name;
    if (lost.isEmpty() || c.toText.isEmpty())
        return;
    shouldKnow(
        a, "own-packages",
        Say::tr("composer.json was changed here to bring packages that %1 doesn't have: %2.")
            .arg(c.toText, listText(lost, 5)),
        Say::tr("The plan installs %1 from its own composer.json and composer.lock. Services and code that "
                "use these packages stop working until they are added again.")
            .arg(c.toText),
        {Say::tr("Ask who made them whether they run with %1, and add them after the upgrade:")
             .arg(c.toLaravel > 0 ? QStringLiteral("Laravel %1").arg(c.toLaravel) : c.toText),
         c.composerCommand(QStringLiteral("require %1").arg(shellWord(lost.first())))},
        QStringLiteral("git diff HEAD -- composer.json"));
}

void ruleUntracked(const Case& c, Advice& a) {
    QStringList hit = c.target.overwritten;
    if (c.here.code.uiGeneration == QLatin1String("6.x"))
        hit.erase(std::remove_if(hit.begin(), hit.end(), isOverlayOf6), hit.end());
    if (!hit.isEmpty())
        shouldKnow(
            a, "untracked-files",
            Say::tr("%1 brings files of its own where others lie that git doesn't know: %2.")
                .arg(c.toText, listText(hit, 5)),
            Say::tr(
                "The release's own take their places; yours stay with the old release until you delete it."),
            {Say::tr("If yours are needed, rename them or move them below storage first."),
             c.gitCommand(QStringLiteral("status --short"))},
            QStringLiteral("git ls-tree"));
}

void ruleClone(const Case& c, Advice& a) {
    const CodeFacts& code = c.here.code;
    if (code.isRepository && (code.shallow || code.singleBranch))
        fine(a, "clone",
             code.shallow ? Say::tr("The repository is a shallow clone, without its history.")
                          : Say::tr("The repository knows one branch or tag of its remote only."),
             c.toText.isEmpty() ? QString()
                                : Say::tr("The plan fetches the tag %1 by its name; that needs no more. The "
                                          "guide's `git checkout "
                                          "master` can fail here.")
                                      .arg(c.toText),
             QStringLiteral("git-clone(1), --single-branch"));
    if (!code.fromSource.isEmpty())
        fine(a, "packages-from-source",
             Say::tr("Composer installed packages as clones: %1.").arg(listText(code.fromSource, 5)),
             Say::tr(
                 "The plan installs the packages of the release anew. Changes that were made inside vendor "
                 "don't come along."),
             QStringLiteral("vendor/composer/installed.json"));
}

} // namespace df
