// The flow's pure parts: what a run has come to, its log for people, private files, settings for the journal.
#include "flow/connection_json.h"
#include "flow/local_files.h"
#include "flow/progress.h"
#include "flow/run_log.h"
#include "unattended/stage_printer.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace df;

namespace {

Plan plan() {
    Plan p;
    const auto stage = [](const char* id, Phase phase, int weight) {
        Stage s;
        s.id = QLatin1String(id);
        s.title = QStringLiteral("Stage ") + s.id;
        s.phase = phase;
        s.minSeconds = 2;
        s.maxSeconds = 10;
        for (const char* step : {"one", "two"}) {
            Step t;
            t.id = s.id + QLatin1Char('.') + QLatin1String(step);
            t.weight = weight;
            s.steps << t;
        }
        return s;
    };
    p.stages << stage("copy", Phase::Prepare, 1) << stage("switch", Phase::Switch, 3);
    return p;
}

RunState run(std::initializer_list<std::pair<const char*, StepStatus>> steps) {
    RunState state;
    state.serverNow = 100;
    for (const auto& [id, status] : steps) {
        StepState s;
        s.id = QLatin1String(id);
        s.status = status;
        s.startedAt = status == StepStatus::NotStarted ? 0 : 90;
        s.endedAt = status == StepStatus::Done ? 92 : 0;
        s.progress = status == StepStatus::Running ? 0.5 : -1;
        s.progressText = QStringLiteral("half");
        state.steps << s;
    }
    return state;
}

} // namespace

class TestFlowParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aStageIsWhatItsStepsAre_data() {
        using S = StepStatus;
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("second");
        QTest::addColumn<QString>("word");
        const auto row = [](const char* name, S a, S b, const char* word) {
            QTest::newRow(name) << int(a) << int(b) << QString::fromLatin1(word);
        };
        row("nothing began", S::NotStarted, S::NotStarted, "not-started");
        row("one runs", S::Running, S::NotStarted, "running");
        row("between two steps", S::Done, S::NotStarted, "running");
        row("both done", S::Done, S::Done, "done");
        row("done and skipped", S::Done, S::Skipped, "done");
        row("all skipped", S::Skipped, S::Skipped, "skipped");
        row("one failed", S::Done, S::Failed, "failed");
        row("unknown is never done", S::Done, S::Unknown, "failed");
        row("undo failed", S::Undone, S::UndoFailed, "failed");
        row("undone", S::Undone, S::NotStarted, "undone");
    }
    void aStageIsWhatItsStepsAre() {
        QFETCH(int, first);
        QFETCH(int, second);
        QFETCH(QString, word);
        const auto state = run({{"copy.one", StepStatus(first)}, {"copy.two", StepStatus(second)}});
        QCOMPARE(stageWord(stageProgress(plan().stages[0], state).state), word);
    }

    void progressCountsByWeight() {
        const auto state = run({{"copy.one", StepStatus::Done},
                                {"copy.two", StepStatus::Done},
                                {"switch.one", StepStatus::Running}});
        QCOMPARE(runProgress(plan(), state), (2 + 1.5) / 8);
        QCOMPARE(currentStage(plan(), state), 1);
        QCOMPARE(stageProgress(plan().stages[1], state).detail, QStringLiteral("half"));
        QCOMPARE(stageProgress(plan().stages[1], state).seconds, 10.0);
        QCOMPARE(secondsToGo(plan(), state).second, 8); // 10 s less the quarter that is done
        QCOMPARE(currentStage(plan(), RunState()), -1);
        QCOMPARE(runProgress(Plan(), RunState()), 0.0);
    }

    void asBeforeNeedsProofOnceTheSwitchBegan() {
        auto state = run({{"copy.one", StepStatus::Undone}, {"switch.one", StepStatus::NotStarted}});
        QVERIFY(asBefore(plan(), state)); // nothing of the live server was ever touched
        state = run({{"copy.one", StepStatus::Undone}, {"switch.one", StepStatus::Undone}});
        QVERIFY(!asBefore(plan(), state));
        state.fingerprint.same = true;
        QVERIFY(asBefore(plan(), state));
        QVERIFY(!asBefore(plan(), RunState())); // nothing is known
    }

    /// Also where the way back stopped half-way: users must not be shut out until somebody has come.
    void usersAreLetInAgainWhereTheCopyIsVain() {
        for (const RunPhase vain :
             {RunPhase::WentBack, RunPhase::Failed, RunPhase::SwitchUndone, RunPhase::Stuck}) {
            auto state = run({{"files.again", StepStatus::Done}});
            state.phase = vain;
            QVERIFY2(copyIsVain(state), qPrintable(toString(vain)));
        }
        for (const RunPhase counts : {RunPhase::Preparing, RunPhase::Switching, RunPhase::Switched,
                                      RunPhase::Kept, RunPhase::GoingBack}) {
            auto state = run({{"files.again", StepStatus::Done}});
            state.phase = counts;
            QVERIFY2(!copyIsVain(state), qPrintable(toString(counts)));
        }
        auto held = run({{"files.again", StepStatus::Done}});
        held.phase = RunPhase::Paused;
        QVERIFY(!copyIsVain(held));
        held = run({{"receive.data", StepStatus::Done}});
        held.phase = RunPhase::Paused;
        QVERIFY(copyIsVain(held));
    }

    void aMoveGoesBackToTheNewServersOwnRelease() {
        Plan p = plan();
        p.from = QStringLiteral("6.3.0");
        p.to = QStringLiteral("7.3.3");
        QCOMPARE(releaseBefore(p), p.from);
        p.deliveries = {{QStringLiteral("database"), QStringLiteral("database")}};
        QCOMPARE(releaseBefore(p), p.to);
    }

    void aDoorThatNeverClosedNeedsNoProof() {
        Plan closing = plan();
        closing.stages.last().id = QStringLiteral("maintenance-on");
        QVERIFY(
            asBefore(closing, run({{"copy.one", StepStatus::Undone}, {"switch.one", StepStatus::Undone}})));
        for (const StepStatus left :
             {StepStatus::Failed, StepStatus::UndoFailed, StepStatus::Unknown, StepStatus::Done})
            QVERIFY(!asBefore(closing, run({{"copy.one", StepStatus::Undone}, {"switch.one", left}})));
        auto state = run({{"copy.one", StepStatus::Undone}, {"switch.one", StepStatus::Undone}});
        state.fingerprint.before = QStringLiteral("a");
        QVERIFY(!asBefore(closing, state)); // the reference was noted, and isn't equal
    }

    void eachStageIsSaidOncePerWord() {
        StagePrinter printer;
        auto state = run({{"copy.one", StepStatus::Done}, {"copy.two", StepStatus::Running}});
        QVERIFY(printer.newLines(plan(), state).isEmpty());
        state = run({{"copy.one", StepStatus::Done}, {"copy.two", StepStatus::Done}});
        QCOMPARE(printer.newLines(plan(), state),
                 QStringList{QStringLiteral("stage 1 of 2  Stage copy … done 4.0 s")});
        QVERIFY(printer.newLines(plan(), state).isEmpty());
        state = run({{"copy.one", StepStatus::Undone}, {"copy.two", StepStatus::Undone}});
        QCOMPARE(printer.newLines(plan(), state),
                 QStringList{QStringLiteral("stage 1 of 2  Stage copy … undone")});
    }

    void theLogIsForPeople() {
        RunLog log;
        QVERIFY(log.append("half a li").isEmpty());
        QCOMPARE(log.append("ne\n\x1b[32mgreen\x1b[0m\r\n 10%\r 50%\r100%\nbell\x07!\n"),
                 QStringList({QStringLiteral("half a line"), QStringLiteral("green"), QStringLiteral("100%"),
                              QStringLiteral("bell!")}));
        const auto endless = log.append(QByteArray(200'000, 'x'));
        QCOMPARE(endless.size(), 1);
        QVERIFY(endless[0].size() <= 4000);
    }

    void secretFilesAreTheOwnersAlone() {
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("new/env"));
        QVERIFY(writePrivately(path, "A=1\n"));
        QVERIFY(writePrivately(path, "A=2\n"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("A=2\n"));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther |
                            QFile::ExeGroup | QFile::ExeOther;
        QVERIFY(!(file.permissions() & others));
        QVERIFY(!(QFile::permissions(dir.filePath(QStringLiteral("new"))) & others));
        QCOMPARE(QDir(dir.filePath(QStringLiteral("new"))).entryList(QDir::Files).size(), 1);
        QVERIFY(!writePrivately(path + QStringLiteral("/below"), "x"));
    }

    void commercialFilesMustAllBeThere() {
        QTemporaryDir dir;
        const auto put = [&dir](const char* name, const QByteArray& bytes) {
            QFile file(dir.filePath(QLatin1String(name)));
            return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        };
        QVERIFY(put("composer.json", "{}") && put("composer.lock", "{\"packages\":[]}"));
        const auto missing = readCommercialFiles(dir.path());
        QVERIFY(!missing);
        QVERIFY(missing.error().facts.value(0).endsWith(QStringLiteral("composer.json-dist")));
        QVERIFY(put("composer.json-dist", "{}"));
        const auto files = readCommercialFiles(dir.path());
        QVERIFY(files);
        QCOMPARE(files->keys(), QStringList({QStringLiteral("commercial/composer.json"),
                                             QStringLiteral("commercial/composer.json-dist"),
                                             QStringLiteral("commercial/composer.lock")}));
        QVERIFY(put("composer.lock", "<html>"));
        QVERIFY(!readCommercialFiles(dir.path()));
#ifdef Q_OS_UNIX
        const QString lock = dir.filePath(QStringLiteral("composer.lock"));
        QVERIFY(QFile::remove(lock) && ::mkfifo(qPrintable(lock), 0600) == 0); // nobody ever writes into it
        QVERIFY(!readCommercialFiles(dir.path()));
        QVERIFY(QFile::remove(lock) && QFile::link(QStringLiteral("/dev/zero"), lock));
        QVERIFY(!readCommercialFiles(dir.path()));
#endif
    }

    void settingsComeBackWithoutSecrets() {
        ConnectSettings s;
        s.host = QStringLiteral("api.example.com");
        s.port = 2222;
        s.user = QStringLiteral("deploy");
        s.signInWith = SignInWith::KeyFile;
        s.keyFile = QStringLiteral("~/.ssh/id");
        s.rights = Rights::None;
        s.expectedHostKey = QStringLiteral("SHA256:x");
        s.password = Secret(QStringLiteral("geheim"));
        const QJsonObject json = toJson(s);
        QVERIFY(!QString::fromUtf8(QJsonDocument(json).toJson()).contains(QStringLiteral("geheim")));
        const ConnectSettings back = connectSettingsFromJson(json);
        QCOMPARE(toJson(back), json);
        QCOMPARE(back.port, 2222);
        QVERIFY(back.signInWith == SignInWith::KeyFile);
        QVERIFY(back.password.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestFlowParts)
#include "tst_flow_parts.moc"
