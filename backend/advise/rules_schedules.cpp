#include "advise/rules.h"
#include "advise/text.h"

#include <algorithm>

namespace df {
namespace {

bool anySchedule(const Case& c, const char* words) {
    return std::any_of(c.here.schedules.begin(), c.here.schedules.end(),
                       [&](const ScheduleFact& s) { return s.text.contains(QLatin1String(words)); });
}

/// Only root sees everybody's crontab, units and processes: then what wasn't found isn't there.
bool sawAll(const Case& c) { return c.server.machine.root && c.here.kind == InstallationKind::Machine; }

} // namespace

void ruleSchedules(const Case& c, Advice& a) {
    if (!c.here.schedules.isEmpty())
        fine(a, "schedules",
             Say::tr("Scheduled jobs and workers of DreamFactory: %1.").arg(c.here.schedules.size()),
             Say::tr("The plan pauses them during the switch and starts them again."),
             QStringLiteral("crontab, processes"));
}

void ruleRootSchedules(const Case& c, Advice& a) {
    if (c.here.owner == QLatin1String("root") || c.here.webUser == QLatin1String("root"))
        return;
    const auto line =
        std::find_if(c.here.schedules.begin(), c.here.schedules.end(), [](const ScheduleFact& s) {
            return s.owner == QLatin1String("root") && s.kind.startsWith(QLatin1String("cron")) &&
                   s.text.contains(QLatin1String("artisan"));
        });
    if (line == c.here.schedules.end())
        return;
    const QString web = c.here.webUser.isEmpty() ? c.here.owner : c.here.webUser;
    fine(a, "artisan-as-root", Say::tr("Root's own schedule runs artisan here: %1").arg(line->text),
         Say::tr("It leaves files of root's that the web site can't write; if %1 has such a line as well, "
                 "each task runs twice. "
                 "The plan pauses the line and puts it back as it is.")
             .arg(web),
         line->where, {Say::tr("Move the line from %1 to the crontab of %2.").arg(line->where, web)});
}

void ruleSchedulerTasks(const Case& c, Advice& a) {
    const qint64 tasks = c.here.database.counts.value(QStringLiteral("scheduler_tasks"));
    if (tasks > 0 && sawAll(c) && !anySchedule(c, "schedule:run") && !anySchedule(c, "schedule:work"))
        fine(a, "scheduler-idle",
             Say::tr("DreamFactory's scheduler has tasks (%1), but nothing on this server starts them.")
                 .arg(tasks),
             Say::tr("They don't run today, and the upgrade doesn't change that."),
             QStringLiteral("scheduler_tasks, crontab"));
}

void ruleQueueWorker(const Case& c, Advice& a) {
    const QString queue = c.here.env.value(QStringLiteral("QUEUE_CONNECTION")).value_or(QString());
    if (queue.isEmpty() || queue == QLatin1String("sync") || queue == QLatin1String("null") || !sawAll(c) ||
        anySchedule(c, "queue:") || anySchedule(c, "horizon"))
        return;
    fine(a, "no-queue-worker",
         Say::tr("QUEUE_CONNECTION is %1, but no queue worker was found on this server.").arg(queue),
         Say::tr("Queued scripts and mails wait until one runs. The upgrade doesn't change that."),
         QStringLiteral("crontab, processes"),
         {Say::tr("If nothing else works the queue off, set QUEUE_CONNECTION=sync, or run a worker.")});
}

} // namespace df
