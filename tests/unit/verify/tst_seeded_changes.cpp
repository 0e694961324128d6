#include "verify/collector.h"
#include "verify/snapshot.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace df;

namespace {

QByteArray data(const QString& name) {
    QFile file(QStringLiteral(DF_TEST_DATA "/verify/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no %s", qPrintable(name));
    return file.readAll();
}

SnapshotArea& area(Snapshot& s, const char* id) {
    const auto it = std::find_if(s.areas.begin(), s.areas.end(),
                                 [&](const SnapshotArea& a) { return a.id == QLatin1String(id); });
    if (it == s.areas.end())
        qFatal("no area %s", id);
    return *it;
}

SnapshotItem& item(Snapshot& s, const char* areaId, const char* id) {
    SnapshotArea& a = area(s, areaId);
    const auto it = std::find_if(a.items.begin(), a.items.end(),
                                 [&](const SnapshotItem& i) { return i.id == QLatin1String(id); });
    if (it == a.items.end())
        qFatal("no %s in %s", id, areaId);
    return *it;
}

/// The answers of a real server, by a recorded snapshot and its recorded calls; what an open-source server
/// doesn't have (scripts, limits, a schedule) and what its database and machine tell is put beside it.
Snapshot recorded(const char* name) {
    auto snapshot =
        parseSnapshot(data(QLatin1String(name) + QStringLiteral(".snapshot")), QLatin1String(name));
    if (!snapshot)
        qFatal("%s", qPrintable(snapshot.error().what));
    QJsonArray areas = QJsonDocument::fromJson(data(QStringLiteral("more-areas.json"))).array();
    areas.append(
        QJsonDocument::fromJson(data(QStringLiteral("calls/%1.json").arg(QLatin1String(name)))).object());
    const Snapshot more = snapshotFromJson({{QStringLiteral("areas"), areas}});
    for (const SnapshotArea& area : more.areas) {
        snapshot->areas.removeIf([&](const SnapshotArea& a) { return a.id == area.id; });
        snapshot->areas.append(area);
    }
    QVector<SnapshotItem>& times = area(*snapshot, "response-times").items;
    times.clear();
    snapshot->times.clear();
    for (int i = 0; i < 10; ++i) {
        snapshot->times.append({QStringLiteral("GET /api/v2/service%1").arg(i), 200, {}});
        times.append({snapshot->times.last().call,
                      snapshot->times.last().call,
                      {{QStringLiteral("answer"), QStringLiteral("HTTP 200")}}});
        for (int n = 0; n < 12; ++n)
            snapshot->times.last().milliseconds.append(20 + 3 * i + 0.7 * ((n * 5 + i) % 12));
    }
    return *snapshot;
}

using Change = std::function<void(Snapshot&)>;

Change set(const char* areaId, const char* id, const char* attribute, const char* value) {
    return [=](Snapshot& s) {
        QString& now = item(s, areaId, id).attributes[QLatin1String(attribute)];
        if (now == QString::fromUtf8(value))
            qFatal("%s of %s is so already", attribute, id);
        now = QString::fromUtf8(value);
    };
}

Change replace(const char* areaId, const char* id, const char* attribute, const char* from, const char* to) {
    return [=](Snapshot& s) {
        QString& now = item(s, areaId, id).attributes[QLatin1String(attribute)];
        if (!now.contains(QString::fromUtf8(from)))
            qFatal("%s of %s doesn't hold %s", attribute, id, from);
        now.replace(QString::fromUtf8(from), QString::fromUtf8(to));
    };
}

Change drop(const char* areaId, const char* id) {
    return [=](Snapshot& s) {
        (void)item(s, areaId, id);
        area(s, areaId).items.removeIf([&](const SnapshotItem& i) { return i.id == QLatin1String(id); });
    };
}

Change dropAttribute(const char* areaId, const char* id, const char* attribute) {
    return [=](Snapshot& s) {
        if (item(s, areaId, id).attributes.remove(QLatin1String(attribute)) != 1)
            qFatal("%s has no %s", id, attribute);
    };
}

Change add(const char* areaId, const char* id, const QMap<QString, QString>& attributes = {}) {
    return [=](Snapshot& s) {
        QVector<SnapshotItem>& items = area(s, areaId).items;
        items.append({QLatin1String(id), QLatin1String(id), attributes});
        std::sort(items.begin(), items.end(),
                  [](const SnapshotItem& a, const SnapshotItem& b) { return a.id < b.id; });
    };
}

Change uncollected(const char* areaId, const char* why) {
    return [=](Snapshot& s) {
        SnapshotArea& a = area(s, areaId);
        a.collected = false;
        a.items.clear();
        a.why = QLatin1String(why);
    };
}

Change slower(int call, double factor) {
    return [=](Snapshot& s) {
        for (double& ms : s.times[call].milliseconds)
            ms *= factor;
        item(s, "response-times", qPrintable(s.times[call].call))
            .attributes.insert(QStringLiteral("typical time"), QStringLiteral("longer"));
    };
}

/// What the comparison finds fault with: "area: item: attribute: verdict".
QStringList faults(const Comparison& comparison) {
    QStringList out;
    for (const AreaComparison& a : comparison.areas) {
        for (const Difference& d : a.differences)
            if (d.verdict >= Verdict::Look)
                out.append(
                    QStringList{a.id, d.item, d.attribute, toString(d.verdict)}.join(QLatin1String(": ")));
        if (a.differences.isEmpty() && a.verdict >= Verdict::Look)
            out.append(QStringList{a.id, toString(a.verdict)}.join(QLatin1String(": ")));
    }
    return out;
}

Expected upgrade(const Snapshot& to) {
    Expected expected{QStringLiteral("6.3.0"),
                      QStringLiteral("7.3.3"),
                      {QStringLiteral("BCRYPT_ROUNDS"), QStringLiteral("CACHE_STORE")},
                      {}};
    for (const SnapshotArea& a : to.areas)
        for (const SnapshotItem& i : a.items)
            if (a.id == QLatin1String("packages"))
                expected.packagesOfTarget.append(i.id + QLatin1Char(' ') +
                                                 i.attributes.value(QStringLiteral("version")));
    return expected;
}

} // namespace

class TestSeededChanges : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void eachIsFoundAndClassed_data();
    void eachIsFoundAndClassed();
    void whatPeopleDoIsNoFault_data();
    void whatPeopleDoIsNoFault();

private:
    Snapshot m_before, m_after;
};

