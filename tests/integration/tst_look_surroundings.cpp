#include "inspect/inspector.h"
#include "support/local_host.h"
#include "support/look_server.h"
#include "support/test_sshd.h"

#include <QDir>
#include <QTest>

#include <sys/stat.h>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

} // namespace

/// What surrounds an installation: owners of files, pools and other machines beside it, quotas, clocks, and
/// whether the places that packages come from can be reached.
class TestLookSurroundings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theMachine();
    void filesOfOthers();
    void poolsOfOneMaster();
    void otherMachines_data();
    void otherMachines();
    void quotas();
    void silentHosts();

private:
    [[nodiscard]] Installation look();
    void put(const QString& name, const QByteArray& text) const;

    LookServer m_server{LookServer::Database::Sqlite};
    LocalHost m_host;
    ServerFacts m_facts;
};

void TestLookSurroundings::initTestCase() {
    const QString error = m_server.start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
}

Installation TestLookSurroundings::look() {
    const auto facts = inspectServer(m_host, {m_server.root()}, {});
    m_facts = facts ? *facts : ServerFacts{};
    for (const auto& in : m_facts.installations)
        if (in.path == m_server.root())
            return in;
    return {};
}

void TestLookSurroundings::put(const QString& name, const QByteArray& text) const {
    QFile f(m_server.path(name));
    if (f.open(QIODevice::WriteOnly | QIODevice::Truncate))
        f.write(text);
}

void TestLookSurroundings::theMachine() {
    const mode_t before = ::umask(027);
    (void)look();
    ::umask(before);
    const MachineFacts& m = m_facts.machine;
    QCOMPARE(m.umask.toInt(nullptr, 8), 027);
    QCOMPARE(m.packageManager, S("apt"));
    QVERIFY2(qAbs(m.clockAheadSeconds) < 20, qPrintable(QString::number(m.clockAheadSeconds)));
    QVERIFY(m.swapBytes >= 0);
    QVERIFY(m.tools.contains(S("chcon")));
}

void TestLookSurroundings::filesOfOthers() {
    QCOMPARE(look().code.foreignFiles, 0);
    if (!runsAsRoot())
        return; // there is nobody else whose files we could make
    const QString logs = m_server.root() + S("/storage/logs");
    QDir().mkpath(logs);
    put(S("srv/dreamfactory/storage/logs/by-root.log"), "x");
    put(S("srv/dreamfactory/config/by-root.php"), "<?php // outside of what is watched\n");
    const Installation in = look();
    QFile::remove(logs + S("/by-root.log"));
    QFile::remove(m_server.root() + S("/config/by-root.php"));
    QVERIFY2(in.code.foreignFileSample.contains(S("storage/logs/by-root.log")),
             qPrintable(in.code.foreignFileSample.join(QLatin1Char(' '))));
    QVERIFY(!in.code.foreignFileSample.contains(S("config/by-root.php")));
    QVERIFY(in.code.isRepository); // the rest of the section stayed
}

void TestLookSurroundings::poolsOfOneMaster() {
    const Installation before = look();
    QCOMPARE(before.fpm.poolsOfMaster, (QStringList{S("other"), S("www")}));
    QVERIFY(!before.fpm.memoryLimit.isEmpty());
    QFile pool(m_server.path(S("etc/pool.d/www.conf")));
    QVERIFY(pool.open(QIODevice::ReadWrite | QIODevice::Append));
    pool.write("php_admin_value[memory_limit] = 48M\n");
    pool.close();
    QCOMPARE(look().fpm.memoryLimit, S("48M"));
}

void TestLookSurroundings::otherMachines_data() {
    QTest::addColumn<QByteArray>("group");
    QTest::addColumn<QByteArray>("pass");
    QTest::addColumn<QStringList>("others");
    QTest::newRow("alone") << QByteArray() << QByteArray("unix:ETC/www.sock") << QStringList();
    QTest::newRow("a balancer here")
        << QByteArray("upstream df { server 127.0.0.1:PORT; server 192.0.2.6:80 weight=2; server 192.0.2.7 "
                      "down; }\n")
        << QByteArray("unix:ETC/www.sock") << QStringList{S("192.0.2.6:80")};
    QTest::newRow("a balancer for something else")
        << QByteArray("upstream shop { server 127.0.0.1:9; server 192.0.2.6:80; }\n")
        << QByteArray("unix:ETC/www.sock") << QStringList();
    QTest::newRow("PHP on two machines")
        << QByteArray("upstream fpm { server unix:ETC/www.sock; server 192.0.2.8:9000; }\n")
        << QByteArray("fpm") << QStringList{S("192.0.2.8:9000")};
    QTest::newRow("PHP elsewhere") << QByteArray() << QByteArray("[2001:db8::1]:9000")
                                   << QStringList{S("[2001:db8::1]:9000")};
}

