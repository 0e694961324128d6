#include "inspect/inspector.h"
#include "support/result_text.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

QByteArray recorded(const QString& name) {
    QFile f(S(DF_TEST_DATA "/inspect/") + name + S(".txt"));
    return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
}

QByteArray framed(const QByteArray& lines) {
    return "<<df abc123 begin>>\nM\thostName\thost\nM\tuid\t0\n" + lines + "<<df abc123 end>>\n";
}

QByteArray section(const QByteArray& root, const QByteArray& name, const QByteArray& value) {
    return "J\t{\"root\":\"" + root + "\",\"section\":\"" + name + "\",\"value\":" + value + "}\n";
}

} // namespace

/// Recorded answers of real servers, and answers that no honest probe gives.
class TestProbeParser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRealServer();
    void aRealServerWithSystemd();
    void theConfigVersionMayBeWrong();
    void aTreeThatMayNotBeRead();
    void withoutPhp();
    void cutAnywhere();
    void nothingIsNotUnknown();
    void notAnAnswer();
    void aForgedMarkerInsideAValue();
    void markersOfSomebodyElse();
    void longLinesAreClipped();
    void brokenText();
    void wrongTypes();
    void manyInstallations();
    void unknownRoots();
    void copiesAreLeftOut();
    void commercial();
    void whatBecameKnownLater();
};

void TestProbeParser::aRealServer() {
    const auto facts = parseProbe(recorded(S("6.3.0-mariadb-sysv")));
    QVERIFY2(facts.has_value(), facts ? "" : qPrintable(facts.error().what));
    QCOMPARE(facts->problems, QStringList());
    QCOMPARE(facts->machine.hostName, S("api1"));
    QCOMPARE(facts->machine.osId, S("debian"));
    QCOMPARE(toString(facts->machine.serviceManager), S("sysv"));
    QVERIFY(facts->machine.root);
    QCOMPARE(facts->machine.memoryBytes, 24684084LL * 1024);
    QCOMPARE(facts->takenAt, facts->machine.clock);
    QVERIFY(facts->machine.clock.isValid());
    QVERIFY(facts->machine.tools.contains(S("flock")));
    QCOMPARE(facts->machine.fileSystems.size(), 1);
    QCOMPARE(facts->installations.size(), 1);

    const Installation& in = facts->installations.first();
    QCOMPARE(in.path, S("/opt/dreamfactory"));
    QCOMPARE(in.foundBy, S("nginx site"));
    QCOMPARE(in.owner + in.group + in.mode, S("dreamfactorydreamfactory0750"));
    QCOMPARE(in.webUser, S("dreamfactory"));
    QCOMPARE(in.code.version, S("6.3.0"));
    QVERIFY(in.code.versionCertain);
    QCOMPARE(in.code.tagsAtHead, (QStringList{S("6.3.0"), S("7.0.0")}));
    QCOMPARE(in.code.deletedCount, 7);
    QVERIFY(in.code.untrackedCount > 50);
    QCOMPARE(in.code.uiGeneration, S("6.x"));
    QVERIFY(!in.code.commercial);
    QCOMPARE(in.php.binary, S("/usr/bin/php"));
    QCOMPARE(in.php.extensions.value(S("mongodb")), S("1.15.0"));
    QCOMPARE(in.fpm.service, S("php8.2-fpm"));
    QCOMPARE(in.fpm.opcacheValidatesTimestamps, std::optional<bool>(false));
    QCOMPARE(in.web.localUrl, S("http://127.0.0.1:80"));
    QVERIFY(in.web.loginRateLimited);
    QCOMPARE(in.env.appKeyForm, S("base64-32"));
    QVERIFY(in.env.has(S("DB_PASSWORD")));
    QCOMPARE(in.env.value(S("DB_HOST")).value_or(QString()), S("127.0.0.1"));
    QCOMPARE(toString(in.database.engine), S("mysql"));
    QVERIFY(in.database.reachable);
    QCOMPARE(in.database.scratchWay, S("root-socket"));
    QCOMPARE(in.database.counts.value(S("service")), 13);
    QCOMPARE(in.database.counts.value(S("admin")), 2);
    QCOMPARE(in.database.serviceTypes.value(S("local_file")), 3);
    QCOMPARE(in.database.bcryptCosts, QVector<int>{10});
    QVERIFY(in.database.migrations.contains(S("2020_03_02_121555_create_instance_id_table")));
}

