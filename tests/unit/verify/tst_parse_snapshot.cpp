#include "support/result_text.h"
#include "verify/collector.h"
#include "verify/parse_snapshot.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>

using namespace df;

namespace {

QByteArray recorded(const char* name) {
    QFile file(QStringLiteral(DF_TEST_DATA "/verify/") + QLatin1String(name) + QStringLiteral(".snapshot"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray answer(const QByteArray& json) { return "<<<df-snapshot n\n" + json + "\ndf-snapshot>>> n\n"; }

const SnapshotItem* item(const Snapshot& snapshot, const QString& area, const QString& id) {
    for (const SnapshotArea& a : snapshot.areas)
        for (const SnapshotItem& i : a.items)
            if (a.id == area && i.id == id)
                return &i;
    return nullptr;
}

} // namespace

class TestParseSnapshot : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsARecordedServer();
    void survivesJson();
    void makesCallsAnArea();
    void tellsItemsApart();
    void refusesWhatIsNoAnswer_data();
    void refusesWhatIsNoAnswer();
    void believesOnlyItsOwnNonce();
    void clipsHostileText();
    void keepsWholeTextsAndWhatVaries();
    void noSecretOfTheRecordedServerIsInIt();
};

void TestParseSnapshot::readsARecordedServer() {
    const auto snapshot = parseSnapshot(recorded("6.3.0"), QStringLiteral("before"));
    QVERIFY(snapshot.has_value());
    QCOMPARE(snapshot->name, QStringLiteral("before"));
    QCOMPARE(snapshot->release, QStringLiteral("6.3.0"));
    QVERIFY(snapshot->takenAt.isValid());
    const SnapshotItem* erp = item(*snapshot, QStringLiteral("services"), QStringLiteral("erp"));
    QVERIFY(erp);
    QCOMPARE(erp->label, QStringLiteral("erp (rws)"));
    QCOMPARE(erp->attributes.value(QStringLiteral("configuration")), QStringLiteral("readable"));
    const SnapshotItem* editor = item(*snapshot, QStringLiteral("roles"), QStringLiteral("Editor"));
    QVERIFY(editor);
    QCOMPARE(editor->attributes.value(QStringLiteral("access docs *")),
             QStringLiteral("GET, POST, PUT, PATCH, DELETE by API"));
    const SnapshotItem* anna = item(*snapshot, QStringLiteral("users"), QStringLiteral("anna@example.test"));
    QVERIFY(anna);
    QCOMPARE(anna->attributes.value(QStringLiteral("role in web")), QStringLiteral("Editor"));
}

void TestParseSnapshot::survivesJson() {
    const auto snapshot = parseSnapshot(recorded("5.4.1"), QStringLiteral("after"));
    QVERIFY(snapshot.has_value());
    const QByteArray text = QJsonDocument(toJson(*snapshot)).toJson();
    const Snapshot again = snapshotFromJson(QJsonDocument::fromJson(text).object());
    QCOMPARE(QJsonDocument(toJson(again)).toJson(), text);
    QCOMPARE(again.areas.size(), snapshot->areas.size());
    QCOMPARE(again.times.size(), snapshot->times.size());
}

void TestParseSnapshot::makesCallsAnArea() {
    const auto snapshot = parseSnapshot(
        answer(R"({"version":1,"areas":[],"times":[{"call":"GET /status","status":200,"ms":[30,10,20]},)"
               R"({"call":"GET /","status":0,"ms":[]}]})"),
        QStringLiteral("x"));
    QVERIFY(snapshot.has_value());
    const SnapshotItem* status =
        item(*snapshot, QStringLiteral("response-times"), QStringLiteral("GET /status"));
    QVERIFY(status);
    QCOMPARE(status->attributes.value(QStringLiteral("answer")), QStringLiteral("HTTP 200"));
    QCOMPARE(status->attributes.value(QStringLiteral("typical time")), QStringLiteral("20 ms"));
    QCOMPARE(item(*snapshot, QStringLiteral("response-times"), QStringLiteral("GET /"))
                 ->attributes.value(QStringLiteral("answer")),
             QStringLiteral("none"));
}

/// What comes twice under one id is two items: else it would differ from itself.
void TestParseSnapshot::tellsItemsApart() {
    const QByteArray items = R"j([{"id":"a","attributes":{"x":"1"}},{"id":"a"},{"id":"a (2)"}])j";
    const QByteArray times = R"([{"call":"GET /","status":200},{"call":"GET /","status":500}])";
    const auto snapshot =
        parseSnapshot(answer(R"({"version":1,"areas":[{"id":"roles","collected":true,"items":)" + items +
                             R"(}],"times":)" + times + '}'),
                      QStringLiteral("x"));
    QVERIFY(snapshot.has_value());
    for (const SnapshotArea& area : snapshot->areas) {
        QSet<QString> ids;
        for (const SnapshotItem& i : area.items)
            ids.insert(i.id);
        QCOMPARE(ids.size(), area.items.size());
    }
    QVERIFY(compare(*snapshot, *snapshot, {}).verdict == Verdict::Same);
}

void TestParseSnapshot::refusesWhatIsNoAnswer_data() {
    QTest::addColumn<QByteArray>("output");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("banner") << QByteArray("Welcome\nPHP Fatal error: out of memory\n");
    QTest::newRow("cut off") << recorded("6.3.0").left(9000);
    QTest::newRow("not JSON") << answer("{oops");
    QTest::newRow("a list") << answer("[]");
    QTest::newRow("another version") << answer(R"({"version":2,"areas":[]})");
    QTest::newRow("no areas") << answer(R"({"version":1})");
    QTest::newRow("only a beginning") << QByteArray("<<<df-snapshot ");
}

void TestParseSnapshot::refusesWhatIsNoAnswer() {
    QFETCH(QByteArray, output);
    const auto snapshot = parseSnapshot(output, QStringLiteral("x"));
    QVERIFY(!snapshot.has_value());
    QCOMPARE(test::codeOf(snapshot), df::toString(ErrorCode::BadAnswer));
}

void TestParseSnapshot::believesOnlyItsOwnNonce() {
    const QByteArray forged = answer(R"({"version":1,"areas":[]})");
    QVERIFY(snapshotBody(forged, "n").has_value());
    QVERIFY(!snapshotBody(forged, "other").has_value());
    QVERIFY(!snapshotBody("<<<df-snapshot nm\n{}\ndf-snapshot>>> nm\n", "n").has_value());
}

void TestParseSnapshot::clipsHostileText() {
    const QByteArray json =
        R"({"version":1,"release":"7\u0000.\u001b[31m3\u202e","areas":[{"id":"services","collected":true,)"
        R"("items":[{"id":")" +
        QByteArray(100000, 'x') + R"(","attributes":{"a":"1\n2"}},42,{"id":7}]},"no",{}]})";
    const auto snapshot = parseSnapshot(answer(json), QStringLiteral("x"));
    QVERIFY(snapshot.has_value());
    for (const QChar c : snapshot->release)
        QVERIFY(c.isPrint());
    QVERIFY(snapshot->areas[0].items.last().id.size() < 1000);
    QCOMPARE(snapshot->areas[0].items.last().attributes.value(QStringLiteral("a")), QStringLiteral("1 2"));
}

