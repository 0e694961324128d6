// The built program moves an installation into a container, by answer files: from a machine and from another
// container. Engine, containers, databases and SSH are real; the test takes its own hashes of both sides.
#include "advise/new_container.h"
#include "support/host_wizard.h"
#include "support/test_engine.h"
#include "support/test_host.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace df::test;

class TestContainerMove : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fromAMachine();
    void fromAContainer();
    void andBack();
    void goesOnAfterItWasKilled();
    void isNotTakenForItsNamesake();
    void goesByItsOwnFileNotByTheDefinition();
    void theStepsMakeANewContainer();
};

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

QJsonObject container(const char* name) { return {{S("kind"), S("docker")}, {S("container"), S(name)}}; }

/// From `server` into the container "new" of `engine`; without the installation there.
QJsonObject into(const TestEngine& engine, const QJsonObject& server, const QString& afterVerify) {
    return {
        {S("task"), S("migrate")},
        {S("server"), server},
        {S("newServer"), engine.server()},
        {S("newInstallation"), container("new")},
        {S("move"), QJsonArray{S("storage/app"), S("/opt/customer/files"), S("/opt/customer/shop.sqlite")}},
        {S("confirmServerName"), engine.server().value(S("host")).toString() + S("/new")},
        {S("onFailure"), S("go-back")},
        {S("afterVerify"), afterVerify}};
}

/// Plays until nothing is left to be accepted, as a person would tick.
HostWizard::Ending play(HostWizard& wizard, QJsonObject& answers) {
    HostWizard::Ending ending = wizard.play(answers, 600);
    for (int i = 0; i < 2 && ending.exitCode == 64 && ending.err.contains("accept:"); ++i) {
        answers.insert(S("accept"), QJsonArray::fromStringList(ending.findings(S("should-know"))));
        ending = wizard.play(answers, 600);
    }
    return ending;
}

/// All that was encrypted, opened with the key of .env; a line each. "BAD …": it can't be.
const char secrets[] = R"(cd /opt/dreamfactory && php -r '
$env = [];
foreach (file(".env") as $line) {
    if (preg_match("/^([A-Z_]+)=\"?(.*?)\"?$/", trim($line), $m)) { $env[$m[1]] = $m[2]; }
}
$key = base64_decode(substr($env["APP_KEY"], 7));
$lite = $env["DB_CONNECTION"] === "sqlite";
$db = $lite ? new PDO("sqlite:" . $env["DB_DATABASE"])
    : new PDO("mysql:unix_socket=/run/mysqld/mysqld.sock;dbname=" . $env["DB_DATABASE"], "root", "");
$names = $lite ? "select name from sqlite_master where type = \"table\"" : "show tables";
foreach ($db->query($names)->fetchAll(PDO::FETCH_COLUMN) as $table) {
    foreach ($db->query("select * from `$table`", PDO::FETCH_ASSOC) as $row) {
        foreach ($row as $name => $value) {
            $box = strncmp((string)$value, "eyJ", 3) === 0 ? json_decode((string)base64_decode($value, true), true) : null;
            if (!isset($box["iv"], $box["value"], $box["mac"])) { continue; }
            $mac = hash_hmac("sha256", $box["iv"] . $box["value"], $key);
            $text = openssl_decrypt($box["value"], "AES-256-CBC", $key, 0, base64_decode($box["iv"]));
            echo hash_equals($mac, $box["mac"]) && $text !== false ? "$table.$name $text" : "BAD $table.$name", "\n";
        }
    }
}' | sort)";

const char files[] =
    "find /opt/dreamfactory/storage/app /opt/customer -type f -print0 | sort -z | xargs -0 sha256sum";

QStringList tables(const QStringList& state) { return state.filter(QRegularExpression(S("^table "))); }

/// What the release's own migrations and its seeding explain.
bool isOfTheRelease(const QString& table) {
    static const QStringList known{S("app"), S("file_service_config"), S("migrations"), S("service"),
                                   S("sqlite_sequence")};
    return known.contains(table);
}

