// No secret is ever in a widget's text: the real program plays real upgrades with passwords while everything
// that its widgets hold is written down from inside (tests/watch). Needs root, to make an account with a
// password.
#include "support/practice_case.h"
#include "support/run_folder.h"
#include "support/shown_file.h"
#include "support/test_account.h"
#include "support/test_sshd.h"

#include <QTest>

using namespace df;
using namespace df::test;

namespace {

const QByteArray passphrase = "canary passphrase 77c1";
const QByteArray wrongPassword = "canary-wrong-password-31";

} // namespace

class TestShownSecrets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anUpgradeThatIsResumedAndTakenBack();
    void anUpgradeThatFailsAndGoesBack();
    void aSignInThatIsRefused();

private:
    /// A practice server with canaries in it, reached through the test's own sshd.
    QString start(WatchedServer& server, const QString& breakSwitch = {});
    [[nodiscard]] std::unique_ptr<WizardRun> wizard(const WatchedServer& server) const;
    [[nodiscard]] QJsonObject withPassword(QJsonObject answers) const;
    [[nodiscard]] QJsonObject withKey(QJsonObject answers) const;
    [[nodiscard]] QJsonObject withAdmin(QJsonObject answers, const PracticeInfo& info) const;
    [[nodiscard]] QJsonObject serverOf(const char* password) const;
    [[nodiscard]] ShownFile shown(const WizardRun& run) const;
    [[nodiscard]] QMap<QString, QByteArray> secrets(const WatchedServer& server) const;

    TestSshd m_sshd;
    std::unique_ptr<TestAccount> m_user;
    QString m_key;
};

void TestShownSecrets::initTestCase() {
    QVERIFY2(runsAsRoot(), "this test makes an account: run it as root");
    m_user = std::make_unique<TestAccount>(QStringLiteral("shown"), TestAccount::Sudo::WithPassword);
    QVERIFY(m_user->isReady());
    QVERIFY(m_sshd.start());
    m_key = m_sshd.addKeyUser(m_user->name(), QString::fromUtf8(passphrase));
}

QString TestShownSecrets::start(WatchedServer& server, const QString& breakSwitch) {
    if (const QString trouble = server.practice.start(breakSwitch); !trouble.isEmpty())
        return trouble;
    const ShellAnswer added = server.practice.sh(
        QStringLiteral("php '" DF_SOURCE_DIR "/tests/hosts/inside/add-canaries.php' '%1/practice.json' && "
                       "echo 'DB_PASSWORD=canary-database-password-5Qf1' >>.env")
            .arg(server.practice.folder()));
    if (added.exitCode != 0)
        return added.out + added.err;
    server.remember();
    return {};
}

std::unique_ptr<WizardRun> TestShownSecrets::wizard(const WatchedServer& server) const {
    auto run = wizardRun(DF_WATCHED_PROGRAM);
    run->setVariable(QStringLiteral("DF_WATCH_FILE"), run->home() + QStringLiteral("/shown"));
    run->setVariable(QStringLiteral("CANARY_PASSWORD"), QString::fromUtf8(m_user->password()));
    run->setVariable(QStringLiteral("CANARY_WRONG"), QString::fromUtf8(wrongPassword));
    run->setVariable(QStringLiteral("CANARY_PASSPHRASE"), QString::fromUtf8(passphrase));
    run->setVariable(QStringLiteral("CANARY_ADMIN"),
                     QString::fromUtf8(server.practice.info().adminPassword.reveal()));
    return run;
}

QJsonObject TestShownSecrets::serverOf(const char* password) const {
    return {{QStringLiteral("host"), m_sshd.address()},
            {QStringLiteral("port"), m_sshd.port()},
            {QStringLiteral("user"), m_user->name()},
            {QStringLiteral("hostKey"), m_sshd.hostKeyFingerprint()},
            {QStringLiteral("sudoPassword"), QLatin1String(password)}};
}

QJsonObject TestShownSecrets::withPassword(QJsonObject answers) const {
    QJsonObject server = serverOf("env:CANARY_PASSWORD");
    server.insert(QStringLiteral("password"), QStringLiteral("env:CANARY_PASSWORD"));
    answers.insert(QStringLiteral("server"), server);
    return answers;
}

QJsonObject TestShownSecrets::withKey(QJsonObject answers) const {
    QJsonObject server = serverOf("env:CANARY_PASSWORD");
    server.insert(QStringLiteral("identityFile"), m_key);
    server.insert(QStringLiteral("passphrase"), QStringLiteral("env:CANARY_PASSPHRASE"));
    answers.insert(QStringLiteral("server"), server);
    return answers;
}

QJsonObject TestShownSecrets::withAdmin(QJsonObject answers, const PracticeInfo& info) const {
    answers.insert(QStringLiteral("admin"),
                   QJsonObject{{QStringLiteral("email"), info.adminEmail},
                               {QStringLiteral("password"), QStringLiteral("env:CANARY_ADMIN")}});
    return answers;
}

ShownFile TestShownSecrets::shown(const WizardRun& run) const {
    return ShownFile(run.home() + QStringLiteral("/shown"));
}

