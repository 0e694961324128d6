#include "inspect/inspector.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace df;

namespace {
QString S(const char* text) { return QString::fromUtf8(text); }
} // namespace

/// report.json, the journal and the run folder keep the facts in this form.
class TestFactsJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thereAndBack_data();
    void thereAndBack();
    void olderFiles();
    void optionalAnswers();
    void releases();
};

void TestFactsJson::thereAndBack_data() {
    QTest::addColumn<QString>("file");
    for (const char* name :
         {"6.3.0-mariadb-sysv", "7.3.3-sqlite-systemd", "5.4.1-mariadb-sysv", "6.3.0-closed-tree"})
        QTest::newRow(name) << S(name);
}

void TestFactsJson::thereAndBack() {
    QFETCH(QString, file);
    QFile f(S(DF_TEST_DATA "/inspect/") + file + S(".txt"));
    QVERIFY(f.open(QIODevice::ReadOnly));
    const auto facts = parseProbe(f.readAll());
    QVERIFY(facts);
    const QJsonObject json = toJson(*facts);
    const QByteArray text = QJsonDocument(json).toJson();
    QVERIFY(text.size() > 1000);
    const ServerFacts again = serverFactsFromJson(QJsonDocument::fromJson(text).object());
    QCOMPARE(toJson(again), json);
    QCOMPARE(again.machine.clock, facts->machine.clock);
    QCOMPARE(again.installations.size(), facts->installations.size());
    QCOMPARE(again.installations.first().env.entries.size(), facts->installations.first().env.entries.size());
    QCOMPARE(toJson(again.installations.first()), json.value(S("installations")).toArray().at(0).toObject());
}

void TestFactsJson::olderFiles() {
    const ServerFacts empty = serverFactsFromJson({});
    QVERIFY(empty.installations.isEmpty());
    QCOMPARE(empty.machine.uid, -1);
    const QJsonObject odd{{S("machine"), S("text")},
                          {S("installations"), QJsonArray{1, S("x"), QJsonObject{{S("path"), 7}}}},
                          {S("seconds"), S("3")}};
    const ServerFacts facts = serverFactsFromJson(odd);
    QCOMPARE(facts.installations.size(), 1);
    QCOMPARE(facts.installations.first().path, QString());
    QCOMPARE(facts.seconds, 0.0);
}

void TestFactsJson::optionalAnswers() {
    Installation in;
    QVERIFY(!toJson(in).value(S("fpm")).toObject().contains(S("opcacheValidatesTimestamps")));
    in.fpm.opcacheValidatesTimestamps = false;
    ServerFacts facts;
    facts.installations = {in};
    QCOMPARE(serverFactsFromJson(toJson(facts)).installations.first().fpm.opcacheValidatesTimestamps,
             std::optional<bool>(false));
}

void TestFactsJson::releases() {
    ReleaseFacts r{S("7.6.0"), S("c"), S("{}"), S("{lock}"), S("A=1"), S("7.6.0"), {S("app"), S("artisan")}};
    const ReleaseFacts again = releaseFactsFromJson(toJson(r));
    QCOMPARE(toJson(again), toJson(r));
    QCOMPARE(again.trackedTopLevel, r.trackedTopLevel);
}

QTEST_GUILESS_MAIN(TestFactsJson)
#include "tst_facts_json.moc"
