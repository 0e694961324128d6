// DreamFactory and its PHP.
#include "models/fact_rows_builder.h"

namespace df {

namespace {

QString changesText(const CodeFacts& c) {
    QStringList parts;
    if (c.modifiedCount)
        parts << FactText::tr("%1 changed").arg(c.modifiedCount);
    if (c.deletedCount)
        parts << FactText::tr("%1 removed").arg(c.deletedCount);
    if (c.untrackedCount)
        parts << FactText::tr("%1 added").arg(c.untrackedCount);
    return parts.isEmpty() ? FactText::tr("none") : parts.join(QStringLiteral(", "));
}

QString versionSources(const CodeFacts& c) {
    QStringList sources;
    for (const VersionAnswer& a : c.versionAnswers)
        sources << a.source;
    return clippedList(sources, 4);
}

/// "8.3 (8.3.14), 8.4 (8.4.1) · mongodb for 8.3"
QString installableText(const MachineFacts& m) {
    QStringList minors;
    for (auto it = m.phpInstallable.begin(); it != m.phpInstallable.end(); ++it)
        minors << (it.value().isEmpty() ? it.key() : FactText::tr("%1 (%2)").arg(it.key(), it.value()));
    if (minors.isEmpty())
        return FactText::tr("no PHP-FPM of another version");
    const QString all = clippedList(minors, 4);
    return m.mongodbInstallable.isEmpty()
               ? all
               : FactText::tr("%1 · mongodb for %2").arg(all, clippedList(m.mongodbInstallable, 4));
}

} // namespace

void addClosedFacts(FactRowsBuilder& rows, const Installation& i) {
    rows.group(QT_TRANSLATE_NOOP("df::Facts", "DreamFactory"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Folder"), i.path, i.foundBy);
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Owner"), FactText::tr("%1:%2, %3").arg(i.owner, i.group, i.mode),
             FactText::tr("folder of the installation"));
    rows.trouble(QT_TRANSLATE_NOOP("df::Facts", "Contents"), i.code.whyNot,
                 FactText::tr("folder of the installation"), QT_TRANSLATE_NOOP("df::Facts", "Closed"));
}

void addCodeFacts(FactRowsBuilder& rows, const Installation& i, const RemoteReleases& releases) {
    const CodeFacts& c = i.code;
    rows.group(QT_TRANSLATE_NOOP("df::Facts", "DreamFactory"));
    QStringList answers;
    for (const VersionAnswer& a : c.versionAnswers)
        if (!answers.contains(a.says))
            answers << a.says;
    if (answers.size() == 2 && !c.versionCertain)
        rows.note(QT_TRANSLATE_NOOP("df::Facts", "Release"),
                  FactText::tr("%1 (sources say: %2)").arg(c.version, clippedList(answers, 2)),
                  versionSources(c), QT_TRANSLATE_NOOP("df::Facts", "Two answers"));
    else if (c.versionCertain || answers.size() < 2)
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Release"), c.version, versionSources(c));
    else
        rows.note(QT_TRANSLATE_NOOP("df::Facts", "Release"),
                  FactText::tr("%1 (sources say: %2)").arg(c.version, clippedList(answers, 3)),
                  versionSources(c), QT_TRANSLATE_NOOP("df::Facts", "Several answers"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Folder"), i.path, i.foundBy);
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Edition"),
             c.commercial ? FactText::tr("commercial") : FactText::tr("open source"),
             c.commercial ? clippedList(c.commercialReasons, 2) : QStringLiteral("composer.lock"));
    if (c.isRepository) {
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Commit"),
                 c.branch.isEmpty() ? c.commit.left(10)
                                    : FactText::tr("%1 on %2").arg(c.commit.left(10), c.branch),
                 QStringLiteral("git"));
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Comes from"), c.remoteUrl,
                 FactText::tr("git remote %1").arg(c.remoteName));
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Changed files"), changesText(c),
                 QStringLiteral("git status"));
    } else {
        rows.trouble(QT_TRANSLATE_NOOP("df::Facts", "Commit"),
                     c.whyNot.isEmpty() ? FactText::tr("not a git repository") : c.whyNot,
                     QStringLiteral("git"), QT_TRANSLATE_NOOP("df::Facts", "No repository"));
    }
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Admin screens"),
             c.uiVersion.isEmpty() ? c.uiGeneration : FactText::tr("%1, %2").arg(c.uiGeneration, c.uiVersion),
             FactText::tr("public folder"));
    if (!releases.tags.isEmpty())
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Newest release"), releases.tags.last().tag,
                 FactText::tr("%1 releases on the server's own remote").arg(releases.tags.size()));
    if (i.maintenance)
        rows.note(QT_TRANSLATE_NOOP("df::Facts", "Maintenance"), FactText::tr("is on: users are cut off"),
                  QStringLiteral("storage/framework/down"), QT_TRANSLATE_NOOP("df::Facts", "On"));
}

void addPhpFacts(FactRowsBuilder& rows, const ServerFacts& server, const Installation& i) {
    rows.group(QT_TRANSLATE_NOOP("df::Facts", "PHP"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Command line"), i.php.version, i.php.binary);
    if (!i.fpm.found)
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Web"), {}, QStringLiteral("php-fpm"),
                 FactText::tr("no PHP-FPM process was seen"));
    else if (i.fpm.version.section(u'.', 0, 1) != i.php.version.section(u'.', 0, 1))
        rows.note(QT_TRANSLATE_NOOP("df::Facts", "Web"),
                  FactText::tr("%1, pool user %2").arg(i.fpm.version, i.fpm.poolUser), i.fpm.service,
                  QT_TRANSLATE_NOOP("df::Facts", "Differs"));
    else
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Web"),
                 FactText::tr("%1, pool user %2").arg(i.fpm.version, i.fpm.poolUser),
                 i.fpm.service.isEmpty() ? i.fpm.poolFile : i.fpm.service);
    QStringList others;
    for (const PhpFacts& p : i.otherPhp)
        others << p.version;
    if (!others.isEmpty())
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Also there"), clippedList(others, 5),
                 FactText::tr("other PHP binaries"));
    if (!server.machine.packageManager.isEmpty())
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Available to install"), installableText(server.machine),
                 FactText::tr("package sources of this server"));
    if (i.fpm.poolsOfMaster.size() > 1)
        rows.note(QT_TRANSLATE_NOOP("df::Facts", "Shares its PHP"),
                  FactText::tr("pools %1 run under one PHP-FPM").arg(clippedList(i.fpm.poolsOfMaster, 4)),
                  i.fpm.configFile, QT_TRANSLATE_NOOP("df::Facts", "Shared"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Extensions"),
             FactText::tr("%1: %2").arg(i.php.extensions.size()).arg(clippedList(i.php.extensions.keys(), 9)),
             QStringLiteral("php -m"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Memory limit"),
             i.fpm.memoryLimit.isEmpty()
                 ? i.php.memoryLimit
                 : FactText::tr("command line %1, web %2").arg(i.php.memoryLimit, i.fpm.memoryLimit),
             QStringLiteral("php.ini"));
    if (i.fpm.opcacheValidatesTimestamps)
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Notices changed files"),
                 *i.fpm.opcacheValidatesTimestamps ? FactText::tr("by itself")
                                                   : FactText::tr("only after a reload"),
                 QStringLiteral("opcache"));
    if (i.closed) // what its owner has isn't known
        return;
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Composer"),
             i.composerAuth ? FactText::tr("%1, with credentials for private packages").arg(i.composerVersion)
                            : i.composerVersion,
             i.composerBinary.isEmpty() ? QStringLiteral("composer") : i.composerBinary);
}

} // namespace df
