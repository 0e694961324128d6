// The files of the commercial edition from a real OpenSSH server that allows nothing but SFTP: what is read,
// what each failure says, and a look played by the program that has no must-fix for them any more.
#include "ssh/sftp_fetch.h"
#include "support/look_server.h"
#include "support/look_tree.h"
#include "support/practice_case.h"
#include "support/result_text.h"
#include "support/secret_watch.h"
#include "support/test_account.h"
#include "support/test_sshd.h"
#include "support/wizard_run.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <thread>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

QByteArray stat(const QString& path, const char* format) {
    QByteArray out;
    return runLocal(S("stat"), {S("-c"), S(format), path}, {}, &out) ? out.trimmed() : QByteArray();
}

const QStringList kNames{S("composer.json"), S("composer.lock"), S("composer.json-dist")};

} // namespace

class TstCommercialSftp : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void readsThemWhereNothingElseIsAllowed();
    void foldersFromHomeAndRoot();
    void whatIsInTheWay_data();
    void whatIsInTheWay();
    void unknownAndChangedHostKeys();
    void wrongPasswordAndNobodyThere();
    void noSftpThere();
    void aBrokenLine();
    void aServerThatFallsSilent();
    void aServerThatTakesItsTimeEachTime();
    void cancelEndsItSoon();
    void aDroppedFetchSaysNothing();
    void aLookHasThem();
    void aLookThatCantHaveThem_data();
    void aLookThatCantHaveThem();
    void aRunPutsThemInPlace_data();
    void aRunPutsThemInPlace();

private:
    [[nodiscard]] SftpWish wish(const QString& folder = S("files")) const;
    [[nodiscard]] static QString whyNot(const Result<FetchedFiles>& files);
    void put(const QString& name, const QByteArray& text) const;
    [[nodiscard]] bool shell(const QString& command) const;
    [[nodiscard]] QByteArray knownHostsLine() const;
    void prepare(WizardRun& wizard) const;
    [[nodiscard]] QJsonObject lookAnswers(const QString& files) const;
    [[nodiscard]] QString url(const QString& folder) const;

    LookServer m_server{LookServer::Database::Sqlite};
    TestAccount m_vendor{S("vendor")};
    TestSshd m_sshd{S("127.0.0.2")}, m_sftp{S("127.0.0.3")};
    QString m_key;
    SignInQuestions m_nobody;
};

void TstCommercialSftp::initTestCase() {
    QVERIFY2(runsAsRoot(), "this test makes accounts: run it as root");
    QVERIFY(m_vendor.isReady());
    const QString error = m_server.start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    QFile env(m_server.root() + S("/.env"));
    QVERIFY(env.open(QIODevice::Append));
    env.write("DF_LICENSE_KEY=of-the-commercial-edition-0123456789\n");
    env.close();
    m_key = m_sshd.addKeyUser(currentUser());
    QVERIFY(m_sshd.start());
    m_sftp.addConfig(S("ForceCommand internal-sftp\nAllowTcpForwarding no\nPermitTTY no"));
    QVERIFY(m_sftp.start());
}

void TstCommercialSftp::init() {
    QVERIFY(shell(S("rm -rf files; mkdir -p files; chmod 755 files .")));
    for (const QString& name : kNames)
        put(name, "{\"name\": \"" + name.toLatin1() + "\"}\n");
    QFile::remove(m_sftp.path(S("known_hosts")));
}

SftpWish TstCommercialSftp::wish(const QString& folder) const {
    SftpWish w;
    w.settings = m_sftp.passwordSettings(m_vendor.name(), m_vendor.password());
    w.folder = folder;
    w.names = kNames;
    w.looksRight = [](const QByteArray& bytes) { return bytes.startsWith('{'); };
    return w;
}

QString TstCommercialSftp::whyNot(const Result<FetchedFiles>& files) {
    if (files)
        return S("read");
    QStringList facts = files.error().facts;
    if (files.error().code == ErrorCode::FileUnreadable)
        facts[0] = facts[0].section(u'/', -1);
    return toString(files.error().code) + u' ' + facts.join(u' ');
}

void TstCommercialSftp::put(const QString& name, const QByteArray& text) const {
    QVERIFY(m_vendor.writeInHome(S("files/") + name, text));
}

bool TstCommercialSftp::shell(const QString& command) const {
    return runLocal(
        S("sh"),
        {S("-ec"), S("cd '%1'; %2; chown -Rh %3: files").arg(m_vendor.home(), command, m_vendor.name())});
}

