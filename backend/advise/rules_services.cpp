#include "advise/rules.h"
#include "advise/service_types.h"
#include "advise/sources.h"
#include "advise/text.h"

#include <algorithm>

namespace df {
namespace {

/// The packages of the new release. A commercial host brings its own composer files, which are not known
/// here: what it has now and the release itself doesn't name is taken to stay.
QMap<QString, QString> packagesAfter(const Case& c) {
    QMap<QString, QString> all = c.needs.packages;
    if (c.here.code.commercial)
        for (auto it = c.here.code.lockedPackages.begin(); it != c.here.code.lockedPackages.end(); ++it)
            if (!all.contains(it.key()))
                all.insert(it.key(), it.value());
    return all;
}

QMap<QString, QString> both(QMap<QString, QString> some, const QMap<QString, QString>& more) {
    for (auto it = more.begin(); it != more.end(); ++it)
        some.insert(it.key(), it.value());
    return some;
}

} // namespace

void ruleSeeding(const Case& c, Advice& a) {
    if (!c.sameCommit() && !c.here.database.ownApiKeys.isEmpty())
        fine(a, "api-keys",
             Say::tr("These apps of the release have an API key of this server's own: %1.")
                 .arg(c.here.database.ownApiKeys.join(QStringLiteral(", "))),
             Say::tr("The upgrade's seeding sets them back to keys that everybody knows; the plan puts yours "
                     "back."),
             c.targetFile("database/seeds/AppSeeder.php"));
}

void ruleServiceTypes(const Case& c, Advice& a) {
    const QMap<QString, QString> after = packagesAfter(c), &now = c.here.code.lockedPackages;
    QMap<QString, int> lost, dead, unknown;
    for (auto it = c.here.database.serviceTypes.begin(); it != c.here.database.serviceTypes.end(); ++it) {
        const auto type = c.tables.serviceTypes.find(it.key());
        if (type == c.tables.serviceTypes.end())
            unknown.insert(it.key(), it.value());
        if (type == c.tables.serviceTypes.end() || type->packages.isEmpty() || it.value() <= 0 ||
            runsWith(*type, after))
            continue;
        (now.isEmpty() || runsWith(*type, now) ? lost : dead).insert(it.key(), it.value());
    }
    if (!c.needs.readable)
        return;
    if (!lost.isEmpty())
        shouldKnow(
            a, "service-types",
            Say::tr("%1 can't run services of these types: %2.").arg(c.toText, countedTypes(lost)),
            Say::tr("They stay in the list, but calling them fails."),
            {Say::tr("Replace these services first, or get the edition whose packages bring their types.")},
            c.targetFile("composer.lock"));
    else
        fine(a, "service-types", Say::tr("%1 runs every service that runs today.").arg(c.toText), {},
             c.targetFile("composer.lock"));
    // Packages that people added stand in the files of Composer, which the plan doesn't carry over.
    const bool added =
        !c.here.code.commercial && c.here.code.modified.contains(QStringLiteral("composer.lock"));
    const QString kinds =
        Say::tr("Services of types that the wizard doesn't know: %1.").arg(countedTypes(unknown));
    if (!unknown.isEmpty() && added)
        shouldKnow(
            a, "service-types-unknown", kinds,
            Say::tr("composer.lock was changed on this server: their packages were added to it. The new "
                    "release is installed by its own composer.lock, without them."),
            {Say::tr("Install these packages again after the upgrade.")}, source::serviceTypes());
    else if (!unknown.isEmpty())
        fine(a, "service-types-unknown", kinds,
             Say::tr("Whether %1 runs them can't be told beforehand; the checks after the upgrade do.")
                 .arg(c.toText),
             source::serviceTypes());
    if (!dead.isEmpty())
        fine(a, "service-types-dead",
             Say::tr("These services can't run today, nor on %1: %2.").arg(c.toText, countedTypes(dead)),
             Say::tr("No installed package brings their type."), QStringLiteral("composer.lock"));
}

/// Things in the database that a package works off; where it is gone nothing reports them missing (facts §5).
void ruleScripts(const Case& c, Advice& a) {
    const QStringList after = idleWithout(c.here.database.counts, packagesAfter(c)),
                      dead = idleWithout(c.here.database.counts,
                                         both(packagesAfter(c), c.here.code.lockedPackages));
    QStringList lost;
    for (const QString& one : after)
        if (!dead.contains(one))
            lost << one;
    if (!c.needs.readable)
        return;
    if (!lost.isEmpty())
        shouldKnow(
            a, "scripts",
            Say::tr("With %1 these stop without a word: %2.").arg(c.toText, lost.join(QStringLiteral(", "))),
            Say::tr("The release has no package that works them off; they stay in the database."),
            {Say::tr("Get the edition whose packages bring them, or do without them.")},
            c.targetFile("composer.lock"));
    if (!dead.isEmpty())
        fine(a, "scripts-dead",
             Say::tr("The database holds what no installed package works off: %1.")
                 .arg(dead.join(QStringLiteral(", "))),
             Say::tr("They do nothing today, nor with %1.").arg(c.toText), QStringLiteral("composer.lock"));
}

void ruleServicePaths(const Case& c, Advice& a) {
    const QString root = c.here.path + QLatin1Char('/');
    QStringList outside, replaced;
    for (const QString& one : c.here.database.servicePaths) {
        const QString path = one.mid(one.indexOf(QLatin1String(": ")) + 2);
        const QString inside = path.startsWith(root) ? path.mid(root.size()) : QString();
        if (inside.isEmpty())
            outside << one;
        else if (inside.startsWith(QLatin1String("vendor/")) ||
                 inside.startsWith(QLatin1String("bootstrap/cache/")) ||
                 inside.startsWith(QLatin1String("public/dreamfactory/")))
            replaced << one;
    }
    const QString source = Say::tr("configuration of services");
    if (!replaced.isEmpty())
        shouldKnow(a, "service-files-replaced",
                   Say::tr("Services use files in folders that the new release makes anew: %1.")
                       .arg(listText(replaced, 5)),
                   Say::tr("These files would be missing after the upgrade."),
                   {Say::tr("Move them below storage and name the new place in the service.")}, source);
    if (!outside.isEmpty())
        fine(a, "service-paths",
             Say::tr("Services use files outside of %1: %2.").arg(c.here.path, listText(outside, 8)),
             Say::tr("The upgrade leaves them alone, and the wizard's copies don't hold them. A new server "
                     "would need them too."),
             source);
}

} // namespace df
