#include "inspect/inspector.h"
#include "support/local_host.h"
#include "support/look_server.h"
#include "support/test_sshd.h"

#include <QDir>
#include <QTcpServer>
#include <QTest>

using namespace df;
using namespace df::test;

namespace {
QString S(const char* text) { return QString::fromUtf8(text); }
} // namespace

/// Site files as people write them. nginx and FPM run; the files are only read, so they may say what these
/// never loaded. Apache is not on every build machine: its process is a stand-in, its files are in Debian's
/// and Red Hat's form.
class TestLookWeb : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nginx_data();
    void nginx();
    void nobodyBehindTheSite();
    void apache_data();
    void apache();
    void poolOfTheSite();

private:
    [[nodiscard]] Installation look();
    void put(const QString& name, QString text) const;

    LookServer m_server{LookServer::Database::Sqlite};
    LocalHost m_host;
};

void TestLookWeb::initTestCase() {
    const QString error = m_server.start();
    QVERIFY2(error.isEmpty(), qPrintable(error));
    QVERIFY(QFile::link(m_server.root(), m_server.path(S("srv/current"))));
}

Installation TestLookWeb::look() {
    const auto facts = inspectServer(m_host, {m_server.root()}, {});
    if (facts)
        for (const auto& in : facts->installations)
            if (in.path == m_server.root())
                return in;
    return {};
}

/// ROOT and ETC in the text are the installation's and the configuration's folders.
void TestLookWeb::put(const QString& name, QString text) const {
    QFile f(m_server.path(S("etc/")) + name);
    if (f.open(QIODevice::WriteOnly | QIODevice::Truncate))
        f.write(text.replace(S("ROOT"), m_server.root())
                    .replace(S("CURRENT"), m_server.path(S("srv/current")))
                    .replace(S("ETC"), m_server.path(S("etc")))
                    .toUtf8());
}

void TestLookWeb::nginx_data() {
    QTest::addColumn<QString>("site");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("fpm");
    const QString php = S("location ~ \\.php$ { try_files $uri rewrite ^ /index.php?$query_string; "
                          "fastcgi_pass unix:ETC/www.sock; }\n");
    QTest::newRow("the vendor's installer")
        << S("limit_req_zone $binary_remote_addr zone=mylimit:10m rate=1r/s;\nserver {\n\n  listen 80 "
             "default_server;\n"
             "  listen [::]:80 default_server ipv6only=on;\n  root ROOT/public;\n  gzip_disable \"msie6\";\n "
             " location / { try_files $uri $uri/ /index.php?$args; }\n"
             "  location = /50x.html { root /usr/share/nginx/html; }\n") +
               php + S("}\n")
        << S("http://127.0.0.1:80") << QString() << true;
    QTest::newRow("another port, catch-all name")
        << S("server { listen 0.0.0.0:8080; server_name _; root ROOT/public; ") + php + S("}")
        << S("http://127.0.0.1:8080") << S("_") << true;
    QTest::newRow("TLS alone")
        << S("server { listen 443 ssl http2; server_name www.example.test example.test; root ROOT/public; ") +
               php + S("}")
        << S("https://127.0.0.1:443") << S("www.example.test") << true;
    QTest::newRow("redirect and TLS")
        << S("server { listen 80; server_name example.test; return 301 https://$host$request_uri; }\n"
             "server { listen 443 ssl; server_name example.test; root ROOT/public; ") +
               php + S("}")
        << S("https://127.0.0.1:443") << S("example.test") << true;
    QTest::newRow("both ways")
        << S("server { listen 443 ssl; root ROOT/public; server_name a.test; ") + php +
               S("}\nserver { listen 127.0.0.1:81; server_name b.test; root ROOT/public; ") + php + S("}")
        << S("http://127.0.0.1:81") << S("b.test") << true;
    QTest::newRow("an address of its own")
        << S("server { listen 192.0.2.5:8081; root ROOT/public/; ") + php + S("}")
        << S("http://192.0.2.5:8081") << QString() << true;
    QTest::newRow("IPv6 alone") << S("server { listen [::]:8082; root ROOT/public; ") + php + S("}")
                                << S("http://[::1]:8082") << QString() << true;
    QTest::newRow("no listen, wildcard name")
        << S("server { server_name *.example.test; root 'ROOT/public'; ") + php + S("}")
        << S("http://127.0.0.1:80") << S("_") << true;
    QTest::newRow("by a link, in a location")
        << S("server { listen 83; location / { root CURRENT/public; } ") + php + S("}")
        << S("http://127.0.0.1:83") << QString() << true;
    QTest::newRow("php elsewhere")
        << S("server { listen 84; root ROOT/public; location ~ \\.php$ { fastcgi_pass 127.0.0.1:9000; } }")
        << S("http://127.0.0.1:84") << QString() << false;
    QTest::newRow("only a comment") << S("server { listen 85; # root ROOT/public;\n root /var/www; ") + php +
                                           S("}")
                                    << QString() << QString() << false;
    QTest::newRow("broken file") << S("server { listen 86; root ROOT/public; location ~ \"unclosed { ")
                                 << S("http://127.0.0.1:86") << QString() << false;
}

