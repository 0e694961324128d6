#include "inspect/inspector.h"
#include "support/local_host.h"
#include "support/look_server.h"
#include "support/practice_fixture.h"
#include "support/result_text.h"
#include "support/test_sshd.h"
#include "verify/collector.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace df;
using namespace df::test;

namespace {

const char recordedKey[] = "base64:RJpkZbwpyyJkjalb9XsXPLoqu4I5pnG/zndxkDVFiOA=";
const QString password = QStringLiteral("canary-admin-password-1");

/// A recorded DreamFactory that answers over HTTP, with a tree that holds its .env. No database.
class Replay {
public:
    [[nodiscard]] bool start(const QString& recording, const QMap<QString, QString>& habits = {}) {
        m_port = freePort(QStringLiteral("127.0.0.1"));
        write(QStringLiteral(".env"), QByteArray("APP_KEY=") + recordedKey + "\nDB_CONNECTION=sqlite\n");
        write(QStringLiteral("calls"), {});
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DF_REPLAY"),
                           QStringLiteral(DF_TEST_DATA "/verify/replay/%1.json").arg(recording));
        environment.insert(QStringLiteral("DF_CALLS"), m_dir.filePath(QStringLiteral("calls")));
        for (auto it = habits.begin(); it != habits.end(); ++it)
            environment.insert(it.key(), it.value());
        m_process.setProcessEnvironment(environment);
        m_process.setStandardErrorFile(QProcess::nullDevice());
        m_process.start(QStringLiteral("php"),
                        {QStringLiteral("-S"), QStringLiteral("127.0.0.1:%1").arg(m_port),
                         QStringLiteral(DF_TEST_DATA "/verify/replay.php")});
        return m_process.waitForStarted(5000) && QTest::qWaitFor([this] { return answers(); }, 5000);
    }
    ~Replay() {
        m_process.terminate();
        m_process.waitForFinished(3000);
    }

    [[nodiscard]] Installation installation() const {
        Installation i;
        i.path = m_dir.path();
        i.web.localUrl = QStringLiteral("http://127.0.0.1:%1").arg(m_port);
        return i;
    }
    void write(const QString& name, const QByteArray& text) const {
        QVERIFY(QDir().mkpath(QFileInfo(m_dir.filePath(name)).path()));
        QFile file(m_dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    /// "GET /status", "GET /api/v2/system/user (token)"; the times are left out.
    [[nodiscard]] QStringList calls(QVector<double>* times = nullptr) const {
        QFile file(m_dir.filePath(QStringLiteral("calls")));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QStringList calls;
        for (const QString& line :
             QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            calls.append(line.section(QLatin1Char(' '), 1));
            if (times)
                times->append(line.section(QLatin1Char(' '), 0, 0).toDouble());
        }
        return calls;
    }

private:
    [[nodiscard]] bool answers() const {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), static_cast<quint16>(m_port));
        return socket.waitForConnected(500);
    }
    QTemporaryDir m_dir;
    QProcess m_process;
    int m_port = 0;
};

const SnapshotArea& area(const Snapshot& snapshot, const char* id) {
    static const SnapshotArea none;
    const auto it = std::find_if(snapshot.areas.begin(), snapshot.areas.end(),
                                 [&](const SnapshotArea& a) { return a.id == QLatin1String(id); });
    return it == snapshot.areas.end() ? none : *it;
}

QString value(const Snapshot& snapshot, const char* areaId, const char* item, const char* attribute) {
    for (const SnapshotItem& i : area(snapshot, areaId).items)
        if (i.id == QLatin1String(item))
            return i.attributes.value(QLatin1String(attribute));
    return QStringLiteral("(none)");
}

QString described(const Comparison& comparison) {
    QString out = toString(comparison.verdict) + QStringLiteral(": ") + comparison.decidedBy;
    for (const AreaComparison& a : comparison.areas)
        for (const Difference& d : a.differences)
            if (d.verdict >= Verdict::Look)
                out += QStringLiteral("\n%1: %2 %3: %4 -> %5: %6")
                           .arg(a.id, d.item, d.attribute, d.before, d.after, d.reason);
    return out;
}

AdminSignIn recordedAdmin() { return {QStringLiteral("admin@example.test"), Secret(password)}; }

} // namespace

