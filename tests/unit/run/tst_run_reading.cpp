#include "run/run_reading.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace df;

namespace {

QByteArray reading(const QByteArray& json, const QByteArray& log = {}, const QByteArray& probes = {}) {
    return json + "\nLOG 120 " + QByteArray::number(log.size()) + '\n' + log + "\nPROBES 44 " +
           QByteArray::number(probes.size()) + '\n' + probes + '\n';
}

QVector<Probe> probesOf(std::initializer_list<std::pair<double, int>> list) {
    QVector<Probe> probes;
    for (const auto& [at, code] : list)
        probes << Probe{at, code, 2};
    return probes;
}

} // namespace

class TestRunReading : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAll() {
        const QByteArray json =
            R"({"run":"r1","phase":"switched","alive":false,"rebooted":true,"now":1790000000.12,"sign":1790000000,)"
            R"("failedStep":"","failure":"","steps":[{"id":"a.b","status":"done","exit":0,"start":10,"end":12.5,)"
            R"("progress":0.63,"progressText":"62 of 99 packages"}],"backups":[{"what":"env","where":"/x/.env",)"
            R"("sha256":"ab","bytes":12,"provenBy":"read back"}],)"
            R"("fingerprint":{"before":"aa","now":"aa","same":true,"differences":[]},"note":"hunk 3"})";
        const auto state = parseRunReading(reading(json, "line\nLOG 1 2\n", "1790000000.050 503 4\n"));
        QVERIFY(state);
        QCOMPARE(toString(state->phase), toString(RunPhase::Switched));
        QVERIFY(state->rebooted);
        QVERIFY(!state->supervisorAlive);
        QCOMPARE(state->steps.size(), 1);
        QCOMPARE(toString(state->steps[0].status), toString(StepStatus::Done));
        QCOMPARE(state->steps[0].exitCode, std::optional<int>(0));
        QCOMPARE(state->steps[0].seconds(), 2.5);
        QCOMPARE(state->steps[0].progressText, QStringLiteral("62 of 99 packages"));
        QCOMPARE(state->backups.at(0).bytes, 12);
        QVERIFY(state->fingerprint.same);
        QCOMPARE(state->logTail, QByteArray("line\nLOG 1 2\n"));
        QCOMPARE(state->logOffset, 120);
        QCOMPARE(state->probeOffset, 44);
        QCOMPARE(state->probes.size(), 1);
        QCOMPARE(state->probes[0].code, 503);
        QCOMPARE(state->note, QStringLiteral("hunk 3"));
    }

    void anExitCodeThatIsMissingStaysUnknown() {
        const auto state =
            parseRunReading(reading(R"({"phase":"failed","steps":[{"id":"a","status":"running"},)"
                                    R"({"id":"b","status":"failed","exit":null}]})"));
        QVERIFY(state);
        QVERIFY(!state->steps[0].exitCode);
        QVERIFY(!state->steps[1].exitCode);
        QCOMPARE(state->steps[0].progress, -1.0);
    }

    void unknownWordsAreNeverSuccess() {
        const auto state =
            parseRunReading(reading(R"({"phase":"finished","steps":[{"id":"a","status":"fine"}]})"));
        QVERIFY(state);
        QCOMPARE(toString(state->phase), toString(RunPhase::Unknown));
        QCOMPARE(toString(state->steps[0].status), toString(StepStatus::Unknown));
    }

    void sameNeedsTwoEqualFingerprints() {
        const QByteArray claims[] = {R"({"before":"","now":"","same":true})",
                                     R"({"before":"a","now":"b","same":true})",
                                     R"({"before":"a","now":"a","same":true,"differences":["x"]})",
                                     R"({"before":"a","now":"a","same":false})"};
        for (const QByteArray& claim : claims) {
            const auto state =
                parseRunReading(reading("{\"phase\":\"went-back\",\"fingerprint\":" + claim + '}'));
            QVERIFY(state);
            QVERIFY2(!state->fingerprint.same, claim.constData());
        }
    }

    void refusesWhatIsNotAReading_data() {
        QTest::addColumn<QByteArray>("output");
        const QByteArray head = "{\"phase\":\"preparing\"}\n";
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("banner") << QByteArray("Welcome!\n") + reading("{\"phase\":\"preparing\"}");
        QTest::newRow("array") << reading("[]");
        QTest::newRow("no phase") << reading("{}");
        QTest::newRow("phase of another type") << reading("{\"phase\":7}");
        QTest::newRow("no log") << head;
        QTest::newRow("log cut") << head + "LOG 5 500\nabc";
        QTest::newRow("negative size") << head + "LOG 5 -1\n\nPROBES 0 0\n\n";
        QTest::newRow("huge size") << head + "LOG 5 9223372036854775807\n\nPROBES 0 0\n\n";
        QTest::newRow("too huge for a number") << head + "LOG 5 99999999999999999999\n\nPROBES 0 0\n\n";
        QTest::newRow("no probes") << head + "LOG 5 1\nx\n";
        QTest::newRow("other word") << head + "LOG 5 1\nx\nSECRETS 0 0\n\n";
        QTest::newRow("words too many") << head + "LOG 5 1 2\nx\nPROBES 0 0\n\n";
    }
    void refusesWhatIsNotAReading() {
        QFETCH(QByteArray, output);
        const auto state = parseRunReading(output);
        QVERIFY(!state);
        QCOMPARE(toString(state.error().code), toString(ErrorCode::BadAnswer));
    }

    void clipsWhatIsTooMuch() {
        QJsonArray steps;
        for (int i = 0; i < 5000; ++i)
            steps.append(QJsonObject{{QStringLiteral("id"), QString(100'000 / 5000, QLatin1Char('x'))},
                                     {QStringLiteral("progress"), 7},
                                     {QStringLiteral("start"), -4},
                                     {QStringLiteral("exit"), 1e300}});
        const QJsonObject json{{QStringLiteral("phase"), QStringLiteral("failed")},
                               {QStringLiteral("failure"), QString(1'000'000, QLatin1Char('f'))},
                               {QStringLiteral("steps"), steps},
                               {QStringLiteral("backups"), QStringLiteral("none")}};
        const auto state = parseRunReading(reading(QJsonDocument(json).toJson(QJsonDocument::Compact)));
        QVERIFY(state);
        QCOMPARE(state->steps.size(), 2000);
        QCOMPARE(state->steps[0].progress, 1.0);
        QCOMPARE(state->steps[0].startedAt, 0.0);
        QVERIFY(!state->steps[0].exitCode);
        QVERIFY(state->failure.size() <= 16'000);
        QVERIFY(state->backups.isEmpty());
    }

    void leavesOutStrangeProbeLines() {
        const auto probes =
            parseProbeLines("1790000000.100 200 3.5\n\nnan 200 1\n1790000000 9999 1\n1 2\n-5 200 1\n"
                            "1790000000.200 0 1000\n1790000000.3 20");
        QCOMPARE(probes.size(), 2);
        QCOMPARE(probes[0].milliseconds, 3.5);
        QCOMPARE(probes[1].code, 0);
    }

    void everyWordComesBack() {
        for (int i = 0; i <= int(RunPhase::Stuck); ++i)
            QCOMPARE(toString(runPhaseFromString(toString(RunPhase(i)))), toString(RunPhase(i)));
        for (int i = 0; i <= int(StepStatus::Skipped); ++i)
            QCOMPARE(toString(stepStatusFromString(toString(StepStatus(i)))), toString(StepStatus(i)));
    }

    void downtimeIsFromTheLastGoodToTheFirstGood() {
        const auto fact = downtime(probesOf({{1.0, 200}, {1.05, 503}, {1.1, 503}, {1.15, 302}, {1.2, 200}}));
        QCOMPARE(qRound(fact.seconds * 1000), 150);
        QCOMPARE(fact.probes, 5);
        QCOMPARE(fact.failedProbes, 2);
        QCOMPARE(fact.codes.value(QStringLiteral("503")), 2);
        QCOMPARE(fact.codes.value(QStringLiteral("200")), 2);
    }
    void absencesAddUp() {
        const auto fact =
            downtime(probesOf({{1, 200}, {2, 0}, {3, 200}, {10, 200}, {11, 500}, {12, 404}, {14, 200}}));
        QCOMPARE(fact.seconds, 6.0);
    }
    void whereNobodyAskedNothingIsCounted() {
        // the switch; then, minutes later, the way back
        const auto fact =
            downtime(probesOf({{1, 200}, {2, 503}, {3, 200}, {300, 503}, {301, 503}, {303, 200}}));
        QCOMPARE(fact.absences.size(), 2);
        QCOMPARE(fact.absences[0].seconds, 2.0);
        QCOMPARE(fact.absences[1].from, 300.0);
        QCOMPARE(fact.absences[1].seconds, 3.0);
        QCOMPARE(fact.seconds, 5.0);
    }
    void anAbsenceThatHasNotEndedCounts() {
        QCOMPARE(downtime(probesOf({{1, 200}, {2, 503}, {5, 503}})).seconds, 4.0);
        QCOMPARE(downtime(probesOf({{2, 503}, {5, 503}})).seconds, 3.0);
        QCOMPARE(downtime({}).seconds, 0.0);
        QCOMPARE(downtime(probesOf({{2, 200}, {5, 200}})).seconds, 0.0);
    }
    void aClockThatJumpsBackIsNotNegative() {
        QCOMPARE(downtime(probesOf({{10, 200}, {11, 503}, {5, 200}})).seconds, 0.0);
    }

    void jsonForms() {
        RunState state;
        state.runId = QStringLiteral("r");
        state.phase = RunPhase::Kept;
        state.steps << StepState{QStringLiteral("a"), StepStatus::Undone, 3, 1, 2, 1, {}};
        const QJsonObject json = toJson(state);
        QCOMPARE(json.value(QStringLiteral("phase")).toString(), QStringLiteral("kept"));
        const QJsonObject step = json.value(QStringLiteral("steps")).toArray().at(0).toObject();
        QCOMPARE(step.value(QStringLiteral("exit")).toInt(), 3);
        QCOMPARE(step.value(QStringLiteral("status")).toString(), QStringLiteral("undone"));
        const QJsonObject away = toJson(downtime(probesOf({{1, 200}, {2, 503}})));
        QCOMPARE(away.value(QStringLiteral("everyMs")).toInt(), 50);
        QCOMPARE(away.value(QStringLiteral("codes")).toObject().value(QStringLiteral("503")).toInt(), 1);
    }
};

QTEST_GUILESS_MAIN(TestRunReading)
#include "tst_run_reading.moc"
