#include "inspect/inspector.h"
#include "support/local_host.h"
#include "support/look_tree.h"
#include "support/test_sshd.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

/// A process of that name that only waits: the look asks a client only where its server runs.
class Waiting {
public:
    explicit Waiting(const QString& name) {
        m_process.start(S("bash"), {S("-c"), S("exec -a ") + name + S(" sleep 120")});
        m_process.waitForStarted();
        QTest::qWait(200);
    }
    ~Waiting() {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
};

} // namespace

/// Containers and pods. docker and kubectl are stand-ins that answer as the real ones do; the container's
/// files are those of a real process with a root folder of its own, which only root can have.
class TestLookContainers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void withoutDockerdNobodyAsks();
    void aContainer();
    void linksAreNotFollowed();
    void pods();
    void oddAnswers();
    void aSilentEngineIsNotNone();

private:
    [[nodiscard]] QVector<Installation> look();
    void program(const QString& name, const QByteArray& script) const;
    void put(const QString& name, const QByteArray& text) const;
    void docker() const;

    QTemporaryDir m_dir;
    QByteArray m_path = qgetenv("PATH"), m_json;
    QStringList m_silent;
    LocalHost m_host;
};

void TestLookContainers::initTestCase() {
    QVERIFY(m_dir.isValid());
    for (const char* folder : {"tools", "root/opt/dreamfactory/vendor/composer",
                               "root/opt/dreamfactory/config", "root/opt/dreamfactory/.git"})
        QVERIFY(QDir().mkpath(m_dir.filePath(S(folder))));
    qputenv("PATH", m_dir.filePath(S("tools")).toUtf8() + ":" + m_path);
    const auto tree = releaseTree(S("6.3.0"));
    for (auto it = tree.begin(); it != tree.end(); ++it) {
        QDir().mkpath(QFileInfo(m_dir.filePath(S("root/opt/dreamfactory/") + it.key())).path());
        put(S("root/opt/dreamfactory/") + it.key(), it.value());
    }
    put(S("root/opt/dreamfactory/.git/HEAD"), "68531bb6e632f3facb24657d8c39f9770fdeac7a\n");
    put(S("root/opt/dreamfactory/.env"), "APP_KEY=base64:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n"
                                         "DB_CONNECTION=mysql\nDB_PASSWORD=canary-in-file\n");
}

void TestLookContainers::cleanupTestCase() { qputenv("PATH", m_path); }

void TestLookContainers::put(const QString& name, const QByteArray& text) const {
    QFile f(m_dir.filePath(name));
    if (f.open(QIODevice::WriteOnly | QIODevice::Truncate))
        f.write(text);
}

void TestLookContainers::program(const QString& name, const QByteArray& script) const {
    put(S("tools/") + name, "#!/bin/sh\necho \"$0 $*\" >>" + m_dir.path().toUtf8() + "/asked\n" + script);
    QFile::setPermissions(m_dir.filePath(S("tools/") + name), QFile::Permissions(0x7755));
}

void TestLookContainers::docker() const {
    program(S("docker"),
            "[ \"$1\" != ps ] || printf "
            "'aaaaaaaaaaaa\\tdf-docker_web\\tdf-web-1\\nbbbbbbbbbbbb\\tmysql:5.7\\tdf-mysql-1\\n'\n"
            "[ \"$1\" != inspect ] || { printf 'aaaaaaaaaaaa\\t" +
                m_dir.path().toUtf8() + "/root" +
                "\\t[\"PATH=/"
                "bin\",\"DB_PASSWORD=canary-in-definition\"]\\t[{\"Type\":\"volume\",\"Name\":\"df-storage\","
                "\"Source\":\"/var/lib/x\",\"Destination\":\"/opt/dreamfactory/storage\"}]\\n'\n"
                "printf 'bbbbbbbbbbbb\\t<no value>\\t[]\\t[]\\n'; }\n");
}

QVector<Installation> TestLookContainers::look() {
    const auto facts = inspectServer(m_host, {}, {});
    if (!facts)
        return {};
    m_silent = facts->machine.silentEngines;
    m_json = QJsonDocument(toJson(*facts)).toJson();
    QVector<Installation> found;
    for (const auto& in : facts->installations)
        if (in.kind != InstallationKind::Machine && in.foundBy != S("podman")) // not those of others here
            found << in;
    return found;
}

void TestLookContainers::withoutDockerdNobodyAsks() {
    docker();
    program(S("podman"), "");
    if (QProcess::execute(S("pgrep"), {S("-x"), S("dockerd|conmon")}) != 0) {
        QCOMPARE(look().size(), 0);
        QVERIFY(!QFileInfo::exists(m_dir.filePath(S("asked"))));
    }
    QFile::remove(m_dir.filePath(S("tools/podman")));
}

void TestLookContainers::aContainer() {
    docker();
    const Waiting dockerd(S("/usr/bin/dockerd"));
    const auto found = look();
    QCOMPARE(found.size(), 1);
    const Installation& in = found.first();
    QCOMPARE(toString(in.kind), S("docker"));
    QCOMPARE(in.container, S("df-web-1"));
    QCOMPARE(in.image, S("df-docker_web"));
    QCOMPARE(in.path, S("/opt/dreamfactory"));
    QCOMPARE(in.containerEnv, (QStringList{S("PATH"), S("DB_PASSWORD")}));
    QCOMPARE(in.containerVolumes, QStringList{S("df-storage → /opt/dreamfactory/storage")});
    QVERIFY(!m_json.contains("canary"));
    QVERIFY(!in.code.isRepository);
    if (runsAsRoot()) {
        QVERIFY2(in.code.version.startsWith(S("6.3.0")), qPrintable(in.code.version));
        QCOMPARE(in.code.lockedPackages.value(S("dreamfactory/df-core")), S("1.0.3"));
        QCOMPARE(in.env.appKeyForm, S("base64-32"));
        QCOMPARE(in.env.overridden.keys(), QStringList{S("DB_PASSWORD")}); // other than the file's
        QCOMPARE(in.env.value(S("DB_CONNECTION")).value_or(QString()), S("mysql"));
    }
}

