#include "verify/collector.h"
#include "verify/expected.h"
#include "verify/snapshot.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>

using namespace df;

namespace {

Snapshot recorded(const char* name) {
    QFile file(QStringLiteral(DF_TEST_DATA "/verify/") + QLatin1String(name) + QStringLiteral(".snapshot"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no recording %s", name);
    const auto snapshot = parseSnapshot(file.readAll(), QLatin1String(name));
    if (!snapshot)
        qFatal("%s", qPrintable(snapshot.error().what));
    return *snapshot;
}

SnapshotArea& area(Snapshot& snapshot, const char* id) {
    const auto it = std::find_if(snapshot.areas.begin(), snapshot.areas.end(),
                                 [&](const SnapshotArea& a) { return a.id == QLatin1String(id); });
    if (it == snapshot.areas.end())
        qFatal("no area %s", id);
    return *it;
}

AreaComparison of(const Comparison& comparison, const char* id) {
    for (const AreaComparison& a : comparison.areas)
        if (a.id == QLatin1String(id))
            return a;
    qFatal("no area %s", id);
}

Difference named(const AreaComparison& area, const QString& item, const QString& attribute = {}) {
    for (const Difference& d : area.differences)
        if (d.item == item && (attribute.isEmpty() || d.attribute == attribute))
            return d;
    qFatal("no difference of %s", qPrintable(item));
}

/// As the caller does it: the lock of the release that was installed.
Expected upgrade(const char* from, const char* to, const Snapshot& lockOf) {
    Expected expected{QLatin1String(from),
                      QLatin1String(to),
                      {QStringLiteral("BCRYPT_ROUNDS"), QStringLiteral("CACHE_STORE")},
                      {}};
    for (const SnapshotArea& a : lockOf.areas)
        for (const SnapshotItem& i : a.items)
            if (a.id == QLatin1String("packages"))
                expected.packagesOfTarget.append(i.id + QLatin1Char(' ') +
                                                 i.attributes.value(QStringLiteral("version")));
    return expected;
}

Snapshot tiny(const char* areaId, const QVector<SnapshotItem>& items, const char* source = "sql") {
    Snapshot snapshot;
    snapshot.areas.append({QLatin1String(areaId), true, {}, items, QLatin1String(source)});
    return snapshot;
}

SnapshotItem thing(const char* id, const QMap<QString, QString>& attributes = {}) {
    return {QLatin1String(id), QLatin1String(id), attributes};
}

QString verdict(const Comparison& comparison) { return df::toString(comparison.verdict); }
QString verdict(const AreaComparison& area) { return df::toString(area.verdict); }
QString verdict(const Difference& difference) { return df::toString(difference.verdict); }

const Expected upgraded{QStringLiteral("6.3.0"), QStringLiteral("7.3.3"), {}, {}};

} // namespace

class TestCompare : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSameServerTwice();
    void realUpgradesAreAsExpected_data();
    void realUpgradesAreAsExpected();
    void destroyedPasswordsAreWorse();
    void aServiceThatIsGoneIsWorse();
    void rules_data();
    void rules();
    void anotherMachineHasItsOwn();
    void anotherSourceComparesOnlyWhatBothKnow();
    void otherMasksAreNotCompared();
    void aPackageOfTheLockThatIsMissingIsWorse();
    void whatCanNoLongerBeSeenIsSaid();
    void jsonHasTheAgreedKeys();
    void readsTheReleasesLock();
};

void TestCompare::theSameServerTwice() {
    const Snapshot before = recorded("6.3.0");
    const Comparison result = compare(before, before, {});
    QCOMPARE(verdict(result), QStringLiteral("same"));
    for (const AreaComparison& a : result.areas) {
        QVERIFY2(a.differences.isEmpty(), qPrintable(a.id));
        QCOMPARE(a.before, a.after);
    }
    QVERIFY(result.valuesCompared() > 100);
    QVERIFY(!result.decidedBy.isEmpty());
}

void TestCompare::realUpgradesAreAsExpected_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("6.3.0 to 7.3.3") << QByteArray("6.3.0") << QByteArray("6.3.0-to-7.3.3")
                                    << QByteArray("6.3.0") << QByteArray("7.3.3");
    QTest::newRow("5.4.1 to 7.3.3") << QByteArray("5.4.1") << QByteArray("5.4.1-to-7.3.3")
                                    << QByteArray("5.4.1") << QByteArray("7.3.3");
    QTest::newRow("7.3.3 to 7.5.0") << QByteArray("5.4.1-to-7.3.3") << QByteArray("5.4.1-to-7.5.0")
                                    << QByteArray("7.3.3") << QByteArray("7.5.0");
}

