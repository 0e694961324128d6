#include "support/result_text.h"
#include "verify/own_calls.h"

#include <QJsonDocument>
#include <QTest>

using namespace df;

namespace {

QStringList ids(const ImportedCalls& all) {
    QStringList list;
    for (const OwnCall& call : all.calls)
        list.append(call.id());
    return list;
}

ImportedCalls imported(const QByteArray& json) {
    const auto all = importCalls(json);
    if (!all)
        qWarning("%s", qPrintable(all.error().what));
    return all ? *all : ImportedCalls{};
}

} // namespace

class TestOwnCalls : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void survivesJson();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void readsAPostmanCollection();
    void takesNoKeyOver();
    void readsAnOpenApiFile();
    void readsASwaggerFile();
    void refusesOtherFiles_data();
    void refusesOtherFiles();
    void endsWellWithOddFiles_data();
    void endsWellWithOddFiles();
};

void TestOwnCalls::survivesJson() {
    const OwnCall call{QStringLiteral("POST"),
                       QStringLiteral("/api/v2/erp/orders?limit=1"),
                       QStringLiteral("{\"a\":1}"),
                       OwnCall::As::App,
                       QStringLiteral("mobile"),
                       QStringLiteral("Orders"),
                       true};
    const auto again = ownCallFromJson(toJson(call));
    QVERIFY2(again.has_value(), qPrintable(test::why(again)));
    QCOMPARE(*again, call);
    QCOMPARE(call.id(), QStringLiteral("POST /api/v2/erp/orders?limit=1 (app mobile)"));
    QVERIFY(call.writes());
    const auto least = ownCallFromJson({{QStringLiteral("path"), QStringLiteral("erp/_table")}});
    QVERIFY(least.has_value());
    QCOMPARE(least->id(), QStringLiteral("GET erp/_table"));
    QVERIFY(!least->writes() && !least->mayWrite);
}