class TestSnapshot : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signsInOnceAndOut();
    void withoutAPasswordNobodySignsIn();
    void signsOutWhenCallsFail();
    void waitsWhereLogInsAreLimited();
    void asksServicesTwiceAndOften();
    void wholeTextsHoldNoSecret();
    void survivesAnswersOfOddForms();
    void ownCallsWriteOnlyWhereAllowed();
    void leavesAServerInTroubleAlone();
    void aDestroyedPasswordIsWorse();
    void nothingAnswers();
    void readsARealDatabase();
    void seesAWrongKey();
    void seesADestroyedPassword();
    void practiceServerIsTheSameTwice();
    void practiceServerIsAsItWas();
    void practiceServerWithASecretIsSilent();
    void practiceServerWithADeletedServiceIsWorse();
    void practiceServerDown();

private:
    [[nodiscard]] Snapshot take(const Installation& installation, const AdminSignIn& admin = {},
                                const char* name = "x", SnapshotWishes wishes = quick());
    [[nodiscard]] static SnapshotWishes quick() {
        SnapshotWishes wishes;
        wishes.repeating = std::chrono::seconds(0);
        return wishes;
    }
    [[nodiscard]] bool loadRecordedDatabase();
    [[nodiscard]] Installation realDatabase();
    [[nodiscard]] bool startPractice();
    [[nodiscard]] QString practiceState() const;
    [[nodiscard]] AdminSignIn practiceAdmin() const {
        return {m_practice.info().adminEmail, m_practice.info().adminPassword};
    }

    LocalHost m_host;
    LookServer m_maria{LookServer::Database::MariaDb};
    bool m_mariaRuns = false;
    PracticeFixture m_practice;
    Installation m_practiceSite;
    ServerFacts m_facts;
};

Snapshot TestSnapshot::take(const Installation& installation, const AdminSignIn& admin, const char* name,
                            SnapshotWishes wishes) {
    const auto snapshot =
        collectSnapshot(m_host, m_facts, installation, admin, QLatin1String(name), {}, wishes);
    if (!snapshot) {
        qWarning("%s", qPrintable(why(snapshot)));
        return {};
    }
    return *snapshot;
}

void TestSnapshot::signsInOnceAndOut() {
    Replay replay;
    QVERIFY(replay.start(QStringLiteral("6.3.0")));
    const Snapshot snapshot = take(replay.installation(), recordedAdmin());
    QVector<double> times;
    const QStringList calls = replay.calls(&times);
    QCOMPARE(calls.count(QStringLiteral("POST /api/v2/system/admin/session")), 1);
    QCOMPARE(calls.last(), QStringLiteral("DELETE /api/v2/system/admin/session (token)"));
    // About five a second, whatever one call takes.
    QVERIFY2(times.last() - times.first() > 0.18 * static_cast<double>(times.size() - 1),
             qPrintable(QString::number(times.size())));
    QCOMPARE(snapshot.release, QStringLiteral("6.3.0"));
    for (const char* id :
         {"status", "services", "roles", "users", "admins", "apps", "lookups", "cors", "email-templates",
          "service-types", "system", "env", "response-times", "ui", "log", "owners", "service-states"})
        QVERIFY2(area(snapshot, id).collected, id);
    QCOMPARE(area(snapshot, "services").items.size(), 13);
    QCOMPARE(value(snapshot, "services", "mailer", "configuration"), QStringLiteral("readable"));
    QVERIFY(value(snapshot, "services", "mailer", "config.password").startsWith(QLatin1String("hidden:")));
    QVERIFY(area(snapshot, "event-scripts").collected);
    QVERIFY(area(snapshot, "event-scripts").why.contains(QLatin1String("has no")));
    QVERIFY(!area(snapshot, "tables").collected);
    QVERIFY(area(snapshot, "tables").why.contains(QLatin1String("database.sqlite")));
}

void TestSnapshot::withoutAPasswordNobodySignsIn() {
    Replay replay;
    QVERIFY(replay.start(QStringLiteral("6.3.0")));
    const Snapshot snapshot = take(replay.installation(), {QStringLiteral("admin@example.test"), Secret()});
    QVERIFY(replay.calls().filter(QStringLiteral("session")).isEmpty());
    QVERIFY(replay.calls().filter(QStringLiteral("POST")).isEmpty());
    QVERIFY(area(snapshot, "status").collected);
    QVERIFY(!area(snapshot, "service-types").collected);
}