void TestCompare::realUpgradesAreAsExpected() {
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    const Snapshot is = recorded(after.constData());
    const Comparison result =
        compare(recorded(before.constData()), is, upgrade(from.constData(), to.constData(), is));
    for (const AreaComparison& a : result.areas)
        for (const Difference& d : a.differences)
            if (d.verdict >= Verdict::Look)
                qWarning("%s: %s %s: %s -> %s: %s", qPrintable(a.id), qPrintable(d.item),
                         qPrintable(d.attribute), qPrintable(d.before), qPrintable(d.after),
                         qPrintable(d.reason));
    QCOMPARE(verdict(result), QStringLiteral("as-expected"));
    QCOMPARE(of(result, "services").differences.size(), 0);
    QCOMPARE(of(result, "users").same, of(result, "users").after); // they only logged in meanwhile
    QCOMPARE(verdict(named(of(result, "status"), QStringLiteral("version"))), QStringLiteral("as-expected"));
    QVERIFY(of(result, "packages").differences.size() > 10);
}

void TestCompare::destroyedPasswordsAreWorse() {
    const Snapshot good = recorded("6.3.0-to-7.3.3");
    const Comparison result = compare(recorded("6.3.0"), recorded("6.3.0-to-7.3.3-without-bcrypt-rounds"),
                                      upgrade("6.3.0", "7.3.3", good));
    QCOMPARE(verdict(result), QStringLiteral("worse"));
    const Difference login =
        named(of(result, "response-times"), QStringLiteral("POST /api/v2/system/admin/session"));
    QCOMPARE(verdict(login), QStringLiteral("worse"));
    QCOMPARE(login.before, QStringLiteral("HTTP 200"));
    QCOMPARE(login.after, QStringLiteral("HTTP 500"));
    QVERIFY2(result.decidedBy.contains(QLatin1String("admin/session")), qPrintable(result.decidedBy));
    // What only the log-in would have shown is said to be unseen, with the reason.
    QVERIFY(of(result, "services").notCollected.contains(QLatin1String("HTTP 500")));
}

void TestCompare::aServiceThatIsGoneIsWorse() {
    const Snapshot before = recorded("6.3.0");
    Snapshot after = before;
    area(after, "services").items.removeIf([](const SnapshotItem& i) {
        return i.id == QLatin1String("erp");
    });
    const Comparison result = compare(before, after, upgraded);
    QCOMPARE(verdict(result), QStringLiteral("worse"));
    const AreaComparison services = of(result, "services");
    QCOMPARE(services.differences.size(), 1);
    QVERIFY(services.differences[0].kind == Difference::Kind::Removed);
    QCOMPARE(services.same, services.after);
    QVERIFY(result.decidedBy.contains(QLatin1String("erp")));
}

