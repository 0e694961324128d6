#include "support/advice_case.h"

#include <QtTest>

using namespace df;
using df::test::AdviceCase;
using df::test::findingIn;
using df::test::severityOf;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

using Bend = std::function<void(AdviceCase&)>;

/// One way to bend the healthy case, and what must be said then. In the healthy case it must not be said like
/// that.
struct Row {
    const char* name;
    const char* id;
    const char* severity;
    const char* healthy; ///< what the healthy case says under that id: "" or "fine"
    Bend bend;
    const char* textHas; ///< a value of the server's own that the text must hold
};

QVector<Row> rows() {
    const char *must = "must-fix", *should = "should-know", *fine = "fine", *no = "";
    return {
        {"container", "installation-kind", must, no,
         [](AdviceCase& c) { c.here.kind = InstallationKind::Docker; }, "docker"},
        {"no repository", "not-a-repository", must, no,
         [](AdviceCase& c) {
             c.here.code.isRepository = false;
             c.here.code.whyNot = S("fatal: not a git repository");
         },
         "fatal: not a git repository"},
        {"repository", "repository", fine, fine, [](AdviceCase&) {}, "/opt/dreamfactory"},
        {"no remote", "no-remote", must, no, [](AdviceCase& c) { c.here.code.remoteUrl.clear(); },
         "/opt/dreamfactory"},
        {"remote gives nothing", "remote-without-releases", must, no, [](AdviceCase& c) { c.tags.clear(); },
         "github.com"},
        {"a mirror", "remote", fine, fine,
         [](AdviceCase& c) { c.here.code.remoteUrl = S("file:///srv/df.git"); }, "not from the vendor"},
        {"release not there", "release-unknown", must, no, [](AdviceCase& c) { c.target.tag = S("9.9.9"); },
         "9.9.9"},
        {"no lock", "release-unreadable", must, no, [](AdviceCase& c) { c.target.composerLock.clear(); },
         "7.3.3"},
        {"preview", "prerelease", should, no,
         [](AdviceCase& c) {
             c.target.tag = S("8.0.0-beta");
             c.tags.append({S("8.0.0-beta"), S("dd")});
         },
         "8.0.0-beta"},
        {"version unknown", "version-unknown", must, no, [](AdviceCase& c) { c.here.code.version.clear(); },
         "could not"},
        {"same commit", "same-release", must, no, [](AdviceCase& c) { c.here.code.commit = c.target.commit; },
         "7.3.3"},
        {"same number", "same-release", must, no, [](AdviceCase& c) { c.install("7.3.3", "v11.0.0"); },
         "7.3.3"},
        {"downgrade", "downgrade", must, no, [](AdviceCase& c) { c.install("7.10.0", "v13.0.0"); }, "7.10.0"},
        {"config says otherwise", "versions-disagree", fine, no,
         [](AdviceCase& c) {
             c.here.code.versionAnswers.append({S("config/app.php"), S("6.2.0")});
         },
         "6.2.0"},
        {"nothing certain", "versions-disagree", should, no,
         [](AdviceCase& c) {
             c.here.code.versionCertain = false;
             c.here.code.versionAnswers.append({S("composer.lock"), S("df-core 1.0.5: 7.0.1–7.0.2")});
         },
         "7.0.1–7.0.2"},
        {"changed file", "local-changes", should, fine,
         [](AdviceCase& c) { c.here.code.modified = {S("config/app.php")}; }, "config/app.php"},
        {"deleted file", "local-changes", should, fine,
         [](AdviceCase& c) { c.here.code.deleted = {S("server.php")}; }, "server.php"},
        {"changed modes", "modes", fine, no, [](AdviceCase& c) { c.here.code.modeOnlyCount = 7; }, "7"},
        {"commercial without files", "commercial-files-missing", must, no,
         [](AdviceCase& c) {
             c.here.code.commercial = true;
             c.here.code.commercialReasons = {S("composer.lock has df-mysqldb")};
         },
         "df-mysqldb"},
        {"commercial with files", "commercial-files", fine, no,
         [](AdviceCase& c) { c.here.code.commercial = c.choices.haveCommercialFiles = true; }, "7.3.3"},
        {"interface of 6.x can't be had", "admin-interface", must, no,
         [](AdviceCase& c) {
             c.install("5.4.1", "v9.52.16");
             c.target.tag = S("6.3.0");
         },
         "6.3.0"},
        {"old interface", "old-interface", fine, fine, [](AdviceCase&) {}, "6.x"},
        {"site's PHP too old", "php-version", must, fine,
         [](AdviceCase& c) { c.here.php.version = c.here.fpm.version = S("8.1.2"); }, "8.1.2"},
        {"no PHP", "php-version", must, fine,
         [](AdviceCase& c) {
             c.here.php = {};
             c.here.fpm = {};
         },
         "No PHP"},
        {"no sibling on the command line", "php-version", must, fine,
         [](AdviceCase& c) { c.here.php.version = S("7.4.33"); }, "PHP 8.2"},
        {"two PHPs", "php-cli-differs", fine, no,
         [](AdviceCase& c) {
             c.here.otherPhp = {c.here.php};
             c.here.php.binary = S("/usr/bin/php7.4");
             c.here.php.version = S("7.4.33");
         },
         "7.4.33"},
        {"extension missing", "php-extensions", must, fine,
         [](AdviceCase& c) { c.here.php.extensions.remove(S("mbstring")); }, "mbstring"},
        {"database driver missing", "php-extensions", must, fine,
         [](AdviceCase& c) { c.here.php.extensions.remove(S("pdo_mysql")); }, "pdo_mysql"},
        {"mongodb missing, unused", "ext-mongodb", should, no,
         [](AdviceCase& c) { c.here.php.extensions.remove(S("mongodb")); }, "mongodb is missing"},
        {"mongodb too old, unused", "ext-mongodb", should, no,
         [](AdviceCase& c) { c.here.php.extensions[S("mongodb")] = S("1.17.2"); }, "1.17.2"},
        {"mongodb missing, used by a service", "php-extensions", must, fine,
         [](AdviceCase& c) {
             c.here.php.extensions.remove(S("mongodb"));
             c.here.database.serviceTypes.insert(S("mongodb"), 2);
         },
         "services of type mongodb: 2"},
        {"mongodb missing, used by the log", "php-extensions", must, fine,
         [](AdviceCase& c) {
             c.here.php.extensions.remove(S("mongodb"));
             c.setEnv("LOGSDB_ENABLED", S("true"));
         },
         "LOGSDB_ENABLED"},
        {"no composer", "composer", must, fine, [](AdviceCase& c) { c.here.composerBinary.clear(); },
         "not found"},
        {"composer 1", "composer", must, fine, [](AdviceCase& c) { c.here.composerVersion = S("1.10.27"); },
         "1.10.27"},
        {"composer 2.0 where 2.2 is asked", "composer", must, fine,
         [](AdviceCase& c) {
             auto packages = test::samplePackages();
             packages.append(
                 {S("symfony/http-client"), S("v7.0.0"), {{S("composer-runtime-api"), S("^2.2")}}, {}});
             c.target.composerLock = test::composerLock(packages);
             c.here.composerVersion = S("2.0.9");
         },
         "2.0.9"},
        {"opcache", "opcache", fine, fine, [](AdviceCase&) {}, "validate_timestamps"},
        {"SQL Server", "database-engine", must, no,
         [](AdviceCase& c) { c.here.database.engine = DatabaseEngine::SqlServer; }, "SQL Server"},
        {"database away", "database-unreachable", must, no,
         [](AdviceCase& c) {
             c.here.database.reachable = false;
             c.here.database.error = S("Connection refused");
         },
         "Connection refused"},
        {"no right to change tables", "database-rights", must, no,
         [](AdviceCase& c) {
             c.here.database.missingRights = QStringList{S("CREATE"), S("ALTER")};
         },
         "CREATE, ALTER"},
        {"no dump tool", "dump-tool", must, no, [](AdviceCase& c) { c.here.database.dumpTool.clear(); },
         "mysqldump"},
        {"no scratch", "no-scratch", must, no, [](AdviceCase& c) { c.here.database.scratchWay.clear(); },
         "dfadmin"},
        {"other machines", "several-web-nodes", must, no,
         [](AdviceCase& c) { c.here.database.foreignConnections = 3; }, "3"},
        {"passwords", "passwords", fine, fine, [](AdviceCase&) {}, "BCRYPT_ROUNDS=10"},
        {"passwords of two costs", "password-costs", should, no,
         [](AdviceCase& c) {
             c.here.database.bcryptCosts = {10, 12};
         },
         "10, 12"},
        {"api keys", "api-keys", fine, fine, [](AdviceCase&) {}, "api_docs"},
        {"type lost", "service-types", should, fine,
         [](AdviceCase& c) {
             c.here.database.serviceTypes.insert(S("couchbase"), 3);
             c.here.code.lockedPackages.insert(S("dreamfactory/df-couchbase"), S("0.8.0"));
         },
         "couchbase (3)"},
        {"type dead already", "service-types-dead", fine, no,
         [](AdviceCase& c) { c.here.database.serviceTypes.insert(S("mysql"), 1); }, "mysql (1)"},
        {"no root", "no-root", must, no,
         [](AdviceCase& c) {
             c.choices.canBeRoot = false;
             c.server.machine.root = false;
         },
         "deploy"},
        {"disk full", "disk-space", must, fine,
         [](AdviceCase& c) { c.server.machine.fileSystems[0].freeBytes = 50'000'000; }, "50 MB"},
        {"no inodes", "disk-files", must, no,
         [](AdviceCase& c) { c.server.machine.fileSystems[0].freeInodes = 10; }, "10"},
        {"read-only", "read-only", must, no,
         [](AdviceCase& c) { c.server.machine.fileSystems[0].readOnly = true; }, "/"},
        {"root is a mount", "root-is-a-mount", fine, no,
         [](AdviceCase& c) { c.here.storage.mountsBelow = {S("/opt/dreamfactory")}; }, "/opt/dreamfactory"},
        {"mount in public", "mounts", must, no,
         [](AdviceCase& c) { c.here.storage.mountsBelow = {S("/opt/dreamfactory/public/uploads")}; },
         "public/uploads"},
        {"config is a link", "mounts", must, no,
         [](AdviceCase& c) { c.here.storage.symlinks = {S("config → /etc/dreamfactory")}; },
         "/etc/dreamfactory"},
        {"maintenance", "maintenance-on", must, no, [](AdviceCase& c) { c.here.maintenance = true; },
         "Maintenance"},
        {"unfinished run", "unfinished-run", must, no,
         [](AdviceCase& c) {
             c.here.earlierRuns = {{S("20260801-1"), S("switch-undone"), S("7.3.3"), S("/var/lib/x")}};
         },
         "20260801-1"},
        {"schedules", "schedules", fine, no,
         [](AdviceCase& c) {
             c.here.schedules = {
                 {S("crontab"), S("dreamfactory"), S("-"), S("* * * * * php artisan schedule:run")}};
         },
         "1"},
        {"no bypass", "no-bypass", fine, no,
         [](AdviceCase& c) {
             c.install("4.4.0", "v6.0.0");
             c.target.tag = S("4.9.0");
         },
         "4.9.0"},
        {"no .env", "env-file", must, no,
         [](AdviceCase& c) { c.here.env.exists = c.here.env.readable = false; }, "/opt/dreamfactory/.env"},
        {".env unreadable", "env-file", must, no, [](AdviceCase& c) { c.here.env.readable = false; },
         "can't be read"},
        {".env has problems", "env-problems", fine, no,
         [](AdviceCase& c) { c.here.env.problems = {S("line 3: not a setting")}; }, "line 3"},
        {"key missing", "app-key", must, fine, [](AdviceCase& c) { c.here.env.appKeyForm = S("missing"); },
         "missing"},
        {"key placeholder", "app-key", must, fine,
         [](AdviceCase& c) { c.here.env.appKeyForm = S("placeholder"); }, "placeholder"},
        {"key too short", "app-key", must, fine,
         [](AdviceCase& c) { c.here.env.appKeyForm = S("wrong-length"); }, "wrong length"},
        {"key doesn't suit the cipher", "app-key", must, fine,
         [](AdviceCase& c) { c.here.env.appKeyForm = S("raw-16"); }, "AES-256-CBC"},
        {"cached config", "config-cached", should, no, [](AdviceCase& c) { c.here.env.configCached = true; },
         "cached"},
        {"cached routes", "routes-cached", fine, no, [](AdviceCase& c) { c.here.env.routesCached = true; },
         "routes"},
        {".env keys", "env-keys", fine, fine, [](AdviceCase&) {}, "CACHE_DRIVER becomes CACHE_STORE"},
    };
}

} // namespace

