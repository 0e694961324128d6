#include "advise/rules.h"
#include "advise/text.h"

namespace df {
namespace {

bool isFinished(const QString& state) {
    return state == QLatin1String("kept") || state == QLatin1String("went-back") ||
           state == QLatin1String("deployed");
}

} // namespace

void ruleMaintenance(const Case& c, Advice& a) {
    if (c.here.maintenance)
        mustFix(
            a, "maintenance-on", Say::tr("Maintenance is on: users get no answers now."),
            Say::tr("Someone else may be working on this server, or an upgrade by hand was left half-way."),
            {Say::tr("Find out why. If nothing is going on, turn it off and check again:"),
             QStringLiteral("$ cd %1 && php artisan up").arg(shellWord(c.here.path))},
            QStringLiteral("storage/framework/down"));
}

void ruleEarlierRuns(const Case& c, Advice& a) {
    for (const EarlierRun& run : c.here.earlierRuns)
        if (!isFinished(run.state))
            mustFix(a, "unfinished-run",
                    Say::tr("The upgrade %1 to %2 was not finished (%3).").arg(run.id, run.to, run.state),
                    Say::tr("A second one would work on a server in between."),
                    {Say::tr("Resume it from the start page: finish it, keep it, or go back.")}, run.folder);
}

} // namespace df