void TestCompare::rules_data() {
    QTest::addColumn<QString>("area");
    QTest::addColumn<QString>("item");
    QTest::addColumn<QString>(
        "attribute"); // empty: the whole item is added (before empty) or removed (after empty)
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("atUpgrade");
    QTest::addColumn<QString>("otherwise");
    const auto row = [](const char* area, const char* item, const char* attribute, const char* before,
                        const char* after, const char* atUpgrade, const char* otherwise) {
        QTest::addRow("%s %s %s %s>%s", area, item, attribute, before, after)
            << QString::fromLatin1(area) << QString::fromLatin1(item) << QString::fromLatin1(attribute)
            << QString::fromLatin1(before) << QString::fromLatin1(after) << QString::fromLatin1(atUpgrade)
            << QString::fromLatin1(otherwise);
    };
    row("services", "db", "", "", "x", "as-expected", "look");
    row("services", "mine", "", "", "x", "look", "look");
    row("services", "erp", "configuration", "readable", "unreadable: HTTP 500", "worse", "worse");
    row("services", "erp", "configuration", "unreadable: HTTP 500", "readable", "as-expected", "as-expected");
    row("services", "erp", "configuration", "unreadable: HTTP 500", "unreadable: HTTP 403", "look", "look");
    row("services", "erp", "active", "yes", "no", "worse", "worse");
    row("services", "erp", "type", "sql_db", "mysql", "as-expected", "look");
    row("service-types", "mcp", "", "", "x", "as-expected", "look");
    row("service-types", "couchbase", "", "x", "", "as-expected", "worse");
    row("users", "a@b", "last log-in", "1", "2", "same", "same");
    row("users", "a@b", "", "x", "", "worse", "worse");
    row("users", "a@b", "role in web", "Editor", "Reader", "look", "look");
    row("apps", "admin", "path", "a", "b", "as-expected", "look");
    row("apps", "admin", "API key", "hidden:1", "hidden:2", "worse", "worse");
    row("apps", "mobile", "API key", "hidden:1", "hidden:2", "worse", "worse");
    row("apps", "mobile", "path", "a", "b", "look", "look");
    row("status", "version", "value", "6.3.0", "7.3.3", "as-expected", "look");
    row("status", "version", "value", "6.3.0", "7.3.2", "look", "look");
    row("status", "resources user", "value", "3", "2", "worse", "worse");
    row("status", "resources service", "value", "3", "4", "as-expected", "look");
    row("status", "last_admin_login", "value", "1", "2", "same", "same");
    row("ui", "start page", "leads to", "/", "/setup_db", "worse", "worse");
    row("ui", "start page", "leads to", "/", "/dreamfactory/dist/index.html", "as-expected", "look");
    row("ui", "start page", "answer", "HTTP 200", "HTTP 500", "worse", "worse");
    row("system", "APP_KEY mark", "value", "a", "b", "worse", "worse");
    row("system", "maintenance", "value", "no", "yes", "worse", "worse");
    row("environment", "PHP of the web server", "value", "8.1.2", "8.3.1", "look", "look");
    row("migrations", "2026_01_01_x", "", "", "x", "as-expected", "look");
    row("migrations", "2016_01_01_x", "", "x", "", "worse", "worse");
    row("tables", "mcp_tools", "", "", "x", "as-expected", "look");
    row("tables", "user", "", "x", "", "worse", "worse");
    row("tables", "user", "rows", "5", "4", "worse", "worse");
    row("tables", "token_map", "rows", "5", "4", "same", "same");
    row("tables", "role", "rows", "5", "6", "look", "look");
    row("tables", "file_service_config", "rows", "2", "3", "as-expected", "look");
    row("tables", "file_service_config", "rows", "2", "6", "look", "look");
    row("tables", "file_service_config", "rows", "2", "1", "worse", "worse");
    row("tables", "big", "rows", "not counted in time", "6", "same", "same");
    row("passwords", "a@b", "form", "bcrypt, cost 10", "bcrypt, cost 12", "worse", "worse");
    row("passwords", "a@b", "stored", "hidden:1", "hidden:2", "look", "look");
    row("key-proof", "lookup.value", "bad", "0", "3", "worse", "worse");
    row("key-proof", "lookup.value", "bad", "3", "0", "same", "same");
    row("env", "APP_KEY", "value", "hidden:1", "hidden:2", "worse", "worse");
    row("env", "APP_DEBUG", "value", "false", "true", "look", "look");
    row("owners", "storage (folders below)", "not writable", "0", "4", "worse", "worse");
    row("owners", "storage/app (folders below)", "not writable", "2", "4", "worse", "worse");
    row("owners", "storage/framework (folders below)", "not writable", "289", "290", "look", "same");
    row("owners", "storage", "mode", "0755", "2775", "look", "look");
    row("owners", "storage/framework/cache/data", "", "", "x", "same", "same");
    row("owners", "storage/app", "", "x", "", "look", "look");
    row("service-states", "nginx", "state", "active", "failed", "worse", "worse");
    row("service-states", "nginx processes", "number", "2", "1", "same", "same");
    row("response-times", "GET /status", "answer", "HTTP 200", "HTTP 500", "worse", "worse");
    row("response-times", "GET /api/v2/sftp_in/", "answer", "HTTP 500", "none", "same", "same");
    row("response-times", "GET /api/v2/sftp_in/", "answer", "HTTP 404", "HTTP 500", "worse", "worse");
    row("response-times", "GET /status", "answer", "HTTP 200", "none", "worse", "worse");
    row("response-times", "POST /api/v2/system/admin/session", "answer", "HTTP 200", "HTTP 401", "worse",
        "worse");
    row("response-times", "GET /status", "typical time", "10 ms", "900 ms", "same", "same");
    row("log", "ERROR boom", "", "", "x", "worse", "worse");
    row("log", "ERROR boom", "count", "1", "5", "look", "look");
    row("log", "ERROR boom", "count", "5", "1", "same", "same");
    row("an-area-of-tomorrow", "x", "y", "1", "2", "look", "look");
}

