#include "verify/rules.h"

#include <algorithm>

namespace df::rules {
namespace {

/// "web extension curl", "command line extension curl", or the bare name in the area "php".
QString extensionOf(const Difference& d, bool bare) {
    const qsizetype at = d.item.indexOf(QLatin1String("extension "));
    return (at < 0 ? (bare ? d.item : QString()) : d.item.mid(at + 10)).toLower();
}

bool needed(const QString& name, const CompareContext& c) {
    const KnownChanges& known = knownChanges();
    const QString driver = valueNow(c, QStringLiteral("environment"), QStringLiteral("platform db_driver"),
                                    QStringLiteral("value"));
    return known.extensionsNeeded.contains(name) || known.extensionsOfDatabase.value(driver) == name ||
           std::any_of(c.typesInUse.begin(), c.typesInUse.end(),
                       [&](const QString& type) { return known.extensionsOfTypes.value(type) == name; });
}

/// Extensions come and go with PHP itself: which of them are needed is known for DreamFactory and for the
/// types in use.
Judgement extension(const Difference& d, const CompareContext& c, bool bare = false) {
    const QString name = extensionOf(d, bare);
    if (!whole(d) || name.isEmpty())
        return byDefault(d, c);
    if (d.kind == Kind::Added)
        return same(CompareText::tr("Another PHP extension is loaded."));
    return needed(name, c)
               ? worse(CompareText::tr(
                     "DreamFactory or one of the services needs this PHP extension, and it is gone."))
               : look(CompareText::tr(
                     "This PHP extension is gone. Nothing that is known to this program needs it."));
}

/// Extensions by name, or "settings of the web server" with their values.
Judgement php(const Difference& d, const CompareContext& c) {
    if (!d.item.startsWith(QLatin1String("settings")))
        return extension(d, c, true);
    if (is(d, "opcache.enable") && (d.after == QLatin1String("0") || d.after == QLatin1String("Off")))
        return look(CompareText::tr("PHP no longer keeps compiled code: every call takes longer."));
    return whole(d) ? same(CompareText::tr("Whether these settings could be seen differs."))
                    : look(CompareText::tr("PHP is set differently than before."));
}

Judgement system(const Difference& d, const CompareContext& c) {
    if (d.item == QLatin1String("config/app.php"))
        return versionText(d, c);
    if (d.item == QLatin1String("commit") && c.upgraded())
        return expected(CompareText::tr("The code is the new release's."));
    if (d.item == QLatin1String("APP_KEY mark"))
        return worse(CompareText::tr("APP_KEY is another one: what was encrypted before can't be read."));
    if (d.item == QLatin1String("maintenance"))
        return d.after == QLatin1String("yes")
                   ? worse(CompareText::tr("Maintenance is on: users are shut out."))
                   : expected(CompareText::tr("Maintenance is off."));
    return extension(d, c);
}

Judgement environment(const Difference& d, const CompareContext& c) {
    if (d.item == QLatin1String("platform version"))
        return versionText(d, c);
    if (d.item == QLatin1String("platform cache_driver") &&
        c.expected.envKeysChanged.contains(QStringLiteral("CACHE_STORE")))
        return expected(CompareText::tr("The plan changes this setting."));
    if (c.upgraded() &&
        (d.item == QLatin1String("platform license") || d.item == QLatin1String("platform install_type")))
        return expected(CompareText::tr("The new release answers so."));
    return extension(d, c);
}

Judgement packages(const Difference& d, const CompareContext& c) {
    if (!c.upgraded() || c.targetPackages.isEmpty())
        return whole(d) && d.kind == Kind::Removed && !c.upgraded()
                   ? byDefault(d, c)
                   : look(CompareText::tr("The installed packages differ."));
    const QString wanted = c.targetPackages.value(d.item);
    if (d.kind == Kind::Removed && whole(d))
        return wanted.isEmpty()
                   ? expected(CompareText::tr("The new release doesn't use this package."))
                   : worse(CompareText::tr("The new release needs this package, and it isn't installed."));
    if (wanted.isEmpty())
        return look(CompareText::tr("The release's lock doesn't list this package."));
    const QString has = whole(d) ? QString() : d.after;
    return has.isEmpty() || sameVersion(has, wanted)
               ? expected(CompareText::tr("The release's lock asks for this version."))
               : worse(CompareText::tr("The release's lock asks for another version."));
}

Judgement env(const Difference& d, const CompareContext& c) {
    if (c.expected.envKeysChanged.contains(d.item))
        return expected(CompareText::tr("The plan changes this setting."));
    if (d.item == QLatin1String("APP_KEY"))
        return worse(CompareText::tr("APP_KEY is another one: what was encrypted before can't be read."));
    return whole(d) ? look(d.kind == Kind::Added ? CompareText::tr("The setting is new.")
                                                 : CompareText::tr("The setting is gone."))
                    : look(CompareText::tr("The setting has another value."));
}

/// Where there were such folders before, caches make more of them as people work: only a first one is a
/// change of its own.
Judgement notWritable(const Difference& d, const CompareContext& c) {
    if (d.after.toLongLong() <= d.before.toLongLong())
        return same(CompareText::tr("Fewer folders are closed to the web user."));
    if (d.before.toLongLong() == 0 || !d.item.startsWith(QLatin1String("storage/framework")))
        return worse(CompareText::tr("There are folders that the web user can't write."));
    return c.upgraded() ? look(CompareText::tr("There are more folders that the web user can't write."))
                        : same(CompareText::tr("Caches: there were such folders before, too."));
}

Judgement owners(const Difference& d, const CompareContext& c) {
    if (is(d, "not writable"))
        return notWritable(d, c);
    if (whole(d) && d.item.startsWith(QLatin1String("storage/framework/")))
        return same(CompareText::tr("A folder for caches: it comes and goes with use."));
    if (whole(d))
        return look(d.kind == Kind::Added ? CompareText::tr("It wasn't there before.")
                                          : CompareText::tr("It was there before and is gone."));
    return look(CompareText::tr("Owner or mode differs."));
}

Judgement serviceStates(const Difference& d, const CompareContext&) {
    if (is(d, "number") || is(d, "by"))
        return same(CompareText::tr("The number of processes varies."));
    if (whole(d))
        return d.kind == Kind::Removed ? worse(CompareText::tr("It ran before and doesn't run now."))
                                       : look(CompareText::tr("It didn't run before."));
    return d.after == QLatin1String("active") ? look(CompareText::tr("It didn't run before."))
                                              : worse(CompareText::tr("It ran before and doesn't run now."));
}

Judgement cron(const Difference& d, const CompareContext& c) {
    if (whole(d))
        return d.kind == Kind::Removed
                   ? worse(CompareText::tr("This line is gone: what it started no longer runs."))
                   : look(CompareText::tr("This line is new. No upgrade writes one."));
    return byDefault(d, c);
}

Judgement files(const Difference& d, const CompareContext&) {
    if (!whole(d))
        return look(CompareText::tr("The file has another content."));
    return d.kind == Kind::Added ? same(CompareText::tr("A file more: people add files."))
                                 : look(CompareText::tr("The file is gone."));
}

} // namespace

Rules machine() {
    return {{QStringLiteral("system"), system}, {QStringLiteral("environment"), environment},
            {QStringLiteral("php"), php},       {QStringLiteral("packages"), packages},
            {QStringLiteral("env"), env},       {QStringLiteral("owners"), owners},
            {QStringLiteral("cron"), cron},     {QStringLiteral("service-states"), serviceStates},
            {QStringLiteral("files"), files}};
}

} // namespace df::rules
