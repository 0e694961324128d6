#include "advise/catalogue.h"
#include "advise/ways.h"
#include "support/advice_case.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

#include <algorithm>

using namespace df;
using df::test::AdviceCase;
using df::test::findingIn;
using df::test::realRelease;
using df::test::severityOf;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

const WayOption* option(const Advice& a, Way way) {
    const auto it =
        std::find_if(a.options.begin(), a.options.end(), [&](const WayOption& o) { return o.way == way; });
    return it == a.options.end() ? nullptr : &*it;
}

QString reasonText(const Advice& a, const char* id) {
    const auto it = std::find_if(a.reasons.begin(), a.reasons.end(),
                                 [&](const Reason& r) { return r.id == QLatin1String(id); });
    return it == a.reasons.end() ? QString() : it->text;
}

bool hasReason(const Advice& a, const char* id) { return !reasonText(a, id).isEmpty(); }

/// 4.14.1 as the vendor's installer left it, on its way to a real release.
AdviceCase from4(const char* tag, const char* php);

void setPhp(AdviceCase& c, const char* version) {
    c.here.php.version = c.here.fpm.version = QLatin1String(version);
    const QString minor = c.here.php.version.left(3);
    c.here.php.binary = S("/usr/bin/php") + minor;
    c.here.php.extensions[S("mongodb")] = S("2.3.1");
}

AdviceCase towards(const char* tag, const char* php) {
    AdviceCase c;
    c.target = realRelease(S(DF_TEST_DATA), QLatin1String(tag));
    c.tags.append({c.target.tag, c.target.commit});
    setPhp(c, php);
    return c;
}

AdviceCase from4(const char* tag, const char* php) {
    AdviceCase c = towards(tag, php);
    c.install("4.14.1", "v6.20.45");
    c.here.code.composerJson = test::composerJson({{S("php"), S("^7.2|^7.3|^7.4")}});
    c.here.code.uiGeneration = S("angularjs");
    return c;
}

/// A release of a made-up catalogue, on the remote as well.
void publish(AdviceCase& c, const char* tag, const char* php) {
    c.tables.releases.append({QLatin1String(tag),
                              QString(40, QLatin1Char('9')),
                              S("2027-01-01"),
                              QLatin1String(php),
                              S("v13.0.0"),
                              {},
                              false,
                              true});
    c.tags.append({QLatin1String(tag), QString(40, QLatin1Char('9'))});
}

} // namespace

