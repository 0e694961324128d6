#include "inspect/inspector.h"
#include "support/local_host.h"
#include "support/look_server.h"
#include "support/result_text.h"
#include "support/test_sshd.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

QStringList names(const QVector<ReleaseTag>& tags) {
    QStringList out;
    for (const auto& t : tags)
        out << t.tag;
    return out;
}

} // namespace

/// Releases from the installation's own remote: right, without a trace in its repository.
class TestLookReleases : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void newest();
    void aNamedOne();
    void whatItDoesToTheTree();
    void onlyTheList();
    void unknown();
    void shallowIsNotServed();
    void credentialsOfTheRepository();
    void remoteIsGone();
    void noRepository();
    void versionFromTheRemote();

private:
    LookServer m_server{LookServer::Database::Sqlite};
    QTemporaryDir
        m_folder; // TMPDIR of what runs on the host: other programs' folders don't disturb the count
    LocalHost m_host;
    Installation m_installation;
};

void TestLookReleases::initTestCase() {
    const QString error = m_server.start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    QVERIFY(::chmod(qPrintable(m_folder.path()), 01777) == 0);
    qputenv("TMPDIR", m_folder.path().toUtf8());
    const auto facts = inspectServer(m_host, {m_server.root()}, {});
    QVERIFY2(facts.has_value(), facts ? "" : qPrintable(facts.error().detail));
    for (const auto& in : facts->installations)
        if (in.path == m_server.root())
            m_installation = in;
    QCOMPARE(m_installation.code.remoteName, S("origin"));
}

void TestLookReleases::newest() {
    const auto before = LookServer::fingerprint(m_server.path(S("srv")));
    const auto remoteBefore = LookServer::fingerprint(m_server.path(S("remote.git/refs")));
    const auto r = readReleases(m_host, m_installation, S("newest"), {});
    QVERIFY2(r.has_value(), r ? "" : qPrintable(r.error().what + r.error().detail));
    QCOMPARE(names(r->tags), (QStringList{S("6.3.0"), S("7.2.0"), S("7.3"), S("7.3.3"), S("8.0.0-beta")}));
    QCOMPARE(r->chosen.tag, S("7.3.3"));
    QCOMPARE(r->chosen.commit, m_server.commitOf(S("7.3.3")));
    QCOMPARE(r->tags.at(1).commit, m_server.commitOf(S("7.2.0"))); // annotated
    QVERIFY(r->chosen.composerJson.contains(S("dreamfactory/dreamfactory")));
    QVERIFY(r->chosen.composerLock.contains(S("1.0.10")));
    QVERIFY(r->chosen.envDist.contains(S("APP_KEY")));
    QCOMPARE(r->chosen.configVersion, S("7.3.3"));
    QVERIFY(r->chosen.trackedTopLevel.contains(S("artisan")));
    QVERIFY(!r->chosen.trackedTopLevel.contains(S("vendor")));
    QCOMPARE(r->chosen.notes.size(), 1); // the annotated tag between 6.3.0 and 7.3.3
    QCOMPARE(r->chosen.notes.first().tag, S("7.2.0"));
    QCOMPARE(r->chosen.notes.first().text, S("x"));
    QVERIFY(LookServer::fingerprint(m_server.path(S("srv"))) == before);
    QVERIFY(LookServer::fingerprint(m_server.path(S("remote.git/refs"))) == remoteBefore);
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList());
}

void TestLookReleases::aNamedOne() {
    const auto r = readRelease(m_host, m_installation, S("7.2.0"), {});
    QVERIFY2(r.has_value(), r ? "" : qPrintable(r.error().what));
    QCOMPARE(r->tag, S("7.2.0"));
    QCOMPARE(r->commit, m_server.commitOf(S("7.2.0")));
}

void TestLookReleases::whatItDoesToTheTree() {
    QVERIFY(m_server.git({S("rm"), S("-q"), S("--cached"), S("public/index.php")}, m_server.root()));
    m_server.write(S("public/index.php"), "<?php echo 'ours';\n");
    QFile config(m_server.root() + S("/config/app.php"));
    QVERIFY(config.open(QIODevice::ReadOnly));
    const QByteArray text = config.readAll();
    config.close();
    m_server.write(S("config/app.php"), QByteArray(text).replace("6.3.0", "6.3.0-ours"));
    const auto before = LookServer::fingerprint(m_server.path(S("srv")));
    const auto r = readRelease(m_host, m_installation, S("7.3.3"), {});
    const auto after = LookServer::fingerprint(m_server.path(S("srv")));
    m_server.write(S("config/app.php"), text);
    m_server.write(S("public/index.php"), "<?php echo 'hello';\n");
    QVERIFY(m_server.git({S("add"), S("public/index.php")}, m_server.root()));
    QVERIFY2(r.has_value(), r ? "" : qPrintable(r.error().what));
    QVERIFY(r->changesTried);
    QCOMPARE(r->changesThatDontApply, QStringList{S("config/app.php")}); // the icon's change fits
    QCOMPARE(r->overwritten, QStringList{S("public/index.php")});
    QVERIFY(after == before);
}