QMap<QString, QByteArray> TestShownSecrets::secrets(const WatchedServer& server) const {
    const QByteArray appKey =
        server.practice.sh(QStringLiteral("sed -n 's/^APP_KEY=base64://p' .env")).out.trimmed().toUtf8();
    return {{QStringLiteral("password of SSH and sudo"), m_user->password()},
            {QStringLiteral("wrong password"), wrongPassword},
            {QStringLiteral("passphrase"), passphrase},
            {QStringLiteral("administrator's password"), server.practice.info().adminPassword.reveal()},
            {QStringLiteral("APP_KEY"), appKey},
            {QStringLiteral("APP_KEY's bytes"), QByteArray::fromBase64(appKey)},
            {QStringLiteral("database password"), "canary-database-password-5Qf1"},
            {QStringLiteral("service secret"), "canary-service-secret-8Hd2"},
            {QStringLiteral("private lookup"), "canary-lookup-secret-3Zk9"}};
}

/// Every page once, the resume page, the way back.
void TestShownSecrets::anUpgradeThatIsResumedAndTakenBack() {
    WatchedServer server;
    QCOMPARE(start(server), QString());
    const auto run = wizard(server);
    const QJsonObject answers =
        withAdmin(withPassword(quickUpgrade(server.practice.info(), QStringLiteral("go-back"))),
                  server.practice.info());
    run->begin(answers);
    QVERIFY(RunFolder(server.root()).waitForStage(QStringLiteral("build"), 120));
    run->killNow();
    const auto ended = run->play(answers);
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QCOMPARE(outcome(ended), QStringLiteral("went-back"));
    QVERIFY(part(ended, "fingerprint").value(QStringLiteral("same")).toBool());

    const ShownFile seen = shown(*run);
    for (const char* page : {"ConnectPage", "LookPage", "AdvicePage", "BeforePage", "PlanPage", "RunPage",
                             "ResumePage", "ComparePage", "DonePage"})
        QVERIFY2(seen.showed(QByteArray("df::") + page), page);
    // It saw what is shown: who signed in, whom the values are read as, what was copied, what a step said.
    for (const QString& word : {m_user->name(), server.practice.info().adminEmail, server.root(),
                                QStringLiteral("7.3.3"), QStringLiteral("APP_KEY")})
        QVERIFY2(seen.has(word.toUtf8()), qPrintable(word));
    QVERIFY2(seen.count() > 2000, qPrintable(QString::number(seen.count())));
    const QStringList leaks = seen.leaks(secrets(server));
    QVERIFY2(leaks.isEmpty(), qPrintable(leaks.join(QLatin1Char('\n'))));
}

/// The card of a run that stands still, and what comes of it; signed in with a key and its passphrase.
void TestShownSecrets::anUpgradeThatFailsAndGoesBack() {
    WatchedServer server;
    QCOMPARE(start(server, QStringLiteral("migration-fails-live")), QString());
    const auto run = wizard(server);
    const PracticeInfo& info = server.practice.info();
    const auto stopped = run->play(
        withAdmin(withKey(quickUpgrade(info, QStringLiteral("keep"), QStringLiteral("stop"))), info));
    QVERIFY2(stopped.exit == 20, qPrintable(said(stopped)));
    const auto back = run->play(withKey(goBackAnswers(info)));
    QVERIFY2(back.exit == 0, qPrintable(said(back)));
    const ShownFile seen = shown(*run);
    QVERIFY(seen.showed("df::ErrorCard") && seen.showed("df::LogFold"));
    const QStringList leaks = seen.leaks(secrets(server));
    QVERIFY2(leaks.isEmpty(), qPrintable(leaks.join(QLatin1Char('\n'))));
}

void TestShownSecrets::aSignInThatIsRefused() {
    WatchedServer server;
    QCOMPARE(start(server), QString());
    const auto run = wizard(server);
    const QJsonObject look = lookAnswers(server.practice.info());
    QJsonObject host = serverOf("env:CANARY_WRONG");
    host.insert(QStringLiteral("password"), QStringLiteral("env:CANARY_PASSWORD"));
    QJsonObject wrongSudo = look;
    wrongSudo.insert(QStringLiteral("server"), host);
    QCOMPARE(run->play(wrongSudo).exit, 40);
    host.insert(QStringLiteral("password"), QStringLiteral("env:CANARY_WRONG"));
    QJsonObject wrong = look;
    wrong.insert(QStringLiteral("server"), host);
    QCOMPARE(run->play(wrong).exit, 40);
    host = withKey(look).value(QStringLiteral("server")).toObject();
    host.insert(QStringLiteral("passphrase"), QStringLiteral("env:CANARY_WRONG"));
    QJsonObject wrongPassphrase = look;
    wrongPassphrase.insert(QStringLiteral("server"), host);
    QCOMPARE(run->play(wrongPassphrase).exit, 40);
    const ShownFile seen = shown(*run);
    QVERIFY(seen.showed("df::ErrorCard"));
    const QStringList leaks = seen.leaks(secrets(server));
    QVERIFY2(leaks.isEmpty(), qPrintable(leaks.join(QLatin1Char('\n'))));
}

QTEST_GUILESS_MAIN(TestShownSecrets)
#include "tst_shown_secrets.moc"
