// "keepCopyHere": the copies of .env and database on this computer, and what happens where they can't be
// written.
#include "support/practice_case.h"
#include "support/run_folder.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace df;
using namespace df::test;

namespace {

int modeOf(const QString& path) {
    struct stat s {};
    return ::stat(QFile::encodeName(path).constData(), &s) == 0 ? int(s.st_mode & 07777) : -1;
}

QString sha256Of(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromLatin1(QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256).toHex());
}

QJsonObject withCopies(QJsonObject answers, const QString& folder) {
    answers.insert(QStringLiteral("keepCopyHere"), folder);
    return answers;
}

bool makeFile(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write("x") == 1;
}

QString errorOf(const WizardRun::Ended& ended, const char* key) {
    return part(ended, "error").value(QLatin1String(key)).toString();
}

/// What is wrong with the copies that a report's backups promise; empty: nothing.
QString copiesTrouble(const QJsonObject& report, const QString& folder) {
    const QJsonArray backups = report.value(QStringLiteral("backups")).toArray();
    QStringList kinds, names;
    for (const QJsonValue& backup : backups) {
        const QString what = backup[QLatin1String("what")].toString();
        if (what != QLatin1String("env") && what != QLatin1String("database"))
            continue;
        kinds << what;
        const QString name = report.value(QStringLiteral("run")).toString() + QLatin1Char('-') +
                             QFileInfo(backup[QLatin1String("where")].toString()).fileName();
        names << name;
        const QString copy = folder + QLatin1Char('/') + name;
        if (modeOf(copy) != 0600)
            return QStringLiteral("%1 has mode %2").arg(copy).arg(modeOf(copy), 0, 8);
        if (sha256Of(copy) != backup[QLatin1String("sha256")].toString() ||
            double(QFileInfo(copy).size()) != backup[QLatin1String("bytes")].toDouble())
            return copy + QStringLiteral(" is not what the report says");
    }
    if (!kinds.contains(QStringLiteral("env")) || !kinds.contains(QStringLiteral("database")))
        return QStringLiteral("the report knows of these copies only: ") + kinds.join(QLatin1Char(' '));
    const QStringList there = QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    return QSet<QString>(there.begin(), there.end()) == QSet<QString>(names.begin(), names.end())
               ? QString()
               : QStringLiteral("in the folder are: ") + there.join(QLatin1Char(' '));
}

} // namespace

class TestCopiesHere : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void areWhatTheReportSays();
    void needAFolderThatCanBeWritten_data();
    void needAFolderThatCanBeWritten();
    void theSwitchWaitsForThem();
    void withoutThemItGoesBack();
    void aFolderThatIsGoneIsMadeAgain();
    void cleanupTestCase() { m_untouched.reset(); }

private:
    std::unique_ptr<WatchedServer> m_untouched; ///< nothing happens to it: one serves all rows
};

void TestCopiesHere::areWhatTheReportSays() {
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    const QString folder = wizard->home() + QStringLiteral("/copies of/this server");
    const auto ended =
        wizard->play(withCopies(quickUpgrade(server.practice.info(), QStringLiteral("keep")), folder));
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QCOMPARE(ended.err, QString());
    QCOMPARE(modeOf(folder), 0700);
    QCOMPARE(copiesTrouble(ended.report, folder), QString());
    QVERIFY(ended.out.contains(QStringLiteral("copy  ") + folder));
    // The copy holds the settings as they were.
    const QDir copies(folder);
    const QString env = copies.entryList({QStringLiteral("*-env")}).value(0);
    const ShellAnswer release = server.practice.sh(
        QStringLiteral("sqlite3 '%1' 'select count(*) from role'; grep -c ^APP_KEY= '%2'")
            .arg(copies.filePath(copies.entryList({QStringLiteral("*-database*")}).value(0)),
                 copies.filePath(env)));
    QCOMPARE(release.out.section(QLatin1Char('\n'), 1, 1), QStringLiteral("1"));
    QVERIFY2(release.out.toInt() >= 0 && release.out.section(QLatin1Char('\n'), 0, 0).toInt() > 0,
             qPrintable(release.out + release.err));
}

void TestCopiesHere::needAFolderThatCanBeWritten_data() {
    QTest::addColumn<QString>("folder"); // %1: the wizard's home, with a file "file" in it
    QTest::newRow("a file is in its place") << QStringLiteral("%1/file");
    QTest::newRow("below a file") << QStringLiteral("%1/file/copies");
    QTest::newRow("not even root may make it") << QStringLiteral("/proc/copies");
}

