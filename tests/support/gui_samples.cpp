#include "support/gui_samples.h"

#include <cmath>

namespace df::test {

namespace {

constexpr double kStart = 1795357080; // 22 November 2026, 14:18 UTC

QString S(const char* text) { return QString::fromUtf8(text); }

struct Row {
    const char *id, *title, *status, *why, *undo;
    Phase phase;
    bool notice;
    int min, max;
    double weight;
};

constexpr Row kStages[] = {
    {"check", "Check again, with a real test write", "Checking again",
     "Nothing may have changed since the look. A file is written and removed where the copies will lie.",
     "removes the test file", Phase::Prepare, false, 5, 10, 9},
    {"php", "Install PHP 8.3 beside PHP 8.1", "Installing PHP 8.3",
     "The new release needs it; the old one keeps its own.", "removes the packages that were added",
     Phase::Prepare, false, 60, 120, 90},
    {"keep", "Keep a copy of .env and of your changes", "Keeping a copy", "Both are needed for the way back.",
     "deletes the copies", Phase::Prepare, false, 1, 2, 2},
    {"copy-database", "Copy the database, and prove the copy", "Copying the database",
     "The copy is loaded into a scratch database and compared, all 61 tables.",
     "drops the scratch database and deletes the copy. Your database is only read.", Phase::Prepare, false,
     15, 40, 24},
    {"build", "Build 7.6.0 beside the old release", "Building 7.6.0 beside the old release",
     "Fetched by its tag, its packages installed with the right PHP.", "deletes the new folder",
     Phase::Prepare, false, 180, 300, 200},
    {"env", "Adapt .env", "Adapting .env", "9 keys change.", "deletes the new .env", Phase::Prepare, false, 1,
     1, 1},
    {"rehearse", "Rehearse the database change on the copy", "Rehearsing",
     "What fails here would have failed on your database.", "empties the scratch database", Phase::Prepare,
     false, 10, 30, 20},
    {"switch-on", "Maintenance on, schedules paused", "Maintenance on",
     "Users get a maintenance answer from now on.", "maintenance off, schedules resumed", Phase::Switch, true,
     1, 1, 1},
    {"final-copy", "Last copy of the database", "Copying the database once more",
     "Holds what was written until now.", "deletes the copy", Phase::Switch, true, 2, 5, 3},
    {"exchange", "Put the new release in place", "Putting the new release in place",
     "Two names are exchanged at once.", "exchanges the names again", Phase::Switch, true, 1, 1, 1},
    {"migrate", "Change the database for 7.6.0", "Changing the database",
     "The rehearsed change, on the real database.", "loads the proven copy beside it and exchanges the two",
     Phase::Switch, true, 2, 6, 4},
    {"caches", "Clear what is remembered from before", "Clearing caches", "Old code must not be remembered.",
     "clears them with the old release", Phase::Switch, true, 1, 2, 1},
    {"inside", "Check the new release from inside", "Checking from inside",
     "It must answer before users see it.", "nothing to undo", Phase::Switch, true, 1, 3, 2},
    {"switch-off", "Maintenance off, schedules resumed", "Maintenance off",
     "Users are served by the new release.", "maintenance on again", Phase::Switch, true, 1, 2, 1},
    {"verify", "Measure again and compare", "Measuring again", "Before and after, side by side.",
     "nothing to undo", Phase::Verify, false, 5, 20, 10},
};

const char* kDump =
    "mariadb-dump --defaults-extra-file=\"$CREDENTIALS\" \\\n  --single-transaction --no-tablespaces \\\n"
    "  --default-character-set=utf8mb4 dreamfactory \\\n  > \"$RUN/backup/db.sql\"";

SnapshotItem item(const char* id, const char* label, const QMap<QString, QString>& attributes) {
    return {S(id), S(label), attributes};
}

SnapshotArea area(const char* id, const QVector<SnapshotItem>& items) {
    return {S(id), true, S("asked the API"), items};
}

CallTime call(const char* name, double median) {
    CallTime c{S(name), 200, {}};
    for (int i = 0; i < 40; ++i)
        c.milliseconds.append(median * (0.8 + 0.4 * ((i * 7) % 40) / 40.0));
    return c;
}

} // namespace

Plan samplePlan() {
    Plan p;
    p.runId = S("20261122-141800-7f3a");
    p.from = S("6.3.0");
    p.to = p.toTag = S("7.6.0");
    p.toCommit = S("0123456789abcdef0123456789abcdef01234567");
    p.root = S("/opt/dreamfactory");
    p.runFolder = S("/var/lib/df-upgrade/20261122-141800-7f3a");
    p.diskNeededBytes = 2250LL * 1024 * 1024;
    for (const Row& r : kStages) {
        Stage s;
        s.id = S(r.id);
        s.title = S(r.title);
        s.status = S(r.status);
        s.why = S(r.why);
        s.undoText = S(r.undo);
        s.phase = r.phase;
        s.usersMayNotice = r.notice;
        s.minSeconds = r.min;
        s.maxSeconds = r.max;
        Step step;
        step.id = s.id + S(".1");
        step.title = s.title;
        step.command = s.id == S("copy-database") ? S(kDump) : S("df_stage ") + s.id;
        step.undo = S("df_undo ") + s.id;
        step.weight = r.weight;
        s.steps.append(step);
        p.stages.append(s);
    }
    return p;
}

RunState sampleRun(const Plan& plan, RunPhase phase, int done, double progress) {
    RunState r;
    r.runId = plan.runId;
    r.phase = phase;
    r.supervisorAlive = true;
    double at = kStart;
    for (int i = 0; i < plan.stages.size(); ++i) {
        const Step& step = plan.stages[i].steps.first();
        StepState s{step.id, StepStatus::NotStarted, {}, 0, 0, -1, {}};
        if (i < done) {
            s.status = StepStatus::Done;
            s.exitCode = 0;
            s.startedAt = at;
            at = s.endedAt = at + step.weight;
        } else if (i == done && progress >= 0) {
            s.status = StepStatus::Running;
            s.startedAt = at;
            s.progress = progress;
            s.progressText = S("62 of 99 packages");
            at += step.weight * progress;
        }
        r.steps.append(s);
    }
    r.serverNow = r.lastSignOfLife = at;
    r.backups = {
        {S("files"), plan.root + S(".before"), S("aa11"), S("names exchanged"), 2040LL * 1024 * 1024},
        {S("database"), plan.runFolder + S("/backup/db.sql"), S("bb22"), S("loaded and compared, 61 tables"),
         84LL * 1024 * 1024},
        {S("env"), plan.runFolder + S("/backup/env"), S("cc33"), {}, 4096}};
    return r;
}

RunState undoneRun(const Plan& plan, int failed) {
    RunState r = sampleRun(plan, RunPhase::SwitchUndone, failed, -1);
    for (int i = 0; i < plan.stages.size(); ++i) {
        if (plan.stages[i].phase == Phase::Switch && i < failed)
            r.steps[i].status = StepStatus::Undone;
        if (i == failed) {
            r.steps[i].status = StepStatus::Failed;
            r.steps[i].exitCode = 1;
            r.steps[i].startedAt = r.serverNow;
            r.serverNow += 61.4;
            r.steps[i].endedAt = r.serverNow;
        }
    }
    r.failedStep = plan.stages[failed].steps.first().id;
    r.failure =
        S("$ php8.3 artisan migrate --force\n  2025_06_02_000000_add_oauth_columns ........... 61,004.12ms "
          "FAIL\n"
          "  SQLSTATE[HY000]: General error: 1205 Lock wait timeout exceeded; try restarting transaction");
    r.fingerprint = {S("9a1f"), S("9a1f"), true, {}};
    r.supervisorAlive = false;
    r.lastSignOfLife = r.serverNow;
    return r;
}

QVector<Probe> sampleProbes(double cutOff) {
    QVector<Probe> all;
    for (int i = 0; i < 6000; ++i) {
        const double at = kStart + i * 0.05;
        const double left = 300 - i * 0.05;
        const bool off = cutOff > 0 && left < 8 + cutOff && left > 8;
        all.append(
            {at, off ? 503 : 200, off ? 4.0 : 24 + 10 * std::fabs(std::sin(i * 0.013)) + (i * 37 % 11)});
    }
    return all;
}

Snapshot sampleBefore() {
    Snapshot s;
    s.name = S("before");
    s.takenAt = QDateTime::fromSecsSinceEpoch(static_cast<qint64>(kStart) - 1200, Qt::UTC);
    s.release = S("6.3.0");
    QVector<SnapshotItem> users;
    for (int i = 0; i < 42; ++i)
        users.append(item(qPrintable(QStringLiteral("u%1").arg(i, 2, 10, QLatin1Char('0'))), "user",
                          {{S("is_active"), S("true")}}));
    s.areas = {
        area("services", {item("api_docs", "api_docs (swagger)", {{S("type"), S("swagger")}}),
                          item("email", "email (local_email)", {{S("type"), S("local_email")}}),
                          item("erp", "erp (remote web service)",
                               {{S("base_url"), S("https://erp.example.net/v1")},
                                {S("timeout"), S("90")},
                                {S("type"), S("rws")}}),
                          item("shop", "shop (mysql)", {{S("type"), S("mysql")}})}),
        area("roles", {item("clerk", "clerk", {{S("is_active"), S("true")}})}),
        area("users", users),
        area("packages", {item("df-core", "df-core", {{S("version"), S("1.0.3")}}),
                          item("namshi/jose", "namshi/jose", {{S("version"), S("7.2.3")}})}),
        area("system", {item("php", "PHP", {{S("version"), S("8.1.2")}}),
                        item("release", "release", {{S("version"), S("6.3.0")}})}),
        area("log", {}),
        area("response-times", {item("GET shop/_table", "GET shop/_table", {{S("status"), S("200")}})}),
        area("passwords",
             {item("admin@example.com", "admin@example.com", {{S("password"), S("hidden:1f")}})}),
        area("key-proof", {item("service shop", "service shop", {{S("readable"), S("true")}})})};
    s.times = {call("GET shop/_table", 62), call("GET system/service", 24), call("POST admin/session", 78)};
    return s;
}

Snapshot sampleAfter() {
    Snapshot s = sampleBefore();
    s.name = S("after");
    s.takenAt = s.takenAt.addSecs(2000);
    s.release = S("7.6.0");
    s.areas[0].items[2].attributes[S("timeout")] = S("30");
    s.areas[0].items.insert(3, item("logs", "logs (local_file)", {{S("type"), S("local_file")}}));
    s.areas[3].items = {item("df-admin-interface", "df-admin-interface", {{S("version"), S("1.4.0")}}),
                        item("df-core", "df-core", {{S("version"), S("1.2.0")}})};
    s.areas[4].items[0].attributes[S("version")] = S("8.3.14");
    s.areas[4].items[1].attributes[S("version")] = S("7.6.0");
    s.times = {call("GET shop/_table", 41), call("GET system/service", 26), call("POST admin/session", 81)};
    return s;
}

} // namespace df::test