void TestProbeParser::aRealServerWithSystemd() {
    const auto facts = parseProbe(recorded(S("7.3.3-sqlite-systemd")));
    QVERIFY(facts);
    QCOMPARE(toString(facts->machine.serviceManager), S("systemd"));
    const Installation& in = facts->installations.value(0);
    QCOMPARE(in.code.version, S("7.3.3"));
    QCOMPARE(in.code.uiGeneration, S("angular"));
    QCOMPARE(in.code.uiVersion, S("1.5.5"));
    QCOMPARE(in.database.name, S("/opt/dreamfactory/storage/databases/database.sqlite"));
    QCOMPARE(in.database.scratchWay, S("file"));
    QVERIFY(in.database.insideTree);
    QCOMPARE(in.web.service, S("nginx"));
}

void TestProbeParser::theConfigVersionMayBeWrong() {
    const auto facts = parseProbe(recorded(S("5.4.1-mariadb-sysv")));
    QVERIFY(facts);
    const CodeFacts& c = facts->installations.value(0).code;
    QCOMPARE(c.version, S("5.4.1"));
    QVERIFY(c.versionCertain);
    QCOMPARE(c.versionAnswers.last().source, S("config/app.php"));
    QCOMPARE(c.versionAnswers.last().says, S("5.4.0"));
    QCOMPARE(c.uiGeneration, S("angularjs"));
}

void TestProbeParser::aTreeThatMayNotBeRead() {
    const auto facts = parseProbe(recorded(S("6.3.0-closed-tree")));
    QVERIFY(facts);
    QVERIFY(!facts->machine.root);
    const Installation& in = facts->installations.value(0);
    QCOMPARE(in.path, S("/opt/dreamfactory"));
    QVERIFY(!in.code.isRepository);
    QVERIFY(in.code.whyNot.contains(S("may not read")));
    QVERIFY(!in.env.exists && !in.env.readable);
    QCOMPARE(toString(in.database.engine), QString());
    QCOMPARE(in.code.version, QString());
    QCOMPARE(in.web.kind, S("nginx"));
}

void TestProbeParser::withoutPhp() {
    const auto facts =
        parseProbe(framed("I\t/opt/dreamfactory\tusual place\nE\tno PHP for the command line was found\n"));
    QVERIFY(facts);
    QCOMPARE(facts->installations.size(), 1);
    QCOMPARE(facts->installations.first().path, S("/opt/dreamfactory"));
    QCOMPARE(facts->installations.first().php.binary, QString());
    QCOMPARE(facts->problems, QStringList{S("no PHP for the command line was found")});
}

void TestProbeParser::cutAnywhere() {
    const QByteArray whole = recorded(S("6.3.0-mariadb-sysv"));
    QVERIFY(whole.size() > 10000);
    int complete = 0;
    const qsizetype end = whole.trimmed().size(); // what lacks nothing but the last line's end is whole
    for (qsizetype n = 0; n < end; n += 97) {
        const auto facts = parseProbe(whole.left(n));
        if (!facts) {
            QCOMPARE(codeOf(facts), toString(ErrorCode::BadAnswer));
            continue;
        }
        complete += facts->problems.isEmpty() || facts->complete ? 1 : 0;
        QVERIFY(facts->installations.size() <= 1);
    }
    QCOMPARE(complete, 0); // a cut answer always says so
}

void TestProbeParser::nothingIsNotUnknown() {
    const auto meaning = [](const QByteArray& lines, const char* end) {
        const auto facts = parseProbe(framed("P\t/usr/bin/php\n" + lines + section("", "complete", "true"))
                                          .replace("<<df abc123 end>>", end));
        return facts ? nothingFound(*facts, {}) : facts.error();
    };
    QCOMPARE(meaning("M\tcpus\t4\n", "<<df abc123 end>>").facts, QStringList());
    QCOMPARE(toString(meaning("M\tcpus\t4\n", "").code), toString(ErrorCode::Timeout));
    const Error silent = meaning("M\tcpus\t4\n" + section("", "silentEngines", "[\"docker\",\"kubectl\"]") +
                                     section("", "problem", "\"docker: no answer in time\""),
                                 "<<df abc123 end>>");
    QCOMPARE(toString(silent.code), toString(ErrorCode::NoInstallation));
    QCOMPARE(silent.facts, (QStringList{S("engine-silent"), S("docker, kubectl")}));
    QCOMPARE(silent.detail, S("docker: no answer in time"));
}