void TestSnapshot::signsOutWhenCallsFail() {
    Replay replay;
    QVERIFY(replay.start(QStringLiteral("6.3.0"),
                         {{QStringLiteral("DF_BREAK"), QStringLiteral("GET /api/v2/system/service")}}));
    const Snapshot snapshot = take(replay.installation(), recordedAdmin());
    QCOMPARE(replay.calls().last(), QStringLiteral("DELETE /api/v2/system/admin/session (token)"));
    QVERIFY(!area(snapshot, "services").collected);
    QVERIFY2(area(snapshot, "services").why.contains(QLatin1String("The MAC is invalid.")),
             qPrintable(area(snapshot, "services").why));
    QVERIFY(area(snapshot, "users").collected);
}

void TestSnapshot::waitsWhereLogInsAreLimited() {
    Replay replay;
    QVERIFY(replay.start(QStringLiteral("6.3.0"), {{QStringLiteral("DF_BUSY"), QStringLiteral("2")}}));
    const Snapshot snapshot = take(replay.installation(), recordedAdmin());
    QVector<double> times;
    const QStringList calls = replay.calls(&times);
    QCOMPARE(calls.count(QStringLiteral("POST /api/v2/system/admin/session")), 3);
    const qsizetype first = calls.indexOf(QStringLiteral("POST /api/v2/system/admin/session"));
    QVERIFY(times[first + 1] - times[first] >= 1.0);
    QVERIFY(area(snapshot, "service-types").collected);
}

/// What differs from look to look is known, and no more requests are made in a second than were allowed.
void TestSnapshot::asksServicesTwiceAndOften() {
    Replay replay;
    QVERIFY(replay.start(
        QStringLiteral("6.3.0"),
        {{QStringLiteral("DF_EXTRA"),
          QStringLiteral(
              R"({"GET /api/v2/user":{"status":200,"json":{"resource":[{"name":"a","seen":"<now>"}],)"
              R"("note":"password=canary-1 eyJhbGciOiJIUzI1NiJ9.e30.abc","apiKey":"canary-2"}},)"
              R"("GET /api/v2/system":{"status":500,"json":{"error":{"message":"broken"}}}})")}}));
    SnapshotWishes wishes;
    wishes.requestsPerSecond = 15;
    const Snapshot snapshot = take(replay.installation(), recordedAdmin(), "x", wishes);
    const SnapshotArea& calls = area(snapshot, "calls");
    QVERIFY2(calls.collected, qPrintable(calls.why));
    const auto schema = std::find_if(calls.items.begin(), calls.items.end(), [](const SnapshotItem& item) {
        return item.id == QLatin1String("GET /api/v2/user");
    });
    QVERIFY(schema != calls.items.end());
    QCOMPARE(schema->varies, QStringList{QStringLiteral("body#/resource/0/seen")});
    QCOMPARE(schema->attributes.value(QStringLiteral("answer")), QStringLiteral("HTTP 200"));
    QCOMPARE(schema->attributes.value(QStringLiteral("group")), QStringLiteral("User"));
    QCOMPARE(schema->attributes.value(QStringLiteral("shape")).section(QLatin1Char('\n'), -2),
             QStringLiteral("/resource/*/name: text\n/resource/*/seen: text"));
    const QByteArray all = QJsonDocument(toJson(snapshot)).toJson();
    QVERIFY(!all.contains("canary") && !all.contains("eyJ"));
    for (const CallTime& time : snapshot.times) {
        if (time.call == QLatin1String("GET /api/v2/user") || time.call == QLatin1String("GET /status"))
            QVERIFY2(time.milliseconds.size() >= 12, qPrintable(time.call));
        if (time.call == QLatin1String("GET /api/v2/system"))
            QCOMPARE(time.milliseconds.size(), 2); // what fails isn't asked again and again
    }
    QVector<double> times;
    // A file of SQLite that isn't there would be made by asking for it.
    QVERIFY(replay.calls().filter(QStringLiteral("/api/v2/db")).isEmpty());
    QVERIFY2(calls.why.contains(QLatin1String("would make them")), qPrintable(calls.why));
    QCOMPARE(replay.calls(&times).filter(QStringLiteral("POST")).size(), 1);
    for (qsizetype i = 0; i + 16 < times.size(); ++i)
        QVERIFY2(times[i + 16] - times[i] > 0.95, qPrintable(QString::number(i)));
}

