#include "verify/collector.h"
#include "verify/snapshot.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace df;

namespace {

QByteArray data(const QString& name) {
    QFile file(QStringLiteral(DF_TEST_DATA "/verify/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no %s", qPrintable(name));
    return file.readAll();
}

/// A real server as it was recorded, with its answers to calls.
Snapshot recorded(const QString& name) {
    auto snapshot = parseSnapshot(data(name + QStringLiteral(".snapshot")), name);
    if (!snapshot)
        qFatal("%s", qPrintable(snapshot.error().what));
    const QJsonObject calls =
        QJsonDocument::fromJson(data(QStringLiteral("calls/%1.json").arg(name))).object();
    snapshot->areas.append(snapshotFromJson({{QStringLiteral("areas"), QJsonArray{calls}}}).areas);
    return *snapshot;
}

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

/// "area item attribute verdict", sorted; packages are counted, times left out.
QStringList found(const Comparison& comparison) {
    QStringList lines;
    int packages = 0;
    for (const AreaComparison& a : comparison.areas) {
        for (const Difference& d : a.differences) {
            if (a.id == QLatin1String("packages") && d.verdict == Verdict::AsExpected)
                ++packages;
            else if (d.attribute != QLatin1String("typical time"))
                lines.append(QStringList{
                    a.id, d.item,
                    d.attribute.isEmpty()
                        ? (d.kind == Difference::Kind::Added ? QStringLiteral("new") : QStringLiteral("gone"))
                        : d.attribute,
                    toString(d.verdict)}
                                 .join(QLatin1String(" | ")));
        }
        if (!a.notCollected.isEmpty() && a.verdict != Verdict::Same)
            lines.append(QStringList{a.id, QStringLiteral("not seen"), toString(a.verdict)}.join(
                QLatin1String(" | ")));
    }
    if (packages > 0)
        lines.append(QStringLiteral("packages | %1 | as-expected").arg(packages));
    lines.sort();
    return lines;
}

/// Read out of the recorded answers by hand, server by server.
const char from630[] = R"(admins | admin2@example.test | last log-in | same
admins | admin@example.test | last log-in | same
calls | GET /api/v2/shop/_table/contact?include_count=true | body | same
calls | GET /api/v2/shop/_table/contact?include_count=true | shape | same
env | BCRYPT_ROUNDS | new | as-expected
env | CACHE_STORE | new | as-expected
environment | platform version | value | as-expected
packages | 99 | as-expected
response-times | GET / | answer | as-expected
status | last_admin_login | value | same
status | version | value | as-expected
system | config/app.php | value | as-expected
ui | start page | leads to | as-expected
users | anna@example.test | last log-in | same
users | bob@example.test | last log-in | same
users | gone@example.test | last log-in | same)";

const char from541[] = R"(admins | admin@example.test | last log-in | same
calls | GET /api/v2/shop/_table/contact?include_count=true | body | same
calls | GET /api/v2/shop/_table/contact?include_count=true | shape | same
env | BCRYPT_ROUNDS | new | as-expected
env | CACHE_STORE | new | as-expected
environment | platform version | value | as-expected
packages | 101 | as-expected
status | last_admin_login | value | same
status | version | value | as-expected
system | config/app.php | value | as-expected
ui | start page | kind | as-expected
users | anna@example.test | last log-in | same
users | gone@example.test | last log-in | same)";

const char from733[] = R"(admins | admin@example.test | last log-in | same
calls | GET /api/v2/shop/_table/contact?include_count=true | body | same
environment | platform version | value | as-expected
packages | 33 | as-expected
status | last_admin_login | value | same
status | version | value | as-expected
system | config/app.php | value | as-expected
users | anna@example.test | last log-in | same
users | gone@example.test | last log-in | same)";