void TestCompare::rules() {
    QFETCH(QString, area);
    QFETCH(QString, item);
    QFETCH(QString, attribute);
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QString, atUpgrade);
    QFETCH(QString, otherwise);
    const auto side = [&](const QString& value) {
        QVector<SnapshotItem> items;
        if (!attribute.isEmpty() || !value.isEmpty())
            items.append({item, item, {}});
        if (!attribute.isEmpty())
            items[0].attributes.insert(attribute, value);
        return tiny(qPrintable(area), items);
    };
    QCOMPARE(verdict(compare(side(before), side(after), upgraded)), atUpgrade);
    const Comparison other = compare(side(before), side(after), {});
    QCOMPARE(verdict(other), otherwise);
    QVERIFY(!of(other, qPrintable(area)).differences[0].reason.isEmpty());
}

/// A move: what is the machine's alone can't make the new server worse; what it lost is still lost.
void TestCompare::anotherMachineHasItsOwn() {
    Expected moved = upgraded;
    moved.otherMachine = true;
    const auto gone = [&](const char* area, const char* item) {
        return verdict(compare(tiny(area, {thing(item)}), tiny(area, {}), moved));
    };
    QCOMPARE(verdict(compare(tiny("log", {}), tiny("log", {thing("ERROR boom")}), moved)),
             QStringLiteral("look"));
    QCOMPARE(gone("service-states", "cron"), QStringLiteral("look"));
    QCOMPARE(gone("roles", "editor"), QStringLiteral("worse"));
    const auto host = [](const char* value) {
        return tiny("env", {thing("DB_HOST", {{QStringLiteral("value"), QLatin1String(value)}})});
    };
    QCOMPARE(verdict(compare(host("a"), host("b"), moved)), QStringLiteral("as-expected"));
    QCOMPARE(verdict(compare(host("a"), host("b"), upgraded)), QStringLiteral("look"));
}

void TestCompare::anotherSourceComparesOnlyWhatBothKnow() {
    const Snapshot rest = tiny("lookups",
                               {thing("a", {{QStringLiteral("private"), QStringLiteral("no")},
                                            {QStringLiteral("value"), QStringLiteral("hidden:1")}})},
                               "rest");
    const Snapshot sql = tiny("lookups",
                              {thing("a", {{QStringLiteral("private"), QStringLiteral("no")},
                                           {QStringLiteral("stored value"), QStringLiteral("hidden:2")}})},
                              "sql");
    QCOMPARE(verdict(compare(rest, sql, {})), QStringLiteral("same"));
    Snapshot changed = sql;
    changed.areas[0].items[0].attributes[QStringLiteral("private")] = QStringLiteral("yes");
    QCOMPARE(verdict(compare(rest, changed, {})), QStringLiteral("look"));
}