void TestCopiesHere::needAFolderThatCanBeWritten() {
    QFETCH(QString, folder);
    if (!m_untouched) {
        m_untouched = std::make_unique<WatchedServer>();
        QCOMPARE(m_untouched->start(), QString());
    }
    const WatchedServer& server = *m_untouched;
    const auto wizard = wizardRun(DF_PROGRAM);
    QVERIFY(makeFile(wizard->home() + QStringLiteral("/file")));
    folder = folder.contains(QLatin1String("%1")) ? folder.arg(wizard->home()) : folder;
    const auto ended =
        wizard->play(withCopies(quickUpgrade(server.practice.info(), QStringLiteral("keep")), folder));
    QVERIFY2(ended.exit == 64, qPrintable(said(ended)));
    QVERIFY2(ended.err.contains(folder), qPrintable(said(ended)));
    QCOMPARE(errorOf(ended, "code"), QStringLiteral("file-unwritable"));
    QCOMPARE(reportTrouble(ended.report), QString());
    QVERIFY(RunFolder(server.root()).path().isEmpty());
    QCOMPARE(server.changed(), QString());
}

/// A file takes the folder's place while the preparation is on; somebody puts that right, and starts again.
void TestCopiesHere::theSwitchWaitsForThem() {
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    const QString folder = wizard->home() + QStringLiteral("/copies");
    const QJsonObject answers = withCopies(
        quickUpgrade(server.practice.info(), QStringLiteral("keep"), QStringLiteral("stop")), folder);
    wizard->begin(answers);
    const RunFolder run(server.root());
    QVERIFY(run.waitForStage(QStringLiteral("build"), 120));
    QVERIFY(QDir(folder).removeRecursively() && makeFile(folder));
    const auto stopped = wizard->wait();
    QVERIFY2(stopped.exit == 20, qPrintable(said(stopped)));
    QVERIFY2(stopped.err.contains(folder), qPrintable(said(stopped)));
    QCOMPARE(run.phase(), QStringLiteral("paused"));
    QVERIFY(!run.begunStages().contains(QStringLiteral("maintenance-on")));
    QCOMPARE(server.changed(), QString());
    QCOMPARE(outcome(stopped), QStringLiteral("failed"));
    QCOMPARE(errorOf(stopped, "code"), QStringLiteral("file-unwritable"));
    QCOMPARE(reportTrouble(stopped.report), QString());
    QVERIFY(QFile::exists(wizard->pictureFolder() + QStringLiteral("/06-run.png")));

    QVERIFY(QFile::remove(folder));
    const auto ended = wizard->play(answers);
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QCOMPARE(outcome(ended), QStringLiteral("done"));
    QCOMPARE(ended.report.value(QStringLiteral("run")), stopped.report.value(QStringLiteral("run")));
    QCOMPARE(copiesTrouble(ended.report, folder), QString());
    QCOMPARE(server.version(), QStringLiteral("7.3.3"));
}

void TestCopiesHere::withoutThemItGoesBack() {
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    const QString folder = wizard->home() + QStringLiteral("/copies");
    wizard->begin(withCopies(quickUpgrade(server.practice.info(), QStringLiteral("keep")), folder));
    const RunFolder run(server.root());
    QVERIFY(run.waitForStage(QStringLiteral("build"), 120));
    QVERIFY(QDir(folder).removeRecursively() && makeFile(folder));
    const auto ended = wizard->wait();
    QVERIFY2(ended.exit == 20, qPrintable(said(ended)));
    QVERIFY2(ended.err.contains(folder), qPrintable(said(ended)));
    QCOMPARE(run.phase(), QStringLiteral("went-back"));
    QCOMPARE(server.changed(), QString());
    QCOMPARE(outcome(ended), QStringLiteral("failed"));
    QCOMPARE(part(ended, "fingerprint").value(QStringLiteral("differences")).toArray(), QJsonArray());
    QCOMPARE(reportTrouble(ended.report), QString());
    QVERIFY2(errorOf(ended, "what").contains(folder) || errorOf(ended, "detail").contains(folder),
             qPrintable(errorOf(ended, "what") + errorOf(ended, "detail")));
}

void TestCopiesHere::aFolderThatIsGoneIsMadeAgain() {
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    const QString folder = wizard->home() + QStringLiteral("/copies");
    wizard->begin(withCopies(quickUpgrade(server.practice.info(), QStringLiteral("go-back")), folder));
    QVERIFY(RunFolder(server.root()).waitForStage(QStringLiteral("build"), 120));
    QVERIFY(QDir(folder).removeRecursively());
    const auto ended = wizard->wait();
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QCOMPARE(modeOf(folder), 0700);
    QCOMPARE(copiesTrouble(ended.report, folder), QString());
    QCOMPARE(server.changed(), QString());
}

QTEST_GUILESS_MAIN(TestCopiesHere)
#include "tst_copies_here.moc"