/// Tables whose rows aren't those of before, but for what the release explains.
QStringList otherRows(const QStringList& before, const QStringList& now) {
    QMap<QString, QString> rows;
    for (const QString& line : tables(now))
        rows.insert(line.section(QLatin1Char(' '), 1, 1), line.section(QLatin1Char(' '), 2, 3));
    QStringList other;
    for (const QString& line : tables(before))
        if (const QString table = line.section(QLatin1Char(' '), 1, 1);
            !isOfTheRelease(table) && rows.value(table) != line.section(QLatin1Char(' '), 2, 3))
            other << table;
    return other;
}

/// Rows of the old server that the new one hasn't, in the tables to which the release adds.
QStringList lostRows(const QString& before, const QString& now) {
    const QStringList has = now.split(QLatin1Char('\n'));
    QStringList lost;
    for (const QString& row : before.split(QLatin1Char('\n')))
        if (!has.contains(row))
            lost << row;
    return lost;
}

/// What came from the old server, or was laid aside, stays beside the installation until somebody deletes it.
QStringList withoutWhatCame(QStringList state) {
    state.removeIf(
        [](const QString& line) { return line.contains(QLatin1String(" opt/dreamfactory.df-upgrade-")); });
    return state;
}

const char services[] =
    "cd /; mariadb -N dreamfactory -e 'select id, name, label, type, is_active from service; "
    "select * from file_service_config; select id, name, is_active from app'";

const char liteServices[] =
    R"(php -r '$db = new PDO("sqlite:/opt/dreamfactory/storage/databases/dreamfactory.sqlite");
foreach (["select id, name, label, type, is_active from service", "select * from file_service_config",
          "select id, name, is_active from app"] as $query) {
    foreach ($db->query($query, PDO::FETCH_NUM) as $row) { echo implode("|", $row), "\n"; }
}')";

/// The one switch on an old server is its maintenance for the last copy, and that has its undo.
const char opensAgain[] = "sh /var/lib/df-upgrade/2*/undo.sh";

/// The program is killed while the new container waits for the data.
bool killedWhileReceiving(const TestEngine& engine, HostWizard& wizard, QJsonObject& answers) {
    const QString waits = S("[ -d \"$(ls -d /var/lib/df-upgrade/2*)/state/steps/receive.data\" ]");
    for (int i = 0; i < 3; ++i) {
        wizard.start(answers);
        for (; wizard.runs(); (void)wizard.said())
            if (engine.await(S("new"), waits, 1)) {
                wizard.kill();
                return true;
            }
        const auto ending = wizard.wait(1);
        if (ending.exitCode != 64)
            qWarning("%s", ending.text().constData());
        answers.insert(S("accept"), QJsonArray::fromStringList(ending.findings(S("should-know"))));
    }
    return false;
}

} // namespace

void TestContainerMove::fromAMachine() {
    TestHost old(S("oldbox"));
    TestEngine engine(S("fromhost"));
    for (const QString& trouble : {old.start(), engine.start(), engine.run(S("new"), S("7.3.3"))})
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    const QStringList before = old.state();
    HostWizard wizard{QStringLiteral(DF_PROGRAM)};
    QJsonObject answers = into(engine, HostWizard::asAdmin(old), S("keep"));
    const auto ending = play(wizard, answers);
    QVERIFY2(ending.exitCode == 0, ending.text());
    QCOMPARE(ending.outcome(), S("done"));
    const QStringList now = engine.state(S("new"));
    QVERIFY(tables(now).size() > 30);
    QCOMPARE(otherRows(before, now), QStringList());
    QCOMPARE(lostRows(old.output(S(services)), engine.output(S("new"), S(services))), QStringList());
    QCOMPARE(engine.output(S("new"), S(secrets)), old.output(S(secrets)));
    QVERIFY(old.output(S(secrets)).contains(S("canary-service-secret-8Hd2")));
    QCOMPARE(engine.output(S("new"), S(files)), old.output(S(files)));
    QVERIFY(TestHost::difference(before, old.state()).contains("storage/framework/"));
    QCOMPARE(old.sh(S(opensAgain)).exitCode, 0);
    const QByteArray changed = TestHost::difference(before, withoutWhatCame(old.state()));
    QVERIFY2(changed.isEmpty(), changed);
}