class TestWays : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fourWaysSideBySide() {
        const Advice a = AdviceCase().advice();
        QCOMPARE(a.options.size(), 4);
        QVERIFY(a.options[0].way == Way::InPlace);
        QVERIFY(a.options[1].way == Way::InSteps);
        QVERIFY(a.options[2].way == Way::Migration);
        QVERIFY(a.options[3].way == Way::Stay);
        QVERIFY(option(a, Way::InPlace)->possible);
        QVERIFY(!option(a, Way::InPlace)->usersCutOff.isEmpty() && !option(a, Way::InPlace)->takes.isEmpty());
        QVERIFY(!option(a, Way::InSteps)->possible && !option(a, Way::InSteps)->whyNot.isEmpty());
        QVERIFY(option(a, Way::Stay)->possible);
        QVERIFY(option(a, Way::Stay)->risk.contains(S("8.2")));
    }

    void everyReasonHasItsSource() {
        const Advice a = AdviceCase().advice();
        QVERIFY(a.reasons.size() >= 4);
        for (const Reason& r : a.reasons)
            QVERIFY2(!r.source.isEmpty() && !r.text.isEmpty(), qPrintable(r.id));
        QVERIFY(hasReason(a, "one-step"));
        QVERIFY(hasReason(a, "laravel"));
        QVERIFY(hasReason(a, "vendor-6-7")); // and says where the vendor's table is wrong
        QVERIFY(!hasReason(a, "vendor-5-6"));
    }

    void nothingNewerMeansStay() {
        AdviceCase c;
        c.install("7.3.3", "v11.46.1");
        QVERIFY(c.advice().way == Way::Stay);
        QVERIFY(!option(c.advice(), Way::InPlace)->possible);
        c.install("7.7.0", "v13.26.0");
        QVERIFY(c.advice().way == Way::Stay);
    }

    void sameCommitUnderTwoNames() {
        AdviceCase c; // 6.3.0 and 7.0.0 are one commit
        c.target.tag = S("7.0.0");
        c.target.commit = c.here.code.commit;
        QCOMPARE(severityOf(c.advice(), "same-release"), S("fine"));
        QVERIFY(c.advice().way == Way::Stay);
        QVERIFY(!option(c.advice(), Way::InPlace)->possible);
    }

    void withoutRepositoryMoveToANewServer() {
        AdviceCase c;
        c.here.code.isRepository = false;
        QVERIFY(c.advice().way == Way::Migration);
        QCOMPARE(option(c.advice(), Way::InPlace)->whyNot, findingIn(c.advice(), "not-a-repository")->text);
    }

    /// Real constraints: 6.3.0 runs on PHP 8.1 alone, 7.3.3 needs 8.3. No PHP runs both, so in place is no
    /// way.
    void phpThatCantServeBothMeansMigration() {
        AdviceCase c = towards("7.3.3", "8.1.29");
        c.here.code.composerJson = test::composerJson({{S("php"), S("8.1.*")}});
        const Advice a = c.advice();
        QVERIFY(a.way == Way::Migration);
        QVERIFY(a.blocked());
        QVERIFY2(findingIn(a, "php-version")->text.contains(S("8.1.29")) &&
                     findingIn(a, "php-version")->text.contains(S("8.3")),
                 qPrintable(findingIn(a, "php-version")->text));
        QVERIFY(!option(a, Way::InPlace)->possible);
    }

    /// Where the installed release runs on a PHP that suits both, that PHP comes first and in place stays the
    /// way.
    void phpThatServesBothIsInstalledFirst() {
        AdviceCase c = towards("7.3.3", "8.1.29");
        c.here.code.composerJson = test::composerJson({{S("php"), S(">=8.1")}});
        const Advice a = c.advice();
        QVERIFY(a.way == Way::InPlace);
        QCOMPARE(severityOf(a, "php-version"), S("must-fix"));
        QVERIFY(findingIn(a, "php-version")
                    ->doThis.join(QLatin1Char('\n'))
                    .contains(S("$ apt-get install php8.3-cli php8.3-fpm")));
    }

    void fittingPhpElsewhereIsNamed() {
        AdviceCase c = towards("7.3.3", "8.1.29");
        PhpFacts other = c.here.php;
        other.binary = S("/usr/bin/php8.3");
        other.version = S("8.3.6");
        c.here.otherPhp = {other};
        QVERIFY(findingIn(c.advice(), "php-version")->doThis.first().contains(S("/usr/bin/php8.3")));
    }

    void thePhpOfTheSiteIsChosen() {
        AdviceCase c = towards("7.3.3", "8.3.6");
        PhpFacts cli = c.here.php;
        cli.binary = S("/usr/bin/php8.4");
        cli.version = S("8.4.1");
        c.here.otherPhp = {c.here.php};
        c.here.php = cli; // "php" is 8.4, FPM is 8.3
        QCOMPARE(c.advice().phpBinary, S("/usr/bin/php8.3"));
        c.here.fpm = {}; // practice: no FPM
        QCOMPARE(c.advice().phpBinary, S("/usr/bin/php8.4"));
    }

    void realReleases_data() {
        QTest::addColumn<QByteArray>("tag");
        QTest::addColumn<QByteArray>("php");
        QTest::addColumn<bool>("fits");
        QTest::newRow("5.4.1 on 8.1") << QByteArray("5.4.1") << QByteArray("8.1.2") << true;
        QTest::newRow("5.4.1 on 7.4") << QByteArray("5.4.1") << QByteArray("7.4.33") << false;
        QTest::newRow("6.3.0 on 8.1") << QByteArray("6.3.0") << QByteArray("8.1.30-1+deb.sury.org") << true;
        QTest::newRow("6.3.0 on 8.4") << QByteArray("6.3.0") << QByteArray("8.4.1") << false;
        QTest::newRow("7.0.1 on 8.3") << QByteArray("7.0.1") << QByteArray("8.3.6") << true;
        QTest::newRow("7.0.1 on 8.5")
            << QByteArray("7.0.1") << QByteArray("8.5.0") << false; // a package stops at 8.4
        QTest::newRow("7.3.3 on 8.2") << QByteArray("7.3.3") << QByteArray("8.2.29") << false;
        QTest::newRow("7.3.3 on 8.3") << QByteArray("7.3.3") << QByteArray("8.3.6") << true;
        QTest::newRow("7.7.0 on 8.3") << QByteArray("7.7.0") << QByteArray("8.3.30") << true;
    }

    void realReleases() {
        QFETCH(QByteArray, tag);
        QFETCH(QByteArray, php);
        QFETCH(bool, fits);
        const ReleaseFacts release = realRelease(S(DF_TEST_DATA), QString::fromLatin1(tag));
        const ReleaseNeeds needs = readNeeds(release);
        QVERIFY(needs.readable && needs.packages.size() > 50 && needs.laravel() >= 6);
        const auto unmet = unmetPhp(needs, QString::fromLatin1(php));
        QVERIFY2(unmet.isEmpty() == fits,
                 qPrintable(unmet.isEmpty() ? S("fits") : unmet.first().by + unmet.first().constraint));
    }

    // --- what lies between

    void jumpsSayWhatTheyMeanHere() {
        AdviceCase c = from4("7.7.0", "8.3.6");
        c.here.database.serviceTypes[S("couchbase")] = 2;
        const Advice a = c.advice();
        QVERIFY(reasonText(a, "jump-php-8.1").contains(S("only that release's own PHP counts")));
        QVERIFY(reasonText(a, "jump-php-8.3").contains(S("8.3.6, which runs 7.7.0")));
        QVERIFY(reasonText(a, "jump-types-5").contains(S("couchbase (2)")));
        QVERIFY(reasonText(a, "jump-interface-6").contains(S("passed over")));
        QVERIFY(reasonText(a, "jump-graphql").contains(S("doesn't have it")));
        QVERIFY(reasonText(a, "jump-laravel-13").contains(S("The plan writes CACHE_STORE")));
        QVERIFY(!hasReason(a, "jump-open-source-3") && !hasReason(a, "jump-one-commit"));
        QVERIFY(hasReason(AdviceCase().advice(), "jump-one-commit")); // from 6.3.0
        c.install("2.14.2", "v5.5.45");
        QVERIFY(reasonText(c.advice(), "jump-open-source-3").contains(S("No active service here")));
        QVERIFY(!hasReason(c.advice(), "jump-open-source-2"));
    }

    /// No release in between has to be visited, with the working shown; and who asks for stops all the same.
    void noStopIsNeededAndWhy() {
        const Advice a = from4("7.7.0", "8.3.6").advice();
        QVERIFY(a.way == Way::InPlace);
        QVERIFY(a.stops.isEmpty() && a.hops.isEmpty());
        QVERIFY2(option(a, Way::InSteps)->whyNot.contains(S("in one step")),
                 qPrintable(option(a, Way::InSteps)->whyNot));
        const QString schema = reasonText(a, "schema");
        QVERIFY2(schema.contains(S("(7.0.1)")) && schema.contains(S("(7.7.0)")) &&
                     !schema.contains(S("4.13.0")),
                 qPrintable(schema));
        QVERIFY(schema.contains(S("after 7.5.0"))); // not all could be read
        QVERIFY(reasonText(a, "asked-installer-5-first").contains(S("brings nothing")));
        const QString majors = reasonText(a, "major-by-major");
        QVERIFY2(majors.contains(S("5.4.1 adds nothing")) && majors.contains(S("6.3.0 adds nothing")),
                 qPrintable(majors));
        const Advice near = AdviceCase().advice();
        QVERIFY(!hasReason(near, "asked-installer-5-first") && !hasReason(near, "major-by-major"));
        AdviceCase old;
        old.install("2.7.0", "v5.4.36");
        QVERIFY(reasonText(old.advice(), "schema").contains(S("only from 2.14.2 on")));
    }

    void aStopThatTheTablesKnow() {
        AdviceCase c;
        c.tables.between.stops = {
            {S("7.0.1"), S("7.3.0"), S("7.0.1 converts the lookups."), S("PHP 8.3"), S("x")}};
        const Advice a = c.advice();
        QVERIFY(a.way == Way::InSteps);
        QCOMPARE(a.hops, (QStringList{S("7.0.1"), S("7.3.3")}));
        QCOMPARE(a.stops.size(), 1);
        QVERIFY(option(a, Way::InSteps)->possible);
        QVERIFY(option(a, Way::InSteps)->needs.contains(S("PHP 8.3")));
        QVERIFY(!option(a, Way::InPlace)->possible);
        QVERIFY(a.blocked()); // never to the target in one go
        c.here.code.isRepository = false;
        QVERIFY(c.advice().way == Way::Migration);
    }

    /// Where no PHP runs both, a release in between can bridge them, if both PHPs are to be had.
    void aStopBetweenTwoPhps() {
        AdviceCase c = towards("7.3.3", "8.1.29");
        c.here.code.composerJson = test::composerJson({{S("php"), S("8.1.*")}});
        publish(c, "7.0.9", ">=8.1 <8.4");
        QVERIFY(c.advice().way == Way::Migration); // 8.3 isn't here
        QVERIFY(option(c.advice(), Way::InSteps)->whyNot.contains(S("would not help")));
        c.here.web.kind = S("apache"); // PHP inside the web server: no second one beside it
        c.here.fpm = {};
        c.server.machine.phpInstallable[S("8.3")] = S("8.3.14");
        const Advice a = c.advice();
        QVERIFY(a.way == Way::InSteps);
        QCOMPARE(a.hops, (QStringList{S("7.0.9"), S("7.3.3")}));
        QVERIFY2(a.stops.first().needs.contains(S("8.1")) && a.stops.first().needs.contains(S("8.3")),
                 qPrintable(a.stops.first().needs));
        QCOMPARE(severityOf(a, "stop-first"), S("must-fix"));
        c.tags.removeLast(); // the remote hasn't got it
        QVERIFY(c.advice().way == Way::Migration);
    }

    // --- what is read comes before what is known, and differences are said

    void sourcesThatDisagreeAreNamed() {
        AdviceCase c; // asks ^8.2, the catalogue says ^8.3
        QVERIFY2(reasonText(c.advice(), "source-php").contains(S("^8.2")) &&
                     reasonText(c.advice(), "source-php").contains(S("^8.3")),
                 qPrintable(reasonText(c.advice(), "source-php")));
        QVERIFY(!hasReason(c.advice(), "source-laravel"));
        QVERIFY(!hasReason(towards("7.6.0", "8.3.6").advice(), "source-php"));
        c.target.composerLock = test::composerLock({{S("laravel/framework"), S("v12.0.0"), {}, {}}});
        QVERIFY(reasonText(c.advice(), "source-laravel").contains(S("Laravel 12")));
        c.here.code.remoteUrl = S("git://git.example/dreamfactory.git");
        c.target.commit = QString(40, QLatin1Char('d'));
        const QString text = reasonText(c.advice(), "source-release");
        QVERIFY2(text.contains(S("dddddddddddd")) && text.contains(S("6ee972348db0")), qPrintable(text));
        QCOMPARE(severityOf(c.advice(), "tag-moved"), QString()); // a mirror
    }

    // --- what would change the advice, each sentence held against the advice for what it says

    void wouldChangeIsTrueOfPhp() {
        AdviceCase c = towards("7.3.3", "8.1.29");
        c.install("5.4.0", "v9.52.0");
        c.here.code.composerJson = test::composerJson({{S("php"), S("8.1.*")}});
        const Advice a = c.advice();
        QVERIFY(a.way == Way::Migration);
        QCOMPARE(a.wouldChange.size(), 2);
        QVERIFY2(a.wouldChange[0].contains(S("With PHP 8.3 on this server")), qPrintable(a.wouldChange[0]));
        QVERIFY2(a.wouldChange[1].contains(S("5.4.1 would run on this server's PHP 8.1")),
                 qPrintable(a.wouldChange[1]));
        AdviceCase nearer = c;
        nearer.target = realRelease(S(DF_TEST_DATA), S("5.4.1"));
        QVERIFY(nearer.advice().way == Way::InPlace);
    }

    void wouldChangeWithoutARepository() {
        AdviceCase c;
        c.here.code.isRepository = false;
        QCOMPARE(c.advice().wouldChange.size(), 1);
        QVERIFY(c.advice().wouldChange.first().contains(S("git repository")));
        c.here.code.isRepository = true;
        QVERIFY(c.advice().way == Way::InPlace);
        QVERIFY(c.advice().wouldChange.isEmpty());
    }

    void wouldChangeWithANewerRelease() {
        AdviceCase c;
        c.install("7.3.3", "v11.46.1");
        setPhp(c, "8.3.6");
        QCOMPARE(c.advice().wouldChange.size(), 1);
        QVERIFY2(
            c.advice().wouldChange.first().contains(S("7.7.0 is newer and runs on this server's PHP 8.3")),
            qPrintable(c.advice().wouldChange.first()));
        c.target = realRelease(S(DF_TEST_DATA), S("7.7.0"));
        QVERIFY(c.advice().way == Way::InPlace);
        c.target = test::sampleRelease();
        setPhp(c, "8.2.29");
        QVERIFY(c.advice().wouldChange.first().contains(S("asks for PHP ^8.3")));
    }

    void stayingTellsTheEndOfFixes() {
        AdviceCase c = towards("7.3.3", "8.1.29");
        QVERIFY2(option(c.advice(), Way::Stay)->risk.contains(S("no security fixes since Dec 2025")),
                 qPrintable(option(c.advice(), Way::Stay)->risk));
        QVERIFY(option(AdviceCase().advice(), Way::Stay)->risk.contains(S("until Dec 2026")));
    }

    /// A release newer than the catalogue works from its own files.
    void unknownNewerRelease() {
        AdviceCase c;
        c.target.tag = S("9.4.0");
        c.target.commit = QString(40, QLatin1Char('e'));
        c.tags.append({c.target.tag, c.target.commit});
        auto packages = test::samplePackages();
        for (auto& p : packages)
            if (p.name == S("laravel/framework"))
                p.version = S("v15.2.0");
        c.target.composerLock = test::composerLock(packages);
        const Advice a = c.advice();
        QVERIFY(!a.blocked());
        QVERIFY(a.way == Way::InPlace);
        QVERIFY(hasReason(a, "laravel"));
        QCOMPARE(severityOf(a, "passwords"), S("fine"));
    }

    void jsonIsTheReportsAdvice() {
        AdviceCase c;
        c.here.code.modified = {S("config/app.php")};
        const QJsonObject json = toJson(c.advice(), {S("local-changes")});
        QCOMPARE(json[S("way")].toString(), S("in-place"));
        QCOMPARE(json[S("from")].toString(), S("6.3.0"));
        QCOMPARE(json[S("to")].toString(), S("7.3.3"));
        QVERIFY(json[S("hops")].isArray());
        const QJsonObject reason = json[S("reasons")].toArray().first().toObject();
        for (const char* key : {"id", "text", "source"})
            QVERIFY(!reason[QLatin1String(key)].toString().isEmpty());
        const QJsonObject finding = json[S("findings")].toArray().first().toObject();
        QCOMPARE(finding[S("id")].toString(), S("local-changes"));
        QCOMPARE(finding[S("severity")].toString(), S("should-know"));
        QCOMPARE(finding[S("accepted")].toBool(), true);
        QCOMPARE(finding[S("content")].toString().size(), 8);
        QVERIFY(finding[S("do")].isArray() && finding[S("means")].isString() &&
                finding[S("text")].isString());
    }

    // --- the tables

    void tablesAreWhole() {
        const Catalogue& t = builtInCatalogue();
        QVERIFY(t.releases.size() >= 102);
        QVERIFY(t.serviceTypes.size() >= 90);
        QVERIFY(t.envRules.size() >= 20);
        QVERIFY(t.byTag(S("7.7.0")) && t.byTag(S("7.7.0"))->laravel == S("v13.26.0"));
        QCOMPARE(t.byTag(S("6.3.0"))->commit, t.byTag(S("7.0.0"))->commit);
        QVERIFY(!t.byTag(S("1.0")) && !t.byCommit(QString()));
        for (const CatalogueRelease& r : t.releases)
            QVERIFY2(Version::parse(r.tag) && r.commit.size() == 40, qPrintable(r.tag));
        for (const EnvRule& r : t.envRules)
            QVERIFY2(!r.keys.isEmpty() && Version::parse(r.since) && !r.why.isEmpty() && !r.source.isEmpty(),
                     qPrintable(r.keys.join(QLatin1Char(' '))));
        QVERIFY(t.between.jumps.size() >= 9 && t.between.askedStops.size() == 1);
        for (const Jump& j : t.between.jumps)
            QVERIFY2(t.byTag(j.release) && !j.says.isEmpty() && !j.source.isEmpty(), qPrintable(j.id));
        for (const SchemaStep& step : t.between.schema)
            QVERIFY2(t.byTag(step.release) && !step.adds.isEmpty(), qPrintable(step.release));
        QVERIFY(t.byTag(t.between.keptFrom) && t.byTag(t.between.readTo) && !t.between.source.isEmpty());
        QVERIFY(!t.byTag(S("6.1.0"))->ownInterface && t.byTag(S("5.4.1"))->ownInterface);
        QVERIFY(t.vendorRows.size() >= 35);
        for (const VendorRow& r : t.vendorRows)
            QVERIFY2(!r.document.isEmpty() && !r.verdict.isEmpty() && !r.reality.isEmpty() &&
                         !r.source.isEmpty(),
                     qPrintable(r.id));
    }

    void vendorRowsByMajor() {
        const Catalogue& t = builtInCatalogue();
        const auto ids = [&](int from, int to, Way way = Way::InPlace) {
            QStringList list;
            for (const VendorRow& r : vendorRowsFor(t, from, to, way))
                list << r.id;
            list.sort();
            return list;
        };
        QCOMPARE(ids(7, 7), QStringList{S("minor")});
        QCOMPARE(ids(5, 6), (QStringList{S("5-6"), S("5-6-connectors"), S("major")}));
        QCOMPARE(ids(4, 7), (QStringList{S("4-5"), S("5-6"), S("5-6-connectors"), S("5-first"), S("6-7"),
                                         S("6-7-breaking"), S("major")}));
        QCOMPARE(ids(7, 7, Way::Migration), (QStringList{S("cross-server"), S("minor"), S("node")}));
    }
};

QTEST_GUILESS_MAIN(TestWays)
#include "tst_ways.moc"
