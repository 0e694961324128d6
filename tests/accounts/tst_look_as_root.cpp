// Looking as root at what others have left: nothing of theirs runs with root's rights, none of root's files
// gets to them.
#include "inspect/inspector.h"
#include "support/local_host.h"
#include "support/look_server.h"
#include "support/test_sshd.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

QByteArray contentOf(const QString& path) {
    QFile f(path);
    return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& text) {
    QFile f(path);
    if (!f.open(QIODevice::WriteOnly | QIODevice::Truncate) || f.write(text) != text.size())
        qFatal("%s can't be written", qPrintable(path));
}

} // namespace

class TestLookAsRoot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void programsOfProcesses_data();
    void programsOfProcesses();
    void programsInFoldersOfOthers();
    void indexThatIsALink();
    void repositoryThatIsALink();
    void repositoryAround();
    void wordsOfAProcess();

private:
    /// Did something run by this test's look, with a user id that begins so? Other tests look at this
    /// machine, too.
    [[nodiscard]] bool ranAs(const char* uid) const;
    /// Starts a program as the tree's owner.
    void start(const QString& program, const QStringList& arguments);
    [[nodiscard]] bool asOwner(const QString& script) const;
    [[nodiscard]] QString ran() const { return m_owners.filePath(S("ran")); } ///< as whom something ran
    [[nodiscard]] QString path(const QString& name) const {
        return m_server.root() + QLatin1Char('/') + name;
    }

    LookServer m_server{LookServer::Database::Sqlite};
    QTemporaryDir m_folder, m_owners; ///< TMPDIR; one that belongs to the tree's owner
    LocalHost m_host;
    Installation m_installation;
    std::vector<std::unique_ptr<QProcess>> m_processes;
};

void TestLookAsRoot::initTestCase() {
    QVERIFY2(runsAsRoot(), "this test is about root's rights: run it as root");
    const QString error = m_server.start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    QVERIFY(m_server.owner() != S("root"));
    QVERIFY(::chmod(qPrintable(m_folder.path()), 01777) == 0);
    QVERIFY(runLocal(S("chown"), {m_server.owner(), m_owners.path()}));
    qputenv("TMPDIR", m_folder.path().toUtf8());
    const auto facts = inspectServer(m_host, {m_server.root()}, {});
    QVERIFY(facts);
    for (const Installation& in : facts->installations)
        if (in.path == m_server.root())
            m_installation = in;
    QVERIFY(m_installation.code.isRepository);
}

void TestLookAsRoot::cleanup() {
    for (const auto& p : m_processes) {
        p->kill();
        p->waitForFinished();
    }
    m_processes.clear();
    QFile::remove(ran());
}

bool TestLookAsRoot::ranAs(const char* uid) const {
    return contentOf(ran()).contains(m_folder.path().toUtf8() + ' ' + uid);
}

void TestLookAsRoot::start(const QString& program, const QStringList& arguments) {
    m_processes.push_back(std::make_unique<QProcess>());
    m_processes.back()->start(
        S("setpriv"),
        QStringList{S("--reuid=") + m_server.owner(), S("--clear-groups"), S("--"), program} + arguments);
    QVERIFY(m_processes.back()->waitForStarted());
    QTest::qWait(200);
}

bool TestLookAsRoot::asOwner(const QString& script) const {
    return runLocal(S("setpriv"), {S("--reuid=") + m_server.owner(), S("--clear-groups"), S("--"), S("env"),
                                   S("HOME=") + m_owners.path(), S("sh"), S("-ec"), script});
}

void TestLookAsRoot::programsOfProcesses_data() {
    QTest::addColumn<QString>("title");
    QTest::newRow("nginx") << S("nginx: master process /usr/sbin/nginx");
    QTest::newRow("httpd") << S("httpd");
    QTest::newRow("php-fpm") << S("php-fpm: master process (%1/fpm.conf)").arg(m_owners.path());
}

void TestLookAsRoot::programsOfProcesses() {
    QFETCH(QString, title);
    const QString program = m_owners.filePath(S("idle-fpm"));
    QFile::remove(program);
    QVERIFY(QFile::copy(QCoreApplication::applicationFilePath(), program));
    QVERIFY(::chmod(qPrintable(program), 0755) == 0);
    write(m_owners.filePath(S("fpm.conf")), "[www]\nlisten = /run/nowhere.sock\n");
    start(S("bash"), {S("-c"), S("exec -a \"$0\" \"$1\""), title, program});
    const QString process = S("/proc/%1/exe").arg(m_processes.back()->processId());
    QTRY_COMPARE(QFile::symLinkTarget(process), program);
    QVERIFY(inspectServer(m_host, {m_server.root()}, {}));
    QVERIFY(ranAs("")); // it was asked
    QVERIFY2(!ranAs("0"), contentOf(ran()).constData());
}