void TestLookSurroundings::otherMachines() {
    QFETCH(QByteArray, group);
    QFETCH(QByteArray, pass);
    QFETCH(QStringList, others);
    const QByteArray port = QByteArray::number(m_server.webPort()), etc = m_server.path(S("etc")).toUtf8();
    QByteArray site = group + "server { listen 127.0.0.1:" + port + "; root \"" + m_server.root().toUtf8() +
                      "/public\"; location ~ \\.php$ { fastcgi_pass " + pass + "; } }\n";
    put(S("etc/sites/df"), site.replace("ETC", etc).replace("PORT", port));
    const Installation in = look();
    QCOMPARE(in.web.kind, S("nginx"));
    QCOMPARE(in.web.upstreams, others);
}

/// The program quota is on few servers: a stand-in says what the real one does, with a passed limit.
void TestLookSurroundings::quotas() {
    const QString folder = m_server.path(S("tools"));
    QDir().mkpath(folder);
    put(S("tools/quota"), "#!/bin/sh\necho 'Disk quotas for user x (uid 33): '\n"
                          "echo '     Filesystem  blocks   quota   limit   grace   files   quota   limit'\n"
                          "echo '/    1000*    900    1100   1700000000       5       0       0'\nexit 1\n");
    QFile::setPermissions(folder + S("/quota"), QFile::Permissions(0x7755));
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", folder.toUtf8() + ":" + path);
    (void)look();
    qputenv("PATH", path);
    const auto root =
        std::find_if(m_facts.machine.fileSystems.begin(), m_facts.machine.fileSystems.end(),
                     [](const FileSystemFact& f) { return f.mountPoint == QLatin1String("/"); });
    QVERIFY(root != m_facts.machine.fileSystems.end());
    QCOMPARE(root->quotaFreeBytes, 100 * 1024);
    (void)look();
    for (const FileSystemFact& f : m_facts.machine.fileSystems)
        QCOMPARE(f.quotaFreeBytes, -1);
}

void TestLookSurroundings::silentHosts() {
    const QString work = m_server.path(S("work"));
    const QByteArray port = QByteArray::number(m_server.webPort());
    put(S("work/composer.lock"),
        "{\"packages\":[{\"name\":\"a/a\",\"dist\":{\"url\":\"http:\\/\\/127.0.0.1:" + port +
            "/a.zip\"},\"source\":{\"url\":\"git@host.invalid:a.git\"}},"
            "{\"name\":\"b/b\",\"dist\":{\"url\":\"http://127.9.9.9:1/b.zip\"},"
            "\"funding\":[{\"url\":\"https://funding.invalid/\"}]},"
            "{\"name\":\"c/c\",\"dist\":{\"url\":\"https://replaced.invalid/c.zip\"}},"
            "{\"name\":\"d/d\",\"dist\":{\"url\":\"file:///srv/packages/d.zip\"}}]}\n");
    for (const QStringList& words :
         {QStringList{S("commit"), S("-qam"), S("Release 7.9.9")}, QStringList{S("tag"), S("7.9.9")},
          QStringList{S("push"), S("-q"), m_server.path(S("remote.git")), S("7.9.9")}})
        QVERIFY(m_server.git(words, work));
    QVERIFY(m_server.git({S("config"), S("url.file:///mirror/.insteadOf"), S("https://replaced.invalid/")},
                         m_server.root()));
    const Installation in = look();
    QElapsedTimer clock;
    clock.start();
    const auto release = readRelease(m_host, in, S("7.9.9"), {});
    QVERIFY2(release.has_value(), release ? "" : qPrintable(release.error().what + release.error().detail));
    QCOMPARE(release->silentHosts, QStringList{S("127.9.9.9")});
    QVERIFY(clock.elapsed() < 30000);
}

QTEST_GUILESS_MAIN(TestLookSurroundings)
#include "tst_look_surroundings.moc"
