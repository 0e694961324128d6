// The practice server answers in the shapes and words that were recorded on real servers (trimmed, in
// tests/data/practice), before an upgrade and after it.
#include "support/json_shape.h"
#include "support/practice_fixture.h"
#include "support/practice_hands.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QThread>

using namespace df;
using namespace df::test;

namespace {
QJsonObject recorded(const QString& release, const QString& name) {
    QFile file(QStringLiteral(DF_TEST_DATA "/practice/%1/%2.json").arg(release, name));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

/// Each recorded service's configuration against the practice server's service of the same type.
QString serviceDifference(const QJsonValue& recordedBody, const QJsonObject& actualBody) {
    QMap<QString, QJsonValue> byType;
    for (const auto& service : actualBody.value(QLatin1String("resource")).toArray())
        byType.insert(service[QLatin1String("type")].toString(), service);
    for (const auto& service : recordedBody[QLatin1String("resource")].toArray()) {
        const QString type = service[QLatin1String("type")].toString();
        if (!byType.contains(type))
            return QStringLiteral("no service of type ") + type;
        const QString difference = shapeDifference(service, byType.value(type), type);
        if (!difference.isEmpty())
            return difference;
    }
    return {};
}
} // namespace

class TestPracticeShapes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void answersInRecordedShapes_data() { shapes(); }
    void answersInRecordedShapes() { checkShape(QStringLiteral("6.3.0")); }
    void refusesInRecordedWords_data() { refusals(); }
    void refusesInRecordedWords() { checkRefusal(QStringLiteral("6.3.0")); }
    void isUpgraded();
    void answersInRecordedShapesAfterwards_data() { shapes(); }
    void answersInRecordedShapesAfterwards() { checkShape(QStringLiteral("7.3.3")); }
    void refusesInRecordedWordsAfterwards_data() { refusals(); }
    void refusesInRecordedWordsAfterwards() { checkRefusal(QStringLiteral("7.3.3")); }

private:
    static void shapes();
    static void refusals();
    void checkShape(const QString& release);
    void checkRefusal(const QString& release);

    PracticeFixture m_server;
};

void TestPracticeShapes::initTestCase() { QCOMPARE(m_server.start(), QString()); }

void TestPracticeShapes::shapes() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"status-anon",
                             "env-anon",
                             "login-admin",
                             "admin-session",
                             "api-root",
                             "system",
                             "system-environment",
                             "system-service",
                             "system-service-counted",
                             "system-service_type",
                             "system-role-related",
                             "system-user",
                             "system-user-related",
                             "system-admin",
                             "system-app",
                             "system-lookup",
                             "system-cors",
                             "system-email_template",
                             "event",
                             "system-cache",
                             "svc-user",
                             "svc-shop__table",
                             "svc-shop__table_contact_include_count-true"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestPracticeShapes::checkShape(const QString& release) {
    QFETCH(QString, name);
    const QJsonObject want = recorded(release, name);
    QVERIFY(!want.isEmpty());
    HttpAnswer answer;
    const bool anonymous = name.endsWith(QLatin1String("-anon"));
    if (name == QLatin1String("login-admin"))
        m_server.signIn(&answer);
    else if (anonymous)
        answer = m_server.ask("GET", want.value(QLatin1String("call")).toString().mid(4));
    else
        answer = m_server.get(want.value(QLatin1String("call")).toString().mid(4));
    if (!anonymous && answer.status == 400) { // run alone: nobody has signed in yet
        QVERIFY(!m_server.signIn().isEmpty());
        answer = m_server.get(want.value(QLatin1String("call")).toString().mid(4));
    }
    QCOMPARE(answer.status, want.value(QLatin1String("status")).toInt());
    QCOMPARE(answer.headers.value("content-type"), QByteArray("application/json"));
    QJsonObject got = answer.json();
    got.remove(QStringLiteral("php"));
    QJsonObject platform = got.value(QLatin1String("platform")).toObject();
    if (platform.contains(
            QLatin1String("sqlite_storage"))) { // recorded on MariaDB; SQLite has one key more (facts §1)
        platform.remove(QStringLiteral("sqlite_storage"));
        got[QLatin1String("platform")] = platform;
    }
    const QString difference = name == QLatin1String("system-service")
                                   ? serviceDifference(want.value(QLatin1String("body")), got)
                                   : shapeDifference(want.value(QLatin1String("body")), got);
    QCOMPARE(difference, QString());
}

void TestPracticeShapes::refusals() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("token"); // "mine": the administrator's
    const QString mine = QStringLiteral("mine"), none;
    QTest::newRow("without a token") << "service-anon-401" << QByteArray("GET") << QByteArray() << none;
    QTest::newRow("with a bad token") << "bad-token" << QByteArray("GET") << QByteArray() << "abc.def.ghi";
    QTest::newRow("wrong password") << "login-wrong-password" << QByteArray("POST")
                                    << QByteArray(R"({"email":"admin@example.com","password":"wrong"})")
                                    << none;
    QTest::newRow("unknown user") << "login-unknown-user" << QByteArray("POST")
                                  << QByteArray(R"({"email":"nobody@example.com","password":"wrong"})")
                                  << none;
    for (const char* name :
         {"no-such-service-404", "system-service-404", "system-limit", "svc-kv", "svc-warehouse__table"})
        QTest::newRow(name) << QString::fromLatin1(name) << QByteArray("GET") << QByteArray() << mine;
}

void TestPracticeShapes::checkRefusal(const QString& release) {
    QFETCH(QString, name);
    QFETCH(QByteArray, verb);
    QFETCH(QByteArray, body);
    QFETCH(QString, token);
    if (token == QLatin1String("mine"))
        token = m_server.signIn();
    const QJsonObject want = recorded(release, name);
    const QString path = want.value(QLatin1String("call")).toString().section(QLatin1Char(' '), 1, 1);
    QMap<QByteArray, QByteArray> headers;
    if (!token.isEmpty())
        headers.insert("X-DreamFactory-Session-Token", token.toUtf8());
    HttpAnswer answer;
    for (int i = 0; i < 15; ++i) {
        answer = m_server.ask(verb, path, body, headers);
        if (answer.status != 429)
            break;
        QThread::sleep(1);
    }
    QCOMPARE(answer.status, want.value(QLatin1String("status")).toInt());
    QCOMPARE(QJsonDocument(answer.json()).toJson(),
             QJsonDocument(want.value(QLatin1String("body")).toObject()).toJson());
}

void TestPracticeShapes::isUpgraded() {
    QCOMPARE(setEnv(m_server, QStringLiteral("BCRYPT_ROUNDS"), QStringLiteral("10")), QString());
    QCOMPARE(upgradeByHand(m_server, QStringLiteral("7.3.3")), QString());
    // What the old release left in the cache has the old shapes.
    QCOMPARE(m_server.sh(QStringLiteral("php artisan cache:clear")).exitCode, 0);
}

QTEST_GUILESS_MAIN(TestPracticeShapes)
#include "tst_practice_shapes.moc"
