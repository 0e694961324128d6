#include "verify/mask.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace df;

namespace {

SnapshotItem item(const QString& body, const QStringList& varies = {}) {
    return {QStringLiteral("GET /x"), QStringLiteral("GET /x"), {{QStringLiteral("body"), body}}, varies};
}

Snapshot snapshot(const SnapshotItem& item, const char* area = "calls") {
    Snapshot s;
    s.areas.append({QLatin1String(area), true, {}, {item}, QStringLiteral("rest")});
    return s;
}

} // namespace

class TestMask : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void coversWhatVaries_data();
    void coversWhatVaries();
    void theMaskOfBothSidesCountsAndIsSaid();
    void whatDoesNotDifferIsNotSaid();
    void aCallThatFailsIsNeverMasked();
    void aTableThatLosesRowsIsNeverMasked();
};

void TestMask::coversWhatVaries_data() {
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QStringList>("varies");
    QTest::addColumn<bool>("covered");
    const auto row = [](const char* name, const char* before, const char* after, const QStringList& varies,
                        bool covered) {
        QTest::newRow(name) << QString::fromUtf8(before) << QString::fromUtf8(after) << varies << covered;
    };
    const QString whole = QStringLiteral("body");
    row("nothing varies", "a", "b", {}, false);
    row("the whole", "a", "b", {whole}, true);
    row("another attribute", "a", "b", {QStringLiteral("shape"), QStringLiteral("body2")}, false);
    row("one place", R"({"t":1,"a":2})", R"({"t":9,"a":2})", {QStringLiteral("body#/t")}, true);
    row("one place, another differs", R"({"t":1,"a":2})", R"({"t":9,"a":3})", {QStringLiteral("body#/t")},
        false);
    row("below", R"({"m":{"t":1},"a":2})", R"({"m":{"t":2},"a":2})", {QStringLiteral("body#/m/t")}, true);
    row("every row", R"({"r":[{"t":1},{"t":2},{"t":3}]})", R"({"r":[{"t":4},{"t":5},{"t":6}]})",
        {QStringLiteral("body#/r/0/t")}, true);
    row("every row, another field", R"({"r":[{"t":1,"n":1},{"t":2,"n":2}]})",
        R"({"r":[{"t":4,"n":1},{"t":5,"n":3}]})", {QStringLiteral("body#/r/0/t")}, false);
    row("a row alone stands for itself", R"([1,2,3])", R"([9,2,3])", {QStringLiteral("body#/0")}, true);
    row("not for the others", R"([1,2,3])", R"([9,8,3])", {QStringLiteral("body#/0")}, false);
    row("a list of another length", R"({"r":[1,2]})", R"({"r":[1]})", {QStringLiteral("body#/r")}, true);
    row("a row is gone", R"({"r":[{"t":1},{"t":2}]})", R"({"r":[{"t":1}]})", {QStringLiteral("body#/r/0/t")},
        false);
    row("a field that comes and goes", R"({"a":1,"t":1})", R"({"a":1})", {QStringLiteral("body#/t")}, true);
    row("escaped", R"({"a/b":1,"c~d":1})", R"({"a/b":2,"c~d":3})",
        {QStringLiteral("body#/a~1b"), QStringLiteral("body#/c~0d")}, true);
    row("not JSON", "one", "two", {QStringLiteral("body#/t")}, false);
}

void TestMask::coversWhatVaries() {
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QStringList, varies);
    QFETCH(bool, covered);
    const QString body = QStringLiteral("body");
    QCOMPARE(Mask(item(before, varies), item(after)).covers(body, before, after), covered);
    QCOMPARE(Mask(item(before), item(after, varies)).covers(body, before, after), covered);
}

void TestMask::theMaskOfBothSidesCountsAndIsSaid() {
    const SnapshotItem was = item(QStringLiteral(R"({"t":1,"u":1,"a":2})"), {QStringLiteral("body#/t")});
    const SnapshotItem is = item(QStringLiteral(R"({"t":2,"u":3,"a":2})"), {QStringLiteral("body#/u")});
    const AreaComparison area = compare(snapshot(was), snapshot(is), {}).areas.first();
    QCOMPARE(toString(area.verdict), QStringLiteral("same"));
    QCOMPARE(area.differences.size(), 0);
    QCOMPARE(area.same, 1);
    const QVector<MaskedPlace> masked{{was.id, was.label, QStringLiteral("body#/t")},
                                      {was.id, was.label, QStringLiteral("body#/u")}};
    QCOMPARE(area.masked, masked);
    const QJsonObject json = toJson(compare(snapshot(was), snapshot(is), {}));
    QCOMPARE(json[QLatin1String("areas")][0][QLatin1String("masked")][1][QLatin1String("place")].toString(),
             QStringLiteral("body#/u"));
}

void TestMask::whatDoesNotDifferIsNotSaid() {
    const SnapshotItem same = item(QStringLiteral("x"), {QStringLiteral("body")});
    QCOMPARE(compare(snapshot(same), snapshot(same), {}).areas.first().masked.size(), 0);
}

void TestMask::aCallThatFailsIsNeverMasked() {
    SnapshotItem was = item(QStringLiteral("x")), is = was;
    was.attributes.insert(QStringLiteral("answer"), QStringLiteral("HTTP 200"));
    is.attributes.insert(QStringLiteral("answer"), QStringLiteral("HTTP 500"));
    is.varies = {QStringLiteral("answer")};
    QVERIFY(compare(snapshot(was), snapshot(is), {}).verdict == Verdict::Worse);
}

void TestMask::aTableThatLosesRowsIsNeverMasked() {
    const auto rows = [](const char* table, const char* number) {
        return snapshot({QLatin1String(table),
                         QLatin1String(table),
                         {{QStringLiteral("rows"), QLatin1String(number)}},
                         {QStringLiteral("rows")}},
                        "tables");
    };
    QVERIFY(compare(rows("role", "5"), rows("role", "4"), {}).verdict == Verdict::Worse);
    QVERIFY(compare(rows("role", "5"), rows("role", "6"), {}).verdict == Verdict::Same);
    QVERIFY(compare(rows("orders", "5"), rows("orders", "4"), {}).verdict == Verdict::Same);
}

QTEST_GUILESS_MAIN(TestMask)
#include "tst_mask.moc"