void TestLookAsRoot::programsInFoldersOfOthers() {
    QTemporaryDir theirs(S("/opt/df-test-XXXXXX"));
    QVERIFY(QDir(theirs.path()).mkdir(S("bin")));
    const QString php = theirs.filePath(S("bin/php"));
    write(php, "#!/bin/sh\necho \"$TMPDIR $(id -u)\" >>" + ran().toUtf8() + "\necho 'cli 8.2.1 1'\n");
    QVERIFY(::chmod(qPrintable(php), 0755) == 0);
    for (const QString& owner : {S("root"), m_server.owner()}) {
        QVERIFY(runLocal(S("chown"), {S("-R"), owner, theirs.path()}));
        QVERIFY(::chmod(qPrintable(theirs.path()), 0755) == 0);
        QFile::remove(ran());
        QVERIFY(inspectServer(m_host, {m_server.root()}, {}));
        QCOMPARE(ranAs("0"), owner == S("root"));
    }
}

void TestLookAsRoot::indexThatIsALink() {
    const QString secret = m_folder.filePath(S("secret"));
    write(secret, "for root alone\n");
    QVERIFY(::chmod(qPrintable(secret), 0600) == 0);
    QVERIFY(asOwner(S("cd '%1/.git'; mv index index.kept; ln -s '%2' index").arg(m_server.root(), secret)));
    start(S("sh"),
          {S("-c"),
           S("while :; do cat '%1'/df-look.*/*/index/* '%1'/df-release.*/index >>'%2' 2>/dev/null; done")
               .arg(m_folder.path(), ran())});
    const auto facts = inspectServer(m_host, {m_server.root()}, {});
    const auto release = readRelease(m_host, m_installation, S("7.3.3"), {});
    QVERIFY(asOwner(S("cd '%1/.git'; mv index.kept index").arg(m_server.root())));
    QVERIFY(QFile::remove(secret));
    QVERIFY(facts && release);
    QVERIFY(!release->changesTried);
    QVERIFY2(!contentOf(ran()).contains("root alone"), "a copy was left where they could read it");
}

void TestLookAsRoot::repositoryThatIsALink() {
    const QString open = m_folder.filePath(S("open")); // root's, and everybody may write into it
    QVERIFY(QDir().mkpath(open));
    QVERIFY(::chmod(qPrintable(open), 01777) == 0);
    QVERIFY(
        asOwner(S("cd '%1'; cp -R .git/. '%2'; mv .git .git.kept; ln -s '%2' .git; git config core.bare "
                  "false; mkdir -p .git/info\n"
                  "git config filter.x.clean 'echo \"$TMPDIR $(id -u)\" >>\"%3\"; cat'; echo '* filter=x' "
                  ">.git/info/attributes\n"
                  "touch -d 2001-01-01 config/app.php")
                    .arg(m_server.root(), open, ran())));
    const auto facts = inspectServer(m_host, {m_server.root()}, {});
    const auto release = readRelease(m_host, m_installation, S("7.3.3"), {});
    QVERIFY(asOwner(S("cd '%1'; rm .git; mv .git.kept .git").arg(m_server.root())));
    QVERIFY(facts && release);
    QVERIFY(ranAs(""));
    QVERIFY2(!ranAs("0"), contentOf(ran()).constData());
}

void TestLookAsRoot::repositoryAround() {
    QVERIFY(asOwner(
        S("git init -q '%1'; cd '%2'; cp config/app.php '%3/kept'; sed -i s/6.3.0/6.3.0-ours/ config/app.php")
            .arg(m_folder.path(), m_server.root(), m_owners.path())));
    const auto release = readRelease(m_host, m_installation, S("7.3.3"), {});
    QVERIFY(asOwner(S("cat '%2/kept' >'%1/config/app.php'; rm -r '%3/.git'")
                        .arg(m_server.root(), m_owners.path(), m_folder.path())));
    QVERIFY(release);
    QVERIFY(release->changesThatDontApply.contains(S("config/app.php")));
}

/// Its configuration seems to lie in the root folder: that must not have everything below it read.
void TestLookAsRoot::wordsOfAProcess() {
    start(S("sh"), {S("-c"), S("sleep 100; :"), S("httpd"), S("-f"), S("/nowhere.conf")});
    QElapsedTimer clock;
    clock.start();
    QVERIFY(inspectServer(m_host, {m_server.root()}, {}));
    QVERIFY2(clock.elapsed() < 60000, qPrintable(QString::number(clock.elapsed())));
}

/// A copy of this program plays a program of theirs, which says as whom it was asked for itself.
int main(int argc, char* argv[]) {
    const QByteArray asked = argc > 1 ? argv[1] : "";
    const QByteArray own = QFile::symLinkTarget(S("/proc/self/exe")).toLocal8Bit();
    if (own.endsWith("/idle-fpm")) {
        if (asked.isEmpty())
            ::sleep(100);
        QFile ran(QFileInfo(QString::fromLocal8Bit(own)).path() + S("/ran"));
        if (ran.open(QIODevice::Append))
            ran.write(qgetenv("TMPDIR") + ' ' + QByteArray::number(uint(::getuid())) + '\n');
        return 0;
    }
    QCoreApplication app(argc, argv);
    TestLookAsRoot test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_look_as_root.moc"