void TestSnapshot::wholeTextsHoldNoSecret() {
    Replay replay;
    QVERIFY(replay.start(
        QStringLiteral("6.3.0"),
        {{QStringLiteral("DF_EXTRA"),
          QStringLiteral(
              R"({"GET /api/v2/system/event_script":{"status":200,"json":{"resource":[{"name":"x.get.pre_process",)"
              R"("type":"nodejs","is_active":true,"content":"var password = 'canary 1';\nsend('token', 'canary2');"}]}},)"
              R"("GET /api/v2/system/email_template":{"status":200,"json":{"resource":[{"name":"T","body_html":)"
              R"("<a href='https://u:canary3@h/?api_key=canary4'>Hello</a>","body_text":"Hi\nthere"}]}}})")}}));
    replay.write(
        QStringLiteral("storage/logs/dreamfactory.log"),
        "[2026-01-02 03:04:05] local.ERROR: No user 17 for eyJcanary5canary5 with password=canary6\n"
        "[2026-01-03 03:04:05] local.ERROR: No user 18 for eyJcanary7canary7 with password=canary8\n");
    const Snapshot snapshot = take(replay.installation(), recordedAdmin());
    const QString script = value(snapshot, "event-scripts", "x.get.pre_process", "text");
    QVERIFY2(script.startsWith(QLatin1String("var password = 'hidden:")) &&
                 script.count(QLatin1Char('\n')) == 1,
             qPrintable(script));
    QCOMPARE(value(snapshot, "event-scripts", "x.get.pre_process", "language"), QStringLiteral("nodejs"));
    QVERIFY(value(snapshot, "email-templates", "T", "html").contains(QLatin1String("Hello")));
    QCOMPARE(value(snapshot, "email-templates", "T", "text"), QStringLiteral("Hi\nthere"));
    QCOMPARE(area(snapshot, "log").items.size(), 1);
    const QMap<QString, QString> line = area(snapshot, "log").items.first().attributes;
    QCOMPARE(line.value(QStringLiteral("count")), QStringLiteral("2"));
    QCOMPARE(line.value(QStringLiteral("first")), QStringLiteral("2026-01-02 03:04:05"));
    QVERIFY(line.value(QStringLiteral("sample")).contains(QLatin1String("No user 18")));
    QVERIFY(!QJsonDocument(toJson(snapshot)).toJson().contains("canary"));
}

/// They cost their own area, never the whole.
void TestSnapshot::survivesAnswersOfOddForms() {
    Replay replay;
    QVERIFY(replay.start(
        QStringLiteral("6.3.0"),
        {{QStringLiteral("DF_EXTRA"),
          QStringLiteral(
              R"({"GET /api/v2/system/service":{"status":200,"json":{"resource":[7,null,"x",{"name":["a"]},)"
              R"({"name":"b c\r\nX: y","type":"pgsql","is_active":true,"config":"x"},)"
              R"({"name":"db","type":"pgsql","is_active":true}]}},)"
              R"("GET /api/v2/system/service_type":{"status":200,"json":{"resource":[{"name":{},"group":[]}]}},)"
              R"("GET /api/v2/api_docs":{"status":200,"json":{"paths":{"":7,"/db":{"get":[]}}}},)"
              R"("GET /api/v2/db/_schema":{"status":200,"json":[[[[[]]]]]}})")}}));
    const Snapshot snapshot = take(replay.installation(), recordedAdmin());
    QCOMPARE(value(snapshot, "calls", "GET /api/v2/db/_schema", "answer"), QStringLiteral("HTTP 200"));
    QCOMPARE(value(snapshot, "api-paths", "db", "paths"), QStringLiteral("GET /"));
    for (const char* id : {"users", "roles", "apps", "env", "owners", "resources"})
        QVERIFY2(area(snapshot, id).collected, id);
    QCOMPARE(replay.calls().last(), QStringLiteral("DELETE /api/v2/system/admin/session (token)"));
}