void TestOwnCalls::saysWhatIsWrong_data() {
    QTest::addColumn<OwnCall>("call");
    QTest::addColumn<QString>("word");
    const QString path = QStringLiteral("/api/v2/x");
    QTest::newRow("no method") << OwnCall{QStringLiteral("get it"), path} << QStringLiteral("method");
    QTest::newRow("no path") << OwnCall{QStringLiteral("GET"), {}} << QStringLiteral("path");
    QTest::newRow("another host") << OwnCall{QStringLiteral("GET"), QStringLiteral("https://example.com/x")}
                                  << QStringLiteral("path");
    QTest::newRow("another host without a scheme")
        << OwnCall{QStringLiteral("GET"), QStringLiteral("//example.com/x")} << QStringLiteral("path");
    QTest::newRow("a second request")
        << OwnCall{QStringLiteral("GET"), QStringLiteral("/x HTTP/1.0\r\nHost: y")} << QStringLiteral("path");
    QTest::newRow("a key in it") << OwnCall{QStringLiteral("GET"), QStringLiteral("/api/v2/x?API_KEY=abc")}
                                 << QStringLiteral("app");
    QTest::newRow("no app") << OwnCall{QStringLiteral("GET"), path, {}, OwnCall::As::App}
                            << QStringLiteral("app");
    QTest::newRow("too much to send")
        << OwnCall{QStringLiteral("PUT"), path, QString(300'000, QLatin1Char('x'))} << QStringLiteral("KiB");
}

void TestOwnCalls::saysWhatIsWrong() {
    QFETCH(OwnCall, call);
    QFETCH(QString, word);
    QVERIFY2(problemOf(call).contains(word), qPrintable(problemOf(call)));
    QVERIFY(!ownCallFromJson(toJson(call)).has_value());
}

void TestOwnCalls::readsAPostmanCollection() {
    const ImportedCalls all = imported(R"({"info":{"name":"Shop","schema":"v2.1.0"},
        "variable":[{"key":"base_url","value":"https://api.example.com"},{"key":"svc","value":"erp"}],
        "item":[
          {"name":"Orders","item":[
            {"name":"List","request":{"method":"GET","url":{"raw":"{{base_url}}/api/v2/{{svc}}/orders?limit=5&debug=1",
              "host":["{{base_url}}"],"path":["api","v2","{{svc}}","orders"],
              "query":[{"key":"limit","value":"5"},{"key":"debug","value":"1","disabled":true}]}}},
            {"name":"One","request":{"method":"get","url":{"raw":"x","path":["api","v2","erp","orders",":id"],
              "variable":[{"key":"id","value":"7"}]}}},
            {"name":"Create","request":{"method":"POST","url":"http://h:8080/api/v2/erp/orders",
              "body":{"mode":"raw","raw":"{\"total\":1}"}}}]},
          {"name":"Short","request":"https://api.example.com/api/v2/files/?as_list=true#top"},
          {"name":"Spaces","request":{"url":"{{base_url}}/api/v2/files/a b.txt"}},
          {"name":"Unknown","request":{"url":"{{base_url}}/api/v2/{{nobody}}/x"}},
          {"name":"Form","request":{"method":"POST","url":"{{base_url}}/x","body":{"mode":"formdata"}}},
          {"name":"Nothing"}]})");
    QCOMPARE(ids(all), (QStringList{QStringLiteral("GET /api/v2/erp/orders?limit=5"),
                                    QStringLiteral("GET /api/v2/erp/orders/7"),
                                    QStringLiteral("POST /api/v2/erp/orders"),
                                    QStringLiteral("GET /api/v2/files/?as_list=true"),
                                    QStringLiteral("GET /api/v2/files/a%20b.txt")}));
    QCOMPARE(all.calls[0].label, QStringLiteral("Orders / List"));
    QCOMPARE(all.calls[2].body, QStringLiteral("{\"total\":1}"));
    QVERIFY(!all.calls[2].mayWrite);
    QCOMPARE(all.leftOut.size(), 3);
    QVERIFY(all.leftOut[0].startsWith(QLatin1String("Unknown: ")) &&
            all.leftOut[0].contains(QLatin1String("nobody")));
}

void TestOwnCalls::takesNoKeyOver() {
    const ImportedCalls all = imported(R"({"item":[
        {"name":"A","request":{"url":"http://h/api/v2/x?limit=1&api_key=canary-1&offset=2",
          "header":[{"key":"X-DreamFactory-API-Key","value":"canary-2"}]}},
        {"name":"B","request":{"url":"http://u:canary-3@h/api/v2/y?session_token=canary-4",
          "auth":{"type":"bearer","bearer":[{"key":"token","value":"canary-5"}]}}}]})");
    QCOMPARE(ids(all), (QStringList{QStringLiteral("GET /api/v2/x?limit=1&offset=2"),
                                    QStringLiteral("GET /api/v2/y")}));
    QCOMPARE(all.leftOut.size(), 2);
    for (const OwnCall& call : all.calls)
        QVERIFY(!QJsonDocument(toJson(call)).toJson().contains("canary"));
    QVERIFY(!all.leftOut.join(QLatin1Char(' ')).contains(QLatin1String("canary")));
}

void TestOwnCalls::readsAnOpenApiFile() {
    const ImportedCalls all =
        imported(R"({"openapi":"3.0.0","servers":[{"url":"https://h.example.com/api/v2/erp/"}],
        "components":{"parameters":{"limit":{"name":"limit","in":"query","required":true,"schema":{"type":"integer","default":10}}},
                      "schemas":{"order":{"type":"object","example":{"total":2}}}},
        "paths":{
          "/orders":{"parameters":[{"$ref":"#/components/parameters/limit"}],
             "get":{"summary":"List orders","parameters":[{"name":"filter","in":"query","schema":{"type":"string"}}]},
             "post":{"parameters":[{"name":"limit","in":"query","required":false}],
               "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/order"}}}}},
             "put":{"requestBody":{"content":{"application/json":{}}}}},
          "/orders/{id}":{"get":{"parameters":[{"name":"id","in":"path","required":true,"example":"a/b"}]},
             "delete":{"parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"integer"}}]}},
          "/free/{what}":{"get":{}},
          "/odd":{"get":{"parameters":[{"$ref":"http://elsewhere/x"}]}}}})");
    QCOMPARE(ids(all), (QStringList{QStringLiteral("GET /api/v2/erp/odd"),
                                    QStringLiteral("GET /api/v2/erp/orders?limit=10"),
                                    QStringLiteral("POST /api/v2/erp/orders"),
                                    QStringLiteral("GET /api/v2/erp/orders/a%2Fb")}));
    QCOMPARE(all.calls[2].body, QStringLiteral("{\"total\":2}"));
    QCOMPARE(all.calls[1].label, QStringLiteral("List orders"));
    QCOMPARE(all.leftOut.size(), 3);
    QVERIFY(all.leftOut.join(QLatin1Char('\n')).contains(QStringLiteral("“what”")));
}

