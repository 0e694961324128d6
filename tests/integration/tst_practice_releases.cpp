// The practice server upgraded by hand, release by release, with the habits of each (facts §3–§10, §16).
#include "support/practice_fixture.h"
#include "support/practice_hands.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QThread>

using namespace df;
using namespace df::test;

class TestPracticeReleases : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void upgradesByHand();
    void ignoresOldSettings();
    void aWrongKeyShowsAtTheLogIn();
    void logInsDestroyPasswords();
    void quickLogInsAreTurnedAway();
    void theNewestKeepsItsCacheInAMissingTable();

private:
    PracticeFixture m_server;
};

void TestPracticeReleases::initTestCase() {
    QCOMPARE(m_server.start(), QString());
    QVERIFY(!m_server.signIn().isEmpty());
}

void TestPracticeReleases::upgradesByHand() {
    const HttpAnswer before = m_server.get(QStringLiteral("/status"));
    // between checkout and composer: 500 with an empty body
    QCOMPARE(m_server
                 .sh(QStringLiteral("git stash -q && git fetch -q origin refs/tags/7.3.3:refs/tags/7.3.3 && "
                                    "git checkout -q --detach refs/tags/7.3.3"))
                 .exitCode,
             0);
    const HttpAnswer between = m_server.ask("GET", QStringLiteral("/status"));
    QCOMPARE(between.status, 500);
    QCOMPARE(between.body, QByteArray());
    QCOMPARE(setEnv(m_server, QStringLiteral("BCRYPT_ROUNDS"), QStringLiteral("10")), QString());
    QCOMPARE(upgradeByHand(m_server, QStringLiteral("7.3.3")), QString());

    QJsonObject expected = before.json(), now = m_server.get(QStringLiteral("/status")).json();
    QCOMPARE(now.value(QLatin1String("version")).toString(), QStringLiteral("7.3.3"));
    QJsonObject counts = expected.value(QLatin1String("resources")).toObject();
    counts[QLatin1String("service")] =
        counts.value(QLatin1String("service")).toInt() + 1; // the seeder brings "logs" back
    QCOMPARE(now.value(QLatin1String("resources")).toObject(), counts);
    // and gives changed API keys of its own apps back their well-known value
    QCOMPARE(m_server
                 .sh(QStringLiteral("sqlite3 storage/databases/dreamfactory.sqlite \"select api_key from app "
                                    "where name='admin'\""))
                 .out.trimmed(),
             QStringLiteral("6498a8ad1beb9d84d63035c5d1120c007fad6de706734db9689f8996707e0f7d"));
    const QString ran = m_server.sh(QStringLiteral("php artisan migrate:status")).out;
    QVERIFY(ran.contains(
        QLatin1String("2024_11_15_000000_create_local_email_config_table .................. [2] Ran")));
    // the start page leads to the interface that composer put in its place
    const HttpAnswer page = m_server.ask("GET", QStringLiteral("/"));
    QCOMPARE(page.status, 302);
    QVERIFY(page.headers.value("location").endsWith("/dreamfactory/dist/index.html"));
    QVERIFY(m_server.ask("GET", QStringLiteral("/dreamfactory/dist/index.html")).body.contains("<df-root>"));
    QVERIFY(!m_server.signIn().isEmpty()); // BCRYPT_ROUNDS kept the passwords
}

void TestPracticeReleases::ignoresOldSettings() {
    const auto drivers = [this] {
        return QJsonDocument::fromJson(m_server.sh(QStringLiteral("php artisan about --json"))
                                           .out.toUtf8())[QLatin1String("drivers")]
            .toObject();
    };
    QCOMPARE(m_server.sh(QStringLiteral("cp .env ../env")).exitCode, 0);
    QCOMPARE(setEnv(m_server, QStringLiteral("DB_CONNECTION"), {}), QString());
    QCOMPARE(setEnv(m_server, QStringLiteral("DB_DATABASE"), {}), QString());
    QCOMPARE(setEnv(m_server, QStringLiteral("DB_DRIVER"), QStringLiteral("mysql")), QString());
    QCOMPARE(setEnv(m_server, QStringLiteral("CACHE_DRIVER"), QStringLiteral("array")), QString());
    const QJsonObject now = drivers();
    QCOMPARE(now.value(QLatin1String("database")).toString(), QStringLiteral("sqlite")); // not mysql
    QCOMPARE(now.value(QLatin1String("cache")).toString(), QStringLiteral("file"));      // not array
    QCOMPARE(now.value(QLatin1String("queue")).toString(), QStringLiteral("database"));  // nobody set it
    const HttpAnswer page = m_server.ask("GET", QStringLiteral("/"));
    QVERIFY2(page.headers.value("location").endsWith("/setup_db"), page.body); // an empty database
    QCOMPARE(m_server.sh(QStringLiteral("rm -f database/database.sqlite; mv ../env .env")).exitCode, 0);
}