void TestSnapshot::ownCallsWriteOnlyWhereAllowed() {
    Replay replay;
    QVERIFY(replay.start(
        QStringLiteral("6.3.0"),
        {{QStringLiteral("DF_EXTRA"), QStringLiteral(R"({"GET /api/v2/own":{"status":200,"json":{"a":1}},)"
                                                     R"("POST /api/v2/own":{"status":201,"json":{"id":1}},)"
                                                     R"("DELETE /api/v2/own":{"status":200,"json":{}}})")}}));
    SnapshotWishes wishes = quick();
    const QString path = QStringLiteral("/api/v2/own");
    OwnCall post{QStringLiteral("POST"), path, QStringLiteral("{}")};
    post.mayWrite = true;
    wishes.calls = {{QStringLiteral("GET"), path},
                    post,
                    {QStringLiteral("DELETE"), path},
                    {QStringLiteral("GET"), path, {}, OwnCall::As::App, QStringLiteral("no such app")}};
    const Snapshot snapshot = take(replay.installation(), recordedAdmin(), "x", wishes);
    QCOMPARE(value(snapshot, "calls", "GET /api/v2/own", "body"), QStringLiteral("{\"a\":1}"));
    QCOMPARE(value(snapshot, "calls", "POST /api/v2/own", "answer"), QStringLiteral("HTTP 201"));
    const QStringList made = replay.calls();
    QCOMPARE(made.count(QStringLiteral("GET /api/v2/own (token)")), 2);
    QCOMPARE(made.count(QStringLiteral("POST /api/v2/own (token)")), 1);
    QVERIFY(made.filter(QStringLiteral("DELETE /api/v2/own")).isEmpty());
    const QString why = area(snapshot, "calls").why;
    QVERIFY2(why.contains(QLatin1String("DELETE /api/v2/own")) && why.contains(QLatin1String("no such app")),
             qPrintable(why));
}

void TestSnapshot::leavesAServerInTroubleAlone() {
    Replay replay;
    QVERIFY(replay.start(QStringLiteral("6.3.0"), {{QStringLiteral("DF_TROUBLE"), QStringLiteral("25")}}));
    SnapshotWishes wishes;
    wishes.requestsPerSecond = 20;
    const Snapshot snapshot = take(replay.installation(), recordedAdmin(), "x", wishes);
    const QString why = area(snapshot, "calls").why;
    QVERIFY2(why.contains(QLatin1String("trouble")) && why.contains(QLatin1String("503")), qPrintable(why));
    // one that fails, the question how the server is, and the end of the session
    QVERIFY2(replay.calls().size() <= 28, qPrintable(QString::number(replay.calls().size())));
    QVERIFY(replay.calls().last().startsWith(QLatin1String("DELETE /api/v2/system/admin/session")));
}

void TestSnapshot::aDestroyedPasswordIsWorse() {
    Replay before, after;
    QVERIFY(before.start(QStringLiteral("6.3.0")) &&
            after.start(QStringLiteral("6.3.0-to-7.3.3-without-bcrypt-rounds")));
    const Snapshot was = take(before.installation(), recordedAdmin()),
                   is = take(after.installation(), recordedAdmin());
    QVERIFY(!after.calls().contains(
        QStringLiteral("DELETE /api/v2/system/admin/session (token)"))); // nobody got in
    const Comparison result = compare(was, is, {QStringLiteral("6.3.0"), QStringLiteral("7.3.3"), {}, {}});
    QCOMPARE(toString(result.verdict), QStringLiteral("worse"));
    QVERIFY2(result.decidedBy.contains(QLatin1String("admin/session")), qPrintable(described(result)));
}

void TestSnapshot::nothingAnswers() {
    QTemporaryDir tree;
    Installation installation;
    installation.path = tree.path();
    installation.web.localUrl =
        QStringLiteral("http://127.0.0.1:%1").arg(freePort(QStringLiteral("127.0.0.1")));
    const Snapshot snapshot = take(installation, recordedAdmin());
    QVERIFY(!snapshot.areas.isEmpty());
    for (const SnapshotArea& a : snapshot.areas)
        QVERIFY2(a.collected || !a.why.isEmpty(), qPrintable(a.id));
    QCOMPARE(value(snapshot, "response-times", "GET /status", "answer"), QStringLiteral("none"));
}

