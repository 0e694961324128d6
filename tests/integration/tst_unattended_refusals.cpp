// What the program turns away: wrong answer files, servers that it may not trust, runs that it can't have.
#include "support/practice_case.h"
#include "support/run_folder.h"

#include <QDir>
#include <QTest>

#include <signal.h>

using namespace df;
using namespace df::test;

class TestUnattendedRefusals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWrongFileIs64_data();
    void aWrongFileIs64();
    void aFileThatIsNotThere();
    void nothingListensThere();
    void whatIsNotVouchedForIs40();
    void answersThatDontFitTheServer();
    void waysThatAreNotOffered();
    void twoWizardsAtOnce();

private:
    static QJsonObject withHost(QJsonObject answers, const char* key, const QJsonValue& value);
};

void TestUnattendedRefusals::aWrongFileIs64_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QStringList>("named");
    const auto row = [](const char* name, const QByteArray& rest, const QStringList& named) {
        QTest::newRow(name) << QByteArray("{\"version\":1,") + rest + "}" << named;
    };
    const QByteArray server = "\"server\":{\"host\":\"127.0.0.1\",\"user\":\"a\"}";
    row("unknown key", "\"task\":\"look\",\"sever\":{}", {QStringLiteral("sever")});
    row("unknown key below", "\"task\":\"look\",\"server\":{\"host\":\"h\",\"user\":\"a\",\"prot\":1}",
        {QStringLiteral("server.prot")});
    row("wrong type", "\"task\":\"look\",\"server\":{\"host\":\"h\",\"user\":\"a\",\"port\":\"22\"}",
        {QStringLiteral("server.port")});
    row("wrong word", "\"task\":\"upgrade\",\"onFailure\":\"pray\"," + server,
        {QStringLiteral("onFailure"), QStringLiteral("go-back, stop")});
    row("not a list", "\"task\":\"upgrade\",\"accept\":\"all\"," + server, {QStringLiteral("accept")});
    row("missing answer", "\"task\":\"look\",\"server\":{\"host\":\"h\"}",
        {QStringLiteral("server.user"), QStringLiteral("Connect")});
    row("no server", "\"task\":\"look\"", {QStringLiteral("server"), QStringLiteral("Connect")});
    row("no release", "\"task\":\"upgrade\"," + server,
        {QStringLiteral("release"), QStringLiteral("Advice")});
    row("a secret in the file",
        "\"task\":\"look\",\"server\":{\"host\":\"h\",\"user\":\"a\",\"password\":\"open-sesame\"}",
        {QStringLiteral("server.password")});
    row("variable that isn't set",
        "\"task\":\"look\",\"server\":{\"host\":\"h\",\"user\":\"a\",\"password\":\"env:DF_NOT_SET_HERE\"}",
        {QStringLiteral("server.password"), QStringLiteral("DF_NOT_SET_HERE")});
    row("migrate without a new server", "\"task\":\"migrate\"," + server,
        {QStringLiteral("newServer.host"), QStringLiteral("New server")});
    row("migration", "\"task\":\"upgrade\",\"way\":\"migration\"," + server,
        {QStringLiteral("way:"), QStringLiteral("\"migrate\"")});
    QTest::newRow("another version") << QByteArray(R"({"version":2,"task":"look"})")
                                     << QStringList{QStringLiteral("version")};
    QTest::newRow("not JSON") << QByteArray("{\"version\":1,\n\"task\": look}")
                              << QStringList{QStringLiteral("JSON")};
    QTest::newRow("empty") << QByteArray() << QStringList{QStringLiteral("JSON")};
    QTest::newRow("a list") << QByteArray("[1]") << QStringList{QStringLiteral("JSON")};
}

void TestUnattendedRefusals::aWrongFileIs64() {
    QFETCH(QByteArray, file);
    QFETCH(QStringList, named);
    const auto wizard = wizardRun(DF_PROGRAM);
    const auto ended = wizard->playFile(file);
    QVERIFY2(ended.exit == 64, qPrintable(said(ended)));
    for (const QString& word : named)
        QVERIFY2(ended.err.contains(word), qPrintable(said(ended)));
    QVERIFY2(!ended.err.contains(QStringLiteral("open-sesame")), qPrintable(said(ended)));
    QVERIFY(ended.err.split(QLatin1Char('\n'), Qt::SkipEmptyParts).size() <= 3);
}

void TestUnattendedRefusals::aFileThatIsNotThere() {
    const auto wizard = wizardRun(DF_PROGRAM);
    const auto ended = wizard->run({QStringLiteral("--answers"), QStringLiteral("/nowhere/answers.json")});
    QCOMPARE(ended.exit, 64);
    QVERIFY(ended.err.contains(QStringLiteral("/nowhere/answers.json")));
}

void TestUnattendedRefusals::nothingListensThere() {
    const auto wizard = wizardRun(DF_PROGRAM);
    const auto ended = wizard->playFile(
        R"({"version":1,"task":"look","server":{"host":"127.0.0.77","port":9,"user":"a","hostKey":"SHA256:x"}})");
    QVERIFY2(ended.exit == 40, qPrintable(said(ended)));
    QCOMPARE(outcome(ended), QStringLiteral("not-connected"));
    QCOMPARE(reportTrouble(ended.report), QString());
    QCOMPARE(part(ended, "error").value(QStringLiteral("code")).toString(), QStringLiteral("unreachable"));
}

