#include "advise/rules_pair.h"
#include "advise/service_types.h"
#include "advise/sources.h"
#include "advise/text.h"

#include <algorithm>

namespace df {
namespace {

/// Services in use that no package of these brings, and of which one of `now` does.
QMap<QString, int> lostTypes(const PairView& v) {
    QMap<QString, int> lost;
    const QMap<QString, int>& used = v.pair.old.database.serviceTypes;
    for (auto it = used.begin(); it != used.end(); ++it) {
        const auto type = v.old.tables.serviceTypes.find(it.key());
        const bool judged = type != v.old.tables.serviceTypes.end() && !type->packages.isEmpty();
        const auto& now = v.pair.old.code.lockedPackages;
        if (judged && it.value() > 0 && !runsWith(*type, v.pair.fresh.code.lockedPackages) &&
            (now.isEmpty() || runsWith(*type, now)))
            lost.insert(it.key(), it.value());
    }
    return lost;
}

/// Event scripts, limits and tasks that work there and would stand still here.
QStringList lostWork(const PairView& v) {
    const auto& counts = v.pair.old.database.counts;
    const QStringList dead = idleWithout(counts, v.pair.old.code.lockedPackages);
    QStringList lost;
    for (const QString& one : idleWithout(counts, v.pair.fresh.code.lockedPackages))
        if (!dead.contains(one))
            lost << one;
    return lost;
}

QString composerFilesHere() {
    return Say::tr("composer.lock of the new server, and %1").arg(source::serviceTypes());
}

bool ticked(const PairView& v, const QString& path) {
    return std::any_of(v.choices.move.begin(), v.choices.move.end(), [&](const QString& one) {
        const QString full =
            one.startsWith(QLatin1Char('/')) ? one : v.pair.old.path + QLatin1Char('/') + one;
        return path == full || path.startsWith(full + QLatin1Char('/'));
    });
}

} // namespace

void rulePairConnectors(const PairView& v, Advice& a) {
    const QMap<QString, int> lost = lostTypes(v);
    if (v.pair.fresh.code.lockedPackages.isEmpty())
        return;
    if (lost.isEmpty()) {
        if (v.pair.old.database.reachable)
            fine(a, "pair-connectors", Say::tr("The new server has a connector for every service in use."),
                 {}, composerFilesHere());
        return;
    }
    mustFix(
        a, "pair-connectors",
        Say::tr("The new server has no connector for these services of the old one: %1.")
            .arg(countedTypes(lost)),
        Say::tr("They would stay in the list, but calling them fails."),
        {v.pair.old.code.commercial && !v.pair.fresh.code.commercial
             ? Say::tr("Install the commercial edition on the new server, and check again.")
             : Say::tr("Install the packages that bring them on the new server, and check again."),
         Say::tr("Or switch these services off on the old server if nobody needs them, and check again.")},
        composerFilesHere());
}

void rulePairCommercial(const PairView& v, Advice& a) {
    const CodeFacts &x = v.pair.old.code, &y = v.pair.fresh.code;
    if (y.lockedPackages.isEmpty())
        return;
    const QStringList work = lostWork(v);
    if (!work.isEmpty()) {
        mustFix(a, "pair-commercial",
                Say::tr("On the new server these would stop without a word: %1.")
                    .arg(work.join(QStringLiteral(", "))),
                Say::tr("It has no package that works them off; packages of the commercial edition do."),
                {Say::tr("Install the commercial edition of %1 on the new server, and check again.")
                     .arg(v.old.toText)},
                composerFilesHere());
    } else if (x.commercial && !y.commercial) {
        shouldKnow(
            a, "pair-commercial",
            Say::tr("The old server has the commercial edition (%1), the new one doesn't.")
                .arg(listText(x.commercialReasons, 3)),
            Say::tr("Every service in use has its connector there all the same; what else the edition "
                    "brings is missing."),
            {Say::tr("Install the commercial edition of %1 on the new server if you want to keep it, and "
                     "check again.")
                 .arg(v.old.toText)},
            source::composerFiles());
    } else if (x.commercial) {
        fine(a, "pair-commercial", Say::tr("Both servers have the commercial edition."), {},
             source::composerFiles());
    }
}

void rulePairPaths(const PairView& v, Advice& a) {
    const QString root = v.pair.old.path + QLatin1Char('/');
    QStringList renamed, left, later;
    for (const QString& one : v.pair.old.database.servicePaths) {
        const QString path = one.mid(one.indexOf(QLatin1String(": ")) + 2);
        const bool inside = path.startsWith(root);
        if (inside && v.pair.old.path != v.pair.fresh.path)
            renamed << one;
        else if (!inside && !v.choices.movable)
            later << one;
        else if (!inside && !ticked(v, path))
            left << one;
    }
    const QString source = Say::tr("configuration of services");
    if (!renamed.isEmpty())
        shouldKnow(
            a, "pair-paths",
            Say::tr("Services name places in %1: %2. On the new server DreamFactory lies in %3.")
                .arg(v.pair.old.path, listText(renamed, 5), v.pair.fresh.path),
            Say::tr("The files come along, but these services look for them in the old place."),
            {Say::tr("Change these paths in the services after the move, or let a link lead there:"),
             QStringLiteral("$ ln -s %1 %2").arg(shellWord(v.pair.fresh.path), shellWord(v.pair.old.path))},
            source);
    if (!left.isEmpty())
        shouldKnow(a, "pair-paths",
                   Say::tr("Services use files outside of %1 that don't come along: %2.")
                       .arg(v.pair.old.path, listText(left, 5)),
                   Say::tr("Where they are missing on the new server, these services stop working."),
                   {Say::tr("Tick them in the list of what moves, or put them there yourself.")}, source);
    if (!later.isEmpty())
        fine(a, "pair-paths",
             Say::tr("Services use files outside of %1: %2.").arg(v.pair.old.path, listText(later, 5)),
             Say::tr("The list of what moves shows them."), source);
}

void rulePairLocalChanges(const PairView& v, Advice& a) {
    QStringList all = ownChanges(v.old);
    const CodeFacts& code = v.pair.old.code;
    for (const QString& package : code.ownPackages)
        if (!v.pair.fresh.code.lockedPackages.contains(package))
            all << package;
    all += code.ownCommits;
    if (all.isEmpty())
        return;
    shouldKnow(
        a, "pair-local-changes",
        Say::tr("The code of DreamFactory itself was changed on the old server: %1.").arg(listText(all, 5)),
        Say::tr("The new server keeps its own code. These changes don't come along."),
        {Say::tr("Look at them, and make on the new server what is still needed:"),
         v.old.gitCommand(QStringLiteral("diff"))},
        QStringLiteral("git status"));
}

} // namespace df