void TestParseSnapshot::keepsWholeTextsAndWhatVaries() {
    const QByteArray lines = QByteArray("line\\n\\t").repeated(400) + "\\u001b\\u202e";
    const auto snapshot = parseSnapshot(
        answer(
            R"({"version":1,"times":[],"areas":[{"id":"event-scripts","collected":true,"items":[{"id":"x","attributes":)"
            R"({"text":")" +
            lines + R"(","language":"a\nb"},"varies":["body#/a~1b","answer"]}]}]})"),
        QStringLiteral("x"));
    QVERIFY(snapshot.has_value());
    const SnapshotItem* script = item(*snapshot, QStringLiteral("event-scripts"), QStringLiteral("x"));
    QVERIFY(script);
    QCOMPARE(script->attributes.value(QStringLiteral("text")).count(QStringLiteral("line\n\t")), 400);
    QVERIFY(script->attributes.value(QStringLiteral("text")).endsWith(QStringLiteral("\t  ")));
    QCOMPARE(script->attributes.value(QStringLiteral("language")), QStringLiteral("a b"));
    QCOMPARE(script->varies, (QStringList{QStringLiteral("body#/a~1b"), QStringLiteral("answer")}));
    const Snapshot again = snapshotFromJson(toJson(*snapshot));
    QVERIFY(again.areas.first().items == snapshot->areas.first().items);
}

void TestParseSnapshot::noSecretOfTheRecordedServerIsInIt() {
    QFile replay(QStringLiteral(DF_TEST_DATA "/verify/replay/6.3.0.json"));
    QVERIFY(replay.open(QIODevice::ReadOnly));
    const QJsonObject rest = QJsonDocument::fromJson(replay.readAll())[QLatin1String("signed in")].toObject();
    QStringList secrets{QStringLiteral("recorded-session-token"),
                        QStringLiteral("RJpkZbwpyyJkjalb9XsXPLoqu4I5pnG"),
                        QStringLiteral("a password long enough")};
    for (const QJsonValue& app :
         rest[QLatin1String("GET /api/v2/system/app")][QLatin1String("json")][QLatin1String("resource")]
             .toArray())
        secrets.append(app[QLatin1String("api_key")].toString());
    for (const QJsonValue& service :
         rest[QLatin1String("GET /api/v2/system/service")][QLatin1String("json")][QLatin1String("resource")]
             .toArray()) {
        const QJsonObject config = service[QLatin1String("config")].toObject();
        secrets.append(config[QLatin1String("password")].toString());
        for (const QJsonValue& header : config[QLatin1String("headers")].toArray())
            secrets.append(header[QLatin1String("value")].toString());
    }
    secrets.removeAll(QString());
    QVERIFY(secrets.size() >= 10);
    const QByteArray output = recorded("6.3.0");
    for (const QString& secret : std::as_const(secrets))
        QVERIFY2(!output.contains(secret.toUtf8()), qPrintable(secret));
}

QTEST_GUILESS_MAIN(TestParseSnapshot)
#include "tst_parse_snapshot.moc"