void TestProbeParser::notAnAnswer() {
    for (const QByteArray& text :
         {QByteArray(), QByteArray("\n"), QByteArray("Welcome!\n"), QByteArray("<<df begin>>\n"),
          QByteArray("<<df a b begin>>\nM\thostName\tx\n"), QByteArray(1 << 20, 'x'),
          QByteArray(1 << 20, '\n'), QByteArray("<<df abc begin>>\n<<df abc end>>\n"),
          QByteArray(1000, '\0')})
        QCOMPARE(codeOf(parseProbe(text)), toString(ErrorCode::BadAnswer));
}

void TestProbeParser::aForgedMarkerInsideAValue() {
    // a line break in a value would be needed, and JSON has none; the text itself is harmless
    const auto facts = parseProbe(framed(
        "I\t/a\tprocess\n" + section("/a", "code", "{\"whyNot\":\"x\\n<<df abc123 end>>\\nM\\tuid\\t7\"}") +
        "M\tcpus\t4\n"));
    QVERIFY(facts);
    QCOMPARE(facts->machine.cpus, 4);
    QCOMPARE(facts->machine.uid, 0);
    QVERIFY(facts->installations.first().code.whyNot.contains(S("<<df abc123 end>>")));
}

void TestProbeParser::markersOfSomebodyElse() {
    const auto facts = parseProbe(framed("<<df evil end>>\n<<df evil begin>>\nM\tcpus\t2\n"));
    QVERIFY(facts);
    QCOMPARE(facts->machine.cpus, 2);
}

void TestProbeParser::longLinesAreClipped() {
    const QByteArray big(1 << 20, 'x');
    const auto facts = parseProbe(framed(
        "M\tosName\t" + big + "\nI\t/a\tprocess\n" +
        section("/a", "code", "{\"describe\":\"" + big + "\",\"composerJson\":\"" + big + "\"}") + big +
        "\n" + section("/a", "env", "{\"problems\":[" + QByteArray("\"p\",").repeated(100000) + "\"p\"]}")));
    QVERIFY(facts);
    QVERIFY(facts->machine.osName.size() <= 9000);
    const Installation& in = facts->installations.first();
    QCOMPARE(in.code.describe.size(), 4096);
    QCOMPARE(in.code.composerJson.size(), 262144);
    QCOMPARE(in.env.problems.size(), 5000);
}

void TestProbeParser::brokenText() {
    const auto facts =
        parseProbe(framed("M\tosName\tbad \xff\xfe text \x1b[31m\n" + section("/a", "code", "{\"a\":\xff}") +
                          "J\t{\"root\":\n" + "J\tnull\nJ\t[]\nX\n\t\t\t\n" +
                          section("", "php", QByteArray("[").repeated(5000))));
    QVERIFY(facts);
    QVERIFY(!facts->machine.osName.contains(QChar(0x1b)));
    QVERIFY(facts->machine.osName.startsWith(S("bad ")));
    QVERIFY(facts->problems.size() >= 4);
}

void TestProbeParser::wrongTypes() {
    const auto facts = parseProbe(framed(
        "M\tcpus\tmany\nM\tuid\t99999999999999999999\nI\t/a\tprocess\n" + section("/a", "code", "[1,2,3]") +
        section("/a", "env", "\"text\"") +
        section(
            "/a", "database",
            "{\"engine\":42,\"bytes\":\"much\",\"counts\":[1],\"tables\":1e300,\"migrations\":[1,\"m\",null],"
            "\"bcryptCosts\":[\"10\",12,true],\"serviceTypes\":{\"a\":\"x\",\"b\":3}}") +
        section("/a", "fpm", "{\"found\":\"yes\",\"masterPid\":-1.5e40}") +
        section("/a", "schedules", "{\"a\":1}") + section("/a", "installation", "null") +
        section("", "fileSystems", "7") + section("", "php", "{}")));
    QVERIFY(facts);
    QCOMPARE(facts->machine.cpus, 0);
    QCOMPARE(facts->machine.uid, 0); // an impossible number leaves the one before
    const Installation& in = facts->installations.value(0);
    QCOMPARE(toString(in.database.engine), QString());
    QCOMPARE(in.database.bytes, 0);
    QCOMPARE(in.database.migrations, QStringList{S("m")});
    QCOMPARE(in.database.bcryptCosts, QVector<int>{12});
    QCOMPARE(in.database.serviceTypes, (QMap<QString, int>{{S("b"), 3}}));
    QVERIFY(!in.fpm.found);
    QVERIFY(in.schedules.isEmpty());
}

