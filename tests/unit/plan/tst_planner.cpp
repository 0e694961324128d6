#include "plan/plan_input.h"
#include "plan/planner.h"
#include "plan/run_folder.h"
#include "plan/variables.h"
#include "support/sample_facts.h"

#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace df;

namespace {

Advice openAdvice() {
    Advice advice;
    advice.way = Way::InPlace;
    advice.from = QStringLiteral("6.3.0");
    advice.to = QStringLiteral("7.3.3");
    advice.phpBinary = QStringLiteral("/usr/bin/php8.2");
    advice.envChanges << EnvChange{
        EnvChange::Action::Set, QStringLiteral("BCRYPT_ROUNDS"), {}, QStringLiteral("10"), {}, {}};
    return advice;
}

Plan samplePlan(const PlanChoices& choices = {}) {
    const ServerFacts server = test::sampleServer();
    auto plan = planInPlace(server, server.installations.first(), test::sampleRelease(), openAdvice(),
                            choices, QStringLiteral("20261122-141830-7f3a"));
    return plan ? *plan : Plan{};
}

} // namespace

class TestPlanner : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void stagesAreInTheOrderOfTheDesign();
    void everyStepHasCommandsAndAUniqueId();
    void whatChangesTheServerInTheSwitchHasAnUndo();
    void choicesAddTheirSteps();
    void phpBesideAddsItsStages();
    void mustFixBlocks();
    void jsonRoundTrip();
    void runFolderHoldsWhatThePlanShows();
    void everyScriptIsValidShell();
    void noSecretNorRealDatabaseInScratchEnv();
    void rootOnAMountBuildsInside();
};

void TestPlanner::stagesAreInTheOrderOfTheDesign() {
    QStringList ids;
    Phase last = Phase::Prepare;
    const Plan plan = samplePlan();
    for (const Stage& s : plan.stages) {
        ids << s.id;
        QVERIFY(int(s.phase) >= int(last));
        last = s.phase;
        QCOMPARE(s.usersMayNotice, s.phase == Phase::Switch);
        QVERIFY(!s.title.isEmpty() && !s.why.isEmpty() && !s.status.isEmpty() && !s.undoText.isEmpty());
        QVERIFY(s.minSeconds <= s.maxSeconds);
    }
    QCOMPARE(ids.first(), QStringLiteral("check"));
    QVERIFY(ids.indexOf(QStringLiteral("rehearse")) < ids.indexOf(QStringLiteral("maintenance-on")));
    QVERIFY(ids.indexOf(QStringLiteral("last-copy")) < ids.indexOf(QStringLiteral("migrate")));
    QVERIFY(ids.indexOf(QStringLiteral("check-inside")) < ids.indexOf(QStringLiteral("maintenance-off")));
    QCOMPARE(ids.last(), QStringLiteral("compare"));
}

void TestPlanner::everyStepHasCommandsAndAUniqueId() {
    QSet<QString> seen;
    const Plan plan = samplePlan();
    for (const Stage& stage : plan.stages)
        for (const Step& step : stage.steps) {
            QVERIFY2(!seen.contains(step.id), qPrintable(step.id));
            seen << step.id;
            QVERIFY2(!step.command.trimmed().isEmpty(), qPrintable(step.id));
            QVERIFY(step.timeoutSeconds > 0 && step.weight > 0);
            QCOMPARE(plan.stages[plan.stageOf(step.id)].id, stage.id);
        }
    QCOMPARE(plan.stageOf(QStringLiteral("no.such")), -1);
}

void TestPlanner::whatChangesTheServerInTheSwitchHasAnUndo() {
    const QStringList changing{QStringLiteral("close.down"),       QStringLiteral("pause.schedules"),
                               QStringLiteral("exchange.swap"),    QStringLiteral("migrate.run"),
                               QStringLiteral("resume.schedules"), QStringLiteral("open.up"),
                               QStringLiteral("reference.print")};
    int found = 0;
    const Plan plan = samplePlan();
    for (const Stage& stage : plan.stages)
        for (const Step& step : stage.steps)
            if (changing.contains(step.id)) {
                ++found;
                QVERIFY2(!step.undo.isEmpty(), qPrintable(step.id));
            }
    QCOMPARE(found, changing.size());
}

void TestPlanner::choicesAddTheirSteps() {
    QCOMPARE(samplePlan().stageOf(QStringLiteral("build.changes")), -1);
    PlanChoices choices;
    choices.localChanges = LocalChanges::Reapply;
    choices.commercialFiles = true;
    const Plan plan = samplePlan(choices);
    QVERIFY(plan.stageOf(QStringLiteral("build.changes")) >= 0);
    QVERIFY(plan.stageOf(QStringLiteral("build.commercial")) >= 0);
}

