// What was written on the old server since: the mark, its later answer, and what is said of both.
#include "transfer/since.h"

#include <QJsonDocument>
#include <QTest>

using namespace df;

namespace {

OldMark mark() {
    OldMark m;
    m.round = 2;
    m.at = 1'000;
    m.haveTables = true;
    m.tables = {{QStringLiteral("user"), {12, QStringLiteral("a")}},
                {QStringLiteral("service"), {40, QStringLiteral("b")}},
                {QStringLiteral("role"), {3, QStringLiteral("c")}},
                {QStringLiteral("token_map"), {5, QStringLiteral("d")}}};
    return m;
}

OldNow later() {
    OldNow now;
    now.mark = mark();
    now.mark.round = 0;
    now.mark.at = 2'000;
    return now;
}

QByteArray answer(const QByteArray& json) {
    return "banner\n<<df n begin>>\n" + json + "\n<<df n end>>\nbye\n";
}

} // namespace

class tst_since : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothing();
    void tablesThatChanged();
    void whatChangesByItself();
    void filesAlone();
    void unknownIsNeverNothing_data();
    void unknownIsNeverNothing();
    void readsTheAnswer();
    void notAnAnswer_data();
    void notAnAnswer();
    void marksAreKept();
};

void tst_since::nothing() {
    const OldSince s = compareSince(mark(), later());
    QVERIFY(s.nothing());
    QCOMPARE(s.tables.size(), qsizetype(0));
}

void tst_since::tablesThatChanged() {
    OldNow now = later();
    now.mark.tables[QStringLiteral("user")] = {13, QStringLiteral("x")};
    now.mark.tables[QStringLiteral("service")].sum = QStringLiteral("y"); // as many rows, another content
    now.mark.tables.remove(QStringLiteral("role"));
    now.mark.tables.insert(QStringLiteral("fresh"), {1, QStringLiteral("z")});
    const OldSince s = compareSince(mark(), now);
    QVERIFY(!s.nothing());
    QCOMPARE(s.tablesByPeople(), 4);
    QMap<QString, TableSince> by;
    for (const TableSince& t : s.tables)
        by.insert(t.name, t);
    QCOMPARE(by[QStringLiteral("user")].before, qint64(12));
    QCOMPARE(by[QStringLiteral("user")].now, qint64(13));
    QVERIFY(by[QStringLiteral("service")].how == TableSince::How::Changed);
    QVERIFY(by[QStringLiteral("role")].how == TableSince::How::Removed);
    QVERIFY(by[QStringLiteral("fresh")].how == TableSince::How::Added);
}

void tst_since::whatChangesByItself() {
    OldNow now = later();
    now.mark.tables[QStringLiteral("token_map")] = {9, QStringLiteral("x")};
    const OldSince s = compareSince(mark(), now);
    QVERIFY(s.nothing()); // nothing that somebody would miss, but it is named
    QCOMPARE(s.tables.size(), qsizetype(1));
    QVERIFY(s.tables.first().byItself);
}

void tst_since::filesAlone() {
    OldNow now = later();
    now.fileCount = 1;
    QVERIFY(!compareSince(mark(), now).nothing());
    now = later();
    now.folderCount = 1;
    QVERIFY(!compareSince(mark(), now).nothing());
    now = later();
    now.gone = {QStringLiteral("storage/app")};
    QVERIFY(!compareSince(mark(), now).nothing());
}

void tst_since::unknownIsNeverNothing_data() {
    QTest::addColumn<QString>("what");
    for (const char* what : {"mark", "clock", "tables", "storage/secret"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void tst_since::unknownIsNeverNothing() {
    QFETCH(QString, what);
    OldMark then = mark();
    OldNow now = later();
    if (what == QLatin1String("mark"))
        then.round = -2; // it could not be made
    else if (what == QLatin1String("clock"))
        now.mark.at = 999;
    else if (what == QLatin1String("tables"))
        now.mark.haveTables = false;
    else
        now.unseen = {what};
    const OldSince s = compareSince(then, now);
    QCOMPARE(s.unsaid, QStringList{what});
    QVERIFY(!s.nothing());
}

void tst_since::readsTheAnswer() {
    const auto now = parseOldNow(
        answer(R"({"now":77,"tables":[{"name":"user","rows":3,"sum":"a.b"}],"files":["storage/app/x"],)"
               R"("fileCount":700,"folders":[],"folderCount":0,"gone":["g"],"unseen":["u"]})"),
        QStringLiteral("n"));
    QVERIFY(now);
    QCOMPARE(now->mark.at, qint64(77));
    QVERIFY(now->mark.haveTables);
    QCOMPARE(now->mark.tables.value(QStringLiteral("user")).rows, qint64(3));
    QCOMPARE(now->fileCount, qint64(700));
    QCOMPARE(now->gone + now->unseen, (QStringList{QStringLiteral("g"), QStringLiteral("u")}));
    const auto without = parseOldNow(answer(R"({"now":77,"why":"PDOException"})"), QStringLiteral("n"));
    QVERIFY(without && !without->mark.haveTables);
    QCOMPARE(without->why, QStringLiteral("PDOException"));
}

void tst_since::notAnAnswer_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("another's") << QByteArray("<<df m begin>>\n{\"now\":1}\n<<df m end>>");
    QTest::newRow("cut") << QByteArray("<<df n begin>>\n{\"now\":1}");
    QTest::newRow("no moment") << answer("{}");
    QTest::newRow("a text for a moment") << answer(R"({"now":"later"})");
    QTest::newRow("no object") << answer("[1]");
}

void tst_since::notAnAnswer() {
    QFETCH(QByteArray, text);
    const auto now = parseOldNow(text, QStringLiteral("n"));
    QVERIFY(!now);
    QVERIFY(now.error().code == ErrorCode::BadAnswer);
}

void tst_since::marksAreKept() {
    const auto again = [](const OldMark& m) {
        return oldMarkFromJson(QJsonDocument::fromJson(QJsonDocument(toJson(m)).toJson()).object());
    };
    QVERIFY(again(mark()) == mark());
    OldMark without = mark();
    without.haveTables = false;
    without.tables.clear();
    QVERIFY(again(without) == without);
    QVERIFY(oldMarkFromJson({}) == OldMark());
}

QTEST_GUILESS_MAIN(tst_since)
#include "tst_since.moc"
