#include "advise/release_trouble.h"
#include "support/advice_case.h"

#include <QtTest>

using namespace df;
using df::test::AdviceCase;
using df::test::findingIn;
using df::test::severityOf;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

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
                    .contains(S("php '/opt/df'\\''; reboot; '\\''/artisan' up")));
    }

    /// git refuses to work for anybody but the owner, and whoever signs in may not even enter the folder.
    void commandsRunAsWhoMayRunThem() {
        AdviceCase c;
        c.here.maintenance = true;
        c.here.code.modified = {S("config/app.php")};
        c.here.owner = S("deploy");
        c.here.webUser = S("www-data");
        c.server.machine.signedInUser = S("root");
        QCOMPARE(findingIn(c.advice(), "local-changes")->doThis.last(),
                 S("$ sudo -u deploy git -C /opt/dreamfactory diff"));
        QCOMPARE(findingIn(c.advice(), "maintenance-on")->doThis.at(1),
                 S("$ sudo -u www-data php /opt/dreamfactory/artisan up"));
        c.server.machine.signedInUser = S("deploy");
        QCOMPARE(findingIn(c.advice(), "local-changes")->doThis.last(), S("$ git -C /opt/dreamfactory diff"));
    }

    void aMaskedRemoteIsAskedByItsName() {
        AdviceCase c;
        c.tags.clear();
        c.target = {};
        c.here.code.remoteUrl = S("https://***@github.com/dreamfactorysoftware/dreamfactory.git");
        const Advice a = c.advice();
        QVERIFY(
            findingIn(a, "remote-without-releases")->doThis.last().endsWith(S("ls-remote --tags origin")));
        // Nothing is said of a release that isn't known.
        QVERIFY(!findingIn(a, "composer"));
        QVERIFY(!findingIn(a, "env-keys"));
        QCOMPARE(findingIn(a, "clone")->means, QString());
    }

    void whatGitSaidIsTold() {
        AdviceCase c;
        c.tags.clear();
        c.target = {};
        Advice listed = c.advice(), fetched = listed;
        Error error{ErrorCode::CommandFailed, {}, {S("list"), S("newest")}, S("fatal: no route"), true};
        tellWhyUnread(error, &listed);
        QCOMPARE(findingIn(listed, "remote-without-releases")->means, S("git says: fatal: no route"));
        error.facts = {S("fetch"), S("7.3.3")};
        tellWhyUnread(error, &fetched);
        QVERIFY(!findingIn(fetched, "remote-without-releases"));
        const Finding* finding = findingIn(fetched, "release-not-fetched");
        QVERIFY(finding && finding->text.contains(S("7.3.3")));
        QCOMPARE(finding->means, S("git says: fatal: no route"));
        QVERIFY(finding->doThis.last().endsWith(S("fetch --dry-run --tags origin")));
    }

    /// A sentence about a release that has no name would begin with nothing, or hold two spaces.
    void nothingIsSaidOfAReleaseThatIsNotKnown() {
        AdviceCase c;
        c.tags.clear();
        c.target = {};
        c.here.code.uiGeneration = S("6.x");
        c.setEnv("APP_PREVIOUS_KEYS", S("base64:x"));
        const Advice a = c.advice();
        QStringList texts;
        for (const Reason& reason : a.reasons)
            texts << reason.text;
        for (const Finding& finding : a.findings)
            texts << finding.text << finding.means << finding.doThis;
        for (const QString& text : texts)
            QVERIFY2(!text.startsWith(QLatin1Char(' ')) && !text.contains(S("  ")) &&
                         !text.contains(S(" .")) && !text.contains(S(" ,")),
                     qPrintable(text));
    }

    void aWrongPasswordNamesTheOddLine() {
        AdviceCase c;
        c.here.database.reachable = false;
        c.here.env.problems = {S("line 55: an unquoted # cuts the value of DB_PASSWORD")};
        QVERIFY(findingIn(c.advice(), "database-unreachable")->doThis.first().contains(S("line 55")));
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