/// On SQLite; on MariaDB the tests below go the same way.
void TestContainerMove::fromAContainer() {
    TestEngine engine(S("both"));
    for (const QString& trouble :
         {engine.start(), engine.run(S("old"), S("6.3.0-sqlite")), engine.run(S("new"), S("7.3.3-sqlite"))})
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    const QStringList before = engine.state(S("old"));
    HostWizard wizard{QStringLiteral(DF_PROGRAM)};
    QJsonObject answers = into(engine, engine.server(), S("keep"));
    answers.insert(S("installation"), container("old"));
    const auto ending = play(wizard, answers);
    QVERIFY2(ending.exitCode == 0, ending.text());
    QCOMPARE(ending.outcome(), S("done"));
    const QStringList now = engine.state(S("new"));
    QVERIFY(tables(now).size() > 30);
    QCOMPARE(otherRows(before, now), QStringList());
    const QString had = engine.output(S("old"), S(liteServices));
    QVERIFY(had.contains(QLatin1Char('|')));
    QCOMPARE(lostRows(had, engine.output(S("new"), S(liteServices))), QStringList());
    const QString opened = engine.output(S("old"), S(secrets));
    QVERIFY(opened.contains(S("canary-service-secret-8Hd2")) && !opened.contains(S("BAD ")));
    QCOMPARE(engine.output(S("new"), S(secrets)), opened);
    QCOMPARE(engine.output(S("new"), S(files)), engine.output(S("old"), S(files)));
    const QJsonObject print = ending.report.value(QLatin1String("oldFingerprint")).toObject();
    QVERIFY2(print.value(QLatin1String("same")).toBool(), QJsonDocument(print).toJson());
    QVERIFY(TestHost::difference(before, engine.state(S("old"))).contains("storage/framework/"));
    QCOMPARE(engine.inside(S("old"), S(opensAgain)).exitCode, 0);
    const QByteArray changed = TestHost::difference(before, withoutWhatCame(engine.state(S("old"))));
    QVERIFY2(changed.isEmpty(), changed);
}

void TestContainerMove::andBack() {
    TestEngine engine(S("back"));
    for (const QString& trouble :
         {engine.start(), engine.run(S("old"), S("6.3.0")), engine.run(S("new"), S("7.3.3"))})
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    const QStringList before = engine.state(S("new")), oldBefore = engine.state(S("old"));
    HostWizard wizard{QStringLiteral(DF_PROGRAM)};
    QJsonObject answers = into(engine, engine.server(), S("go-back"));
    answers.insert(S("installation"), container("old"));
    const auto ending = play(wizard, answers);
    QVERIFY2(ending.exitCode == 0, ending.text());
    QCOMPARE(ending.outcome(), S("went-back"));
    const QByteArray changed = TestHost::difference(before, withoutWhatCame(engine.state(S("new"))));
    QVERIFY2(changed.isEmpty(), changed);
    const QByteArray old = TestHost::difference(oldBefore, engine.state(S("old")));
    QVERIFY2(old.isEmpty(), old); // open to its users again
}