void TestCompare::otherMasksAreNotCompared() {
    const auto side = [](const char* mark, const char* key) {
        Snapshot s = tiny("apps", {thing("mobile", {{QStringLiteral("API key"), QLatin1String(key)}})});
        s.areas.append(
            tiny("system", {thing("APP_KEY mark", {{QStringLiteral("value"), QLatin1String(mark)}})}).areas);
        return s;
    };
    const Comparison result = compare(side("m1", "hidden:1"), side("m2", "hidden:2"), upgraded);
    QCOMPARE(verdict(of(result, "apps")), QStringLiteral("same"));
    QCOMPARE(verdict(of(result, "system")), QStringLiteral("worse"));
}

void TestCompare::aPackageOfTheLockThatIsMissingIsWorse() {
    const Snapshot before =
        tiny("packages", {thing("df/core", {{QStringLiteral("version"), QStringLiteral("1.0.3")}})});
    Expected expected = upgraded;
    expected.packagesOfTarget = {QStringLiteral("df/core v1.0.5"), QStringLiteral("df/mqtt 1.0.0")};
    const Comparison untouched = compare(before, before, expected);
    QCOMPARE(verdict(untouched), QStringLiteral("worse"));
    QCOMPARE(of(untouched, "packages").differences.size(), 2);
    const Snapshot after =
        tiny("packages", {thing("df/core", {{QStringLiteral("version"), QStringLiteral("1.0.5")}}),
                          thing("df/mqtt", {{QStringLiteral("version"), QStringLiteral("1.0.0")}})});
    QCOMPARE(verdict(compare(before, after, expected)), QStringLiteral("as-expected"));
    // Back on the old release nothing is expected, and the same packages as before are simply the same.
    QCOMPARE(verdict(compare(before, before, {})), QStringLiteral("same"));
}

void TestCompare::whatCanNoLongerBeSeenIsSaid() {
    const Snapshot before =
        tiny("status", {thing("version", {{QStringLiteral("value"), QStringLiteral("6.3.0")}})});
    Snapshot after;
    after.areas.append({QStringLiteral("status"), false, QStringLiteral("HTTP 503"), {}, {}});
    const Comparison result = compare(before, after, upgraded);
    QCOMPARE(verdict(result), QStringLiteral("worse"));
    QCOMPARE(of(result, "status").notCollected, QStringLiteral("HTTP 503"));
    QVERIFY(result.decidedBy.contains(QLatin1String("HTTP 503")));
    QCOMPARE(verdict(compare(after, after, upgraded)), QStringLiteral("same"));
}

void TestCompare::jsonHasTheAgreedKeys() {
    const QJsonObject json = toJson(compare(recorded("6.3.0"), recorded("6.3.0-to-7.3.3"), upgraded));
    QVERIFY(json[QLatin1String("verdict")].isString());
    const QJsonArray areas = json[QLatin1String("areas")].toArray();
    QVERIFY(areas.size() > 15);
    for (const QJsonValue& a : areas) {
        QVERIFY(a[QLatin1String("id")].isString());
        for (const char* key : {"added", "removed", "changed"})
            QVERIFY(a[QLatin1String(key)].isArray());
        QVERIFY(a[QLatin1String("same")].isDouble());
    }
}

void TestCompare::readsTheReleasesLock() {
    ReleaseFacts release;
    release.tag = QStringLiteral("7.3.3");
    release.composerLock =
        QStringLiteral(R"({"packages":[{"name":"a/b","version":"v1.2"},{"name":"c/d","version":"3"}]})");
    const Expected expected = expectedChanges(QStringLiteral("6.3.0"), release, {QStringLiteral("X")});
    QCOMPARE(expected.toRelease, QStringLiteral("7.3.3"));
    QCOMPARE(expected.packagesOfTarget, (QStringList{QStringLiteral("a/b v1.2"), QStringLiteral("c/d 3")}));
    QCOMPARE(expectedChanges({}, release, {}, QStringLiteral(R"({"packages":[]})")).packagesOfTarget,
             QStringList());
}

QTEST_GUILESS_MAIN(TestCompare)
#include "tst_compare.moc"