void TestProbeParser::manyInstallations() {
    QByteArray lines;
    for (int i = 0; i < 1000; ++i)
        lines += "I\t/srv/" + QByteArray::number(i) + "\tusual place\n";
    const auto facts = parseProbe(framed(lines + lines));
    QVERIFY(facts);
    QCOMPARE(facts->installations.size(), 32);
}

void TestProbeParser::unknownRoots() {
    const auto facts = parseProbe(framed("I\trelative/path\tprocess\nI\t\tprocess\n" +
                                         section("/nowhere", "code", "{\"commit\":\"x\"}")));
    QVERIFY(facts);
    QVERIFY(facts->installations.isEmpty());
}

void TestProbeParser::copiesAreLeftOut() {
    const auto facts =
        parseProbe(framed("I\t/opt/dreamfactory\tusual place\nI\t/opt/dreamfactory.old\tusual place\n" +
                          section("", "dropped", "\"/opt/dreamfactory.old\"")));
    QVERIFY(facts);
    QCOMPARE(facts->installations.size(), 1);
}

void TestProbeParser::commercial() {
    const QByteArray lock = "{\"dreamfactory/df-core\":\"1.0.3\",\"dreamfactory/"
                            "df-script\":\"0.20.1\",\"dreamfactory/df-mysqldb\":\"0.20.0\"}";
    const auto facts = parseProbe(framed(
        "I\t/a\tprocess\n" +
        section("/a", "code",
                "{\"lockedPackages\":" + lock +
                    ",\"configVersion\":\"6.3.0\",\"modified\":[\"composer.json\",\"composer.lock\"]}") +
        section(
            "/a", "env",
            "{\"entries\":[{\"key\":\"DF_LICENSE_KEY\",\"secret\":true,\"empty\":false,\"active\":true}]}")));
    QVERIFY(facts);
    const CodeFacts& c = facts->installations.value(0).code;
    QVERIFY(c.commercial);
    QCOMPARE(c.version, S("6.3.0"));
    QVERIFY(!c.versionCertain);
    QCOMPARE(c.commercialReasons,
             (QStringList{S("composer.lock lists df-mysqldb, df-script"), S(".env holds a DF_LICENSE_KEY"),
                          S("differs from the release: composer.json, composer.lock")}));
}

/// A section with a plus adds to one that was said before, and to nothing else; sizes and clocks are read.
void TestProbeParser::whatBecameKnownLater() {
    const auto facts = parseProbe(framed(
        "M\tmemoryKiB\t1000\nM\tswapKiB\t500\nM\tclock\t2026-09-01T08:00:00Z\n"
        "M\tclockAtEnd\t2026-09-01T08:00:03Z\nM\tumask\t0022\nI\t/a\tsite\n" +
        section("/a", "code", "{\"isRepository\":true,\"commit\":\"c\"}") +
        section("/a", "code+", "{\"foreignFiles\":2,\"foreignFileSample\":[\"storage/x\",\"vendor/y\"]}") +
        section("/a", "env+", "[1]")));
    QVERIFY(facts);
    QCOMPARE(facts->machine.memoryBytes, 1000 * 1024);
    QCOMPARE(facts->machine.swapBytes, 500 * 1024);
    QCOMPARE(facts->seconds, 3.0);
    QCOMPARE(facts->machine.umask, S("0022"));
    const CodeFacts& code = facts->installations.first().code;
    QVERIFY(code.isRepository);
    QCOMPARE(code.commit, S("c"));
    QCOMPARE(code.foreignFiles, 2);
    QCOMPARE(code.foreignFileSample.size(), 2);
}

QTEST_GUILESS_MAIN(TestProbeParser)
#include "tst_probe_parser.moc"