void TestLookReleases::onlyTheList() {
    const auto tags = listReleases(m_host, m_installation, {});
    QVERIFY(tags);
    QCOMPARE(tags->size(), 5);
}

void TestLookReleases::unknown() {
    for (const char* tag : {"9.9.9", "master", "7.3.3; touch /tmp/x", "../7.3.3", "7.3", "-h"}) {
        const auto r = readRelease(m_host, m_installation, S(tag), {});
        QCOMPARE(r.has_value(), S(tag) == S("7.3"));
        if (!r)
            QCOMPARE(r.error().facts.value(0), S("no-tag"));
    }
}

void TestLookReleases::shallowIsNotServed() {
    // a plain file path: git takes no --depth seriously there, and the fetch must still do
    QVERIFY(m_server.git({S("remote"), S("set-url"), S("origin"), m_server.path(S("remote.git"))},
                         m_server.root()));
    const auto r = readRelease(m_host, m_installation, S("7.3.3"), {});
    QVERIFY(
        m_server.git({S("remote"), S("set-url"), S("origin"), S("file://") + m_server.path(S("remote.git"))},
                     m_server.root()));
    QVERIFY2(r.has_value(), r ? "" : qPrintable(r.error().detail));
    QCOMPARE(r->commit, m_server.commitOf(S("7.3.3")));
}

void TestLookReleases::credentialsOfTheRepository() {
    // an address that only the repository's own configuration can resolve
    QVERIFY(m_server.git(
        {S("config"), S("url.file://") + m_server.path(S("remote.git")) + S(".insteadOf"), S("df:company")},
        m_server.root()));
    QVERIFY(m_server.git({S("remote"), S("set-url"), S("origin"), S("df:company")}, m_server.root()));
    const auto r = readRelease(m_host, m_installation, S("7.3.3"), {});
    QVERIFY(
        m_server.git({S("remote"), S("set-url"), S("origin"), S("file://") + m_server.path(S("remote.git"))},
                     m_server.root()));
    QVERIFY2(r.has_value(), r ? "" : qPrintable(r.error().detail));
}

void TestLookReleases::remoteIsGone() {
    QVERIFY(m_server.git({S("remote"), S("set-url"), S("origin"), S("file:///nowhere/token:secret@x.git")},
                         m_server.root()));
    const auto r = readReleases(m_host, m_installation, S("newest"), {});
    QVERIFY(
        m_server.git({S("remote"), S("set-url"), S("origin"), S("file://") + m_server.path(S("remote.git"))},
                     m_server.root()));
    QVERIFY(!r);
    QCOMPARE(r.error().facts.value(0), S("list"));
    QVERIFY(!r.error().detail.isEmpty());
}

void TestLookReleases::noRepository() {
    Installation none = m_installation;
    none.code.isRepository = false;
    QVERIFY(!readReleases(m_host, none, S("newest"), {}));
    none = m_installation;
    none.path = S("/nowhere");
    const auto r = readReleases(m_host, none, S("newest"), {});
    QVERIFY(!r);
    QCOMPARE(r.error().facts.value(0), S("root"));
}

void TestLookReleases::versionFromTheRemote() {
    // the clone has lost its tags, as after a fetch of master alone
    QVERIFY(m_server.git({S("tag"), S("-d"), S("6.3.0")}, m_server.root()));
    const auto facts = inspectServer(m_host, {m_server.root()}, {});
    QVERIFY(facts);
    for (const auto& in : facts->installations) {
        if (in.path == m_server.root()) {
            QCOMPARE(in.code.tagsAtHead, QStringList());
            QCOMPARE(in.code.version, S("6.3.0"));
            QVERIFY(in.code.versionCertain);
            QCOMPARE(in.code.versionAnswers.first().source, S("git tag of the remote"));
        }
    }
}

QTEST_GUILESS_MAIN(TestLookReleases)
#include "tst_look_releases.moc"