void TestLookContainers::linksAreNotFollowed() {
    if (!runsAsRoot())
        return; // its files can't be read at all
    const QString env = m_dir.filePath(S("root/opt/dreamfactory/.env"));
    put(S("outside.env"), "MAIL_FROM_NAME=a-file-of-this-machine\n");
    QFile::rename(env, env + S(".away"));
    QVERIFY(QFile::link(m_dir.filePath(S("outside.env")), env));
    const Waiting dockerd(S("/usr/bin/dockerd"));
    const auto found = look();
    QFile::remove(env);
    QFile::rename(env + S(".away"), env);
    QCOMPARE(found.size(), 1);
    QVERIFY(!found.first().env.readable);
    QVERIFY(!m_json.contains("a-file-of-this-machine"));
    QVERIFY(found.first().code.version.isEmpty());
}

void TestLookContainers::pods() {
    put(S("kubeconfig"), "apiVersion: v1\n");
    const QByteArray pod =
        "{\"metadata\":{\"name\":\"api-dreamfactory-7d9f8c-%1\",\"namespace\":\"apps\"},\"spec\":{"
        "\"containers\":[{\"name\":"
        "\"dreamfactory\",\"image\":\"dreamfactorysoftware/"
        "df-docker:latest\",\"env\":[{\"name\":\"APP_KEY\",\"valueFrom\":{}},"
        "{\"name\":\"DB_PASSWORD\",\"value\":\"canary-in-pod\"}],\"volumeMounts\":[{\"name\":\"files\","
        "\"mountPath\":\"/files\"},"
        "{\"name\":\"tmp\",\"mountPath\":\"/opt/dreamfactory/storage\"}]}],\"volumes\":[{\"name\":\"files\","
        "\"persistentVolumeClaim\":{\"claimName\":\"c\"}},{\"name\":\"tmp\",\"emptyDir\":{}}]}}";
    put(S("pods.json"),
        "{\"items\":[" + QByteArray(pod).replace("%1", "aaaaa") + "," +
            QByteArray(pod).replace("%1", "bbbbb") +
            ",{\"metadata\":{\"name\":\"x\"},\"spec\":{\"containers\":[{\"image\":\"mysql:8.0\"}]}}]}");
    program(S("kubectl"), "cat " + m_dir.path().toUtf8() + "/pods.json\n");
    qputenv("KUBECONFIG", m_dir.filePath(S("kubeconfig")).toUtf8());
    const auto found = look();
    qunsetenv("KUBECONFIG");
    QFile::remove(m_dir.filePath(S("tools/kubectl")));
    QCOMPARE(found.size(), 2);
    const Installation& in = found.first();
    QCOMPARE(toString(in.kind), S("kubernetes"));
    QCOMPARE(in.pod, S("api-dreamfactory-7d9f8c-aaaaa"));
    QCOMPARE(in.nameSpace, S("apps"));
    QCOMPARE(in.container, S("dreamfactory"));
    QCOMPARE(in.containerEnv, (QStringList{S("APP_KEY"), S("DB_PASSWORD")}));
    QCOMPARE(in.containerVolumes, QStringList{S("files → /files")});
    QVERIFY(!m_json.contains("canary"));
}

void TestLookContainers::oddAnswers() {
    const Waiting dockerd(S("/usr/bin/dockerd"));
    for (const char* script : {"exit 1\n", "head -c 3000000 /dev/zero\n", "printf 'aaaaaaaaaaaa\\t\\t\\n'\n",
                               "sleep 30\n", "echo '[{]'; echo 'aaaaaaaaaaaa\tdreamfactory\tx\t1\t2'\n"}) {
        program(S("docker"), script);
        QCOMPARE(look().size(), 0);
        QVERIFY(m_json.contains("hostName"));
        // What failed is not known; what answered without sense has at least answered.
        const bool failed = QByteArray(script).startsWith("exit") || QByteArray(script).startsWith("sleep");
        QCOMPARE(m_silent.contains(S("docker")), failed);
    }
}

void TestLookContainers::aSilentEngineIsNotNone() {
    const Waiting dockerd(S("/usr/bin/dockerd"));
    program(S("docker"), "echo 'permission denied: canary-no-secret' >&2; exit 1\n");
    program(S("kubectl"), "echo '{}'\n");
    put(S("kubeconfig"), "apiVersion: v1\n");
    qputenv("KUBECONFIG", m_dir.filePath(S("kubeconfig")).toUtf8());
    QCOMPARE(look().size(), 0);
    qunsetenv("KUBECONFIG");
    QFile::remove(m_dir.filePath(S("tools/kubectl")));
    QVERIFY(m_silent.contains(S("docker")) && m_silent.contains(S("kubectl")));
    QVERIFY(m_json.contains("docker: permission denied"));
    docker();
    QCOMPARE(look().size(), 1);
    QVERIFY(!m_silent.contains(S("docker")));
}

QTEST_GUILESS_MAIN(TestLookContainers)
#include "tst_look_containers.moc"