void TestLookWeb::nginx() {
    QFETCH(QString, site);
    QFETCH(QString, url);
    QFETCH(QString, name);
    QFETCH(bool, fpm);
    put(S("sites/df"), site);
    const Installation in = look();
    QCOMPARE(in.web.localUrl, url);
    QCOMPARE(in.web.serverName, name);
    QCOMPARE(in.web.tls, url.startsWith(S("https")));
    QCOMPARE(in.fpm.found, fpm);
    QCOMPARE(in.web.kind, url.isEmpty() ? QString() : S("nginx"));
    QCOMPARE(in.webUser, fpm ? m_server.owner() : QString());
}

/// The site's own FPM is down, or the address in the site file is wrong: users get 502.
void TestLookWeb::nobodyBehindTheSite() {
    const QString site = S("server { listen 87; root ROOT/public; location ~ \\.php$ { fastcgi_pass %1; } }");
    put(S("sites/df"), site.arg(S("unix:ETC/none.sock")));
    QCOMPARE(look().web.deadEnd, m_server.path(S("etc/none.sock")));
    put(S("sites/df"), site.arg(S("unix:ETC/www.sock")));
    QCOMPARE(look().web.deadEnd, QString());
    QTcpServer other; // PHP that isn't ours to know, but there
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const QString place = S("127.0.0.1:%1").arg(other.serverPort());
    put(S("sites/df"), site.arg(place));
    QCOMPARE(look().web.deadEnd, QString());
    other.close();
    QCOMPARE(look().web.deadEnd, place);
}

void TestLookWeb::apache_data() {
    QTest::addColumn<QString>("config");
    QTest::addColumn<QString>("site");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("user");
    QTest::addColumn<bool>("fpm");
    QTest::newRow("Debian, mod_php")
        << S("User ${APACHE_RUN_USER}\nUser daemon\nListen 80\n<IfModule ssl_module>\n\tListen "
             "443\n</IfModule>\nIncludeOptional ETC/apache/*.conf\n")
        << S("<VirtualHost *:80>\n\tServerAdmin webmaster@localhost\n\tDocumentRoot ROOT/public\n\tErrorLog "
             "${APACHE_LOG_DIR}/error.log\n</VirtualHost>\n")
        << S("http://127.0.0.1:80") << S("?") << false;
    QTest::newRow("FPM by a handler, TLS")
        << S("Listen 8443\nInclude ETC/apache/*.conf\n")
        << S("<VirtualHost _default_:8443>\n SSLEngine on\n ServerName api.example.test\n DocumentRoot "
             "\"ROOT/public\"\n <FilesMatch \\.php$>\n"
             "  SetHandler \"proxy:unix:ETC/www.sock|fcgi://localhost\"\n </FilesMatch>\n</VirtualHost>\n")
        << S("https://127.0.0.1:8443") << S("owner") << true;
    QTest::newRow("Red Hat, FPM for all")
        << S("Listen 8080\nDocumentRoot \"ROOT/public\"\n<FilesMatch \\.php$>\nSetHandler "
             "\"proxy:unix:ETC/www.sock|fcgi://localhost\"\n</FilesMatch>\n")
        << QString() << S("http://127.0.0.1:8080") << S("owner") << true;
    QTest::newRow("another site")
        << S("Listen 80\nInclude ETC/apache/*.conf\n")
        << S("<VirtualHost *:80>\nDocumentRoot /var/www/html\n# DocumentRoot ROOT/public\n</VirtualHost>\n")
        << QString() << QString() << false;
}

void TestLookWeb::apache() {
    QFETCH(QString, config);
    QFETCH(QString, site);
    QFETCH(QString, url);
    QFETCH(QString, user);
    QFETCH(bool, fpm);
    put(S("sites/df"), S("server { listen 80; root /var/www; }\n"));
    QDir().mkpath(m_server.path(S("etc/apache")));
    put(S("apache2.conf"), config);
    put(S("apache/000-default.conf"), site);
    QProcess standIn;
    standIn.start(S("bash"), {S("-c"), S("exec -a /usr/sbin/apache2 bash -c 'sleep 60; :' x -f ") +
                                           m_server.path(S("etc/apache2.conf"))});
    QVERIFY(standIn.waitForStarted());
    QTest::qWait(300);
    const Installation in = look();
    standIn.kill();
    standIn.waitForFinished();
    QCOMPARE(in.web.localUrl, url);
    QCOMPARE(in.web.kind, url.isEmpty() ? QString() : S("apache"));
    QCOMPARE(in.fpm.found, fpm);
    if (user == S("owner"))
        QCOMPARE(in.webUser, m_server.owner());
    QCOMPARE(in.web.service, QString());
}

void TestLookWeb::poolOfTheSite() {
    put(S("sites/df"), S("server { listen 80; root ROOT/public; location ~ \\.php$ { fastcgi_pass "
                         "unix:ETC/other.sock; } }\n"));
    const Installation in = look();
    QCOMPARE(in.fpm.poolFile, m_server.path(S("etc/pool.d/other.conf")));
    QCOMPARE(in.fpm.socket, m_server.path(S("etc/other.sock")));
}

QTEST_GUILESS_MAIN(TestLookWeb)
#include "tst_look_web.moc"