void TstCommercialSftp::readsThemWhereNothingElseIsAllowed() {
    SshHost shellUser; // it is true that nothing else goes there
    QVERIFY(!shellUser.open(wish().settings, m_nobody, {}));
    QByteArray big = "{\"x\": \"";
    big += QByteArray(3'000'000, 'x') + "\"}";
    put(S("composer.lock"), big);
    QStringList steps;
    SignInQuestions questions;
    questions.progress = [&](const QString& step, const QString& detail) {
        steps << (step == S("file") ? detail : step);
    };
    const auto files = fetchBySftp(wish(), questions, {});
    QVERIFY2(files, qPrintable(whyNot(files)));
    QCOMPARE(files->size(), 3);
    QCOMPARE(files->value(S("composer.lock")), big);
    QCOMPARE(files->value(S("composer.json-dist")), QByteArray("{\"name\": \"composer.json-dist\"}\n"));
    QCOMPARE(steps, QStringList({S("reached"), S("hostkey"), S("signin")}) + kNames);
}

void TstCommercialSftp::foldersFromHomeAndRoot() {
    for (const QString& folder :
         {S("files"), S("./files/"), S("files/../files"), m_vendor.home() + S("/files")})
        QCOMPARE(whyNot(fetchBySftp(wish(folder), m_nobody, {})), S("read"));
    QVERIFY(shell(S("ln -s files newest && mv newest files/../newest-link")));
    QCOMPARE(whyNot(fetchBySftp(wish(S("newest-link")), m_nobody, {})), S("read"));
    QVERIFY(shell(S("rm newest-link")));
}

void TstCommercialSftp::whatIsInTheWay_data() {
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("why");
    const auto row = [](const char* name, const char* command, const char* folder, const char* why) {
        QTest::newRow(name) << S(command) << S(folder) << S("file-unreadable ") + S(why);
    };
    row("no folder", ":", "nowhere", "nowhere no-folder");
    row("not a folder", ":", "files/composer.json", "composer.json not-a-folder");
    row("no rights for the folder", ":", "/root", "composer.json no-rights");
    row("a file is missing", "rm files/composer.json-dist", "files", "composer.json-dist no-file");
    row("no rights for a file", "chmod 000 files/composer.lock", "files", "composer.lock no-rights");
    row("too large", "truncate -s 17M files/composer.lock", "files", "composer.lock too-large");
    row("not JSON", "echo no > files/composer.lock", "files", "composer.lock not-json");
    row("a link", "ln -sf /etc/passwd files/composer.lock", "files", "composer.lock not-a-file");
    row("a folder for a file", "rm files/composer.lock && mkdir files/composer.lock", "files",
        "composer.lock not-a-file");
    row("a pipe", "rm files/composer.lock && mkfifo files/composer.lock", "files",
        "composer.lock not-a-file");
}

void TstCommercialSftp::whatIsInTheWay() {
    QFETCH(QString, command);
    QFETCH(QString, folder);
    QFETCH(QString, why);
    QVERIFY(shell(command));
    QCOMPARE(whyNot(fetchBySftp(wish(folder), m_nobody, {})), why);
}

void TstCommercialSftp::unknownAndChangedHostKeys() {
    SftpWish w = wish();
    const QString shown = w.settings.expectedHostKey;
    w.settings.expectedHostKey.clear();
    const QString key = S(" %1 %2 ssh-ed25519 %3").arg(m_sftp.address()).arg(m_sftp.port()).arg(shown);
    QCOMPARE(whyNot(fetchBySftp(w, m_nobody, {})), toString(ErrorCode::HostKeyUnknown) + key);
    QVERIFY(!QFile::exists(w.settings.knownHostsFile));
    SignInQuestions trusting;
    trusting.trustHostKey = [&](const HostKeyInfo& info) { return info.fingerprint == shown; };
    QCOMPARE(whyNot(fetchBySftp(w, trusting, {})), S("read"));
    QCOMPARE(whyNot(fetchBySftp(w, m_nobody, {})), S("read")); // it is known now
    QFile known(w.settings.knownHostsFile);
    QVERIFY(known.open(QIODevice::WriteOnly));
    QByteArray other;
    QVERIFY(runLocal(S("sh"), {S("-c"), S("cut -d' ' -f1,2 '%1'").arg(m_sshd.path(S("hostkey.pub")))}, {},
                     &other));
    known.write(S("[%1]:%2 ").arg(m_sftp.address()).arg(m_sftp.port()).toLatin1() + other);
    known.close();
    QCOMPARE(whyNot(fetchBySftp(w, trusting, {})), toString(ErrorCode::HostKeyChanged) + key);
}