/// The tables of a real 6.3.0 in a MariaDB of our own, with the APP_KEY they were written under.
bool TestSnapshot::loadRecordedDatabase() {
    const QString problem = m_mariaRuns ? QString() : m_maria.start();
    m_mariaRuns = problem.isEmpty();
    QFile dump(QStringLiteral(DF_TEST_DATA "/verify/system-6.3.0.sql"));
    if (!m_mariaRuns || !dump.open(QIODevice::ReadOnly)) {
        qWarning("%s", qPrintable(problem));
        return false;
    }
    (void)m_maria.sql(QStringLiteral("DROP DATABASE dreamfactory; CREATE DATABASE dreamfactory CHARACTER SET "
                                     "utf8mb4; USE dreamfactory;") +
                      QString::fromUtf8(dump.readAll()));
    QFile env(m_maria.root() + QStringLiteral("/.env"));
    if (!env.open(QIODevice::ReadOnly))
        return false;
    QByteArray text = env.readAll();
    m_maria.write(QStringLiteral(".env"),
                  "APP_KEY=" + QByteArray(recordedKey) + text.mid(text.indexOf('\n')));
    return true;
}

Installation TestSnapshot::realDatabase() {
    Installation installation;
    installation.path = m_maria.root();
    installation.webUser = runsAsRoot() ? m_maria.owner() : QString();
    return installation;
}

void TestSnapshot::readsARealDatabase() {
    QVERIFY(loadRecordedDatabase());
    const QByteArray untouched = m_maria.databaseFingerprint();
    const Snapshot snapshot = take(realDatabase());
    QCOMPARE(area(snapshot, "services").source, QStringLiteral("sql"));
    QCOMPARE(area(snapshot, "services").items.size(), 13);
    QCOMPARE(area(snapshot, "admins").items.size(), 2);
    QCOMPARE(area(snapshot, "users").items.size(), 3);
    QCOMPARE(value(snapshot, "users", "anna@example.test", "role in web"), QStringLiteral("Editor"));
    QCOMPARE(value(snapshot, "roles", "Editor", "access docs *"),
             QStringLiteral("GET, POST, PUT, PATCH, DELETE by API"));
    QCOMPARE(value(snapshot, "roles", "ReadOnly", "lookup region"), QStringLiteral("readable"));
    QCOMPARE(value(snapshot, "lookups", "api_secret", "private"), QStringLiteral("yes"));
    QCOMPARE(area(snapshot, "lookups").items.size(), 2); // the role's own belongs to the role
    QCOMPARE(value(snapshot, "key-proof", "lookup.value", "good"), QStringLiteral("3"));
    QCOMPARE(value(snapshot, "key-proof", "sql_db_config.connection", "good"), QStringLiteral("2"));
    QCOMPARE(value(snapshot, "key-proof", "all", "bad"), QStringLiteral("0"));
    QCOMPARE(value(snapshot, "passwords", "anna@example.test", "form"), QStringLiteral("bcrypt, cost 10"));
    QCOMPARE(value(snapshot, "tables", "service", "rows"), QStringLiteral("13"));
    QVERIFY(area(snapshot, "migrations").items.size() > 20);
    QCOMPARE(m_maria.databaseFingerprint(), untouched);

    // The same facts as REST gave: nothing but what only one of them knows may differ.
    Replay replay;
    QVERIFY(replay.start(QStringLiteral("6.3.0")));
    const Comparison result = compare(take(replay.installation(), recordedAdmin()), snapshot, {});
    for (const AreaComparison& a : result.areas)
        if (QStringList{QStringLiteral("services"), QStringLiteral("roles"), QStringLiteral("users"),
                        QStringLiteral("admins"), QStringLiteral("apps"), QStringLiteral("lookups"),
                        QStringLiteral("cors")}
                .contains(a.id))
            for (const Difference& d : a.differences)
                QVERIFY2(d.verdict < Verdict::Look, qPrintable(described(result)));
}

