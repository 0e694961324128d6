#include "advise/rules.h"
#include "advise/text.h"

#include <algorithm>

namespace df {
namespace {

/// Is one of the type's packages among these, in a version that still defines it?
bool runsWith(const ServiceType& type, const QMap<QString, QString>& packages) {
    return std::any_of(type.packages.begin(), type.packages.end(), [&](const ServiceType::Package& p) {
        const auto found = packages.find(p.name);
        if (found == packages.end())
            return false;
        const Version v = platformVersion(*found);
        const auto first = Version::parse(p.first), last = Version::parse(p.last);
        return (!first || *first <= v) && (!last || v <= *last);
    });
}

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

QString counted(const QMap<QString, int>& types) {
    QStringList list;
    for (auto it = types.begin(); it != types.end(); ++it)
        list << QStringLiteral("%1 (%2)").arg(it.key(), QString::number(it.value()));
    return list.join(QStringLiteral(", "));
}

} // namespace

void ruleSeeding(const Case& c, Advice& a) {
    if (c.sameCommit())
        return;
    fine(a, "api-keys",
         Say::tr("The release resets the API keys of its own apps (admin, api_docs, file_manager)."),
         Say::tr("The plan puts yours back."), QStringLiteral("facts §3"));
}

void ruleServiceTypes(const Case& c, Advice& a) {
    const QMap<QString, QString> after = packagesAfter(c), &now = c.here.code.lockedPackages;
    QMap<QString, int> lost, dead;
    for (auto it = c.here.database.serviceTypes.begin(); it != c.here.database.serviceTypes.end(); ++it) {
        const auto type = c.tables.serviceTypes.find(it.key());
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
            Say::tr("%1 can't run services of these types: %2.").arg(c.toText, counted(lost)),
            Say::tr("They stay in the list, but calling them fails."),
            {Say::tr("Replace these services first, or get the edition whose packages bring their types.")},
            c.targetFile("composer.lock"));
    else
        fine(a, "service-types", Say::tr("%1 runs every service that runs today.").arg(c.toText), {},
             c.targetFile("composer.lock"));
    if (!dead.isEmpty())
        fine(a, "service-types-dead",
             Say::tr("These services can't run today, nor on %1: %2.").arg(c.toText, counted(dead)),
             Say::tr("No installed package brings their type."), QStringLiteral("composer.lock"));
}

} // namespace df