void TstCommercialSftp::wrongPasswordAndNobodyThere() {
    SftpWish w = wish();
    w.settings.password = Secret(QByteArray("wrong"));
    const auto refused = fetchBySftp(w, m_nobody, {});
    QVERIFY2(whyNot(refused).startsWith(toString(ErrorCode::SignInRefused) +
                                        S(" %1 %2 password").arg(m_vendor.name(), m_sftp.address())),
             qPrintable(whyNot(refused)));
    w.settings.port = freePort(m_sftp.address());
    QCOMPARE(whyNot(fetchBySftp(w, m_nobody, {})),
             toString(ErrorCode::Unreachable) +
                 S(" %1 %2 refused").arg(m_sftp.address()).arg(w.settings.port));
    w.settings.host = S("no-such-host.invalid");
    QCOMPARE(whyNot(fetchBySftp(w, m_nobody, {})),
             toString(ErrorCode::HostNotFound) + S(" no-such-host.invalid"));
}

void TstCommercialSftp::noSftpThere() {
    TestSshd other(S("127.0.0.4"));
    other.addConfig(S("ForceCommand /bin/false"));
    QVERIFY(other.start());
    SftpWish w = wish();
    w.settings = other.passwordSettings(m_vendor.name(), m_vendor.password());
    QCOMPARE(whyNot(fetchBySftp(w, m_nobody, {})), toString(ErrorCode::BadAnswer) + S(" 127.0.0.4 no-sftp"));
}

void TstCommercialSftp::aBrokenLine() {
    SignInQuestions questions;
    questions.progress = [this](const QString&, const QString& detail) {
        if (detail == kNames[1])
            m_sftp.killConnections();
    };
    QCOMPARE(whyNot(fetchBySftp(wish(), questions, {})),
             toString(ErrorCode::ConnectionLost) + u' ' + m_sftp.address());
}

void TstCommercialSftp::aServerThatFallsSilent() {
    SftpWish w = wish();
    w.answerTime = std::chrono::milliseconds(700);
    SignInQuestions questions;
    questions.progress = [this](const QString&, const QString& detail) {
        if (detail == kNames[1])
            m_sftp.signalConnections(SIGSTOP);
    };
    QElapsedTimer time;
    time.start();
    QCOMPARE(whyNot(fetchBySftp(w, questions, {})), toString(ErrorCode::Timeout) + u' ' + m_sftp.address());
    m_sftp.signalConnections(SIGCONT);
    QVERIFY2(time.elapsed() < 8000, qPrintable(QString::number(time.elapsed())));
}

void TstCommercialSftp::aServerThatTakesItsTimeEachTime() {
    SftpWish w = wish();
    w.allMayTake = std::chrono::milliseconds(1500);
    SignInQuestions questions;
    questions.progress = [](const QString&, const QString& detail) {
        if (detail == kNames[1])
            QTest::qSleep(1600);
    };
    QCOMPARE(whyNot(fetchBySftp(w, questions, {})), toString(ErrorCode::Timeout) + u' ' + m_sftp.address());
}

void TstCommercialSftp::cancelEndsItSoon() {
    CancelSource cancel;
    SignInQuestions questions;
    QElapsedTimer since;
    std::thread canceller;
    questions.progress = [&](const QString&, const QString& detail) {
        if (detail != kNames[1])
            return;
        m_sftp.signalConnections(SIGSTOP);
        canceller = std::thread([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            since.start();
            cancel.cancel();
        });
    };
    QCOMPARE(whyNot(fetchBySftp(wish(), questions, cancel.token())),
             toString(ErrorCode::Cancelled) + u' ' + m_sftp.address());
    const auto took = since.elapsed();
    canceller.join();
    m_sftp.signalConnections(SIGCONT);
    QVERIFY2(took < 3000, qPrintable(QString::number(took)));
}

void TstCommercialSftp::aDroppedFetchSaysNothing() {
    int calls = 0;
    SftpFetch fetch;
    SftpWish w = wish();
    w.settings.expectedHostKey.clear(); // it will ask
    fetch.start(w, [&](const Result<FetchedFiles>&) { ++calls; });
    QSignalSpy asked(&fetch, &SftpFetch::hostKeyAsked);
    QVERIFY(asked.wait());
    QVERIFY(fetch.busy());
    fetch.drop();
    QVERIFY(!fetch.busy());
    QTest::qWait(200);
    QCOMPARE(calls, 0);
    Result<FetchedFiles> got = fail(Error());
    fetch.start(wish(), [&](const Result<FetchedFiles>& files) {
        got = files;
        ++calls;
    });
    QTRY_COMPARE(calls, 1);
    QCOMPARE(whyNot(got), S("read"));
}