void TestSnapshot::seesAWrongKey() {
    QVERIFY(loadRecordedDatabase());
    const Snapshot before = take(realDatabase());
    m_maria.write(QStringLiteral(".env"), QByteArray([&] {
                      QFile env(m_maria.root() + QStringLiteral("/.env"));
                      (void)env.open(QIODevice::ReadOnly);
                      return env.readAll().replace(recordedKey,
                                                   "base64:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
                  }()));
    const Snapshot after = take(realDatabase());
    QCOMPARE(value(after, "key-proof", "lookup.value", "bad"), QStringLiteral("3"));
    QCOMPARE(value(after, "key-proof", "lookup.value", "good"), QStringLiteral("0"));
    const Comparison result = compare(before, after, {});
    QVERIFY2(result.decidedBy.contains(QLatin1String("Encrypted values")) && result.verdict == Verdict::Worse,
             qPrintable(described(result)));
}

void TestSnapshot::seesADestroyedPassword() {
    QVERIFY(loadRecordedDatabase());
    const Snapshot before = take(realDatabase());
    (void)m_maria.sql(QStringLiteral(
        "UPDATE dreamfactory.user SET password = CONCAT('$2y$12$', SUBSTR(password, 8)) WHERE id = 1"));
    const Comparison result =
        compare(before, take(realDatabase()), {QStringLiteral("6.3.0"), QStringLiteral("7.3.3"), {}, {}});
    QVERIFY2(result.decidedBy.contains(QLatin1String("admin@example.test")) &&
                 result.verdict == Verdict::Worse,
             qPrintable(described(result)));
}

bool TestSnapshot::startPractice() {
    if (!m_practiceSite.path.isEmpty())
        return true;
    const QString problem = m_practice.start();
    if (!problem.isEmpty()) {
        qWarning("%s", qPrintable(problem));
        return false;
    }
    const auto facts = inspectServer(m_host, {m_practice.info().path}, {});
    if (!facts) {
        qWarning("%s", qPrintable(why(facts)));
        return false;
    }
    m_facts = *facts;
    for (const Installation& i : facts->installations)
        if (i.path == m_practice.info().path)
            m_practiceSite = i;
    return !m_practiceSite.path.isEmpty();
}

void TestSnapshot::practiceServerIsTheSameTwice() {
    QVERIFY(startPractice());
    const Snapshot before = take(m_practiceSite, practiceAdmin(), "before");
    for (const char* id :
         {"status", "services", "users", "admins", "passwords", "roles", "apps", "key-proof", "ui", "tables",
          "migrations", "env", "packages", "service-types", "system", "owners", "log"})
        QVERIFY2(area(before, id).collected,
                 qPrintable(QLatin1String(id) + QStringLiteral(": ") + area(before, id).why));
    QCOMPARE(area(before, "services").source, QStringLiteral("rest"));
    QVERIFY(area(before, "services").items.size() >= 7);
    QCOMPARE(value(before, "key-proof", "all", "bad"), QStringLiteral("0"));
    QVERIFY(value(before, "key-proof", "all", "good").toInt() > 0);
    const Comparison result = compare(before, take(m_practiceSite, practiceAdmin(), "after"), {});
    QVERIFY2(result.verdict == Verdict::Same, qPrintable(described(result)));
}

/// Every file but caches, logs and the database's, by name, mode and hash; every row but what a log-in
/// writes.
QString TestSnapshot::practiceState() const {
    const ShellAnswer files = m_practice.sh(QStringLiteral(
        "find . \\( -path ./storage/framework -o -path ./storage/logs -o -path ./.git \\) -prune -o "
        "! -name '*.sqlite*' -printf '%p %m %u %y %l\\n' -type f -exec sha256sum {} + | LC_ALL=C sort"));
    const ShellAnswer rows = m_practice.sh(
        QStringLiteral(
            "php -r '$p = new PDO(\"sqlite:\" . $argv[1]); foreach ($p->query(\"SELECT name FROM "
            "sqlite_master WHERE type = \\\"table\\\" AND name <> \\\"token_map\\\" ORDER BY name\") as $t) "
            "foreach ($p->query(\"SELECT * FROM \" . $t[0], PDO::FETCH_ASSOC) as $r) { "
            "if ($t[0] === \"user\") unset($r[\"last_login_date\"], $r[\"last_modified_date\"]); echo $t[0], "
            "json_encode($r), PHP_EOL; }' -- '%1'")
            .arg(m_practiceSite.database.name));
    return files.exitCode == 0 && rows.exitCode == 0 ? files.out + rows.out : QString();
}

void TestSnapshot::practiceServerIsAsItWas() {
    QVERIFY(startPractice());
    const QString before = practiceState();
    QVERIFY2(before.size() > 20000 && before.contains(QLatin1String("service{")),
             qPrintable(before.left(500)));
    SnapshotWishes wishes;
    wishes.files = true;
    wishes.uploadTo =
        QStringList{QStringLiteral("docs"), QStringLiteral("files"), QStringLiteral("no such service")};
    wishes.calls = {{QStringLiteral("GET"),
                     QStringLiteral("/api/v2/shop/_table/contact?limit=2"),
                     {},
                     OwnCall::As::App,
                     QStringLiteral("mobile")}};
    const Snapshot snapshot = take(m_practiceSite, practiceAdmin(), "x", wishes);
    QCOMPARE(value(snapshot, "calls", "GET /api/v2/shop/_schema", "answer"), QStringLiteral("HTTP 200"));
    QVERIFY2(value(snapshot, "calls", "GET /api/v2/shop/_table/contact?limit=2 (app mobile)", "body")
                 .contains(QLatin1String("Lovelace")),
             qPrintable(area(snapshot, "calls").why));
    QVERIFY(area(snapshot, "files").items.size() > 40);
    for (const char* id : {"api-paths", "php", "cron", "resources"})
        QVERIFY2(area(snapshot, id).collected, id);
    QCOMPARE(practiceState(), before);
}

void TestSnapshot::practiceServerWithASecretIsSilent() {
    QVERIFY(startPractice());
    const QByteArray text = QJsonDocument(toJson(take(m_practiceSite, practiceAdmin()))).toJson();
    QFile env(m_practiceSite.path + QStringLiteral("/.env"));
    QVERIFY(env.open(QIODevice::ReadOnly));
    const QByteArray settings = env.readAll();
    const qsizetype at = settings.indexOf("APP_KEY=") + 8;
    const QByteArray key = settings.mid(at, settings.indexOf('\n', at) - at);
    QVERIFY(key.size() > 30);
    QVERIFY(text.size() > 10000);
    QVERIFY(!text.contains(key));
    QVERIFY(!text.contains(m_practice.info().adminPassword.reveal()));
    QVERIFY(!text.contains("session_token"));
    QVERIFY(!text.contains("$2y$"));
    QVERIFY(!text.contains("eyJ")); // neither a token nor an encrypted value
}

void TestSnapshot::practiceServerWithADeletedServiceIsWorse() {
    QVERIFY(startPractice());
    const Snapshot before = take(m_practiceSite);
    QCOMPARE(area(before, "services").source, QStringLiteral("sql"));
    const QString file = m_practiceSite.database.name;
    const QString victim = area(before, "services").items.last().id;
    QVERIFY(runLocal(QStringLiteral("php"),
                     {QStringLiteral("-r"),
                      QStringLiteral("$p = new PDO('sqlite:' . $argv[1]); exit($p->exec('DELETE FROM service "
                                     "WHERE name = ' . $p->quote($argv[2])) === 1 ? 0 : 1);"),
                      QStringLiteral("--"), file, victim}));
    const Comparison result = compare(before, take(m_practiceSite), {});
    QVERIFY2(result.verdict == Verdict::Worse &&
                 described(result).contains(QStringLiteral("services: ") + victim),
             qPrintable(described(result)));
}

void TestSnapshot::practiceServerDown() {
    QVERIFY(startPractice());
    const Snapshot before = take(m_practiceSite);
    const ShellAnswer down = m_practice.sh(QStringLiteral("php artisan down"));
    QCOMPARE(down.exitCode, 0);
    const Snapshot during = take(m_practiceSite);
    QVERIFY(!area(during, "status").collected);
    QVERIFY(area(during, "status").why.contains(QLatin1String("503")));
    QVERIFY(area(during, "services").collected); // the tables are still there to be read
    const Comparison result = compare(before, during, {});
    QVERIFY2(result.verdict == Verdict::Worse, qPrintable(described(result)));
    QCOMPARE(m_practice.sh(QStringLiteral("php artisan up")).exitCode, 0);
}

QTEST_GUILESS_MAIN(TestSnapshot)
#include "tst_snapshot.moc"