class TestAdvise : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void healthyServerNeedsNothing() {
        const Advice a = AdviceCase().advice();
        for (const Finding& f : a.findings)
            QVERIFY2(f.severity == Severity::Fine, qPrintable(f.id + S(": ") + f.text));
        QVERIFY(!a.blocked());
        QVERIFY(a.way == Way::InPlace);
        QCOMPARE(a.from, S("6.3.0"));
        QCOMPARE(a.to, S("7.3.3"));
        QCOMPARE(a.toCommit, AdviceCase().target.commit);
        QCOMPARE(a.phpBinary, S("/usr/bin/php8.2"));
        QVERIFY(a.ignorePlatformReqs.isEmpty());
        QVERIFY(a.diskNeededBytes > 300'000'000);
    }

    void finding_data() {
        QTest::addColumn<int>("index");
        const auto all = rows();
        for (int i = 0; i < all.size(); ++i)
            QTest::newRow(all[i].name) << i;
    }

    /// Every finding is said where it is due, with the server's own values, and is not said of a healthy
    /// server.
    void finding() {
        QFETCH(int, index);
        const Row row = rows()[index];
        QCOMPARE(severityOf(AdviceCase().advice(), row.id), QLatin1String(row.healthy));
        AdviceCase c;
        row.bend(c);
        const Advice a = c.advice();
        QCOMPARE(severityOf(a, row.id), QLatin1String(row.severity));
        const Finding* f = findingIn(a, row.id);
        QVERIFY2(f->text.contains(S(row.textHas)), qPrintable(f->text));
        QVERIFY2(!f->source.isEmpty(), row.id);
        QVERIFY2(f->severity == Severity::Fine || (!f->means.isEmpty() && !f->doThis.isEmpty()), row.id);
        QVERIFY2(!f->text.contains(QLatin1String("%")) && !f->means.contains(QLatin1String("%1")),
                 qPrintable(f->text));
        for (const QString& todo : f->doThis)
            QVERIFY2(!todo.contains(QRegularExpression(S("%[1-9L]"))), qPrintable(todo));
        QCOMPARE(a.blocked(), row.severity == QLatin1String("must-fix") || a.blocked());
    }

    void mustFixComesFirst() {
        AdviceCase c;
        c.here.maintenance = true;
        c.here.env.configCached = true;
        const Advice a = c.advice();
        QVERIFY(a.blocked());
        QVERIFY(a.findings.first().severity == Severity::MustFix);
        QVERIFY(a.findings[1].severity == Severity::ShouldKnow);
        QVERIFY(a.findings.last().severity == Severity::Fine);
    }

    void idsAreUniqueOnAWellServer() {
        QStringList ids;
        for (const Finding& f : AdviceCase().advice().findings)
            ids << f.id;
        QCOMPARE(ids.removeDuplicates(), 0);
    }

    // --- what may be ignored, and what is not a change

    void interfaceOverlayOf6IsNoLocalChange() {
        AdviceCase c;
        c.here.code.deleted = {S("public/web.js"), S("public/css/app.css")};
        c.here.code.modified = {S("public/favicon.ico")};
        c.here.code.untracked = {S("public/main.123.js"), S("resources/views/index.blade.php")};
        QCOMPARE(severityOf(c.advice(), "local-changes"), S("fine"));
        c.here.code.uiGeneration = S("angular");
        QCOMPARE(severityOf(c.advice(), "local-changes"), S("should-know"));
        c.here.code.uiGeneration = S("6.x");
        c.here.code.modified << S("public/web.config"); // no part of the interface
        QVERIFY(findingIn(c.advice(), "local-changes")->text.contains(S("public/web.config")));
    }

    void commercialFilesAreNoLocalChange() {
        AdviceCase c;
        c.here.code.commercial = c.choices.haveCommercialFiles = true;
        c.here.code.modified = {S("composer.json"), S("composer.lock")};
        QCOMPARE(severityOf(c.advice(), "local-changes"), S("fine"));
        c.here.code.commercial = false;
        QCOMPARE(severityOf(c.advice(), "local-changes"), S("should-know"));
    }

    void polyfillCountsAsPresent() {
        AdviceCase c;
        c.here.php.extensions.remove(S("ctype")); // symfony/polyfill-ctype provides it
        QCOMPARE(severityOf(c.advice(), "php-extensions"), S("fine"));
    }

    void unusedMongoIsNamedToComposer() {
        AdviceCase c;
        c.here.php.extensions.remove(S("mongodb"));
        const Advice a = c.advice();
        QCOMPARE(a.ignorePlatformReqs, QStringList{S("ext-mongodb")});
        QVERIFY(!a.blocked());
        QVERIFY(findingIn(a, "ext-mongodb")->doThis.last().contains(S("php8.2-mongodb")));
    }

    void missingExtensionGivesTheCommandOfThatSystem() {
        AdviceCase c;
        c.here.php.extensions.remove(S("mbstring"));
        QCOMPARE(findingIn(c.advice(), "php-extensions")->doThis.last(),
                 S("$ apt-get install php8.2-mbstring"));
        c.server.machine.osId = S("rocky");
        QCOMPARE(findingIn(c.advice(), "php-extensions")->doThis.last(), S("$ dnf install php-mbstring"));
    }

    void hostileNamesAreQuotedInCommands() {
        AdviceCase c;
        c.here.path = S("/opt/df'; reboot; '");
        c.here.maintenance = true;
        QVERIFY(findingIn(c.advice(), "maintenance-on")
                    ->doThis.last()
                    .contains(S("cd '/opt/df'\\''; reboot; '\\'''")));
    }

    void databaseAdminMakesScratchPossible() {
        AdviceCase c;
        c.here.database.scratchWay.clear();
        c.choices.haveDatabaseAdmin = true;
        QCOMPARE(severityOf(c.advice(), "no-scratch"), QString());
        c.here.database.engine = DatabaseEngine::PostgreSql;
        QCOMPARE(severityOf(c.advice(), "no-scratch"), QString());
        c.choices.haveDatabaseAdmin = false;
        QCOMPARE(severityOf(c.advice(), "no-scratch"), S("must-fix"));
    }

    void aKeyThatOpensNothingMustBeFixed() {
        AdviceCase c;
        c.here.database.keyGood = 5;
        QCOMPARE(severityOf(c.advice(), "app-key"), S("fine"));
        c.here.database.keyBad = 2;
        c.here.database.keyBadIn = {S("lookup.value")};
        QCOMPARE(severityOf(c.advice(), "app-key-mixed"), S("should-know"));
        QVERIFY(findingIn(c.advice(), "app-key-mixed")->text.contains(S("lookup.value")));
        c.here.database.keyGood = 0;
        QCOMPARE(severityOf(c.advice(), "app-key"), S("must-fix"));
    }

    void sqliteNeedsNoToolsAndNoScratchServer() {
        AdviceCase c;
        c.here.database.engine = DatabaseEngine::Sqlite;
        c.here.database.scratchWay = S("file");
        c.here.database.dumpTool.clear();
        c.here.database.clientTool.clear();
        QVERIFY(!c.advice().blocked());
    }

    void oneUserNeedsNoRoot() {
        AdviceCase c;
        c.choices.canBeRoot = c.server.machine.root = false;
        c.here.owner = c.here.webUser = c.server.machine.signedInUser;
        c.here.fpm = {};
        QCOMPARE(severityOf(c.advice(), "no-root"), QString());
        c.here.webUser = S("www-data");
        QCOMPARE(severityOf(c.advice(), "no-root"), S("must-fix"));
    }

    void finishedRunsDontBlock() {
        AdviceCase c;
        c.here.earlierRuns = {{S("a"), S("kept"), S("6.3.0"), {}}, {S("b"), S("went-back"), S("7.3.3"), {}}};
        QCOMPARE(severityOf(c.advice(), "unfinished-run"), QString());
    }

    void mountsInStorageAreFine() {
        AdviceCase c;
        c.here.storage.mountsBelow = {S("/opt/dreamfactory/storage/app")};
        c.here.storage.symlinks = {S("storage → /data/storage"), S("public/dreamfactory → ../vendor/x")};
        QCOMPARE(severityOf(c.advice(), "mounts"), QString());
    }

    void needsOnSeparateFileSystemsAreJudgedApart() {
        AdviceCase c;
        c.here.database.bytes = 10LL << 30;
        c.server.machine.fileSystems = {{S("/"), S("a"), S("ext4"), 1, 5LL << 30, -1, false},
                                        {S("/var"), S("b"), S("ext4"), 1, 60LL << 30, -1, false}};
        QCOMPARE(severityOf(c.advice(), "disk-space"), S("fine"));
        c.server.machine.fileSystems.removeLast();
        QCOMPARE(severityOf(c.advice(), "disk-space"), S("must-fix"));
    }

    // --- acceptance

    void contentHoldsOnlyWhileTheTextIsTheSame() {
        AdviceCase c;
        c.here.code.modified = {S("config/app.php")};
        const Finding one = *findingIn(c.advice(), "local-changes");
        QCOMPARE(one.content().size(), 8);
        QCOMPARE(findingIn(c.advice(), "local-changes")->content(), one.content());
        QVERIFY(isAccepted(one, {S("local-changes")}));
        QVERIFY(isAccepted(one, {S("local-changes#") + one.content()}));
        c.here.code.modified << S("config/cache.php");
        const Finding two = *findingIn(c.advice(), "local-changes");
        QVERIFY(two.content() != one.content());
        QVERIFY(!isAccepted(two, {S("local-changes#") + one.content()}));
        QVERIFY(isAccepted(two, {S("local-changes")}));
    }

    void mustFixCantBeAccepted() {
        AdviceCase c;
        c.here.maintenance = true;
        QVERIFY(!isAccepted(*findingIn(c.advice(), "maintenance-on"), {S("maintenance-on")}));
    }

    /// What a look finds is what the upgrade asks to be accepted: choices and volatile facts don't show in
    /// these texts.
    void shouldKnowIsTheSameLater() {
        AdviceCase c;
        c.here.code.modified = {S("config/app.php")};
        c.here.env.configCached = true;
        c.here.php.extensions.remove(S("mongodb"));
        c.here.database.bcryptCosts = {10, 11};
        const auto contents = [](const Advice& a) {
            QStringList list;
            for (const Finding& f : a.findings)
                if (f.severity == Severity::ShouldKnow)
                    list << f.id + QLatin1Char('#') + f.content();
            return list;
        };
        const QStringList look = contents(c.advice());
        QCOMPARE(look.size(), 4);
        c.choices.haveDatabaseAdmin = c.choices.reapplyLocalChanges = true;
        c.server.machine.fileSystems[0].freeBytes -= 1'000'000;
        c.server.takenAt = c.server.takenAt.addSecs(3600);
        c.server.machine.clock = c.server.takenAt;
        c.here.storage.bytes += 12345;
        c.here.database.bytes += 4096;
        c.here.database.counts[S("user")] += 1;
        QCOMPARE(contents(c.advice()), look);
    }
};

QTEST_GUILESS_MAIN(TestAdvise)
#include "tst_advise.moc"