QByteArray TstCommercialSftp::knownHostsLine() const {
    QFile key(m_sftp.path(S("hostkey.pub")));
    return key.open(QIODevice::ReadOnly)
               ? S("[%1]:%2 ").arg(m_sftp.address()).arg(m_sftp.port()).toLatin1() + key.readAll()
               : QByteArray();
}

QString TstCommercialSftp::url(const QString& folder) const {
    return S("sftp://%1@%2:%3/~/%4").arg(m_vendor.name(), m_sftp.address()).arg(m_sftp.port()).arg(folder);
}

void TstCommercialSftp::prepare(WizardRun& wizard) const {
    wizard.program = S(DF_PROGRAM);
    QVERIFY(QDir(wizard.home()).mkpath(S(".ssh")) && QDir(wizard.home()).mkpath(S("tmp")));
    QFile known(wizard.home() + S("/.ssh/known_hosts"));
    QVERIFY(known.open(QIODevice::WriteOnly));
    known.write(knownHostsLine());
    wizard.setVariable(S("TMPDIR"), wizard.home() + S("/tmp"));
    wizard.setVariable(S("DF_COMMERCIAL_PASSWORD"), QString::fromUtf8(m_vendor.password()));
}

QJsonObject TstCommercialSftp::lookAnswers(const QString& files) const {
    return {{S("version"), 1},
            {S("task"), S("look")},
            {S("server"), QJsonObject{{S("host"), m_sshd.address()},
                                      {S("port"), m_sshd.port()},
                                      {S("user"), currentUser()},
                                      {S("identityFile"), m_key},
                                      {S("hostKey"), m_sshd.hostKeyFingerprint()}}},
            {S("installation"), QJsonObject{{S("path"), m_server.root()}}},
            {S("release"), S("7.3.3")},
            {S("commercialFiles"), files},
            {S("commercialPassword"), S("env:DF_COMMERCIAL_PASSWORD")}};
}

void TstCommercialSftp::aLookHasThem() {
    WizardRun wizard;
    prepare(wizard);
    wizard.begin(lookAnswers(url(S("files"))));
    SecretWatch watch({m_vendor.password()}, wizard.pid());
    const auto ended = wizard.wait(120);
    watch.stop();
    QMap<QString, QString> findings;
    for (const auto& f : ended.report.value(S("advice")).toObject().value(S("findings")).toArray())
        findings.insert(f.toObject().value(S("id")).toString(), f.toObject().value(S("severity")).toString());
    QVERIFY2(!findings.isEmpty(), qPrintable(ended.out + ended.err));
    QVERIFY2(!findings.contains(S("commercial-files-missing")), qPrintable(ended.out + ended.err));
    QCOMPARE(findings.value(S("commercial-files")), S("fine"));
    QCOMPARE(ended.report.value(S("outcome")).toString(), S("looked"));
    QCOMPARE(watch.seen(), QStringList());
    QVERIFY(watch.rounds() > 2);
    QVERIFY(!(ended.out + ended.err).contains(QString::fromUtf8(m_vendor.password())));
    QDirIterator all(wizard.home(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    int looked = 0;
    while (all.hasNext()) {
        QFile file(all.next());
        if (file.open(QIODevice::ReadOnly) && ++looked)
            QVERIFY2(!file.readAll().contains(m_vendor.password()), qPrintable(file.fileName()));
    }
    QVERIFY(looked > 3);
    // The private folder has gone with the flow.
    QCOMPARE(QDir(wizard.home() + S("/tmp")).entryList({S("df-upgrade-commercial-*")}), QStringList());
}

void TstCommercialSftp::aLookThatCantHaveThem_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("exit");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* what, int exit, ErrorCode code, const QString& said) {
        QTest::newRow(what) << S(what) << exit << toString(code) << said;
    };
    row("unknown key", 40, ErrorCode::HostKeyUnknown, S("127.0.0.3"));
    row("wrong password", 40, ErrorCode::SignInRefused, S("127.0.0.3"));
    row("no folder", 64, ErrorCode::BadAnswerFile, S("nowhere"));
    row("no file", 64, ErrorCode::BadAnswerFile, S("composer.lock"));
}

