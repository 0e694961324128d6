#include "support/result_text.h"
#include "support/test_sshd.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool put(const QString& path, const QByteArray& text) {
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

} // namespace

/// What a run does with .env on the server: edits that leave every other byte, and the account for the
/// database's clients.
class TestRunEnv : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void edits_data();
    void edits();
    void secretsAreNotTold();
    void databaseClients_data();
    void databaseClients();
    void theFrontControllerKeepsItsMode();
    void onlyItsOwnCronLinesPause();

private:
    /// php df.php ARGUMENTS, as a step of a run calls it; what it said.
    QByteArray helper(const QStringList& arguments, bool* ok = nullptr);
    QString path(const char* name) const { return m_folder.filePath(S(name)); }

    QTemporaryDir m_folder;
};

void TestRunEnv::initTestCase() {
    for (const QString& from : {S(":/df/remote/run"), S(":/df/remote/env")}) {
        QDirIterator it(from, {S("*.php")}, QDir::Files);
        while (it.hasNext()) {
            const QString file = it.next();
            QVERIFY(QFile::copy(file, m_folder.filePath(it.fileName())));
        }
    }
    QVERIFY(qputenv("DF_ROOT", path("root").toUtf8()));
}

QByteArray TestRunEnv::helper(const QStringList& arguments, bool* ok) {
    QByteArray out;
    const bool done = runLocal(S("php"), QStringList{path("df.php")} + arguments, {}, &out);
    if (ok)
        *ok = done;
    return out;
}

void TestRunEnv::edits_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("change");
    QTest::addColumn<QByteArray>("after");
    const auto set = [](const char* value) {
        return QByteArray(R"({"action":"set","key":"A","value":")") + value + "\"}";
    };
    const QByteArray rename = R"({"action":"rename","oldKey":"A","key":"NEW"})";
    const QByteArray remove = R"({"action":"remove","key":"A"})";
    QTest::newRow("set") << QByteArray("# x\nA=1 # why\nB=2\n") << set("3") << QByteArray("# x\nA=3\nB=2\n");
    QTest::newRow("set the one that counts")
        << QByteArray("A=1\nA=2\n") << set("3") << QByteArray("A=1\nA=3\n");
    QTest::newRow("append") << QByteArray("B=2") << set("3") << QByteArray("B=2\nA=3\n");
    QTest::newRow("append to nothing") << QByteArray() << set("3") << QByteArray("A=3\n");
    QTest::newRow("not the one put aside") << QByteArray("#A=1\n") << set("3") << QByteArray("#A=1\nA=3\n");
    QTest::newRow("windows line ends")
        << QByteArray("B=1\r\nA=1\r\n") << set("3") << QByteArray("B=1\r\nA=3\r\n");
    QTest::newRow("append to windows lines")
        << QByteArray("B=1\r\n") << set("3") << QByteArray("B=1\r\nA=3\r\n");
    QTest::newRow("last line without end") << QByteArray("B=1\nA=1") << set("3") << QByteArray("B=1\nA=3");
    QTest::newRow("several lines") << QByteArray("A=\"1\n2\"\nB=1\n") << set("3") << QByteArray("A=3\nB=1\n");
    QTest::newRow("quoting") << QByteArray("A=1\n") << set("a b$c\\\"d")
                             << QByteArray("A=\"a b\\$c\\\"d\"\n");
    QTest::newRow("inside a value") << QByteArray("B=\"x\nA=1\"\n") << set("3")
                                    << QByteArray("B=\"x\nA=1\"\nA=3\n");
    QTest::newRow("rename") << QByteArray("  A = 'A'\nB=${A}\n") << rename
                            << QByteArray("  NEW = 'A'\nB=${A}\n");
    QTest::newRow("rename all") << QByteArray("A=1\nA=2\n") << rename << QByteArray("NEW=1\nNEW=2\n");
    QTest::newRow("remove") << QByteArray("A=1\nB=1\n") << remove << QByteArray("#A=1\nB=1\n");
    QTest::newRow("remove several lines")
        << QByteArray("A=\"1\n2\"\nB=1\n") << remove << QByteArray("#A=\"1\n#2\"\nB=1\n");
    QTest::newRow("nothing there") << QByteArray("AB=1\n") << remove << QByteArray("AB=1\n");
}