void TestOwnCalls::readsASwaggerFile() {
    const ImportedCalls all =
        imported(R"({"swagger":"2.0","basePath":"/api/v2","paths":{"/system/role":{"get":{}}}})");
    QCOMPARE(ids(all), QStringList{QStringLiteral("GET /api/v2/system/role")});
}

void TestOwnCalls::refusesOtherFiles_data() {
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("word");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("JSON");
    QTest::newRow("YAML") << QByteArray("openapi: 3.0.0\npaths: {}\n") << QStringLiteral("YAML");
    QTest::newRow("cut off") << QByteArray("{\"item\":[") << QStringLiteral("byte");
    QTest::newRow("a list") << QByteArray("[]") << QStringLiteral("neither");
    QTest::newRow("something else") << QByteArray("{\"a\":1}") << QStringLiteral("neither");
    QTest::newRow("Postman 1") << QByteArray("{\"requests\":[]}") << QStringLiteral("v2.1");
    QTest::newRow("no call") << QByteArray("{\"item\":[]}") << QStringLiteral("no call");
    QTest::newRow("no path") << QByteArray("{\"openapi\":\"3.1.0\"}") << QStringLiteral("no path");
    QTest::newRow("too large") << QByteArray(40 << 20, ' ') << QStringLiteral("MiB");
}

void TestOwnCalls::refusesOtherFiles() {
    QFETCH(QByteArray, file);
    QFETCH(QString, word);
    const auto all = importCalls(file);
    QVERIFY(!all.has_value());
    QVERIFY(all.error().code == ErrorCode::FileUnreadable);
    QVERIFY2(all.error().what.contains(word), qPrintable(all.error().what));
}

void TestOwnCalls::endsWellWithOddFiles_data() {
    QTest::addColumn<QByteArray>("file");
    QByteArray deep = R"({"name":"x","request":{"url":"/a"}})";
    for (int i = 0; i < 400; ++i)
        deep = R"({"item":[)" + deep + "]}";
    QTest::newRow("deep folders") << deep;
    QTest::newRow("many calls") << [] {
        QByteArray all = "{\"item\":[";
        for (int i = 0; i < 20'000; ++i)
            all += R"({"name":"n","request":{"url":"/a/)" + QByteArray::number(i) + "\"}},";
        return all + "{}]}";
    }();
    QTest::newRow("of other kinds") << QByteArray(
        R"({"item":[1,null,"x",[],{"request":{"url":7}},{"request":{"url":{"path":"x","query":7}}},)"
        R"({"name":{},"request":{"method":9,"url":{"path":[1,{}]},"body":[],"header":{}}}],"variable":"x"})");
    QTest::newRow("references in a circle") << QByteArray(
        R"({"openapi":"3.0.0","servers":7,"paths":{"/a":{"$ref":"#/paths/~1a"},"/b":{"get":)"
        R"({"parameters":[{"$ref":"#/components/x"},7,null]}}},"components":{"x":{"$ref":"#/components/x"}}})");
    QTest::newRow("a variable of itself")
        << QByteArray(R"({"variable":[{"key":"a","value":"{{a}}{{a}}"}],"item":[{"request":"/x/{{a}}"}]})");
    QTest::newRow("long names") << QByteArray(R"({"item":[{"name":")") + QByteArray(5 << 20, 'n') +
                                       R"(","request":"/)" + QByteArray(5 << 20, 'p') + "\"}]}";
}

void TestOwnCalls::endsWellWithOddFiles() {
    QFETCH(QByteArray, file);
    const auto all = importCalls(file);
    if (!all)
        return;
    QVERIFY(all->calls.size() <= 500 && all->leftOut.size() <= 500);
    for (const OwnCall& call : all->calls)
        QVERIFY2(problemOf(call).isEmpty(), qPrintable(problemOf(call)));
    for (const QString& line : all->leftOut)
        QVERIFY(line.size() < 1000);
}

QTEST_GUILESS_MAIN(TestOwnCalls)
#include "tst_own_calls.moc"
