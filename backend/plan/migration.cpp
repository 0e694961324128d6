#include "plan/migration.h"

#include "plan/migration_stages.h"
#include "plan/plan_parts.h"
#include "plan/variables.h"

#include <QCoreApplication>

namespace df {

namespace {

QString V(const char* name) { return QLatin1String(name); }

// A storage that lies elsewhere takes what comes, so that it only has to be renamed in the switch.
QString placeForArrivals(const Installation& fresh, const QString& next, const QString& runId) {
    const QString storage = fresh.path + QStringLiteral("/storage");
    bool elsewhere = fresh.storage.mountsBelow.contains(storage);
    for (const QString& link : fresh.storage.symlinks)
        elsewhere = elsewhere || link.startsWith(QLatin1String("storage "));
    return elsewhere ? storage + QStringLiteral("/.df-upgrade-") + runId + QStringLiteral(".in")
                     : next + QStringLiteral(".in");
}

/// Which major version of phpdotenv reads the old .env (facts §4).
QString dotenvMajor(const Installation& old) {
    const QString version = old.code.lockedPackages.value(QStringLiteral("vlucas/phpdotenv"));
    const QString digits = version.startsWith(QLatin1Char('v')) ? version.mid(1) : version;
    const int major = digits.section(QLatin1Char('.'), 0, 0).toInt();
    return QString::number(major > 0 ? major : 5);
}

void moveVariables(const MovePair& pair, const QString& runId, QMap<QString, QString>& v) {
    v[V("DF_MOVE")] = QStringLiteral("1");
    v[V("DF_IN")] = placeForArrivals(pair.fresh, v.value(V("DF_NEXT")), runId);
    v[V("DF_OLD_DOTENV")] = dotenvMajor(pair.old);
    // What opened on the old server opens here; what didn't, needn't.
    v[V("DF_KEY_BAD")] = QString::number(pair.old.database.keyBad);
    v[V("DF_KEY_GOOD")] = pair.old.database.keyGood > 0 ? QStringLiteral("1") : QStringLiteral("0");
    const qint64 arrives = pair.old.database.bytes * 2;
    const qint64 twin = pair.fresh.bytesWithoutStorage;
    v[V("DF_NEED_TREE_MB")] = QString::number((arrives + twin) / 1'000'000 + 50);
    v[V("DF_NEED_RUN_MB")] = QString::number(pair.fresh.database.bytes * 2 / 1'000'000 + 50);
}

QVector<Delivery> deliveriesOf(const MoveChoices& choices) {
    QVector<Delivery> list{{QStringLiteral("env"), QStringLiteral("file")},
                           {QStringLiteral("tables-before"), QStringLiteral("tables")},
                           {QStringLiteral("database"), QStringLiteral("database")},
                           {QStringLiteral("tables-after"), QStringLiteral("tables")}};
    if (!choices.move.isEmpty())
        list << Delivery{QStringLiteral("files"), QStringLiteral("files")};
    return list;
}

Stage reworded(Stage stage, const QString& why) {
    stage.why = why;
    return stage;
}

QVector<Stage> windowStages(const MigrationInput& in) {
    const PlanInput& fresh = in.fresh;
    const auto say = [](const char* text) { return QCoreApplication::translate("df::plan", text); };
    return {
        reworded(
            stageMaintenanceOn(fresh),
            say(QT_TRANSLATE_NOOP("df::plan", "From here on whoever calls the new server gets the answer "
                                              "503, until the data of the old one is in its place."))),
        reworded(stageLastCopy(fresh),
                 say(QT_TRANSLATE_NOOP("df::plan",
                                       "The new server's own database, for the way back: tables that did not "
                                       "change are covered by the proven copy."))),
        stageMoveIn(in),
        reworded(stageMigrate(fresh),
                 say(QT_TRANSLATE_NOOP("df::plan", "What was rehearsed on the copy now runs on the moved "
                                                   "database. API keys that seeding would reset are kept."))),
        stageProveKey(in),
        stageCaches(fresh),
        stageReload(fresh),
        stageCheckInside(fresh),
        stageMaintenanceOff(fresh),
        stageCompare(fresh)};
}

} // namespace

Result<Plan> planMigration(const MovePair& pair, const Advice& advice, const MoveChoices& choices,
                           const QString& runId) {
    if (advice.blocked())
        return fail(ErrorCode::MustFix, {});
    const ReleaseFacts release = installedRelease(pair.fresh);
    PlanChoices planChoices;
    planChoices.databaseAdmin = choices.databaseAdmin;
    planChoices.databaseAdminUser = choices.databaseAdminUser;
    const PlanInput fresh{pair.newServer, pair.fresh, release, advice, planChoices};
    const MigrationInput in{pair, choices, fresh};
    Plan plan;
    plan.runId = runId;
    plan.from = pair.old.code.version;
    plan.to = pair.fresh.code.version;
    plan.toTag = release.tag;
    plan.toCommit = release.commit;
    plan.root = pair.fresh.path;
    plan.asRoot = pair.newServer.machine.root;
    plan.diskNeededBytes = advice.diskNeededBytes;
    plan.runFolder = runFolderFor(pair.newServer, runId);
    plan.variables = planVariables(fresh, runId, plan.runFolder);
    moveVariables(pair, runId, plan.variables);
    plan.envChanges = envChangesJson(choices.env);
    plan.scratchEnvChanges = scratchEnv(pair.fresh.database, plan.variables);
    plan.schedules = scheduleList(pair.fresh);
    plan.deliveries = deliveriesOf(choices);
    plan.move = choices.move;
    if (choices.databaseAdmin)
        plan.secretNames << QStringLiteral("dbadmin");
    QVector<Stage> stages{stageCheck(fresh),        stageCloseEarly(in),  stageKeepCopies(fresh),
                          stageCopyDatabase(fresh), stageReceive(in),     stageMergeEnv(in),
                          stageProveImport(in),     stageRehearse(fresh), stageLastDelivery(in)};
    stages << windowStages(in);
    for (const Stage& stage : stages)
        if (!stage.steps.isEmpty() || stage.phase == Phase::Verify)
            plan.stages << stage;
    return plan;
}

Plan planClosing(const ServerFacts& oldServer, const Installation& old, const QString& runId) {
    const ReleaseFacts release = installedRelease(old);
    const Advice advice;
    const PlanChoices choices;
    const PlanInput in{oldServer, old, release, advice, choices};
    Plan plan;
    plan.runId = runId;
    plan.from = plan.to = old.code.version;
    plan.toTag = release.tag;
    plan.toCommit = release.commit;
    plan.root = old.path;
    plan.asRoot = oldServer.machine.root;
    plan.runFolder = runFolderFor(oldServer, runId);
    plan.variables = planVariables(in, runId, plan.runFolder);
    plan.schedules = scheduleList(old);
    Stage stage = stageMaintenanceOn(in);
    stage.id = QStringLiteral("close-old");
    stage.title = QCoreApplication::translate("df::plan", "Shut users out of the old server");
    stage.why = QCoreApplication::translate(
        "df::plan",
        "From here on users of the old server get the answer 503, so that nothing is written after the "
        "last copy. Nothing else is changed there.");
    stage.steps = {stepFromFile(QStringLiteral("close.old"),
                                QCoreApplication::translate("df::plan", "Turn maintenance on"), 120, 1),
                   stepFromFile(QStringLiteral("pause.schedules"),
                                QCoreApplication::translate(
                                    "df::plan", "Pause cron, timers and workers of this installation"),
                                120, 1)};
    plan.stages << stage;
    return plan;
}

QString inFolder(const Plan& plan) { return plan.variables.value(V("DF_IN")); }

int deliveryRound(const QString& stepId) {
    return stepId == QLatin1String("receive.data") ? 1 : stepId == QLatin1String("receive.again") ? 2 : 0;
}

} // namespace df