Q_DECLARE_METATYPE(Change)

void TestSeededChanges::initTestCase() {
    m_before = recorded("6.3.0");
    m_after = recorded("6.3.0-to-7.3.3");
    QCOMPARE(faults(compare(m_before, m_before, {})), QStringList());
    QCOMPARE(faults(compare(m_before, m_after, upgrade(m_after))), QStringList());
}

/// One row per kind of change: in the middle of a real upgrade's own changes, and on a server that nothing
/// was done to.
void TestSeededChanges::eachIsFoundAndClassed_data() {
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char* name, const Change& change, const char* fault) {
        QTest::newRow(name) << change << QString::fromUtf8(fault);
    };
    // what admins define
    row("role rule dropped", dropAttribute("roles", "Editor", "access docs *"),
        "roles: Editor: access docs *: worse");
    row("role rule added", set("roles", "ReadOnly", "access docs *", "GET by API"),
        "roles: ReadOnly: access docs *: look");
    row("role rule widened", set("roles", "ReadOnly", "access shop _table/*", "GET, DELETE by API"),
        "roles: ReadOnly: access shop _table/*: look");
    row("role switched off", set("roles", "Editor", "active", "no"), "roles: Editor: active: worse");
    row("role gone", drop("roles", "ReadOnly"), "roles: ReadOnly: : worse");
    row("script edited",
        replace("event-scripts", "shop._table.orders.post.pre_process", "text", "< 0", "< -1"),
        "event-scripts: shop._table.orders.post.pre_process: text: look");
    row("script switched off", set("event-scripts", "user.session.post.post_process", "active", "no"),
        "event-scripts: user.session.post.post_process: active: worse");
    row("script gone", drop("event-scripts", "user.session.post.post_process"),
        "event-scripts: user.session.post.post_process: : worse");
    row("service unreadable by a wrong key",
        set("services", "shop", "configuration", "unreadable: HTTP 500 The MAC is invalid."),
        "services: shop: configuration: worse");
    row("service switched off", set("services", "docs", "active", "no"), "services: docs: active: worse");
    row("service gone", drop("services", "mailer"), "services: mailer: : worse");
    row("service nobody knows",
        add("services", "backdoor", {{QStringLiteral("type"), QStringLiteral("rws")}}),
        "services: backdoor: : look");
    row("service of another type", set("services", "shop", "type", "pgsql"), "services: shop: type: look");
    row("service type in use gone", drop("service-types", "sqlite"), "service-types: sqlite: : worse");
    row("app key changed", set("apps", "mobile", "API key", "hidden:0000000000000000"),
        "apps: mobile: API key: worse");
    row("app switched off", set("apps", "web", "active", "no"), "apps: web: active: worse");
    row("app with another role", set("apps", "mobile", "role", "Editor"), "apps: mobile: role: look");
    row("app gone", drop("apps", "mobile"), "apps: mobile: : worse");
    row("user gone", drop("users", "bob@example.test"), "users: bob@example.test: : worse");
    row("user without the role", dropAttribute("users", "anna@example.test", "role in web"),
        "users: anna@example.test: role in web: worse");
    row("user switched off", set("users", "anna@example.test", "active", "no"),
        "users: anna@example.test: active: worse");
    row("admin gone", drop("admins", "admin2@example.test"), "admins: admin2@example.test: : worse");
    row("admin nobody knows", add("admins", "eve@example.test"), "admins: eve@example.test: : look");
    row("lookup changed", set("lookups", "tenant", "value", "hidden:0000000000000000"),
        "lookups: tenant: value: look");
    row("lookup gone", drop("lookups", "api_secret"), "lookups: api_secret: : worse");
    row("CORS changed", set("cors", "api/v2/shop/* from https://portal.example.test", "methods", "GET"),
        "cors: api/v2/shop/* from https://portal.example.test: methods: look");
    row("CORS gone", drop("cors", "api/v2/shop/* from https://portal.example.test"),
        "cors: api/v2/shop/* from https://portal.example.test: : worse");
    row("template changed", set("email-templates", "Order shipped", "subject", "Sent"),
        "email-templates: Order shipped: subject: look");
    row("template gone", drop("email-templates", "Order shipped"), "email-templates: Order shipped: : worse");
    row("limit lost", drop("limits", "mobile per minute"), "limits: mobile per minute: : worse");
    row("limit loosened", set("limits", "whole day", "rate", "1000000 per day"),
        "limits: whole day: rate: look");
    row("schedule gone", drop("schedules", "nightly totals"), "schedules: nightly totals: : worse");
    row("schedule switched off", set("schedules", "nightly totals", "active", "no"),
        "schedules: nightly totals: active: worse");
    // the database
    row("table lost rows", set("tables", "role_service_access", "rows", "2"),
        "tables: role_service_access: rows: worse");
    row("table that varies lost rows", set("tables", "user", "rows", "4"), "tables: user: rows: worse");
    row("table of a customer lost rows", set("tables", "orders_archive", "rows", "1"),
        "tables: orders_archive: rows: look");
    row("table gone", drop("tables", "role"), "tables: role: : worse");
    row("migration pending",
        add("migrations", "2026_01_01_000000_create_mcp",
            {{QStringLiteral("state"), QStringLiteral("pending")}}),
        "migrations: 2026_01_01_000000_create_mcp: : worse");
    row("migration forgotten", drop("migrations", "2018_01_08_000000_lookup"),
        "migrations: 2018_01_08_000000_lookup: : worse");
    row("password hashed again", set("passwords", "anna@example.test", "form", "bcrypt, cost 12"),
        "passwords: anna@example.test: form: worse");
    row("password replaced", set("passwords", "anna@example.test", "stored", "hidden:3333"),
        "passwords: anna@example.test: stored: look");
    row("values under another key", set("key-proof", "sql_db_config.connection", "bad", "1"),
        "key-proof: sql_db_config.connection: bad: worse");
    // answers
    row("call fails", set("calls", "GET /api/v2/shop/_schema", "answer", "HTTP 500"),
        "calls: GET /api/v2/shop/_schema: answer: worse");
    row("call refused", set("calls", "GET /api/v2/docs", "answer", "HTTP 403"),
        "calls: GET /api/v2/docs: answer: worse");
    row("answer without a table",
        replace("calls", "GET /api/v2/shop/_table", "body", "{\"name\":\"contact\"},", ""),
        "calls: GET /api/v2/shop/_table: body: look");
    row("answer with other values", replace("calls", "GET /api/v2/shop/_table/orders", "body", "12.5", "12"),
        "calls: GET /api/v2/shop/_table/orders: body: look");
    row("answer without a field",
        replace("calls", "GET /api/v2/shop/_table/orders", "shape", "/resource/*/total: number", ""),
        "calls: GET /api/v2/shop/_table/orders: shape: look");
    row("file with another text", set("calls", "GET /api/v2/docs/hello.txt", "body", "Hello\n"),
        "calls: GET /api/v2/docs/hello.txt: body: look");
    row("path of the API gone", replace("api-paths", "docs", "paths", "DELETE /{file_path}\n", ""),
        "api-paths: docs: paths: look");
    row("endpoint twice as slow", slower(4, 2), "response-times: GET /api/v2/service4: typical time: look");
    row("start page asks for a set-up", set("ui", "start page", "leads to", "/setup_db"),
        "ui: start page: leads to: worse");
    row("start page gone", set("ui", "start page", "answer", "HTTP 500"), "ui: start page: answer: worse");
    row("old generation of the UI", set("ui", "start page", "kind", "angularjs"),
        "ui: start page: kind: look");
    row("fewer users in /status", set("status", "resources user", "value", "2"),
        "status: resources user: value: worse");
    row("/status silent", uncollected("status", "HTTP 503"), "status: worse");
    row("services can't be seen", uncollected("services", "HTTP 500"), "services: look");
    row("new error in the log",
        add("log", "ERROR SQLSTATE[<n>]: no such table", {{QStringLiteral("count"), QStringLiteral("1")}}),
        "log: ERROR SQLSTATE[<n>]: no such table: : worse");
    row(
        "old error again",
        [](Snapshot& s) {
            auto& error = item(s, "log", "ERROR The file <path> does not exist.").attributes;
            error[QStringLiteral("count")] = QStringLiteral("9");
            error[QStringLiteral("last")] = QStringLiteral("2026-11-22 20:00:00");
        },
        "log: ERROR The file <path> does not exist.: count: look");
    // the machine
    row("file owner changed", set("owners", ".env", "owner", "root:root"), "owners: .env: owner: look");
    row("mode changed", set("owners", ".env", "mode", "0666"), "owners: .env: mode: look");
    row("folders closed to the web user",
        set("owners", "storage/framework (folders below)", "not writable", "7"),
        "owners: storage/framework (folders below): not writable: worse");
    row("needed extension gone", drop("environment", "web extension mbstring"),
        "environment: web extension mbstring: : worse");
    row("database's extension gone", drop("environment", "web extension pdo_mysql"),
        "environment: web extension pdo_mysql: : worse");
    row("other extension gone", drop("environment", "web extension calendar"),
        "environment: web extension calendar: : look");
    row("other PHP", set("environment", "PHP of the web server", "value", "8.1.2"),
        "environment: PHP of the web server: value: look");
    row("OPcache off", set("php", "settings of the web server", "opcache.enable", "0"),
        "php: settings of the web server: opcache.enable: look");
    row("uploads cut", set("php", "settings of the web server", "upload_max_filesize", "2M"),
        "php: settings of the web server: upload_max_filesize: look");
    row("web server down", set("service-states", "nginx", "state", "failed"),
        "service-states: nginx: state: worse");
    row("cron line gone", drop("cron", "* * * * * php /opt/dreamfactory/artisan schedule:run"),
        "cron: * * * * * php /opt/dreamfactory/artisan schedule:run: : worse");
    row("APP_KEY in .env", set("env", "APP_KEY", "value", "hidden:0000000000000000"),
        "env: APP_KEY: value: worse");
    row("setting changed", set("env", "DB_HOST", "value", "10.0.0.9"), "env: DB_HOST: value: look");
    row("setting gone", drop("env", "DB_CONNECTION"), "env: DB_CONNECTION: : look");
    row("maintenance left on", set("system", "maintenance", "value", "yes"),
        "system: maintenance: value: worse");
    row("file gone", drop("files", "app/logo.png"), "files: app/logo.png: : look");
    row("file changed", set("files", "app/logo.png", "sha256", "cc"), "files: app/logo.png: sha256: look");
    row("Redis out of reach", set("resources", "redis", "reachable", "no"),
        "resources: redis: reachable: worse");
    row("disk nearly full", set("resources", "disk", "free MiB", "300"), "resources: disk: free MiB: look");
}