/// Started again it goes into the containers again, not to the machine that they are on.
void TestContainerMove::goesOnAfterItWasKilled() {
    TestEngine engine(S("killed"));
    for (const QString& trouble :
         {engine.start(), engine.run(S("old"), S("6.3.0")), engine.run(S("new"), S("7.3.3"))})
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    HostWizard wizard{QStringLiteral(DF_PROGRAM)};
    QJsonObject answers = into(engine, engine.server(), S("keep"));
    answers.insert(S("installation"), container("old"));
    QVERIFY(killedWhileReceiving(engine, wizard, answers));
    const auto ending = wizard.play(answers, 600);
    QVERIFY2(ending.exitCode == 0, ending.text());
    QVERIFY2(ending.out.contains("attaching to the run"), ending.text());
    QCOMPARE(ending.outcome(), S("done"));
    QCOMPARE(engine.output(S("new"), S(secrets)), engine.output(S("old"), S(secrets)));
    QCOMPARE(engine.output(S("new"), S(files)), engine.output(S("old"), S(files)));
}

void TestContainerMove::isNotTakenForItsNamesake() {
    TestEngine engine(S("namesake"));
    for (const QString& trouble :
         {engine.start(), engine.run(S("old"), S("6.3.0")), engine.run(S("new"), S("7.3.3"))})
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    HostWizard wizard{QStringLiteral(DF_PROGRAM)};
    QJsonObject answers = into(engine, engine.server(), S("keep"));
    answers.insert(S("installation"), container("old"));
    QVERIFY(killedWhileReceiving(engine, wizard, answers));
    QCOMPARE(engine.sh(S("podman stop -t 0 new")).exitCode, 0);
    const auto stopped = wizard.play(answers, 300);
    QVERIFY2(stopped.exitCode == 50, stopped.text()); // the run is in there
    QVERIFY2(stopped.err.contains("new doesn't run"), stopped.text());
    QVERIFY2(stopped.err.contains("podman start new"), stopped.text());
    QCOMPARE(engine.sh(S("podman rm -f -t 0 new")).exitCode, 0);
    const QString again = engine.run(S("new"), S("7.3.3"));
    QVERIFY2(again.isEmpty(), qPrintable(again));
    const auto ending = wizard.play(answers, 600);
    QVERIFY2(ending.err.contains("new is not there any more"), ending.text());
    QVERIFY2(ending.exitCode == 0, ending.text()); // from the start, as the answers ask
    QCOMPARE(engine.output(S("new"), S(secrets)), engine.output(S("old"), S(secrets)));
}

/// As the vendor's compose file has it: the database is named by variables, which every command in the
/// container gets, too. The rehearsal must not work on the live database all the same.
void TestContainerMove::goesByItsOwnFileNotByTheDefinition() {
    TestEngine engine(S("defined"));
    const QStringList definition{
        S("-e"), S("DB_CONNECTION=mysql"), S("-e"), S("DB_HOST=127.0.0.1"),
        S("-e"), S("DB_PORT=3306"),        S("-e"), S("DB_DATABASE=dreamfactory"),
        S("-e"), S("DB_USERNAME=dfadmin"), S("-e"), S("DB_PASSWORD=canary-database-password-5Qf1")};
    for (const QString& trouble :
         {engine.start(), engine.run(S("old"), S("6.3.0")), engine.run(S("new"), S("7.3.3"), definition)})
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    HostWizard wizard{QStringLiteral(DF_PROGRAM)};
    QJsonObject answers = into(engine, engine.server(), S("keep"));
    answers.insert(S("installation"), container("old"));
    // The old one's tables, in a scratch database, get what the new release adds; the live ones don't.
    const QStringList before = engine.state(S("old"));
    const auto ending = play(wizard, answers);
    QVERIFY2(ending.exitCode == 0, ending.text());
    QCOMPARE(engine.output(S("new"), S("cat /var/lib/df-upgrade/2*/state/migrations.rehearsed | wc -l")),
             engine.output(S("new"), S("mariadb -N dreamfactory -e 'select count(*) from migrations'")));
    QCOMPARE(otherRows(before, engine.state(S("new"))), QStringList());
    QCOMPARE(lostRows(engine.output(S("old"), S(services)), engine.output(S("new"), S(services))),
             QStringList());
    QCOMPARE(engine.output(S("new"), S(secrets)), engine.output(S("old"), S(secrets)));
    const QJsonObject print = ending.report.value(QLatin1String("oldFingerprint")).toObject();
    QVERIFY2(print.value(QLatin1String("same")).toBool(), QJsonDocument(print).toJson());
}

