#include "report/report.h"
#include "report/runbook.h"
#include "report/stage_results.h"
#include "support/result_text.h"
#include "support/sample_facts.h"
#include "verify/collector.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocument>
#include <QXmlStreamReader>

using namespace df;

namespace {

const QString hostile =
    QStringLiteral("<script>alert(1)</script>\"'&<img src=x onerror=y>\u202egpj\u001b[31m");

Step step(const char* id, const char* command) {
    Step s;
    s.id = QLatin1String(id);
    s.title = QLatin1String(id);
    s.command = QLatin1String(command);
    return s;
}

Plan samplePlan() {
    Plan plan;
    plan.runId = QStringLiteral("20261122-141830-7f3a");
    plan.from = QStringLiteral("6.3.0");
    plan.to = QStringLiteral("7.3.3");
    plan.root = QStringLiteral("/opt/dreamfactory");
    plan.runFolder = QStringLiteral("/var/lib/df-upgrade-wizard/x");
    Stage copy{QStringLiteral("copy-database"),
               QStringLiteral("Copy the database"),
               QStringLiteral("So that it can come back."),
               {},
               QStringLiteral("deletes the copy"),
               Phase::Prepare,
               false,
               1,
               10,
               {}};
    copy.steps = {step("copy.dump", "df_dump \"$DF_ROOT\""), step("copy.prove", "df_prove")};
    Stage swap{
        QStringLiteral("switch"),        QStringLiteral("Switch"), {}, {}, {}, Phase::Switch, true, 1, 5,
        {step("switch.swap", "df_swap")}};
    swap.steps[0].undo = QStringLiteral("df_swap_back");
    Stage clear{
        QStringLiteral("clear"),        QStringLiteral("Clear caches"), {}, {}, {}, Phase::Switch, true, 1, 5,
        {step("clear.all", "df_clear")}};
    plan.stages = {copy, swap, clear};
    return plan;
}

StepState ran(const char* id, StepStatus status, std::optional<int> code) {
    return {QLatin1String(id), status, code, 1000, 1002.5, -1, {}};
}

RunState sampleRun() {
    RunState run;
    run.phase = RunPhase::Kept;
    run.steps = {ran("copy.dump", StepStatus::Done, 0), ran("copy.prove", StepStatus::Done, 0),
                 ran("switch.swap", StepStatus::Done, 0), ran("clear.all", StepStatus::Done, 0)};
    run.backups = {{QStringLiteral("database"), QStringLiteral("/var/lib/x/backup/db.sql"),
                    QString(64, QLatin1Char('a')), QStringLiteral("restored into a scratch database"),
                    12345}};
    run.fingerprint = {
        QString(64, QLatin1Char('1')), QString(64, QLatin1Char('2')), false, {QStringLiteral("vendor/x")}};
    return run;
}

QVector<Probe> probes() {
    QVector<Probe> out;
    for (int i = 0; i < 400; ++i) {
        const bool away = i >= 200 && i < 230;
        out.append({1795372189.0 + i * 0.05, away ? 503 : 200, away ? 1.0 : 12.0 + i % 7});
    }
    return out;
}

Snapshot recorded(const char* name) {
    QFile file(QStringLiteral(DF_TEST_DATA "/verify/") + QLatin1String(name) + QStringLiteral(".snapshot"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no recording %s", name);
    return parseSnapshot(file.readAll(), QLatin1String(name)).value();
}

Report full() {
    Report report;
    report.task = QStringLiteral("upgrade");
    report.runId = QStringLiteral("20261122-141830-7f3a");
    report.outcome = QStringLiteral("done");
    report.startedAt = QDateTime(QDate(2026, 11, 22), QTime(14, 18, 30), Qt::UTC);
    report.seconds = 724;
    report.server = QStringLiteral("deploy@api.example.com");
    report.by = QStringLiteral("ops");
    report.facts = test::sampleServer();
    Advice advice;
    advice.way = Way::InPlace;
    advice.from = QStringLiteral("6.3.0");
    advice.to = QStringLiteral("7.3.3");
    advice.reasons = {{QStringLiteral("near"), QStringLiteral("It can be done in place."),
                       QStringLiteral("composer.lock of 7.6.0")}};
    advice.findings = {{QStringLiteral("local-changes"),
                        Severity::ShouldKnow,
                        QStringLiteral("2 files were changed."),
                        QStringLiteral("They are kept aside."),
                        {QStringLiteral("$ git diff")},
                        QStringLiteral("git")}};
    report.advice = advice;
    report.accepted = {QStringLiteral("local-changes")};
    report.plan = samplePlan();
    report.run = sampleRun();
    report.probes = probes();
    report.before = recorded("6.3.0");
    report.after = recorded("6.3.0-to-7.3.3");
    report.comparison =
        compare(*report.before, *report.after, {QStringLiteral("6.3.0"), QStringLiteral("7.3.3"), {}, {}});
    return report;
}

int pagesOf(const QByteArray& pdf) {
    return static_cast<int>(
        QString::fromLatin1(pdf).count(QRegularExpression(QStringLiteral("/Type\\s*/Page\\b"))));
}

} // namespace

class TestReport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void jsonHasTheAgreedKeys();
    void jsonOfALookSaysOnlyWhatIsKnown();
    void aFingerprintThatWasNotTakenIsNoDifference();
    void stagesTellHowTheyEnded();
    void everyTextIsFiltered();
    void htmlSaysWhatHappened();
    void notesStandWithTheirDifferences();
    void timesAreDrawnAndJudged();
    void whatWasMeasuredWithoutAComparison();
    void saysWhetherTheOldServerIsAsBefore();
    void aNewServerOfAMoveGoesBackToItsOwnRelease();
    void adviceTellsStopsAreasAndWhatWouldChangeIt();
    void htmlLoadsAndRunsNothing();
    void hostileTextStaysText();
    void outcomes_data();
    void outcomes();
    void aFailureClaimsOnlyWhatWasMeasured();
    void pdfHasPages();
    void runbookNamesEveryCommandAndItsUndo();
    void writesThreePrivateFiles();
    void saysWhichFileCouldNotBeWritten();
};

void TestReport::jsonHasTheAgreedKeys() {
    Report report = full();
    report.error = ReportError{
        QStringLiteral("run-failed"), QStringLiteral("w"), QStringLiteral("m"), {QStringLiteral("d")}, {}};
    const QJsonObject json = toJson(report, {});
    for (const char* key :
         {"version", "task", "run", "outcome", "startedAt", "seconds", "facts", "advice", "stages",
          "downtime", "snapshots", "comparison", "fingerprint", "backups", "error"})
        QVERIFY2(json.contains(QLatin1String(key)), key);
    QCOMPARE(json[QLatin1String("version")].toInt(), 1);
    QCOMPARE(json[QLatin1String("startedAt")].toString(), QStringLiteral("2026-11-22T14:18:30Z"));
    const QJsonObject stage = json[QLatin1String("stages")][0].toObject();
    QCOMPARE(stage[QLatin1String("id")].toString(), QStringLiteral("copy-database"));
    QCOMPARE(stage[QLatin1String("status")].toString(), QStringLiteral("done"));
    QCOMPARE(stage[QLatin1String("seconds")].toDouble(), 5.0);
    QCOMPARE(stage[QLatin1String("usersMayNotice")].toBool(), false);
    const QJsonObject firstStep = stage[QLatin1String("steps")][0].toObject();
    QCOMPARE(firstStep[QLatin1String("command")].toString(), QStringLiteral("df_dump \"$DF_ROOT\""));
    QCOMPARE(firstStep[QLatin1String("exit")].toInt(-1), 0);
    const QJsonObject downtime = json[QLatin1String("downtime")].toObject();
    QCOMPARE(downtime[QLatin1String("probes")].toInt(), 400);
    QCOMPARE(downtime[QLatin1String("failedProbes")].toInt(), 30);
    QCOMPARE(downtime[QLatin1String("codes")][QLatin1String("503")].toInt(), 30);
    QCOMPARE(json[QLatin1String("snapshots")][QLatin1String("before")][QLatin1String("release")].toString(),
             QStringLiteral("6.3.0"));
    QVERIFY(!json[QLatin1String("snapshots")].toObject().contains(QLatin1String("rehearsal")));
    const QJsonObject backup = json[QLatin1String("backups")][0].toObject();
    QCOMPARE(backup[QLatin1String("bytes")].toInt(), 12345);
    for (const char* key : {"what", "where", "sha256", "provenBy"})
        QVERIFY2(backup[QLatin1String(key)].isString(), key);
    for (const char* key : {"code", "what", "means", "detail"})
        QVERIFY2(json[QLatin1String("error")][QLatin1String(key)].isString(), key);
    QVERIFY(json[QLatin1String("error")][QLatin1String("do")].isArray());
    QCOMPARE(json[QLatin1String("fingerprint")][QLatin1String("differences")].toArray().size(), 1);
}

void TestReport::jsonOfALookSaysOnlyWhatIsKnown() {
    Report report;
    report.task = QStringLiteral("look");
    report.outcome = QStringLiteral("looked");
    report.facts = test::sampleServer();
    const QJsonObject json = toJson(report, {});
    QVERIFY(json.contains(QLatin1String("facts")));
    for (const char* key : {"comparison", "error", "newFacts", "fingerprint", "downtime"})
        QVERIFY2(!json.contains(QLatin1String(key)), key);
    QCOMPARE(json[QLatin1String("stages")].toArray().size(), 0);
}

/// "same: false" of nothing would say that the server isn't as it was.
void TestReport::aFingerprintThatWasNotTakenIsNoDifference() {
    Report report = full();
    report.run->fingerprint = {};
    QVERIFY(!toJson(report, {}).contains(QLatin1String("fingerprint")));
    QVERIFY(toJson(report, {}).contains(QLatin1String("backups")));
    report.run->fingerprint.before = QStringLiteral("aa11");
    const QJsonObject once = toJson(report, {})[QLatin1String("fingerprint")].toObject();
    QCOMPARE(once[QLatin1String("before")].toString(), QStringLiteral("aa11"));
    QVERIFY(once[QLatin1String("now")].isNull() && once[QLatin1String("same")].isNull());
    report.run->fingerprint.now = QStringLiteral("bb22");
    QCOMPARE(toJson(report, {})[QLatin1String("fingerprint")][QLatin1String("same")], QJsonValue(false));
}

void TestReport::stagesTellHowTheyEnded() {
    RunState run = sampleRun();
    run.failedStep = QStringLiteral("switch.swap");
    run.steps[0].status = run.steps[1].status = run.steps[2].status = StepStatus::Undone;
    run.steps.removeLast();
    QVector<StageResult> results = stageResults(samplePlan(), run);
    QCOMPARE(results[0].status, QStringLiteral("undone"));
    QCOMPARE(results[1].status, QStringLiteral("failed"));
    QCOMPARE(results[2].status, QStringLiteral("not-started"));
    run = sampleRun();
    run.steps[0].status = StepStatus::Unknown;
    run.steps[0].exitCode.reset();
    run.steps[3].status = StepStatus::Skipped;
    results = stageResults(samplePlan(), run);
    QCOMPARE(results[0].status, QStringLiteral("failed"));
    QCOMPARE(results[1].status, QStringLiteral("done"));
    QCOMPARE(results[2].status, QStringLiteral("skipped"));
    Report report = full();
    report.run = run;
    QVERIFY(toJson(report, {})[QLatin1String("stages")][0][QLatin1String("steps")][0][QLatin1String("exit")]
                .isNull());
}

void TestReport::everyTextIsFiltered() {
    const QString secret = QStringLiteral("c4nary-s3cret");
    Report report = full();
    report.server += secret;
    report.plan->stages[0].title += secret;
    report.plan->stages[0].steps[0].command += secret;
    report.plan->variables.insert(QStringLiteral("DF_X"), secret);
    report.run->backups[0].where += secret;
    report.run->fingerprint.differences.append(secret);
    report.advice->findings[0].text += secret;
    report.advice->reasons[0].source += secret;
    report.before->areas[0].why += secret;
    report.before->areas[0].items.append({secret, secret, {{secret, secret}}});
    report.comparison->areas[0].notCollected = secret;
    report.comparison->areas[1].differences.append(
        {Difference::Kind::Changed, secret, secret, secret, secret, secret, Verdict::Look, secret});
    report.facts->machine.hostName += secret;
    report.error = ReportError{QStringLiteral("x"), secret, secret, {secret}, secret};
    const TextFilter filter = [&](QString text) { return text.replace(secret, QStringLiteral("[hidden]")); };
    const QByteArray json = QJsonDocument(toJson(report, filter)).toJson();
    QVERIFY(!json.contains(secret.toUtf8()));
    QVERIFY(json.count("[hidden]") >= 18);
    const QString html = reportHtml(report, filter);
    QVERIFY(!html.contains(secret));
    QVERIFY(html.count(QStringLiteral("[hidden]")) >= 12);
    const QString runbook = runbookHtml(*report.plan, report.server, filter);
    QVERIFY(!runbook.contains(secret));
    QVERIFY(runbook.count(QStringLiteral("[hidden]")) >= 4);
}

void TestReport::htmlSaysWhatHappened() {
    const QString html = reportHtml(full(), {});
    for (const char* text :
         {"api.example.com runs DreamFactory 7.3.3.", "12 min 04 s", "deploy@api.example.com",
          "2 files were changed.", "accepted", "git diff", "Copy the database", "exit code 0",
          "Users were cut off for", "30 with HTTP 503", "restored into a scratch database", "Services",
          "As expected", "vendor/x", "df_dump", "Debian"})
        QVERIFY2(html.contains(QLatin1String(text)), text);
    QVERIFY(html.contains(QStringLiteral("<svg")));
}

/// Of a move: measured twice, claimed only then.
/// Each difference that is to be looked at gets a note; the first of them is accepted.
static Report withNotes() {
    Report report = full();
    for (const AreaComparison& area : report.comparison->areas)
        for (const Difference& d : area.differences)
            if (d.verdict >= Verdict::Look)
                report.notes.append({area.id, d.item, d.attribute, printOf(d),
                                     QStringLiteral("ours: canary-note"), report.notes.isEmpty(),
                                     QDateTime(QDate(2026, 11, 22), QTime(14, 35), Qt::UTC)});
    report.comparison->times.statement = QStringLiteral("A test of ranks, false alarm at most 1 %.");
    for (const CallTime& call : report.after->times)
        report.comparison->times.judged.append({call.call, 10, 20, 10, 0.001, true, {}});
    report.comparison->areas[0].masked = {
        {QStringLiteral("a"), QStringLiteral("a"), QStringLiteral("body#/token")}};
    return report;
}

void TestReport::notesStandWithTheirDifferences() {
    const Report report = withNotes();
    QVERIFY(report.notes.size() > 1);
    const QString html = reportHtml(report, {});
    QCOMPARE(html.count(QLatin1String("ours: canary-note")), report.notes.size());
    QCOMPARE(html.count(QLatin1String("Known, accepted")), 1);
    QVERIFY(html.contains(
        QStringLiteral("1 were accepted as known, and %1 are left").arg(report.notes.size() - 1)));
    QVERIFY(html.contains(QLatin1String("Sign-off")) && html.contains(QLatin1String("body#/token")));
    const QJsonArray notes = toJson(report, {})[QLatin1String("notes")].toArray();
    QCOMPARE(notes.size(), report.notes.size());
    QCOMPARE(notes[0][QLatin1String("accepted")].toBool(), true);
    const TextFilter filter = [](QString text) {
        return text.replace(QLatin1String("canary"), QLatin1String("***"));
    };
    QVERIFY(!reportHtml(report, filter).contains(QLatin1String("canary")));
    QVERIFY(!QJsonDocument(toJson(report, filter)).toJson().contains("canary"));
    QVERIFY(!toJson(full(), {}).contains(QLatin1String("notes")));
}

void TestReport::timesAreDrawnAndJudged() {
    const Report report = withNotes();
    QVERIFY(!report.after->times.isEmpty());
    const QString html = reportHtml(report, {});
    QVERIFY(html.contains(QLatin1String("A test of ranks")) && html.contains(QStringLiteral("■ Slower")));
    QVERIFY(html.contains(QLatin1String("<title>Response times before and now</title>")));
    Report hostileCall = report;
    for (Snapshot* side : {&*hostileCall.before, &*hostileCall.after})
        side->times = {{QStringLiteral("GET ") + hostile, 200, {1, 2, 3}}};
    QVERIFY(!reportHtml(hostileCall, {}).contains(QLatin1String("<script>")));
    QVERIFY(reportPdf(hostileCall, {}).size() > 1000);
}

void TestReport::whatWasMeasuredWithoutAComparison() {
    Report report = full();
    report.comparison.reset();
    report.after.reset();
    const QString html = reportHtml(report, {});
    QVERIFY(html.contains(QLatin1String("What was measured")) && html.contains(QLatin1String("Median")));
    QVERIFY(!reportHtml(full(), {}).contains(QLatin1String("What was measured")));
}

void TestReport::saysWhetherTheOldServerIsAsBefore() {
    Report report = full();
    QVERIFY(!toJson(report, {}).contains(QLatin1String("oldFingerprint")));
    report.oldFingerprint = FingerprintFact{QStringLiteral("aa11"), {}, false, {}};
    QVERIFY(!reportHtml(report, {}).contains(QStringLiteral("Fingerprint of the old server")));
    report.oldFingerprint = FingerprintFact{QStringLiteral("aa11"), QStringLiteral("aa11"), true, {}};
    QVERIFY(reportHtml(report, {}).contains(QStringLiteral("It was only read.")));
    const QJsonObject json = toJson(report, {})[QLatin1String("oldFingerprint")].toObject();
    QCOMPARE(json[QLatin1String("before")].toString(), QStringLiteral("aa11"));
    QCOMPARE(json[QLatin1String("now")].toString(), QStringLiteral("aa11"));
    QVERIFY(json[QLatin1String("same")].toBool());
    report.oldFingerprint =
        FingerprintFact{QStringLiteral("aa11"),
                        QStringLiteral("bb22"),
                        false,
                        {QStringLiteral("- table user 3 1"), QStringLiteral("+ table user 4 2")}};
    QVERIFY(reportHtml(report, {}).contains(QStringLiteral("users wrote there meanwhile")));
    report.oldFingerprint->differences << QStringLiteral("+ f 100644 0:0 x storage/app/a");
    QVERIFY(!reportHtml(report, {}).contains(QStringLiteral("users wrote there meanwhile")));
    QVERIFY(reportHtml(report, {}).contains(QStringLiteral("storage/app/a")));
}

/// Taken back where only the new server was asked: it had its own release all along.
void TestReport::aNewServerOfAMoveGoesBackToItsOwnRelease() {
    Report report = full();
    report.outcome = QStringLiteral("went-back");
    report.run->fingerprint.same = true;
    QVERIFY(outcomeSentence(report).contains(report.plan->from));
    report.plan->deliveries = {{QStringLiteral("database"), QStringLiteral("database")}};
    QVERIFY2(!outcomeSentence(report).contains(report.plan->from), qPrintable(outcomeSentence(report)));
    QVERIFY2(outcomeSentence(report).contains(report.plan->to), qPrintable(outcomeSentence(report)));
}

void TestReport::adviceTellsStopsAreasAndWhatWouldChangeIt() {
    Report report = full();
    QVERIFY(!reportHtml(report, {}).contains(QLatin1String("What would change this advice")));
    report.advice->findings[0].area = Area::Commercial;
    report.advice->stops = {{QStringLiteral("4.14.1"), QStringLiteral("It is the last for PHP 7.2."),
                             QStringLiteral("PHP 7.4.")}};
    report.advice->wouldChange = {QStringLiteral("With PHP 8.3 in place would do.")};
    const QString html = reportHtml(report, {});
    for (const char* text : {"Commercial", "4.14.1: It is the last for PHP 7.2. PHP 7.4.",
                             "What would change this advice", "With PHP 8.3 in place would do."})
        QVERIFY2(html.contains(QLatin1String(text)), text);
    const QJsonObject advice = toJson(report, {}).value(QLatin1String("advice")).toObject();
    QCOMPARE(advice.value(QLatin1String("findings"))
                 .toArray()[0]
                 .toObject()
                 .value(QLatin1String("area"))
                 .toString(),
             QStringLiteral("commercial"));
    QCOMPARE(advice.value(QLatin1String("stops")).toArray().size(), 1);
    QCOMPARE(advice.value(QLatin1String("wouldChange")).toArray().size(), 1);
}

void TestReport::htmlLoadsAndRunsNothing() {
    for (const QString& html : {reportHtml(full(), {}), runbookHtml(samplePlan(), QStringLiteral("x"), {})}) {
        static const QRegularExpression outside(
            QStringLiteral(
                "<(script|link|iframe|object|embed|base|form)\\b|url\\(|@import|\\son\\w+=|src=|href="),
            QRegularExpression::CaseInsensitiveOption);
        QVERIFY2(!outside.match(html).hasMatch(), qPrintable(outside.match(html).captured()));
        QVERIFY(html.contains(QStringLiteral("default-src 'none'")));
    }
}

void TestReport::hostileTextStaysText() {
    Report report = full();
    report.server = hostile;
    report.by = hostile;
    report.plan->to = hostile;
    report.plan->stages[0].title = hostile;
    report.plan->stages[0].steps[0].command = hostile;
    report.comparison->areas[0].differences.append(
        {Difference::Kind::Changed, hostile, hostile, hostile, hostile, hostile, Verdict::Worse, hostile});
    report.error = ReportError{hostile, hostile, hostile, {hostile}, hostile};
    report.facts->machine.osName = hostile;
    for (const QString& html : {reportHtml(report, {}), runbookHtml(*report.plan, hostile, {})}) {
        QVERIFY(!html.contains(QStringLiteral("<script"), Qt::CaseInsensitive));
        QVERIFY(!html.contains(QStringLiteral("<img")));
        QVERIFY(!html.contains(QChar(0x202e)));
        QVERIFY(!html.contains(QChar(0x1b)));
        QVERIFY(html.contains(QStringLiteral("&lt;script&gt;alert(1)&lt;/script&gt;")));
        // As well formed as XML but for the doctype and <meta>: no text opened or closed a tag.
        QString body = html.mid(html.indexOf(QStringLiteral("<body>")));
        body = body.left(body.indexOf(QStringLiteral("</body>")) + 7)
                   .replace(QStringLiteral("<br>"), QStringLiteral("<br/>"));
        QXmlStreamReader xml(body);
        while (!xml.atEnd())
            xml.readNext();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    }
}

void TestReport::outcomes_data() {
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<bool>("exactly");
    QTest::addColumn<QString>("contains");
    QTest::newRow("done") << QStringLiteral("done") << false << QStringLiteral("runs DreamFactory 7.3.3");
    QTest::newRow("looked") << QStringLiteral("looked") << false << QStringLiteral("Nothing was changed");
    QTest::newRow("refused") << QStringLiteral("refused") << false
                             << QStringLiteral("0 findings must be fixed");
    QTest::newRow("back, same") << QStringLiteral("went-back") << true
                                << QStringLiteral("is exactly as it was before");
    QTest::newRow("back, differs") << QStringLiteral("went-back") << false
                                   << QStringLiteral("says what differs");
    QTest::newRow("failed, same") << QStringLiteral("failed") << true
                                  << QStringLiteral("failed, and api.example.com is exactly as it was");
    QTest::newRow("failed, differs") << QStringLiteral("failed") << false
                                     << QStringLiteral("is not as it was before");
    QTest::newRow("no contact") << QStringLiteral("not-connected") << false
                                << QStringLiteral("Nothing was changed");
    QTest::newRow("unknown") << QStringLiteral("unknown") << false << QStringLiteral("isn't known yet");
}

void TestReport::outcomes() {
    QFETCH(QString, outcome);
    QFETCH(bool, exactly);
    QFETCH(QString, contains);
    Report report = full();
    report.outcome = outcome;
    report.run->fingerprint.same = exactly;
    QVERIFY2(outcomeSentence(report).contains(contains), qPrintable(outcomeSentence(report)));
}

void TestReport::aFailureClaimsOnlyWhatWasMeasured() {
    Report report = full();
    report.outcome = QStringLiteral("failed");
    report.run->fingerprint.now.clear();
    report.run->phase = RunPhase::Failed;
    QCOMPARE(outcomeSentence(report),
             QStringLiteral(
                 "The upgrade stopped before the switch. api.example.com still runs DreamFactory 6.3.0."));
    report.run->phase = RunPhase::SwitchUndone;
    QVERIFY(outcomeSentence(report).contains(QStringLiteral("was undone")));
    report.run->phase = RunPhase::Stuck;
    QVERIFY(outcomeSentence(report).contains(QStringLiteral("is not as it was before")));
    report.run.reset();
    QVERIFY(outcomeSentence(report).contains(QStringLiteral("Nothing on api.example.com was changed")));
}

void TestReport::pdfHasPages() {
    if (const QString folder = qEnvironmentVariable("DF_REPORTS"); !folder.isEmpty()) // to be looked at
        QVERIFY(writeReport(withNotes(), folder, {}));
    const QByteArray pdf = reportPdf(full(), {});
    QVERIFY(pdf.startsWith("%PDF-"));
    QVERIFY(pdf.trimmed().endsWith("%%EOF"));
    QVERIFY2(pagesOf(pdf) >= 3, qPrintable(QString::number(pagesOf(pdf))));
    QVERIFY(pdf.contains("/Image")); // the downtime chart
    const QByteArray runbook = runbookPdf(samplePlan(), QStringLiteral("x"), {});
    QVERIFY(runbook.startsWith("%PDF-"));
    QVERIFY(pagesOf(runbook) >= 1);
}

void TestReport::runbookNamesEveryCommandAndItsUndo() {
    const Plan plan = samplePlan();
    QTextDocument read;
    read.setHtml(runbookHtml(plan, QStringLiteral("api.example.com"), {}));
    const QString text = read.toPlainText();
    for (const Stage& stage : plan.stages) {
        QVERIFY2(text.contains(stage.title), qPrintable(stage.title));
        for (const Step& s : stage.steps) {
            QVERIFY2(text.contains(s.command), qPrintable(s.command));
            QVERIFY2(text.contains(s.undo), qPrintable(s.undo));
        }
    }
    QVERIFY(text.indexOf(QStringLiteral("Copy the database")) < text.indexOf(QStringLiteral("Clear caches")));
}

void TestReport::writesThreePrivateFiles() {
    QTemporaryDir dir;
    const QString folder = dir.filePath(QStringLiteral("a/b"));
    const auto written = writeReport(full(), folder, {});
    QVERIFY2(written.has_value(), qPrintable(test::why(written)));
    QCOMPARE(QDir(folder).entryList(QDir::Files),
             (QStringList{QStringLiteral("report.html"), QStringLiteral("report.json"),
                          QStringLiteral("report.pdf")}));
    for (const QString& name : QDir(folder).entryList(QDir::Files))
        QVERIFY2(!(QFile::permissions(folder + QLatin1Char('/') + name) &
                   (QFileDevice::ReadGroup | QFileDevice::ReadOther)),
                 qPrintable(name));
    QFile json(folder + QStringLiteral("/report.json"));
    QVERIFY(json.open(QIODevice::ReadOnly));
    QCOMPARE(QJsonDocument::fromJson(json.readAll())[QLatin1String("outcome")].toString(),
             QStringLiteral("done"));
}

void TestReport::saysWhichFileCouldNotBeWritten() {
    QTemporaryDir dir;
    QVERIFY(
        QDir(dir.path()).mkpath(QStringLiteral("report.html/x"))); // a folder stands where the file should
    const auto written = writeReport(full(), dir.path(), {});
    QCOMPARE(test::codeOf(written), df::toString(ErrorCode::FileUnwritable));
    QVERIFY(written.error().facts.value(0).endsWith(QStringLiteral("report.html")));
}

QTEST_MAIN(TestReport)
#include "tst_report.moc"