void TstCommercialSftp::aLookThatCantHaveThem() {
    QFETCH(QString, what);
    QFETCH(int, exit);
    QFETCH(QString, code);
    QFETCH(QString, said);
    WizardRun wizard;
    prepare(wizard);
    if (what == S("unknown key"))
        QVERIFY(QFile::remove(wizard.home() + S("/.ssh/known_hosts")));
    if (what == S("wrong password"))
        wizard.setVariable(S("DF_COMMERCIAL_PASSWORD"), S("canary-that-is-wrong"));
    if (what == S("no file"))
        QVERIFY(shell(S("rm files/composer.lock")));
    const auto ended =
        wizard.play(lookAnswers(url(what == S("no folder") ? S("nowhere") : S("files"))), {}, 120);
    QVERIFY2(ended.exit == exit, qPrintable(QString::number(ended.exit) + ended.out + ended.err));
    QVERIFY2(ended.err.contains(said), qPrintable(ended.err));
    const QJsonObject error = ended.report.value(S("error")).toObject();
    QCOMPARE(error.value(S("code")).toString(), code);
    QVERIFY(error.value(S("what")).toString().contains(said));
    QCOMPARE(ended.report.value(S("outcome")).toString(), exit == 40 ? S("not-connected") : S("refused"));
    QVERIFY(!(ended.out + ended.err).contains(S("canary")));
}

void TstCommercialSftp::aRunPutsThemInPlace_data() {
    QTest::addColumn<QString>("afterVerify");
    QTest::newRow("kept") << S("keep");
    QTest::newRow("gone back") << S("go-back");
}

/// On the server they are root's alone until the new release is built; in it they are its owner's files.
void TstCommercialSftp::aRunPutsThemInPlace() {
    QFETCH(QString, afterVerify);
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const QString root = server.root();
    QMap<QString, QByteArray> given;
    for (const QString& name : kNames) {
        const QString from = name == kNames[2] ? kNames[0] : name; // there is none in the public release
        const ShellAnswer text = server.practice.sh(
            S("d=$(mktemp -d); git clone -q --bare \"$(git remote get-url origin)\" $d && git -C $d show "
              "refs/tags/7.3.3:%1; rm -rf $d")
                .arg(from));
        QVERIFY2(text.exitCode == 0 && text.out.startsWith(u'{'), qPrintable(text.err));
        given.insert(name, text.out.toUtf8() + "\n\n"); // told from the public one by its last bytes
        put(name, given.value(name));
    }
    QFile old(root + S("/composer.json-dist")); // git doesn't know it, and it changes places all the same
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("{}") == 2);
    old.close();
    QVERIFY(runLocal(S("chown"), {S("--reference=") + root, old.fileName()}));
    server.remember();
    const QByteArray owner = stat(root, "%U:%G");
    QVERIFY(!owner.isEmpty());
    WizardRun wizard;
    prepare(wizard);
    QJsonObject answers = quickUpgrade(server.practice.info(), afterVerify);
    answers.insert(S("commercialFiles"), url(S("files")));
    answers.insert(S("commercialPassword"), S("env:DF_COMMERCIAL_PASSWORD"));
    const auto ended = wizard.play(answers);
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    if (afterVerify == S("go-back")) {
        QCOMPARE(server.version(), S("6.3.0"));
        QCOMPARE(server.changed(), QString());
        return;
    }
    QCOMPARE(server.version(), S("7.3.3"));
    QVERIFY2(stageStatuses(ended.report).contains(S("build:done")),
             qPrintable(stageStatuses(ended.report).join(u' ')));
    for (const QString& name : kNames) {
        QFile file(root + u'/' + name);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        QCOMPARE(file.readAll(), given.value(name));
        QCOMPARE(stat(file.fileName(), "%U:%G %a"), owner + " 644");
    }
    const QString folder = S("/var/lib/df-upgrade/") + ended.report.value(S("run")).toString();
    QCOMPARE(stat(folder, "%U %a"), QByteArray("root 700"));
    QCOMPARE(stat(folder + S("/commercial"), "%U %a"), QByteArray("root 700"));
    for (const QString& name : kNames)
        QCOMPARE(stat(folder + S("/commercial/") + name, "%U %a"), QByteArray("root 600"));
}

QTEST_GUILESS_MAIN(TstCommercialSftp)
#include "tst_commercial_sftp.moc"
