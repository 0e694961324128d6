// The parts of the practice server that need no server: its description, its kit, its switches, its marks on
// processes.
#include "practice/practice_kit.h"
#include "practice/practice_server.h"
#include "practice/process_mark.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace df;

class TestPracticeParts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsItsDescription();
    void refusesAHalfDescription();
    void unpacksEveryFile();
    void doesNotEmptyAForeignFolder();
    void switchesAreKnownToTheScripts_data();
    void switchesAreKnownToTheScripts();
    void tellsAProcessFromALaterOne();
    void namesNothingMissingTwice();
};

void TestPracticeParts::readsItsDescription() {
    const auto info = parsePracticeInfo(
        R"({"host":"127.0.0.1","port":2022,"user":"anna","identityFile":"/f/key","hostKeyFingerprint":"SHA256:x",
            "root":"/f/opt/dreamfactory","url":"http://127.0.0.1:8080","adminEmail":"a@example.com","adminPassword":"pw",
            "switch":"banner"})",
        QStringLiteral("/f"));
    QVERIFY(info.has_value());
    QCOMPARE(info->port, 2022);
    QCOMPARE(info->path, QStringLiteral("/f/opt/dreamfactory"));
    QCOMPARE(info->adminPassword.reveal(), QByteArray("pw"));
    QCOMPARE(info->switchName, QStringLiteral("banner"));
}

void TestPracticeParts::refusesAHalfDescription() {
    QVERIFY(!parsePracticeInfo("{}", {}).has_value());
    QVERIFY(!parsePracticeInfo("not json", {}).has_value());
    QVERIFY(!parsePracticeInfo(R"({"host":"127.0.0.1","user":"a","root":"/r"})", {}).has_value());
}

void TestPracticeParts::unpacksEveryFile() {
    QTemporaryDir dir;
    const QString kit = dir.path() + QStringLiteral("/kit");
    QVERIFY(unpackPracticeKit(kit).has_value());
    int files = 0;
    const QDir source(QStringLiteral(DF_SOURCE_DIR "/resources/practice"));
    QDirIterator it(source.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    for (; it.hasNext(); ++files) {
        QFile original(it.next());
        QFile copy(kit + QLatin1Char('/') + source.relativeFilePath(original.fileName()));
        QVERIFY2(original.open(QIODevice::ReadOnly) && copy.open(QIODevice::ReadOnly),
                 qPrintable(copy.fileName()));
        QCOMPARE(copy.readAll(), original.readAll());
    }
    QVERIFY(files > 150);
    // a second time replaces it, and takes away what is no longer part of it
    QVERIFY(QFile::copy(kit + QStringLiteral("/lib.sh"), kit + QStringLiteral("/old.sh")));
    QVERIFY(unpackPracticeKit(kit).has_value());
    QVERIFY(!QFile::exists(kit + QStringLiteral("/old.sh")));
}

void TestPracticeParts::doesNotEmptyAForeignFolder() {
    QTemporaryDir dir;
    QFile precious(dir.path() + QStringLiteral("/precious"));
    QVERIFY(precious.open(QIODevice::WriteOnly));
    QVERIFY(!unpackPracticeKit(dir.path()).has_value());
    QVERIFY(precious.exists());
}

void TestPracticeParts::switchesAreKnownToTheScripts_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("known");
    for (const QString& name : PracticeServer::switches())
        QTest::newRow(qPrintable(name)) << name << true;
    QTest::newRow("none") << QString() << true;
    QTest::newRow("line-cut") << QStringLiteral("line-cut:migrate") << true;
    QTest::newRow("line-cut without a stage") << QStringLiteral("line-cut:") << false;
    QTest::newRow("unknown") << QStringLiteral("earthquake") << false;
    QTest::newRow("a path") << QStringLiteral("../x") << false;
}

void TestPracticeParts::switchesAreKnownToTheScripts() {
    QFETCH(QString, name);
    QFETCH(bool, known);
    QCOMPARE(PracticeServer::isSwitch(name), known);
    const int exitCode =
        QProcess::execute(QStringLiteral("/bin/sh"),
                          {QStringLiteral(DF_SOURCE_DIR "/resources/practice/check-switch.sh"), name});
    QCOMPARE(exitCode, known ? 0 : 64);
    QVERIFY(!PracticeServer::describeSwitch(name).isEmpty());
}

void TestPracticeParts::tellsAProcessFromALaterOne() {
    QTemporaryDir dir;
    const QString file = dir.path() + QStringLiteral("/x.pid");
    const auto write = [&file](const QByteArray& text) {
        QFile f(file);
        QVERIFY(f.open(QIODevice::WriteOnly));
        f.write(text);
    };
    QVERIFY(!markedProcessRuns(file));
    QProcess sleeper;
    sleeper.start(QStringLiteral("sleep"), {QStringLiteral("60")});
    QVERIFY(sleeper.waitForStarted());
    const QByteArray pid = QByteArray::number(sleeper.processId());
    QProcess::execute(QStringLiteral("/bin/sh"),
                      {QStringLiteral("-c"),
                       QStringLiteral("folder=%1; mkdir -p $folder/run; . %2/resources/practice/lib.sh; "
                                      "remember s %3; recall s >$folder/recalled")
                           .arg(dir.path(), QStringLiteral(DF_SOURCE_DIR), QString::fromLatin1(pid))});
    QFile recalled(dir.path() + QStringLiteral("/recalled"));
    QVERIFY(recalled.open(QIODevice::ReadOnly));
    QCOMPARE(recalled.readAll().trimmed(), pid);
    QVERIFY(markedProcessRuns(dir.path() + QStringLiteral("/run/s.pid")));
    write(pid + " 1\n");
    QVERIFY(!markedProcessRuns(file)); // same number, another start
    write(pid + "\n");
    QVERIFY(!markedProcessRuns(file));
    sleeper.kill();
    QVERIFY(sleeper.waitForFinished());
    QVERIFY(!markedProcessRuns(dir.path() + QStringLiteral("/run/s.pid")));
}

void TestPracticeParts::namesNothingMissingTwice() {
    // what is missing depends on the machine; here only that the question ends and answers in sentences
    const QStringList missing = PracticeServer::missing();
    for (const QString& sentence : missing)
        QVERIFY2(sentence.endsWith(QLatin1Char('.')), qPrintable(sentence));
    QCOMPARE(QSet<QString>(missing.begin(), missing.end()).size(), missing.size());
}

QTEST_GUILESS_MAIN(TestPracticeParts)
#include "tst_practice_parts.moc"