void TestSeededChanges::eachIsFoundAndClassed() {
    QFETCH(Change, change);
    QFETCH(QString, fault);
    Snapshot same = m_before, after = m_after;
    change(same);
    change(after);
    QCOMPARE(faults(compare(m_before, same, {})), QStringList{fault});
    const Comparison upgraded = compare(m_before, after, upgrade(m_after));
    QCOMPARE(faults(upgraded), QStringList{fault});
    // It decides, and says so in words.
    QCOMPARE(toString(upgraded.verdict), fault.section(QLatin1String(": "), -1));
    QVERIFY2(upgraded.decidedBy.size() > 20, qPrintable(upgraded.decidedBy));
}

/// What a busy server does by itself, and what an upgrade may do.
void TestSeededChanges::whatPeopleDoIsNoFault_data() {
    QTest::addColumn<Change>("change");
    const auto row = [](const char* name, const Change& change) { QTest::newRow(name) << change; };
    row("log-ins", set("users", "anna@example.test", "last log-in", "2026-12-01 00:00:00"));
    row("tokens", set("tables", "token_map", "rows", "390"));
    row("a table that varies", set("tables", "user", "rows", "6"));
    row("a file more", add("files", "app/new.txt"));
    row("load", set("resources", "cpu", "load 1 min", "7.90"));
    row("workers", set("service-states", "workers processes", "number", "5"));
    row("refused log-ins",
        add("log", "ERROR Invalid credentials supplied.", {{QStringLiteral("count"), QStringLiteral("4")}}));
    row("an error of long ago", add("log", "ERROR Post-creation API health check FAILED",
                                    {{QStringLiteral("count"), QStringLiteral("1")},
                                     {QStringLiteral("last"), QStringLiteral("2026-11-01 10:00:00")}}));
    row("a row more", replace("calls", "GET /api/v2/shop/_table/orders", "body", "\"note\":null}]",
                              "\"note\":null},{\"id\":4,\"contact_id\":1,\"total\":1,\"note\":\"\"}]"));
    row("a later file", replace("calls", "GET /api/v2/docs", "body", "22 Nov 2026", "23 Nov 2026"));
    row("a value that varies", [](Snapshot& s) {
        SnapshotItem& call = item(s, "calls", "GET /api/v2/shop/_table/orders");
        call.attributes[QStringLiteral("body")].replace(QLatin1String("99.99"), QLatin1String("98.76"));
        call.varies = {QStringLiteral("body#/resource/0/total")};
    });
}

void TestSeededChanges::whatPeopleDoIsNoFault() {
    QFETCH(Change, change);
    Snapshot same = m_before, after = m_after;
    change(same);
    change(after);
    QCOMPARE(faults(compare(m_before, same, {})), QStringList());
    QCOMPARE(faults(compare(m_before, after, upgrade(m_after))), QStringList());
}

QTEST_GUILESS_MAIN(TestSeededChanges)
#include "tst_seeded_changes.moc"
