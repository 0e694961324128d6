#include "inspect/version_decider.h"

#include <QTest>

using namespace df;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

const KnownRelease& release(const QString& tag) {
    for (const auto& r : builtInReleases())
        if (r.tag == tag)
            return r;
    static const KnownRelease none;
    return none;
}

CodeFacts withPackagesOf(const QString& tag) {
    CodeFacts c;
    c.isRepository = true;
    c.commit = QString(40, QLatin1Char('f')); // in no catalogue
    c.lockedPackages = release(tag).packages;
    return c;
}

QString says(const CodeFacts& c, const char* source) {
    for (const auto& a : c.versionAnswers)
        if (a.source == S(source))
            return a.says;
    return {};
}

} // namespace

/// Which release runs, by facts §1, from the real catalogue.
class TestVersionDecider : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyReleaseByItsCommit();
    void oneCommitTwoNames();
    void tagAtHead();
    void tagOfTheRemote();
    void branchesAreNoReleases();
    void afterARelease();
    void byPackages_data();
    void byPackages();
    void configAlone();
    void nothingKnown();
    void filesPutOverTheCommit();
    void brokenCatalogue();
};

void TestVersionDecider::everyReleaseByItsCommit() {
    QVERIFY(builtInReleases().size() > 90);
    for (const auto& r : builtInReleases()) {
        CodeFacts c;
        c.commit = r.commit;
        decideVersion(c, {r.configVersion, {}}, builtInReleases());
        QVERIFY2(c.versionCertain, qPrintable(r.tag));
        QVERIFY2(c.version == r.tag || r.sameCommitAs.contains(c.version),
                 qPrintable(r.tag + S(" is taken for ") + c.version));
    }
}

void TestVersionDecider::oneCommitTwoNames() {
    CodeFacts c;
    c.commit = release(S("7.0.0")).commit;
    QCOMPARE(c.commit, release(S("6.3.0")).commit);
    decideVersion(c, {S("6.3.0"), {}}, builtInReleases());
    QCOMPARE(c.version, S("6.3.0"));
    QCOMPARE(says(c, "git commit"), S("6.3.0 or 7.0.0"));
    decideVersion(c, {}, builtInReleases());
    QCOMPARE(c.version, S("6.3.0"));
}

void TestVersionDecider::tagAtHead() {
    CodeFacts c = withPackagesOf(S("7.4.0"));
    c.tagsAtHead = {S("deployed"), S("7.4.1")};
    decideVersion(c, {S("7.4.0"), {}}, builtInReleases());
    QCOMPARE(c.version, S("7.4.1"));
    QVERIFY(c.versionCertain);
}

void TestVersionDecider::tagOfTheRemote() {
    CodeFacts c = withPackagesOf(S("7.5.0"));
    decideVersion(c, {S("7.4.5"), {S("7.5.0")}}, builtInReleases());
    QCOMPARE(c.version, S("7.5.0"));
    QVERIFY(c.versionCertain);
    QCOMPARE(says(c, "git tag of the remote"), S("7.5.0"));
}

void TestVersionDecider::branchesAreNoReleases() {
    CodeFacts c;
    c.tagsAtHead = {S("backup-2024"), S("x")};
    decideVersion(c, {S("5.0.0"), {}}, builtInReleases());
    QVERIFY(!c.versionCertain);
    QCOMPARE(c.version, S("5.0.0"));
}

void TestVersionDecider::afterARelease() {
    CodeFacts c = withPackagesOf(S("6.3.0"));
    c.describe = S("5.4.1-250-g29fdcba");
    decideVersion(c, {S("6.3.0"), {}}, builtInReleases());
    QCOMPARE(c.version, S("6.3.0"));
    QVERIFY(!c.versionCertain);
    QVERIFY(says(c, "git describe").startsWith(S("after 5.4.1")));
    QVERIFY(says(c, "composer.lock").startsWith(S("df-core 1.0.3: ")));
    // the hint may not go back behind the release that the commit follows
    decideVersion(c, {S("5.0.0"), {}}, builtInReleases());
    QVERIFY(c.version != S("5.0.0"));
}

void TestVersionDecider::byPackages_data() {
    QTest::addColumn<QString>("tag");
    QTest::addColumn<QString>("config");
    QTest::newRow("7.6.0, config right") << S("7.6.0") << S("7.6.0");
    QTest::newRow("7.3.3, no config") << S("7.3.3") << QString();
    QTest::newRow("4.12.0") << S("4.12.0") << S("4.12.0");
    QTest::newRow("7.4.2 says 7.4.1") << S("7.4.2") << S("7.4.1");
}

void TestVersionDecider::byPackages() {
    QFETCH(QString, tag);
    QFETCH(QString, config);
    CodeFacts c = withPackagesOf(tag);
    c.lockedPackages.insert(S("laravel/framework"), S("v11.0.0"));
    decideVersion(c, {config, {}}, builtInReleases());
    QVERIFY(!c.versionCertain);
    // releases that lock the same packages can't be told apart; the answer is one of them
    QVERIFY2(release(c.version).packages == release(tag).packages, qPrintable(c.version));
    QVERIFY(says(c, "composer.lock").contains(release(tag).packages.value(S("dreamfactory/df-core"))));
}

void TestVersionDecider::configAlone() {
    CodeFacts c;
    decideVersion(c, {S("4.9.0"), {}}, builtInReleases());
    QCOMPARE(c.version, S("4.9.0"));
    QVERIFY(!c.versionCertain);
    QCOMPARE(c.versionAnswers.size(), 1);
}

void TestVersionDecider::nothingKnown() {
    CodeFacts c;
    decideVersion(c, {S("<script>"), {}}, builtInReleases());
    QCOMPARE(c.version, QString());
}

void TestVersionDecider::filesPutOverTheCommit() {
    CodeFacts c;
    c.commit = release(S("5.4.1")).commit;
    c.modified = {S("config/app.php"), S("composer.lock")};
    decideVersion(c, {S("7.3.3"), {}}, builtInReleases());
    QVERIFY(!c.versionCertain);
}

void TestVersionDecider::brokenCatalogue() {
    for (const QByteArray& text : {QByteArray(), QByteArray("[]"), QByteArray("{\"releases\": 1}"),
                                   QByteArray("{\"releases\": [1, {}, {\"tag\": 7}]}")})
        QVERIFY(knownReleases(text).isEmpty());
    CodeFacts c;
    c.tagsAtHead = {S("7.5.0")};
    decideVersion(c, {}, {});
    QCOMPARE(c.version, S("7.5.0"));
}

QTEST_GUILESS_MAIN(TestVersionDecider)
#include "tst_version_decider.moc"
