#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

const char* const oldSocket = "/run/php/php8.2-fpm.sock";
const char* const newSocket = "/run/php/opt-df-php8.3.sock";

bool put(const QString& path, const QByteArray& text) {
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

} // namespace

/// What a run makes of the web server's file and of a pool's: the one site and the one pool, and not a byte
/// of what else is in the file.
class TestPhpBeside : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void siteFile_data();
    void siteFile();
    void hiddenSocketIsRefused();
    void editedSince();
    void poolFile_data();
    void poolFile();
    void settingsThatDiffer();
    void poolThatDoesNotFit();

private:
    QByteArray helper(const QStringList& arguments, bool* ok);
    QString path(const char* name) const { return m_folder.filePath(S(name)); }
    [[nodiscard]] QByteArray filled(QByteArray text) const; ///< ROOT and OTHER are folders that exist

    QTemporaryDir m_folder;
};

QByteArray TestPhpBeside::filled(QByteArray text) const {
    return text.replace("ROOT", path("df/public").toUtf8()).replace("OTHER", path("shop/public").toUtf8());
}

void TestPhpBeside::initTestCase() {
    for (const QString& from : {S(":/df/remote/run"), S(":/df/remote/env")}) {
        QDirIterator it(from, {S("*.php")}, QDir::Files);
        while (it.hasNext()) {
            const QString file = it.next();
            QVERIFY(QFile::copy(file, m_folder.filePath(it.fileName())));
        }
    }
    QVERIFY(QDir().mkpath(path("df/public")) && QDir().mkpath(path("shop/public")));
}

QByteArray TestPhpBeside::helper(const QStringList& arguments, bool* ok) {
    QProcess php;
    php.start(S("php"), QStringList{path("df.php")} + arguments);
    php.waitForFinished();
    *ok = php.exitStatus() == QProcess::NormalExit && php.exitCode() == 0;
    return *ok ? php.readAllStandardOutput() : php.readAllStandardError();
}

void TestPhpBeside::siteFile_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after"); // empty: the file says nothing about this site's PHP
    const QByteArray nginx = "# unix:/run/php/php8.2-fpm.sock stays in a comment\n"
                             "server { listen 80; root ROOT;\n"
                             "  location ~ \\.php$ { fastcgi_pass @; include fastcgi_params; } # }\n}\n";
    const QByteArray neighbour = "server { root OTHER; location ~ \\.php$ { fastcgi_pass "
                                 "unix:/run/php/php8.2-fpm.sock; } }\n";
    const auto with = [](QByteArray text, const QByteArray& pass) { return text.replace('@', pass); };
    const QByteArray switched = with(nginx, "unix:/run/php/opt-df-php8.3.sock");
    QTest::newRow("nginx") << S("nginx") << with(nginx, "unix:/run/php/php8.2-fpm.sock") << switched;
    QTest::newRow("the folder by its other name")
        << S("nginx") << with(nginx, "\"unix:/var/run/php/php8.2-fpm.sock:\"") << switched;
    QTest::newRow("a neighbour in the same file")
        << S("nginx") << neighbour + with(nginx, "unix:/run/php/php8.2-fpm.sock") + neighbour
        << neighbour + switched + neighbour;
    QTest::newRow("by the name of an upstream")
        << S("nginx") << "upstream fpm { server unix:/run/php/php8.2-fpm.sock; }\n" + with(nginx, "fpm")
        << "upstream fpm { server unix:/run/php/php8.2-fpm.sock; }\n" + switched;
    QTest::newRow("another program's socket")
        << S("nginx") << with(nginx, "unix:/run/other.sock") << QByteArray();
    QTest::newRow("another site") << S("nginx") << neighbour << QByteArray();

    const QByteArray apache = "<VirtualHost *:80>\n    DocumentRoot \"ROOT\"\n    <FilesMatch \\.php$>\n"
                              "        SetHandler \"proxy:unix:@|fcgi://localhost\"\n    </FilesMatch>\n"
                              "</VirtualHost>\n";
    const QByteArray other = "<VirtualHost *:80>\n    DocumentRoot OTHER\n    SetHandler "
                             "\"proxy:unix:/run/php/php8.2-fpm.sock|fcgi://localhost\"\n</VirtualHost>\n";
    QTest::newRow("Apache") << S("apache") << with(apache, oldSocket) + other
                            << with(apache, newSocket) + other;
    QTest::newRow("Apache, all sites in one word")
        << S("apache") << QByteArray("<VirtualHost *:80>\n    DocumentRoot ROOT\n</VirtualHost>\n")
        << QByteArray("<VirtualHost *:80>\n    DocumentRoot ROOT\n"
                      "    # PHP beside the old one, begin\n    <FilesMatch \".+\\.ph(?:ar|p|tml)$\">\n"
                      "        SetHandler \"proxy:unix:/run/php/opt-df-php8.3.sock|fcgi://localhost\"\n"
                      "    </FilesMatch>\n    # PHP beside the old one, end\n</VirtualHost>\n");
    QTest::newRow("Apache, another site") << S("apache") << other << QByteArray();
}

void TestPhpBeside::siteFile() {
    QFETCH(QString, kind);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QVERIFY(put(path("site"), filled(before)));
    bool ok = false;
    const QByteArray said =
        helper({S("site-switch"), kind, path("site"), path("df/public"), S(oldSocket), S(newSocket)}, &ok);
    QVERIFY2(ok, said);
    QCOMPARE(QString::fromUtf8(said), QString::fromUtf8(filled(after)));
}