QJsonObject TestUnattendedRefusals::withHost(QJsonObject answers, const char* key, const QJsonValue& value) {
    QJsonObject host = answers.value(QStringLiteral("server")).toObject();
    if (value.isUndefined())
        host.remove(QLatin1String(key));
    else
        host.insert(QLatin1String(key), value);
    answers.insert(QStringLiteral("server"), host);
    return answers;
}

void TestUnattendedRefusals::whatIsNotVouchedForIs40() {
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    const PracticeInfo& info = server.practice.info();
    const QJsonObject answers = quickUpgrade(info, QStringLiteral("keep"));
    const auto expect = [&](const QJsonObject& file, const char* code) {
        const auto ended = wizard->play(file);
        QVERIFY2(ended.exit == 40, qPrintable(said(ended)));
        QCOMPARE(outcome(ended), QStringLiteral("not-connected"));
        QCOMPARE(reportTrouble(ended.report), QString());
        QCOMPARE(part(ended, "error").value(QStringLiteral("code")).toString(), QLatin1String(code));
        QVERIFY(part(ended, "error")
                    .value(QStringLiteral("means"))
                    .toString()
                    .contains(QStringLiteral("Nothing on the server was changed")));
    };
    const QString knownHosts = wizard->home() + QStringLiteral("/.ssh/known_hosts");
    expect(withHost(answers, "hostKey", QJsonValue(QJsonValue::Undefined)), "host-key-unknown");
    QVERIFY(!QFile::exists(knownHosts));
    expect(withHost(answers, "hostKey", QStringLiteral("SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")),
           "host-key-changed");
    // known_hosts knows another key for this address
    const ShellAnswer other = server.practice.sh(
        QStringLiteral("mkdir -p '%1/.ssh' && ssh-keygen -q -t ed25519 -N '' -f '%1/other' && "
                       "echo \"[127.0.0.1]:%2 $(cut -d' ' -f1,2 '%1/other.pub')\" > '%1/.ssh/known_hosts'")
            .arg(wizard->home())
            .arg(info.port));
    QCOMPARE(other.exitCode, 0);
    expect(withHost(answers, "hostKey", QJsonValue(QJsonValue::Undefined)), "host-key-changed");
    QFile::remove(knownHosts);
    expect(withHost(answers, "identityFile", QStringLiteral("/nowhere/key")), "key-file-unreadable");
    expect(withHost(answers, "identityFile", QString(wizard->home() + QStringLiteral("/other"))),
           "sign-in-refused");
    expect(withHost(answers, "user", QStringLiteral("nobody-here")), "sign-in-refused");
    wizard->setVariable(QStringLiteral("DF_TEST_WRONG"), QStringLiteral("canary-of-a-wrong-password"));
    QJsonObject file = withHost(withHost(answers, "identityFile", QJsonValue(QJsonValue::Undefined)),
                                "password", QStringLiteral("env:DF_TEST_WRONG"));
    expect(file, "sign-in-refused");
    QCOMPARE(filesThatHold(wizard->home(), "canary-of-a-wrong-password"), QStringList());
    QCOMPARE(server.changed(), QString());
}

/// One server, all that a look finds out: 64 or 10, and nothing changed.
void TestUnattendedRefusals::answersThatDontFitTheServer() {
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    const PracticeInfo& info = server.practice.info();

    QJsonObject answers = goBackAnswers(info);
    answers.insert(QStringLiteral("run"), QStringLiteral("20200101-000000-aaaa"));
    const auto unknownRun = wizard->play(answers);
    QVERIFY2(unknownRun.exit == 64, qPrintable(said(unknownRun)));
    QVERIFY(unknownRun.err.contains(QStringLiteral("20200101-000000-aaaa")));
    QVERIFY(unknownRun.err.startsWith(QStringLiteral("run:")));

    const auto noRun = wizard->play(goBackAnswers(info));
    QVERIFY2(noRun.exit == 10, qPrintable(said(noRun)));
    QCOMPARE(reportTrouble(noRun.report), QString());

    answers = quickUpgrade(info, QStringLiteral("keep"));
    answers.insert(QStringLiteral("release"), QStringLiteral("7.9.9"));
    const auto noRelease = wizard->play(answers);
    QVERIFY2(noRelease.exit == 64, qPrintable(said(noRelease)));
    QVERIFY(noRelease.err.contains(QStringLiteral("release")));

    answers = quickUpgrade(info, QStringLiteral("keep"));
    answers.insert(QStringLiteral("admin"),
                   QJsonObject{{QStringLiteral("email"), info.adminEmail},
                               {QStringLiteral("password"), QStringLiteral("env:DF_TEST_WRONG")}});
    wizard->setVariable(QStringLiteral("DF_TEST_WRONG"), QStringLiteral("canary-of-an-admin"));
    const auto wrongAdmin = wizard->play(answers);
    QVERIFY2(wrongAdmin.exit == 64, qPrintable(said(wrongAdmin)));
    QVERIFY2(wrongAdmin.err.contains(QStringLiteral("admin")), qPrintable(said(wrongAdmin)));
    QCOMPARE(filesThatHold(wizard->home(), "canary-of-an-admin"), QStringList());

    answers = lookAnswers(info);
    answers.insert(QStringLiteral("installation"),
                   QJsonObject{{QStringLiteral("path"), QStringLiteral("/nowhere/dreamfactory")}});
    const auto nothingThere = wizard->play(answers);
    QVERIFY2(nothingThere.exit == 64, qPrintable(said(nothingThere)));
    QVERIFY2(nothingThere.err.contains(QStringLiteral("installation.path")), qPrintable(said(nothingThere)));
    QVERIFY2(nothingThere.err.contains(QStringLiteral("\"/nowhere/dreamfactory\"")),
             qPrintable(said(nothingThere)));
    QCOMPARE(server.changed(), QString());
}

