#include "run/runner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace df;

namespace {

/// Remembers what it was asked, answers what the test put in.
class ScriptedHost final : public RemoteHost {
public:
    Result<CommandResult> run(const Command& command, const CancelToken&, const OutputSink& sink) override {
        asked << command;
        if (sink && answer)
            sink(answer->out, false);
        return answer;
    }
    bool canBeRoot() const override { return true; }
    QString displayName() const override { return QStringLiteral("test"); }

    QVector<Command> asked;
    Result<CommandResult> answer = CommandResult{0, {}, {}, {}, std::chrono::milliseconds(1), false};
};

Plan smallPlan() {
    Plan plan;
    plan.runId = QStringLiteral("20261122-141830-7f3a");
    plan.runFolder = QStringLiteral("/var/lib/it's here");
    plan.variables.insert(QStringLiteral("DF_PHP_TOOL"), QStringLiteral("/usr/bin/php"));
    Stage stage;
    stage.id = QStringLiteral("check");
    Step step;
    step.id = QStringLiteral("check.disk");
    step.command = QStringLiteral("true");
    stage.steps << step;
    plan.stages << stage;
    return plan;
}

} // namespace

class TestRunner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void deploysFilesOverStdin() {
        ScriptedHost host;
        Runner runner(host, smallPlan().runFolder, true);
        QVERIFY(runner.deploy(smallPlan(), {{QStringLiteral("commercial/composer.json"), "{}"}}, {}));
        const Command& command = host.asked.at(0);
        QVERIFY(command.privilege == Privilege::Root);
        QVERIFY(command.script.startsWith(
            QStringLiteral("DF_FOLDER='/var/lib/it'\\''s here'\nDF_PHP_TOOL='/usr/bin/php'\n")));
        const QJsonArray files =
            QJsonDocument::fromJson(command.input).object().value(QStringLiteral("files")).toArray();
        const QJsonObject last = files.last().toObject();
        QCOMPARE(last.value(QStringLiteral("path")).toString(), QStringLiteral("commercial/composer.json"));
        QCOMPARE(last.value(QStringLiteral("mode")).toString(), QStringLiteral("0600"));
        QCOMPARE(QByteArray::fromBase64(last.value(QStringLiteral("base64")).toString().toLatin1()),
                 QByteArray("{}"));
        QVERIFY(files.size() > 3);
    }

    void aHalfDeployedFolderIsNone() {
        ScriptedHost host;
        Runner runner(host, smallPlan().runFolder, true);
        QCOMPARE(runner.isDeployed({}).value_or(true), false);
        QCOMPARE(host.asked.at(0).script,
                 QStringLiteral("[ ! -f '/var/lib/it'\\''s here'/state/phase ] || echo deployed"));
        host.answer->out = "deployed\n";
        QCOMPARE(runner.isDeployed({}).value_or(false), true);
        host.answer->exitCode = 1;
        QVERIFY(!runner.isDeployed({}));
    }

    void secretsTravelByStdinAlone() {
        ScriptedHost host;
        Runner runner(host, QStringLiteral("/r"), false);
        QVERIFY(runner.start({{QStringLiteral("dbadmin"), Secret(QStringLiteral("geheim"))}}, {}));
        QVERIFY(host.asked[0].privilege == Privilege::SignedInUser);
        QCOMPARE(host.asked[0].script, QStringLiteral("exec sh '/r'/control.sh start"));
        QCOMPARE(host.asked[0].input, QByteArray("dbadmin ") + QByteArray("geheim").toBase64() + '\n');
    }

    void waitsBeforeTheSwitchWhereThatIsWanted() {
        ScriptedHost host;
        QVERIFY(Runner(host, QStringLiteral("/r"), true).start({}, {}, Runner::Hold::BeforeSwitch));
        QCOMPARE(host.asked[0].script, QStringLiteral("exec sh '/r'/control.sh start hold"));
    }

    void aFetchedFileIsHandedOnWhole() {
        ScriptedHost host;
        host.answer->out = QByteArray(100'000, 'x'); // more than is kept
        host.answer->truncated = true;
        QByteArray got;
        const auto take = [&got](const QByteArray& chunk) { got += chunk; };
        Runner runner(host, QStringLiteral("/r"), true);
        QVERIFY(runner.fetchFile(QStringLiteral("backup/a b.sql.gz"), take, {}));
        QCOMPARE(got, host.answer->out);
        QCOMPARE(host.asked[0].script, QStringLiteral("exec sh '/r'/control.sh cat 'backup/a b.sql.gz'"));
        host.answer->exitCode.reset(); // the line broke: a part is not the file
        QVERIFY(!runner.fetchFile(QStringLiteral("backup/a b.sql.gz"), take, {}));
    }

    void lockedNamesTheHolder() {
        ScriptedHost host;
        host.answer = CommandResult{
            75, {}, {}, "warning\nheld by ann since 14:18\n", std::chrono::milliseconds(1), false};
        const auto result = Runner(host, QStringLiteral("/r"), true).deploy(smallPlan(), {}, {});
        QVERIFY(!result);
        QCOMPARE(toString(result.error().code), QStringLiteral("locked"));
        QCOMPARE(result.error().facts.value(0), QStringLiteral("held by ann since 14:18"));
    }

    void anEndThatWasNotSeenIsNotSuccess() {
        ScriptedHost host;
        host.answer = CommandResult{{}, {}, "out", {}, std::chrono::milliseconds(1), false};
        const auto result = Runner(host, QStringLiteral("/r"), true).keep({});
        QVERIFY(!result);
        QCOMPARE(toString(result.error().code), QStringLiteral("command-unknown"));
    }

    void failuresKeepTheWords() {
        ScriptedHost host;
        host.answer = CommandResult{3, {}, {}, "no such stage\n", std::chrono::milliseconds(1), false};
        const auto result =
            Runner(host, QStringLiteral("/r"), true).undoStage(QStringLiteral("a; rm -rf /"), {});
        QVERIFY(!result);
        QCOMPARE(toString(result.error().code), QStringLiteral("command-failed"));
        QCOMPARE(result.error().detail, QStringLiteral("no such stage"));
        QCOMPARE(host.asked[0].script, QStringLiteral("exec sh '/r'/control.sh undo-stage 'a; rm -rf /'"));
    }

    void readsFromTheOffsetsItWasGiven() {
        ScriptedHost host;
        host.answer->out = "{\"phase\":\"preparing\"}\nLOG 7 3\nabc\nPROBES 9 0\n\n";
        RunState since;
        since.logOffset = 4;
        since.probeOffset = 9;
        const auto state = Runner(host, QStringLiteral("/r"), true).read(since, {});
        QVERIFY(state);
        QCOMPARE(host.asked[0].script, QStringLiteral("exec sh '/r'/control.sh read 4 9"));
        QCOMPARE(state->logOffset, 7);
        QCOMPARE(state->logTail, QByteArray("abc"));
    }

    void aPlanThatIsLongerThanAllowedIsAnError() {
        ScriptedHost host;
        host.answer = CommandResult{0, {}, "half", {}, std::chrono::milliseconds(1), true};
        QVERIFY(!Runner(host, QStringLiteral("/r"), true).readPlan({}));
    }

    void aPlanThatIsNotOneIsAnError() {
        ScriptedHost host;
        host.answer->out = "{\"stages\":[]}";
        QVERIFY(!Runner(host, QStringLiteral("/r"), true).readPlan({}));
    }
};

QTEST_GUILESS_MAIN(TestRunner)
#include "tst_runner.moc"