void TestPlanner::phpBesideAddsItsStages() {
    QCOMPARE(samplePlan().stageOf(QStringLiteral("beside.switch")), -1);
    QCOMPARE(samplePlan().variables.value(QStringLiteral("DF_PHP_TOOL")), QStringLiteral("/usr/bin/php8.2"));
    ServerFacts server = test::sampleServer();
    server.machine.root = true;
    server.machine.phpInstallable = {{QStringLiteral("8.3"), QStringLiteral("8.3.14-1")}};
    ReleaseFacts release = test::sampleRelease();
    release.composerJson = test::composerJson({{QStringLiteral("php"), QStringLiteral("^8.3")}});
    Advice advice = openAdvice();
    advice.phpBinary = QStringLiteral("/usr/bin/php8.3");
    const auto plan = planInPlace(server, server.installations.first(), release, advice, {},
                                  QStringLiteral("20261122-141830-7f3a"));
    QVERIFY(plan);
    const auto stage = [&](const char* step) {
        const int i = plan->stageOf(QLatin1String(step));
        return i < 0 ? QString() : plan->stages[i].id;
    };
    QCOMPARE(stage("beside.check"), QStringLiteral("check")); // before anything is changed
    QCOMPARE(stage("beside.install"), QStringLiteral("php-beside"));
    QCOMPARE(stage("beside.pool"), QStringLiteral("php-beside"));
    QCOMPARE(stage("beside.switch"), QStringLiteral("exchange")); // after the trees, in the window
    QCOMPARE(plan->stages[1].id, QStringLiteral("php-beside"));
    for (const Stage& s : plan->stages)
        for (const Step& step : s.steps)
            if (step.id.startsWith(QLatin1String("beside.")) && step.id != QLatin1String("beside.check"))
                QVERIFY2(!step.undo.isEmpty(), qPrintable(step.id));
    const auto& v = plan->variables;
    QCOMPARE(v.value(QStringLiteral("DF_PHP")), QStringLiteral("/usr/bin/php8.3"));
    // What runs before it is installed, and after it is gone again, runs on the old one.
    QCOMPARE(v.value(QStringLiteral("DF_PHP_TOOL")), QStringLiteral("/usr/bin/php8.2"));
    QCOMPARE(v.value(QStringLiteral("DF_PHP_OLD")), QStringLiteral("/usr/bin/php8.2"));
    QCOMPARE(v.value(QStringLiteral("DF_BESIDE_POOL")), QStringLiteral("opt-dreamfactory"));
    QCOMPARE(v.value(QStringLiteral("DF_SITE_FILES")), QStringLiteral("/etc/nginx/sites-available/default"));
}

void TestPlanner::mustFixBlocks() {
    const ServerFacts server = test::sampleServer();
    Advice advice = openAdvice();
    advice.findings << Finding{QStringLiteral("x"), Severity::MustFix, QStringLiteral("x"), {}, {}, {}};
    const auto plan = planInPlace(server, server.installations.first(), test::sampleRelease(), advice, {},
                                  QStringLiteral("id"));
    QVERIFY(!plan);
    QVERIFY(plan.error().code == ErrorCode::MustFix);
}

void TestPlanner::jsonRoundTrip() {
    const Plan plan = samplePlan();
    const QJsonObject once = toJson(plan);
    QCOMPARE(toJson(planFromJson(once)), once);
}

void TestPlanner::runFolderHoldsWhatThePlanShows() {
    const Plan plan = samplePlan();
    QMap<QString, QByteArray> files;
    for (const RunFile& f : renderRunFolder(plan)) {
        QVERIFY2(!files.contains(f.path), qPrintable(f.path));
        files[f.path] = f.bytes;
    }
    for (const Stage& stage : plan.stages)
        for (const Step& step : stage.steps) {
            QCOMPARE(QString::fromUtf8(files.value(QStringLiteral("steps/%1.sh").arg(step.id))),
                     step.command);
            QVERIFY(files.value(QStringLiteral("order")).contains("\t" + step.id.toUtf8() + "\t"));
        }
    for (const char* name :
         {"supervisor.sh", "control.sh", "undo.sh", "lib.sh", "df.php", "vars.sh", "run.json", "plan.json"})
        QVERIFY2(files.contains(QLatin1String(name)), name);
    QVERIFY(!files.contains(QStringLiteral("deploy.sh")));
}

void TestPlanner::everyScriptIsValidShell() {
    for (const RunFile& f : renderRunFolder(samplePlan())) {
        if (!f.path.endsWith(QLatin1String(".sh")))
            continue;
        QProcess sh;
        sh.start(QStringLiteral("sh"), {QStringLiteral("-n")});
        sh.write(f.bytes);
        sh.closeWriteChannel();
        QVERIFY(sh.waitForFinished(10'000));
        QVERIFY2(sh.exitCode() == 0, qPrintable(f.path + QString::fromUtf8(sh.readAllStandardError())));
    }
}

void TestPlanner::noSecretNorRealDatabaseInScratchEnv() {
    const Plan plan = samplePlan();
    QMap<QString, QString> set;
    for (const auto& value : plan.scratchEnvChanges) {
        const QJsonObject o = value.toObject();
        if (o.value(QLatin1String("action")).toString() == QLatin1String("set"))
            set[o.value(QLatin1String("key")).toString()] = o.value(QLatin1String("value")).toString();
    }
    const QString live = test::sampleServer().installations.first().database.name;
    QVERIFY(!set.value(QStringLiteral("DB_DATABASE")).isEmpty());
    QVERIFY(set.value(QStringLiteral("DB_DATABASE")) != live);
    QCOMPARE(set.value(QStringLiteral("CACHE_STORE")), QStringLiteral("array"));
    QCOMPARE(set.value(QStringLiteral("QUEUE_CONNECTION")), QStringLiteral("sync"));
    QVERIFY(!set.contains(QStringLiteral("DB_PASSWORD")) && !set.contains(QStringLiteral("APP_KEY")));
}

void TestPlanner::rootOnAMountBuildsInside() {
    ServerFacts server = test::sampleServer();
    Installation& i = server.installations.first();
    i.storage.mountsBelow << i.path;
    const auto plan = planInPlace(server, i, test::sampleRelease(), openAdvice(), {},
                                  QStringLiteral("20261122-141830-7f3a"));
    QVERIFY(plan.has_value());
    QVERIFY(plan->variables.value(QStringLiteral("DF_NEXT")).startsWith(i.path + QLatin1Char('/')));
    QVERIFY(!samplePlan().variables.value(QStringLiteral("DF_NEXT")).startsWith(i.path + QLatin1Char('/')));
}

QTEST_GUILESS_MAIN(TestPlanner)
#include "tst_planner.moc"