/// Log-ins were destroyed: whatever needs one is refused. The rest follows from it.
const char withoutLogIns[] = R"(calls | GET /api/v2/db/_table | answer | worse
calls | GET /api/v2/docs | answer | worse
calls | GET /api/v2/docs/hello.txt | answer | worse
calls | GET /api/v2/erp/system/environment | answer | worse
calls | GET /api/v2/files | answer | worse
calls | GET /api/v2/logs | answer | worse
calls | GET /api/v2/shop/_schema | answer | worse
calls | GET /api/v2/shop/_table | answer | worse
calls | GET /api/v2/shop/_table/contact?include_count=true | answer | worse
calls | GET /api/v2/shop/_table/orders | answer | worse
calls | GET /api/v2/user | answer | worse
response-times | POST /api/v2/system/admin/session | answer | worse)";

} // namespace

/// What a person finds who reads the recorded answers of real servers before and after their real upgrades,
/// and nothing else.
class TestRealUpgrades : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsWhatAPersonFinds_data();
    void findsWhatAPersonFinds();
    void saysWhatIsBrokenWhereLogInsAre();
    void afterGoingBackOnlyUseIsSeen();
};

void TestRealUpgrades::findsWhatAPersonFinds_data() {
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("differences");
    const auto row = [](const char* before, const char* after, const char* from, const char* to,
                        const char* differences) {
        QTest::addRow("%s and %s", before, after)
            << QString::fromLatin1(before) << QString::fromLatin1(after) << QByteArray(from) << QByteArray(to)
            << QString::fromLatin1(differences);
    };
    row("6.3.0", "6.3.0-to-7.3.3", "6.3.0", "7.3.3", from630);
    row("5.4.1", "5.4.1-to-7.3.3", "5.4.1", "7.3.3", from541);
    row("5.4.1-to-7.3.3", "5.4.1-to-7.5.0", "7.3.3", "7.5.0", from733);
}

void TestRealUpgrades::findsWhatAPersonFinds() {
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, differences);
    const Snapshot is = recorded(after);
    const Comparison result = compare(recorded(before), is, upgrade(from.constData(), to.constData(), is));
    QCOMPARE(found(result), differences.split(QLatin1Char('\n')));
    QVERIFY(result.verdict == Verdict::AsExpected);
}

void TestRealUpgrades::saysWhatIsBrokenWhereLogInsAre() {
    const Comparison result = compare(recorded(QStringLiteral("6.3.0")),
                                      recorded(QStringLiteral("6.3.0-to-7.3.3-without-bcrypt-rounds")),
                                      upgrade("6.3.0", "7.3.3", recorded(QStringLiteral("6.3.0-to-7.3.3"))));
    QCOMPARE(found(result).filter(QStringLiteral("| worse")),
             QString::fromLatin1(withoutLogIns).split(QLatin1Char('\n')));
    // What could not be seen any more is said, each with its reason.
    QCOMPARE(found(result).filter(QStringLiteral("not seen")).size(), 13);
}

/// The answers after the guide's way back: files have other times, people went on writing, nothing else.
void TestRealUpgrades::afterGoingBackOnlyUseIsSeen() {
    const auto calls = [](const char* name) {
        return snapshotFromJson(
            {{QStringLiteral("areas"),
              QJsonArray{
                  QJsonDocument::fromJson(data(QStringLiteral("calls/%1.json").arg(QLatin1String(name))))
                      .object()}}});
    };
    const Comparison result = compare(calls("6.3.0"), calls("6.3.0-back"), {});
    const QStringList differences{
        QStringLiteral("calls | GET /api/v2/files | body | same"),
        QStringLiteral("calls | GET /api/v2/logs | body | same"),
        QStringLiteral("calls | GET /api/v2/shop/_table/contact?include_count=true | body | same"),
        QStringLiteral("calls | GET /api/v2/shop/_table/contact?include_count=true | shape | same")};
    QCOMPARE(found(result), differences);
}

QTEST_GUILESS_MAIN(TestRealUpgrades)
#include "tst_real_upgrades.moc"