void TestPhpBeside::hiddenSocketIsRefused() {
    QVERIFY(put(path("snippet"), "fastcgi_pass unix:/run/php/php8.2-fpm.sock;\n"));
    QVERIFY(put(path("site"), filled("server { root ROOT; location ~ \\.php$ { include ") +
                                  path("snippet").toUtf8() + "; } }\n"));
    bool ok = true;
    const QByteArray said = helper(
        {S("site-switch"), S("nginx"), path("site"), path("df/public"), S(oldSocket), S(newSocket)}, &ok);
    QVERIFY(!ok);
    QVERIFY2(said.contains(path("snippet").toUtf8()), said);
}

/// Going back to a file that somebody edited after the upgrade: their edit stays.
void TestPhpBeside::editedSince() {
    QVERIFY(put(path("site"),
                "# new line\nfastcgi_pass unix:/run/php/opt-df-php8.3.sock;\n"
                "    # PHP beside the old one, begin\n  x\n    # PHP beside the old one, end\nend\n"));
    bool ok = false;
    const QByteArray said = helper({S("site-back"), path("site"), S(oldSocket), S(newSocket)}, &ok);
    QVERIFY2(ok, said);
    QCOMPARE(said, QByteArray("# new line\nfastcgi_pass unix:/run/php/php8.2-fpm.sock;\nend\n"));
}

void TestPhpBeside::poolFile_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("as packaged")
        << QByteArray("; a comment\n[www]\nuser = dreamfactory\nlisten = /run/php/php8.2-fpm.sock\n"
                      "listen.owner = www-data\npm.max_children = 40\naccess.log = /var/log/$pool.log\n"
                      ";chroot = /srv/$pool\nenv[TOKEN] = \"a;b\"\n")
        << QByteArray("[opt-df]\nuser = dreamfactory\nlisten = /run/php/opt-df-php8.3.sock\n"
                      "listen.owner = www-data\npm.max_children = 40\naccess.log = /var/log/www.log\n"
                      ";chroot = /srv/$pool\nenv[TOKEN] = \"a;b\"\n");
    QTest::newRow("one of two, by its name in the socket's")
        << QByteArray("[shop]\nlisten = /run/php/shop.sock\nuser = shop\n"
                      "[php8.2-fpm]\nlisten=/var/run/php/$pool.sock ; here\nuser = df\n")
        << QByteArray("[opt-df]\nlisten=/run/php/opt-df-php8.3.sock\nuser = df\n");
}

void TestPhpBeside::poolFile() {
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QVERIFY(put(path("pool"), before));
    bool ok = false;
    const QByteArray said =
        helper({S("pool-copy"), path("pool"), S(oldSocket), S("opt-df"), S(newSocket)}, &ok);
    QVERIFY2(ok, said);
    QCOMPARE(QString::fromUtf8(said), QString::fromUtf8(after));
    const QByteArray none =
        helper({S("pool-copy"), path("pool"), S("/run/php/none.sock"), S("opt-df"), S(newSocket)}, &ok);
    QVERIFY2(!ok && none.contains("/run/php/none.sock"), none);
}

void TestPhpBeside::settingsThatDiffer() {
    QVERIFY(put(path("old.json"), R"({"settings":{"memory_limit":"512M","post_max_size":"8M",)"
                                  R"("date.timezone":"a\"b\\c","display_errors":"x\ny"}})"));
    QVERIFY(put(path("new.json"), R"({"settings":{"memory_limit":"128M","post_max_size":"8M",)"
                                  R"("date.timezone":"","display_errors":""}})"));
    bool ok = false;
    const QByteArray said = helper({S("pool-settings"), path("old.json"), path("new.json")}, &ok);
    QVERIFY2(ok, said);
    QVERIFY(said.contains("php_value[memory_limit] = \"512M\"\n"));
    QVERIFY(said.contains("php_value[date.timezone] = \"a\\\"b\\\\c\"\n"));
    QVERIFY(!said.contains("post_max_size") && !said.contains("display_errors"));
}

void TestPhpBeside::poolThatDoesNotFit() {
    QVERIFY(put(path("old.json"), R"({"version":"8.2.1","extensions":["core","sqlsrv","zip"]})"));
    QVERIFY(put(path("new.json"), R"({"version":"8.3.4","extensions":["core","zip","zend opcache"]})"));
    const auto fits = [&](const char* minor, const char* extensions, bool* ok) {
        return helper(
            {S("pool-fits"), path("new.json"), path("old.json"), S(minor), S(extensions), path("note")}, ok);
    };
    bool ok = true;
    QVERIFY(fits("8.4", "", &ok).contains("8.3.4") && !ok);
    QVERIFY(fits("8.3", "zip mongodb", &ok).contains("mongodb") && !ok);
    QVERIFY(!fits("8.3", "zip zend-opcache", &ok).isEmpty() && ok);
    QFile note(path("note")); // what only the old one has is told
    QVERIFY(note.open(QIODevice::ReadOnly));
    QVERIFY(note.readAll().contains("sqlsrv"));
}

QTEST_GUILESS_MAIN(TestPhpBeside)
#include "tst_php_beside.moc"
