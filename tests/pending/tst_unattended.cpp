// The built program plays answer files on a practice server that the test starts itself, so that the test can
// take its own hashes before and after.
#include "support/practice_fixture.h"
#include "support/tree_hash.h"
#include "support/wizard_run.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace df;
using namespace df::test;

namespace {

struct Server {
    PracticeFixture practice;
    QMap<QString, QString> tree, rows;

    [[nodiscard]] QString start(const QString& breakSwitch = {}) {
        const QString trouble = practice.start(breakSwitch);
        if (trouble.isEmpty())
            remember();
        return trouble;
    }
    [[nodiscard]] QString root() const { return practice.info().path; }
    [[nodiscard]] QString database() const {
        return root() + QStringLiteral("/storage/databases/dreamfactory.sqlite");
    }
    void remember() {
        tree = treeOf(root());
        rows = rowsOf(database());
    }
    /// Empty: all is as it was.
    [[nodiscard]] QString changed() const {
        return differences(tree, treeOf(root())) + differences(rows, rowsOf(database()));
    }
    [[nodiscard]] QString version() const {
        return practice.ask("GET", QStringLiteral("/status"))
            .json()
            .value(QStringLiteral("version"))
            .toString();
    }
};

QString said(const WizardRun::Ended& ended) {
    return QStringLiteral("exit %1\n--- out\n%2--- err\n%3").arg(ended.exit).arg(ended.out, ended.err);
}

QString outcome(const WizardRun::Ended& ended) {
    return ended.report.value(QStringLiteral("outcome")).toString();
}

bool fingerprintSame(const WizardRun::Ended& ended) {
    return ended.report.value(QStringLiteral("fingerprint"))
        .toObject()
        .value(QStringLiteral("same"))
        .toBool();
}

QJsonArray findings(const QJsonObject& report, const QString& severity) {
    QJsonArray found;
    const QJsonArray all =
        report.value(QStringLiteral("advice")).toObject().value(QStringLiteral("findings")).toArray();
    for (const QJsonValue& f : all)
        if (f[QLatin1String("severity")].toString() == severity)
            found.append(f);
    return found;
}

QJsonObject lookAnswers(const PracticeInfo& info) {
    QJsonObject answers = upgradeAnswers(info, {});
    for (const char* key : {"onFailure", "afterVerify"})
        answers.remove(QLatin1String(key));
    answers.insert(QStringLiteral("task"), QStringLiteral("look"));
    return answers;
}

/// What there is to accept, exactly as a look finds it.
QJsonArray acceptances(WizardRun& wizard, const PracticeInfo& info) {
    QJsonArray accept;
    const auto looked = wizard.play(lookAnswers(info));
    const QJsonArray known = findings(looked.report, QStringLiteral("should-know"));
    for (const QJsonValue& f : known)
        accept.append(f[QLatin1String("id")].toString() + QLatin1Char('#') +
                      f[QLatin1String("content")].toString());
    return accept;
}

QJsonObject acceptedUpgrade(WizardRun& wizard, const PracticeInfo& info, const QString& afterVerify) {
    QJsonObject answers = upgradeAnswers(info, afterVerify);
    answers.insert(QStringLiteral("accept"), acceptances(wizard, info));
    return answers;
}

std::unique_ptr<WizardRun> wizardRun() {
    auto wizard = std::make_unique<WizardRun>();
    wizard->program = QStringLiteral(DF_PROGRAM);
    return wizard;
}

} // namespace