void TestRunEnv::edits() {
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, change);
    QFETCH(QByteArray, after);
    QVERIFY(put(path("before"), before) && put(path("changes"), '[' + change + ']'));
    QVERIFY(QFile::setPermissions(path("before"), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
    bool ok = false;
    const QByteArray said = helper({S("env-edit"), path("before"), path("after"), path("changes")}, &ok);
    QVERIFY2(ok, said.constData());
    QCOMPARE(contents(path("after")), after);
    QCOMPARE(contents(path("before")), before);
    QCOMPARE(QFile::permissions(path("after")), QFile::permissions(path("before")));
}

void TestRunEnv::secretsAreNotTold() {
    QVERIFY(put(path("before"), "DB_PASSWORD=canary-of-old\nCACHE_DRIVER=file\n"));
    QVERIFY(put(path("changes"), R"([{"action":"rename","oldKey":"CACHE_DRIVER","key":"CACHE_STORE"},
        {"action":"set","key":"DB_PASSWORD","value":"canary-of-new"},{"action":"set","key":"BCRYPT_ROUNDS","value":"10"}])"));
    const QByteArray said = helper({S("env-edit"), path("before"), path("after"), path("changes")});
    QCOMPARE(said, QByteArray("- DB_PASSWORD=(hidden)\n+ DB_PASSWORD=(hidden)\n- CACHE_DRIVER=file\n"
                              "+ CACHE_STORE=file\n+ BCRYPT_ROUNDS=10\n"));
}

void TestRunEnv::databaseClients_data() {
    QTest::addColumn<QByteArray>("env");
    QTest::addColumn<QByteArray>("config"); // the part of config/database.php that counts
    QTest::addColumn<QByteArray>("options");
    const QByteArray env = "DB_CONNECTION=mysql\nDB_HOST=db.example\nDB_USERNAME=u\nDB_PASSWORD=p\n";
    const QByteArray tail = "\nport=3306\nprotocol=TCP\n";
    const QByteArray user = "[client]\nuser=\"u\"\npassword=\"p\"\n";
    QTest::newRow("plain") << env << QByteArray() << user + "host=\"db.example\"" + tail;
    QTest::newRow("an address that nobody asks for")
        << env + "DB_URL=mysql://x:y@other.example/z\nDB_SOCKET=/s\n"
        << QByteArray("'env' => 'DB_HOST'") << user + "host=\"db.example\"" + tail;
    QTest::newRow("an address that counts")
        << env + "DB_URL=mysql://x:y%40@other.example/z\n"
        << QByteArray("        'mysql' => [\n            'url' => env('DB_URL'),\n        ],\n")
        << QByteArray("[client]\nuser=\"x\"\npassword=\"y@\"\nhost=\"other.example\"") + tail;
    QTest::newRow("socket") << env + "DB_SOCKET=/run/s\n"
                            << QByteArray("env('DB_SOCKET', '')") << user + "socket=\"/run/s\"\n";
    QTest::newRow("certificate") << env + "MYSQL_ATTR_SSL_CA=/etc/ca.pem\n"
                                 << QByteArray("env('MYSQL_ATTR_SSL_CA')")
                                 << user + "host=\"db.example\"" + tail + "ssl-ca=\"/etc/ca.pem\"\n";
    QTest::newRow("odd password")
        << QByteArray("DB_CONNECTION=mysql\nDB_HOST=localhost\nDB_USERNAME=u\nDB_PASSWORD='a\"b\\c#d $e'\n")
        << QByteArray()
        << QByteArray("[client]\nuser=\"u\"\npassword=\"a\\\"b\\\\c#d $e\"\nhost=\"localhost\"\n");
}

void TestRunEnv::databaseClients() {
    QFETCH(QByteArray, env);
    QFETCH(QByteArray, config);
    QFETCH(QByteArray, options);
    QVERIFY(put(path("root/.env"), env));
    QVERIFY(put(path("root/config/database.php"), "<?php\nreturn [\n" + config + "];\n"));
    bool ok = false;
    const QByteArray said = helper({S("dbconf"), path("root/.env"), path("app.cnf")}, &ok);
    QVERIFY2(ok, said.constData());
    QCOMPARE(contents(path("app.cnf")), options);
    QVERIFY(!(QFile::permissions(path("app.cnf")) & (QFile::ReadGroup | QFile::ReadOther)));
}

/// It changes in one rename, with owner and every bit of the mode, and so it comes back.
void TestRunEnv::theFrontControllerKeepsItsMode() {
    const QByteArray before = "<?php require __DIR__ . '/../bootstrap/app.php';\n";
    const auto mode = [&] {
        struct stat st {};
        return ::stat(path("index.php").toLocal8Bit().constData(), &st) == 0 ? st.st_mode & 07777U : 0U;
    };
    QVERIFY(put(path("index.php"), before));
    QCOMPARE(::chmod(path("index.php").toLocal8Bit().constData(), 02775), 0);
    QCOMPARE(helper({S("guard"), path("index.php"), path("kept.php")}), QByteArray("1\n"));
    QVERIFY(contents(path("index.php")).endsWith(before));
    QCOMPARE(mode(), 02775U);
    bool ok = false;
    (void)helper({S("unguard"), path("index.php"), path("kept.php")}, &ok);
    QVERIFY(ok);
    QCOMPARE(contents(path("index.php")), before);
    QCOMPARE(mode(), 02775U);
}

/// A neighbour whose path only begins alike goes on, and comments stay what they are.
void TestRunEnv::onlyItsOwnCronLinesPause() {
    const QByteArray root = path("root").toUtf8(), artisan = "* * * * * php " + root;
    const QByteArray own = artisan + "/artisan schedule:run\n", quoted = "@daily cd \"" + root + "\"; run\n",
                     both = artisan + "-old/artisan a; php " + root + "/artisan b\n";
    const QByteArray old = artisan + "-old/artisan schedule:run\n", comment = "# " + root + "/artisan\n";
    QVERIFY(put(path("table"), own + old + quoted + comment + both));
    QVERIFY(put(path("actions.sh"), contents(S(":/df/remote/run/actions.sh"))));
    QByteArray said;
    QVERIFY(runLocal(S("sh"),
                     {S("-ec"), S(". \"$0\"; lines_paused \"$1\""), path("actions.sh"), path("table")}, {},
                     &said));
    const QByteArray mark = "#df-upgrade# ";
    QCOMPARE(said, mark + own + old + mark + quoted + comment + mark + both);
}

QTEST_GUILESS_MAIN(TestRunEnv)
#include "tst_run_env.moc"