/// A look may ask after any way and says the same; an upgrade in steps needs a stop that brings something.
void TestUnattendedRefusals::waysThatAreNotOffered() {
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const auto wizard = wizardRun(DF_PROGRAM);
    const PracticeInfo& info = server.practice.info();
    QJsonObject recommended;
    for (const char* way : {"recommended", "in-place", "in-steps", "migration"}) {
        QJsonObject answers = lookAnswers(info);
        answers.insert(QStringLiteral("way"), QLatin1String(way));
        const auto looked = wizard->play(answers);
        QVERIFY2(looked.exit == 0, qPrintable(said(looked)));
        QJsonObject advice = part(looked, "advice");
        QVERIFY(!advice.isEmpty());
        if (recommended.isEmpty())
            recommended = advice;
        QCOMPARE(advice.value(QStringLiteral("way")), recommended.value(QStringLiteral("way")));
        QCOMPARE(advice.value(QStringLiteral("to")), recommended.value(QStringLiteral("to")));
        QCOMPARE(advice.value(QStringLiteral("reasons")), recommended.value(QStringLiteral("reasons")));
        const bool open = QByteArray(way) == "recommended" || QByteArray(way) == "in-place";
        QCOMPARE(looked.out.contains(QStringLiteral("isn't offered here")), !open);
        for (const auto& option : advice.value(QStringLiteral("options")).toArray())
            if (option.toObject().value(QStringLiteral("way")) == QLatin1String(way))
                QCOMPARE(option.toObject().value(QStringLiteral("whyNot")).toString().isEmpty(), open);
    }
    QJsonObject answers = quickUpgrade(info, QStringLiteral("keep"));
    answers.insert(QStringLiteral("way"), QStringLiteral("in-steps"));
    const auto refused = wizard->play(answers);
    QVERIFY2(refused.exit == 10, qPrintable(said(refused)));
    const QString why = QStringLiteral("way: in steps isn't offered here: no stop would bring anything");
    QVERIFY2(refused.err.contains(why), qPrintable(said(refused)));
    QVERIFY2(part(refused, "error").value(QStringLiteral("what")).toString().startsWith(why),
             qPrintable(said(refused)));
    QCOMPARE(outcome(refused), QStringLiteral("refused"));
    QCOMPARE(server.changed(), QString());
}

/// The second one comes when the first has just begun: it says so, and leaves nothing behind.
void TestUnattendedRefusals::twoWizardsAtOnce() {
    WatchedServer server;
    QCOMPARE(server.start(), QString());
    const QJsonObject answers = quickUpgrade(server.practice.info(), QStringLiteral("go-back"));
    const auto first = wizardRun(DF_PROGRAM), second = wizardRun(DF_PROGRAM);
    second->begin(answers);
    QVERIFY(second->waitForLine(QStringLiteral("Advice  "), 200));
    second->signal(SIGSTOP);
    first->begin(answers);
    const RunFolder run(server.root());
    QVERIFY(run.waitForStage(QStringLiteral("build"), 120));
    QVERIFY(run.signal(SIGSTOP));
    const QString held = run.path();
    second->signal(SIGCONT);
    const auto refused = second->wait();
    QVERIFY2(refused.exit == 10, qPrintable(said(refused)));
    QCOMPARE(outcome(refused), QStringLiteral("refused"));
    QCOMPARE(part(refused, "error").value(QStringLiteral("code")).toString(), QStringLiteral("locked"));
    QCOMPARE(reportTrouble(refused.report), QString());
    QVERIFY2(refused.err.contains(QStringLiteral("Another upgrade")), qPrintable(said(refused)));
    const ShellAnswer woken =
        server.practice.sh(QStringLiteral("kill -CONT \"$(cut -d' ' -f1 '%1/state/supervisor')\"").arg(held));
    QCOMPARE(woken.exitCode, 0);
    const auto ended = first->wait();
    QVERIFY2(ended.exit == 0, qPrintable(said(ended)));
    QCOMPARE(server.changed(), QString());
}

QTEST_GUILESS_MAIN(TestUnattendedRefusals)
#include "tst_unattended_refusals.moc"