/// What the advice tells to do, done by the words that it shows.
void TestContainerMove::theStepsMakeANewContainer() {
    TestEngine engine(S("steps"));
    const QStringList definition{S("-e"), S("DB_DATABASE=dreamfactory"),
                                 S("-e"), S("MAIL_FROM_NAME=it's $HOME \"x\""),
                                 S("-e"), S("DB_PASSWORD=canary-of-the-definition")};
    for (const QString& trouble : {engine.start(), engine.run(S("old"), S("6.3.0"), definition),
                                   engine.run(S("other"), S("7.3.3"))}) // its image is there from now on
        QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    const QStringList before = engine.state(S("old"));
    df::Installation old;
    old.kind = df::InstallationKind::Docker;
    old.foundBy = S("podman");
    old.container = S("old");
    old.path = S("/opt/dreamfactory");
    old.env.readable = true;
    const auto env = [&old](const char* key, const char* value) {
        df::EnvEntry entry;
        entry.key = S(key);
        entry.value = S(value);
        old.env.entries << entry;
    };
    env("DB_CONNECTION", "mysql");
    env("DB_DATABASE", "dreamfactory");
    QStringList commands;
    for (const QString& step : df::newContainerSteps(old, S("7.3.3")))
        if (step.startsWith(S("$ ")) && !step.contains(S(" build ")))
            commands << step.mid(2).replace(S(" dreamfactory:7.3.3"),
                                            S(" localhost/practice/dreamfactory:7.3.3"));
    QVERIFY(commands.size() >= 5);
    const QString undo = commands.takeLast();
    for (const QString& command : commands) {
        if (command.startsWith(S("rm ")))
            QCOMPARE(engine.sh(S("stat -c %a old-new.env")).out.trimmed(), QByteArray("600"));
        const auto done = engine.sh(command);
        QVERIFY2(done.exitCode == 0, qPrintable(command) + done.err);
    }
    QVERIFY(engine.await(S("old-new"),
                         S("php -r 'exit(@file_get_contents(\"http://127.0.0.1/status\") ? 0 : 1);'"), 60));
    const QByteArray made =
        engine.sh(S("podman inspect --format '{{range .Config.Env}}{{println .}}{{end}}' old-new")).out;
    const QByteArray key =
        engine.output(S("old"), S("grep ^APP_KEY= /opt/dreamfactory/.env | tr -d '\"'")).toUtf8();
    QVERIFY(key.size() > 40);
    for (const QByteArray& line :
         {key, QByteArray("DB_DATABASE=dreamfactory_new"), QByteArray("MAIL_FROM_NAME=it's $HOME \"x\""),
          QByteArray("DB_PASSWORD=canary-of-the-definition")})
        QVERIFY2(made.split('\n').contains(line), line + "\nnot in\n" + made);
    QVERIFY(!made.contains("DB_DATABASE=dreamfactory\n"));
    const QByteArray words =
        engine.sh(S("podman inspect --format '{{json .Config.CreateCommand}}' old-new")).out;
    QVERIFY2(words.contains("--env-file") && !words.contains("canary") && !words.contains(key.mid(8)), words);
    QVERIFY(
        engine.sh(S("podman inspect --format '{{json .Mounts}}' old-new")).out.contains("old-new-storage"));
    QVERIFY2(TestHost::difference(before, engine.state(S("old"))).isEmpty(),
             TestHost::difference(before, engine.state(S("old"))));
    QCOMPARE(engine.sh(undo).exitCode, 0);
    QCOMPARE(engine.sh(S("podman ps -a --format '{{.Names}}' | sort | tr '\n' ' '; podman volume ls -q")).out,
             QByteArray("old other "));
}

QTEST_GUILESS_MAIN(TestContainerMove)
#include "tst_container_move.moc"