void TestPracticeReleases::aWrongKeyShowsAtTheLogIn() {
    QCOMPARE(m_server.sh(QStringLiteral("cp .env ../env && php artisan key:generate --force")).exitCode, 0);
    HttpAnswer answer;
    m_server.signIn(&answer);
    QCOMPARE(answer.status, 500);
    QVERIFY2(answer.body.contains("The MAC is invalid."), answer.body);
    // the old key as a previous one: decrypts again
    const ShellAnswer old = m_server.sh(QStringLiteral("sed -n 's/^APP_KEY=//p' ../env"));
    QCOMPARE(setEnv(m_server, QStringLiteral("APP_PREVIOUS_KEYS"), old.out.trimmed()), QString());
    m_server.signIn(&answer);
    QCOMPARE(answer.status, 200);
    QCOMPARE(m_server.sh(QStringLiteral("mv ../env .env")).exitCode, 0);
}

void TestPracticeReleases::logInsDestroyPasswords() {
    const QByteArray anna = QByteArray("{\"email\":\"") + m_server.info().userEmail.toUtf8() +
                            "\",\"password\":\"" + m_server.info().userPassword.reveal() + "\"}";
    const auto signIn = [&] {
        HttpAnswer answer;
        do {
            answer = m_server.ask("POST", QStringLiteral("/api/v2/user/session"), anna);
            QThread::msleep(200);
        } while (answer.status == 429);
        return answer;
    };
    QCOMPARE(signIn().status, 200); // BCRYPT_ROUNDS=10 is there
    QCOMPARE(setEnv(m_server, QStringLiteral("BCRYPT_ROUNDS"), {}), QString());
    const HttpAnswer first = signIn();
    QCOMPARE(first.status, 500);
    const QJsonObject error = first.json().value(QLatin1String("error")).toObject();
    QCOMPARE(error.value(QLatin1String("code")).toString(), QStringLiteral("42S22")); // a string
    QCOMPARE(error.keys(), (QStringList{QStringLiteral("code"), QStringLiteral("message")}));
    QCOMPARE(signIn().status, 401);
    QCOMPARE(setEnv(m_server, QStringLiteral("BCRYPT_ROUNDS"), QStringLiteral("10")), QString());
    QCOMPARE(signIn().status, 401); // for good
}

void TestPracticeReleases::quickLogInsAreTurnedAway() {
    QThread::sleep(8); // the bucket runs empty
    QList<int> answers;
    for (int i = 0; i < 10; ++i)
        answers << m_server.ask("POST", QStringLiteral("/api/v2/system/admin/session"), "{}").status;
    QCOMPARE(answers.mid(0, 6), QList<int>(6, 400));
    QCOMPARE(answers.last(), 429);
    const HttpAnswer html = m_server.ask("POST", QStringLiteral("/api/v2/system/admin/session"), "{}");
    QVERIFY(html.headers.value("content-type").startsWith("text/html"));
    QCOMPARE(m_server.get(QStringLiteral("/status")).status, 200); // only log-ins
}

void TestPracticeReleases::theNewestKeepsItsCacheInAMissingTable() {
    QCOMPARE(upgradeByHand(m_server, QStringLiteral("7.7.0")), QString());
    const ShellAnswer failed = m_server.sh(QStringLiteral("php artisan cache:clear"));
    QVERIFY(failed.exitCode != 0);
    QVERIFY2(failed.out.contains(QLatin1String("no such table: cache")), qPrintable(failed.out));
    QCOMPARE(setEnv(m_server, QStringLiteral("CACHE_STORE"), QStringLiteral("file")), QString());
    QCOMPARE(m_server.sh(QStringLiteral("php artisan cache:clear")).exitCode, 0);
    QVERIFY(!m_server.signIn().isEmpty());
    QCOMPARE(m_server.get(QStringLiteral("/api/v2/system/service")).status, 200);
}

QTEST_GUILESS_MAIN(TestPracticeReleases)
#include "tst_practice_releases.moc"
