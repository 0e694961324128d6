// --practice: the program starts the server itself.
#include "support/practice_case.h"
#include "support/run_folder.h"
#include "support/test_account.h"
#include "support/tree_hash.h"

#include <QSignalSpy>
#include <QTest>

#include <unistd.h>

using namespace df;
using namespace df::test;

namespace {

/// Without a server: the program has its own.
QJsonObject upgrade(const QString& afterVerify) {
    return {{QStringLiteral("version"), 1},
            {QStringLiteral("task"), QStringLiteral("upgrade")},
            {QStringLiteral("release"), QStringLiteral("7.3.3")},
            {QStringLiteral("onFailure"), QStringLiteral("go-back")},
            {QStringLiteral("afterVerify"), afterVerify}};
}

} // namespace

class TestUnattendedPractice : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void upgradesThenGoesBackOnTheSameServer();
    void knowsItsSwitches();
    void cutsItsOwnLine();
    void asksForASudoPassword();

private:
    static QString folderOf(const WizardRun& wizard) {
        return wizard.home() + QStringLiteral("/data/df-upgrade-wizard/practice");
    }
    /// Ends and deletes what a call of the program left; an error text.
    static QString remove(const WizardRun& wizard);
};

QString TestUnattendedPractice::remove(const WizardRun& wizard) {
    PracticeServer left(folderOf(wizard));
    if (!left.isSetUp())
        return {};
    QSignalSpy removed(&left, &PracticeServer::removed), failed(&left, &PracticeServer::failed);
    left.remove();
    return removed.wait(30'000) ? QString() : QStringLiteral("the practice server could not be removed");
}

/// The first call is killed when the new release serves; the second goes back on the server that it left.
void TestUnattendedPractice::upgradesThenGoesBackOnTheSameServer() {
    const auto wizard = wizardRun(DF_PROGRAM);
    wizard->begin(upgrade(QStringLiteral("keep")), {QStringLiteral("--practice")});
    QVERIFY(wizard->waitForLine(QStringLiteral("Connect  ")));
    const auto info = PracticeServer(folderOf(*wizard)).findRunning();
    QVERIFY(info);
    const QString database = info->path + QStringLiteral("/storage/databases/dreamfactory.sqlite");
    const auto tree = treeOf(info->path), rows = rowsOf(database);
    const RunFolder run(info->path);
    QVERIFY(run.waitForPhase(QStringLiteral("switched"), 120));
    wizard->killNow();
    QVERIFY(!differences(tree, treeOf(info->path)).isEmpty());
    const QByteArray back = R"({"version":1,"task":"go-back"})";
    const auto ended = wizard->playFile(back, {QStringLiteral("--practice")});
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QCOMPARE(outcome(ended), QStringLiteral("went-back"));
    QCOMPARE(ended.report.value(QStringLiteral("task")).toString(), QStringLiteral("go-back"));
    QCOMPARE(differences(tree, treeOf(info->path)) + differences(rows, rowsOf(database)), QString());
    QCOMPARE(reportTrouble(ended.report), QString());
    const QString folder = run.path();
    QVERIFY(QFile::exists(folder));
    QCOMPARE(remove(*wizard), QString());
    QVERIFY(!QFile::exists(folder)); // nothing of it is left on this machine
    QCOMPARE(wizard->playFile(back, {QStringLiteral("--practice")}).exit, 40);
}

void TestUnattendedPractice::knowsItsSwitches() {
    const auto wizard = wizardRun(DF_PROGRAM);
    const QByteArray look = R"({"version":1,"task":"look"})";
    const auto unknown = wizard->playFile(look, {QStringLiteral("--practice=no-such-switch")});
    QVERIFY2(unknown.exit == 64, qPrintable(said(unknown)));
    QVERIFY(unknown.err.contains(QStringLiteral("no-such-switch")) &&
            unknown.err.contains(QStringLiteral("composer-fails")));
    if (geteuid() == 0) {
        const auto root = wizard->playFile(look, {QStringLiteral("--practice=sudo-password")});
        QVERIFY2(root.exit == 64 && root.err.contains(QStringLiteral("ordinary account")),
                 qPrintable(said(root)));
    }
}

void TestUnattendedPractice::cutsItsOwnLine() {
    const auto wizard = wizardRun(DF_PROGRAM);
    const auto ended =
        wizard->play(upgrade(QStringLiteral("keep")), {QStringLiteral("--practice=line-cut:rehearse")});
    const QString removed = remove(*wizard);
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QVERIFY2(ended.err.contains(QStringLiteral("contact")), qPrintable(said(ended)));
    QCOMPARE(outcome(ended), QStringLiteral("done"));
    QCOMPARE(removed, QString());
}

/// Root is never asked, so this needs an ordinary account: the one that runs the test, or a new one.
void TestUnattendedPractice::asksForASudoPassword() {
    const auto wizard = wizardRun(DF_PROGRAM);
    std::unique_ptr<TestAccount> account;
    if (geteuid() == 0) {
        account = std::make_unique<TestAccount>(QStringLiteral("practice"));
        QVERIFY(account->isReady());
        QVERIFY(wizard->becomeUser(account->name()));
    }
    QJsonObject answers = upgrade(QStringLiteral("go-back"));
    const QStringList practice{QStringLiteral("--practice=sudo-password")};
    const auto ended = wizard->play(answers, practice);
    wizard->setVariable(QStringLiteral("DF_TEST_SUDO"), QStringLiteral("open sesame"));
    answers.insert(QStringLiteral("server"),
                   QJsonObject{{QStringLiteral("sudoPassword"), QStringLiteral("env:DF_TEST_SUDO")}});
    const auto refused = wizard->play(answers, practice);
    const QString removed = remove(*wizard);
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QCOMPARE(outcome(ended), QStringLiteral("went-back"));
    QVERIFY(part(ended, "fingerprint").value(QStringLiteral("same")).toBool());
    QVERIFY2(refused.exit == 40, qPrintable(said(refused)));
    QCOMPARE(part(refused, "error").value(QStringLiteral("code")).toString(), QStringLiteral("sudo-refused"));
    QCOMPARE(reportTrouble(refused.report), QString());
    QCOMPARE(removed, QString());
}

QTEST_GUILESS_MAIN(TestUnattendedPractice)
#include "tst_unattended_practice.moc"