class TestUnattended : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void helpAndVersionNeedNoDisplay() {
        const auto wizard = wizardRun();
        const auto help = wizard->run({QStringLiteral("--help")});
        QCOMPARE(help.exit, 0);
        for (const char* option : {"--answers", "--report", "--screenshots", "--practice", "--log-level"})
            QVERIFY2(help.out.contains(QLatin1String(option)), option);
        QCOMPARE(wizard->run({QStringLiteral("--version")}).out,
                 QStringLiteral("df-upgrade-wizard %1\n").arg(QLatin1String(DF_VERSION)));
        QCOMPARE(wizard->run({QStringLiteral("--nonsense")}).exit, 64);
        QCOMPARE(wizard->run({}).exit, 64); // nobody could see the window
    }

    void aBadAnswerFileIs64AndNamesTheKey() {
        const auto wizard = wizardRun();
        const auto unknown = wizard->playFile(
            R"({"version":1,"task":"look","server":{"host":"127.0.0.1","user":"a","prot":1}})");
        QCOMPARE(unknown.exit, 64);
        QVERIFY2(unknown.err.contains(QStringLiteral("server.prot")), qPrintable(said(unknown)));
        const auto missing = wizard->playFile(R"({"version":1,"task":"look","server":{"host":"127.0.0.1"}})");
        QCOMPARE(missing.exit, 64);
        QVERIFY(missing.err.contains(QStringLiteral("server.user")) &&
                missing.err.contains(QStringLiteral("Connect")));
        const auto variable = wizard->playFile(
            R"({"version":1,"task":"look","server":{"host":"127.0.0.1","user":"a","password":"env:DF_NOT_SET_HERE"}})");
        QCOMPARE(variable.exit, 64);
        QVERIFY2(variable.err.contains(QStringLiteral("DF_NOT_SET_HERE")), qPrintable(said(variable)));
        QCOMPARE(wizard->playFile(R"({"version":1,"task":"migrate"})").exit, 64);
    }

    void nothingListensThere() {
        const auto wizard = wizardRun();
        const auto ended = wizard->playFile(
            R"({"version":1,"task":"look","server":{"host":"127.0.0.77","port":9,"user":"a","hostKey":"SHA256:x"}})");
        QVERIFY2(ended.exit == 40, qPrintable(said(ended)));
        QCOMPARE(outcome(ended), QStringLiteral("not-connected"));
        QVERIFY(!ended.report.value(QStringLiteral("error"))
                     .toObject()
                     .value(QStringLiteral("what"))
                     .toString()
                     .isEmpty());
    }

    void hostKeysThatAreNotVouchedForAre40() {
        Server server;
        QVERIFY2(server.start().isEmpty(), "no practice server");
        const auto wizard = wizardRun();
        QJsonObject answers = lookAnswers(server.practice.info());
        QJsonObject host = answers.value(QStringLiteral("server")).toObject();
        host.remove(QStringLiteral("hostKey"));
        answers.insert(QStringLiteral("server"), host);
        const auto unknown = wizard->play(answers);
        QVERIFY2(unknown.exit == 40, qPrintable(said(unknown)));
        QVERIFY(unknown.err.contains(server.practice.info().hostKeyFingerprint));
        QVERIFY(!QFile::exists(wizard->home() + QStringLiteral("/.ssh/known_hosts")));
        host.insert(QStringLiteral("hostKey"),
                    QStringLiteral("SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
        answers.insert(QStringLiteral("server"), host);
        QCOMPARE(wizard->play(answers).exit, 40);
        answers = lookAnswers(server.practice.info());
        host = answers.value(QStringLiteral("server")).toObject();
        host.insert(QStringLiteral("identityFile"), QStringLiteral("/nowhere/key"));
        answers.insert(QStringLiteral("server"), host);
        QCOMPARE(wizard->play(answers).exit, 40);
        QCOMPARE(server.changed(), QString());
    }

    void looksAndChangesNothing() {
        Server server;
        QVERIFY2(server.start().isEmpty(), "no practice server");
        const auto wizard = wizardRun();
        const auto ended = wizard->play(lookAnswers(server.practice.info()));
        QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
        QCOMPARE(outcome(ended), QStringLiteral("looked"));
        QCOMPARE(server.changed(), QString());
        for (const char* name : {"report.html", "report.pdf"})
            QVERIFY(QFileInfo(wizard->reportFolder() + QLatin1Char('/') + QLatin1String(name)).size() > 1000);
        const QStringList pictures = QDir(wizard->pictureFolder()).entryList({QStringLiteral("*.png")});
        QCOMPARE(pictures, QStringList({QStringLiteral("01-connect.png"), QStringLiteral("02-look.png"),
                                        QStringLiteral("03-advice.png"), QStringLiteral("04-done.png")}));
    }

    void aFindingThatIsNotAcceptedIs64AndNamed() {
        Server server;
        QVERIFY2(server.start(QStringLiteral("local-changes")).isEmpty(), "no practice server");
        const auto wizard = wizardRun();
        const auto refused = wizard->play(upgradeAnswers(server.practice.info(), QStringLiteral("keep")));
        QVERIFY2(refused.exit == 64, qPrintable(said(refused)));
        const QJsonArray known = findings(refused.report, QStringLiteral("should-know"));
        QVERIFY(!known.isEmpty());
        QVERIFY(refused.err.contains(known.first()[QLatin1String("id")].toString()));
        QVERIFY(refused.err.contains(QStringLiteral("Advice")));
        QJsonObject answers = upgradeAnswers(server.practice.info(), QStringLiteral("keep"));
        QJsonArray stale;
        for (const QJsonValue& f : known)
            stale.append(f[QLatin1String("id")].toString() + QStringLiteral("#00000000"));
        answers.insert(QStringLiteral("accept"), stale);
        QCOMPARE(wizard->play(answers).exit, 64);
        QCOMPARE(server.changed(), QString());
    }

    void upgradesAndKeeps() {
        Server server;
        QVERIFY2(server.start().isEmpty(), "no practice server");
        const auto wizard = wizardRun();
        QJsonObject answers =
            acceptedUpgrade(*wizard, server.practice.info(), QStringLiteral("keep-unless-worse"));
        answers.insert(QStringLiteral("admin"),
                       QJsonObject{{QStringLiteral("email"), server.practice.info().adminEmail},
                                   {QStringLiteral("password"), QStringLiteral("env:DF_TEST_ADMIN")}});
        answers.insert(QStringLiteral("keepCopyHere"), wizard->home() + QStringLiteral("/copies"));
        const QString password = QString::fromUtf8(server.practice.info().adminPassword.reveal());
        wizard->setVariable(QStringLiteral("DF_TEST_ADMIN"), password);
        const QString before = server.version();
        const auto ended = wizard->play(answers);
        QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
        const QJsonObject advice = ended.report.value(QStringLiteral("advice")).toObject();
        const QString to = advice.value(QStringLiteral("to")).toString();
        QCOMPARE(outcome(ended), QStringLiteral("done"));
        QVERIFY(before != to);
        QCOMPARE(server.version(), to);
        const QString head =
            server.practice.sh(QStringLiteral("git rev-parse HEAD; git ls-remote origin refs/tags/") + to)
                .out;
        QCOMPARE(head.section(QLatin1Char('\n'), 0, 0),
                 head.section(QLatin1Char('\n'), 1, 1).section(QLatin1Char('\t'), 0, 0));
        QVERIFY(server.practice.signIn().isEmpty()); // the password was not destroyed (facts §16)
        checkReportOfAnUpgrade(ended.report);
        checkStageLines(ended);
        checkCopies(*wizard);
        checkThatNoFileHolds(*wizard, password);
    }

    void upgradesAndGoesBackExactly() {
        Server server;
        QVERIFY2(server.start().isEmpty(), "no practice server");
        const auto wizard = wizardRun();
        const auto ended =
            wizard->play(acceptedUpgrade(*wizard, server.practice.info(), QStringLiteral("go-back")));
        QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
        QCOMPARE(outcome(ended), QStringLiteral("went-back"));
        QVERIFY(fingerprintSame(ended));
        QCOMPARE(server.changed(), QString());
        // There is nothing left to go back to.
        QJsonObject back = lookAnswers(server.practice.info());
        back.insert(QStringLiteral("task"), QStringLiteral("go-back"));
        QCOMPARE(wizard->play(back).exit, 10);
    }

    void breakSwitchesEndAsPromised_data() {
        QTest::addColumn<int>("exit");
        QTest::newRow("composer-fails") << 20;
        QTest::newRow("migration-fails") << 20;
        QTest::newRow("migration-fails-live") << 20;
        QTest::newRow("web-server-down") << 20;
        QTest::newRow("disk-full") << 20;
        QTest::newRow("php-too-old") << 10;
        QTest::newRow("not-a-repository") << 10;
        QTest::newRow("local-changes") << 0;
        QTest::newRow("banner") << 0;
    }
    void breakSwitchesEndAsPromised() {
        QFETCH(int, exit);
        Server server;
        QVERIFY2(server.start(QString::fromLatin1(QTest::currentDataTag())).isEmpty(), "no practice server");
        const auto wizard = wizardRun();
        const auto ended =
            wizard->play(acceptedUpgrade(*wizard, server.practice.info(), QStringLiteral("keep")));
        QVERIFY2(ended.exit == exit, qPrintable(said(ended)));
        if (exit == 0) {
            QCOMPARE(outcome(ended), QStringLiteral("done"));
            return;
        }
        QCOMPARE(outcome(ended), exit == 10 ? QStringLiteral("refused") : QStringLiteral("failed"));
        QCOMPARE(server.changed(), QString());
        const QJsonObject error = ended.report.value(QStringLiteral("error")).toObject();
        for (const char* key : {"code", "what", "means"})
            QVERIFY2(!error.value(QLatin1String(key)).toString().isEmpty(), key);
        QVERIFY(!error.value(QStringLiteral("do")).toArray().isEmpty());
        if (exit == 20)
            QVERIFY(server.practice.ask("GET", QStringLiteral("/status")).status == 200);
    }

    void killedAndStartedAgainItGoesOn_data() {
        QTest::addColumn<int>("stage"); ///< killed when this stage has ended; 0: as soon as it runs
        QTest::addColumn<QString>("ending");
        QTest::newRow("at the start") << 0 << QStringLiteral("keep");
        QTest::newRow("while preparing") << 3 << QStringLiteral("go-back");
        QTest::newRow("in the window") << 6 << QStringLiteral("keep");
        QTest::newRow("in the window, then back") << 8 << QStringLiteral("go-back");
    }
    void killedAndStartedAgainItGoesOn() {
        QFETCH(int, stage);
        QFETCH(QString, ending);
        Server server;
        QVERIFY2(server.start().isEmpty(), "no practice server");
        const auto wizard = wizardRun();
        const QJsonObject answers = acceptedUpgrade(*wizard, server.practice.info(), ending);
        wizard->begin(answers);
        QVERIFY(wizard->waitForLine(stage == 0 ? QStringLiteral("Plan ")
                                               : QStringLiteral("stage %1 of").arg(stage)));
        if (stage == 0)
            QTest::qWait(700);
        wizard->killNow();
        const auto ended = wizard->play(answers);
        QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
        if (ending == QLatin1String("go-back"))
            QCOMPARE(server.changed(), QString());
        else
            QVERIFY(!server.changed().isEmpty());
    }

    void aLineThatIsCutIsRegained() {
        Server server;
        QVERIFY2(server.start().isEmpty(), "no practice server");
        const auto wizard = wizardRun();
        wizard->begin(acceptedUpgrade(*wizard, server.practice.info(), QStringLiteral("keep")));
        QVERIFY(wizard->waitForLine(QStringLiteral("stage 2 of")));
        QCOMPARE(server.practice.cutLine(), QString());
        const auto ended = wizard->wait();
        QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
        QVERIFY2(ended.err.contains(QStringLiteral("contact")), qPrintable(said(ended)));
    }

    void practiceStartsItsOwnServer() {
        const auto wizard = wizardRun();
        const QByteArray look = R"({"version":1,"task":"look"})";
        const auto ended = wizard->playFile(look, {QStringLiteral("--practice")});
        const QString folder = wizard->home() + QStringLiteral("/data/df-upgrade-wizard/practice");
        PracticeServer left(folder);
        const bool runs = left.findRunning().has_value();
        QSignalSpy removed(&left, &PracticeServer::removed);
        left.remove();
        QVERIFY(removed.wait(30'000));
        QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
        QVERIFY(runs);
        QCOMPARE(wizard->playFile(look, {QStringLiteral("--practice=no-such-switch")}).exit, 64);
    }

private:
    static void checkReportOfAnUpgrade(const QJsonObject& report) {
        QCOMPARE(report.value(QStringLiteral("version")).toInt(), 1);
        QCOMPARE(report.value(QStringLiteral("task")).toString(), QStringLiteral("upgrade"));
        QVERIFY(!report.value(QStringLiteral("run")).toString().isEmpty());
        const QJsonArray stages = report.value(QStringLiteral("stages")).toArray();
        QVERIFY(stages.size() > 5);
        for (const QJsonValue& stage : stages) {
            const QString status = stage[QLatin1String("status")].toString();
            QVERIFY2(status == QLatin1String("done") || status == QLatin1String("skipped") ||
                         status == QLatin1String("undone"),
                     qPrintable(stage[QLatin1String("id")].toString() + QLatin1Char(' ') + status));
        }
        const QJsonObject away = report.value(QStringLiteral("downtime")).toObject();
        QVERIFY(away.value(QStringLiteral("probes")).toInt() > 10);
        QVERIFY(away.value(QStringLiteral("seconds")).toDouble() > 0);
        const QJsonObject codes = away.value(QStringLiteral("codes")).toObject();
        for (const QString& code : codes.keys()) // users see an answer or 503, nothing else
            QVERIFY2(code == QLatin1String("200") || code == QLatin1String("503"), qPrintable(code));
        QVERIFY(report.value(QStringLiteral("snapshots")).toObject().contains(QStringLiteral("after")));
        QVERIFY(!report.value(QStringLiteral("comparison"))
                     .toObject()
                     .value(QStringLiteral("verdict"))
                     .toString()
                     .isEmpty());
        QVERIFY(!report.value(QStringLiteral("backups")).toArray().isEmpty());
    }

    static void checkStageLines(const WizardRun::Ended& ended) {
        const int count = ended.report.value(QStringLiteral("stages")).toArray().size();
        for (int i = 1; i <= count; ++i)
            QVERIFY2(ended.out.contains(QStringLiteral("stage %1 of %2  ").arg(i).arg(count)),
                     qPrintable(said(ended)));
    }

    static void checkCopies(const WizardRun& wizard) {
        const QDir copies(wizard.home() + QStringLiteral("/copies"));
        const QStringList names = copies.entryList(QDir::Files | QDir::Hidden);
        QVERIFY2(names.filter(QStringLiteral("-env-")).size() == 1, qPrintable(names.join(QLatin1Char(' '))));
        QVERIFY(!names.filter(QStringLiteral("-database-")).isEmpty());
        for (const QString& name : names)
            QCOMPARE(QFile::permissions(copies.filePath(name)) & ~(QFile::ReadUser | QFile::WriteUser),
                     QFile::ReadOwner | QFile::WriteOwner);
    }

    static void checkThatNoFileHolds(const WizardRun& wizard, const QString& secret) {
        QDirIterator it(wizard.home(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            if (file.fileName().contains(QStringLiteral("/copies/")))
                continue;
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains(secret.toUtf8()), qPrintable(file.fileName()));
        }
    }
};

QTEST_GUILESS_MAIN(TestUnattended)
#include "tst_unattended.moc"
