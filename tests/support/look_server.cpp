#include "support/look_server.h"

#include "support/look_tree.h"
#include "support/test_sshd.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTcpSocket>
#include <QThread>

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace df::test {

namespace {

QByteArray hashOf(const QString& file) {
    QFile f(file);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (f.open(QIODevice::ReadOnly))
        hash.addData(&f);
    return hash.result().toHex();
}

QString described(const QString& path) {
    struct stat s {};
    if (lstat(QFile::encodeName(path).constData(), &s) != 0)
        return QStringLiteral("gone");
    QString text = QStringLiteral("%1 %2:%3 %4 %5.%6 %7.%8")
                       .arg(s.st_mode, 0, 8)
                       .arg(s.st_uid)
                       .arg(s.st_gid)
                       .arg(s.st_size)
                       .arg(s.st_mtim.tv_sec)
                       .arg(s.st_mtim.tv_nsec)
                       .arg(s.st_ctim.tv_sec)
                       .arg(s.st_ctim.tv_nsec);
    return S_ISREG(s.st_mode) ? text + QLatin1Char(' ') + QString::fromLatin1(hashOf(path)) : text;
}

bool listens(int port) {
    QTcpSocket s;
    s.connectToHost(QStringLiteral("127.0.0.1"), quint16(port));
    return s.waitForConnected(200);
}

} // namespace

LookServer::LookServer(Database database) : m_database(database) {}

LookServer::~LookServer() {
    for (auto it = m_processes.rbegin(); it != m_processes.rend(); ++it) {
        (*it)->terminate();
        if (!(*it)->waitForFinished(10000))
            (*it)->kill();
        (*it)->waitForFinished(2000);
    }
}

QString LookServer::owner() const { return runsAsRoot() ? QStringLiteral("www-data") : currentUser(); }

QString LookServer::start() {
    if (!m_dir.isValid())
        return QStringLiteral("no temporary folder");
    QFile::setPermissions(m_dir.path(), QFile::Permissions(0x7011)); // others may pass
    if (const QString error = makeRemote(); !error.isEmpty())
        return error;
    if (const QString error = makeTree(); !error.isEmpty())
        return error;
    if (m_database == Database::MariaDb) {
        if (const QString error = startMariaDb(); !error.isEmpty())
            return error;
    } else if (m_database == Database::PostgreSql) {
        if (const QString error = startPostgreSql(); !error.isEmpty())
            return error;
    } else {
        QDir().mkpath(root() + QStringLiteral("/storage/databases"));
        if (!runLocal(QStringLiteral("sqlite3"),
                      {root() + QStringLiteral("/storage/databases/system.sqlite")}, systemDatabaseSql()))
            return QStringLiteral("sqlite3 made no database");
        write(QStringLiteral(".env"),
              "APP_KEY=base64:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\nDB_CONNECTION=sqlite\n"
              "DB_DATABASE=system.sqlite\nMAIL_PASSWORD=\"canary mail#word\"\n");
    }
    chownTree();
    return startWeb();
}

bool LookServer::git(const QStringList& arguments, const QString& folder, QByteArray* output) const {
    return runLocal(QStringLiteral("git"),
                    QStringList{QStringLiteral("-c"), QStringLiteral("safe.directory=*"),
                                QStringLiteral("-c"), QStringLiteral("user.name=t"), QStringLiteral("-c"),
                                QStringLiteral("user.email=t@example.test"), QStringLiteral("-C"), folder} +
                        arguments,
                    {}, output);
}

QString LookServer::makeRemote() {
    const QString work = path(QStringLiteral("work")), bare = path(QStringLiteral("remote.git"));
    QDir().mkpath(work);
    if (!git({QStringLiteral("init"), QStringLiteral("-q"), QStringLiteral("-b"), QStringLiteral("master")},
             work))
        return QStringLiteral("git init failed");
    for (const QString& tag : {QStringLiteral("6.3.0"), QStringLiteral("7.3.3")}) {
        const auto tree = releaseTree(tag);
        for (auto it = tree.begin(); it != tree.end(); ++it) {
            QDir().mkpath(QFileInfo(work + QLatin1Char('/') + it.key()).path());
            QFile f(work + QLatin1Char('/') + it.key());
            if (!f.open(QIODevice::WriteOnly) || f.write(it.value()) < 0)
                return f.errorString();
        }
        if (!git({QStringLiteral("add"), QStringLiteral("-A")}, work) ||
            !git({QStringLiteral("commit"), QStringLiteral("-q"), QStringLiteral("-m"),
                  QStringLiteral("Release ") + tag},
                 work) ||
            !git({QStringLiteral("tag"), tag}, work))
            return QStringLiteral("no commit for ") + tag;
    }
    // odd names, and an annotated tag
    for (const QStringList& tag :
         {QStringList{QStringLiteral("7.3")}, QStringList{QStringLiteral("8.0.0-beta")},
          QStringList{QStringLiteral("-a"), QStringLiteral("-m"), QStringLiteral("x"),
                      QStringLiteral("7.2.0")}})
        if (!git(QStringList{QStringLiteral("tag")} + tag, work))
            return QStringLiteral("no tag");
    return git({QStringLiteral("clone"), QStringLiteral("-q"), QStringLiteral("--bare"), work, bare}, work)
               ? QString()
               : QStringLiteral("no remote");
}

QString LookServer::makeTree() {
    QDir().mkpath(path(QStringLiteral("srv")));
    if (!git({QStringLiteral("clone"), QStringLiteral("-q"), QStringLiteral("-b"), QStringLiteral("6.3.0"),
              QStringLiteral("--single-branch"),
              QStringLiteral("file://") + path(QStringLiteral("remote.git")), root()},
             path(QStringLiteral("srv"))))
        return QStringLiteral("no clone");
    write(QStringLiteral("vendor/composer/installed.json"), installedJson(QStringLiteral("6.3.0")));
    write(QStringLiteral("storage/app/report.txt"), QByteArray(10000, 'x'));
    write(QStringLiteral("public/favicon.ico"), "changed\n");
    write(QStringLiteral("public/main.1234.js"), "ui\n");
    write(QStringLiteral("resources/views/index.blade.php"), "<df-root></df-root>\n");
    QFile::remove(root() + QStringLiteral("/.env-dist"));
    QFile::setPermissions(root() + QStringLiteral("/storage/wsdl/a.wsdl"),
                          QFile::Permissions(0x7755)); // a change of the mode alone
    QFile::link(QStringLiteral("storage/app"), root() + QStringLiteral("/files"));
    return {};
}

void LookServer::write(const QString& relative, const QByteArray& text, bool executable) const {
    const QString file = root() + QLatin1Char('/') + relative;
    QDir().mkpath(QFileInfo(file).path());
    QFile f(file);
    if (f.open(QIODevice::WriteOnly | QIODevice::Truncate))
        f.write(text);
    f.close();
    if (executable)
        f.setPermissions(f.permissions() | QFile::ExeOwner);
    if (runsAsRoot()) // the owner goes by the tree's
        (void)runLocal(QStringLiteral("chown"), {QStringLiteral("--reference"), root(), file});
}

void LookServer::chownTree() const {
    if (runsAsRoot())
        (void)runLocal(QStringLiteral("chown"),
                       {QStringLiteral("-Rh"), QStringLiteral("www-data:www-data"), root()});
    (void)runLocal(QStringLiteral("chmod"), {QStringLiteral("0750"), root()});
    // what git has to look at again: its index doesn't know the new owner yet
    (void)runLocal(QStringLiteral("touch"), {root() + QStringLiteral("/config/app.php")});
}

QString LookServer::launch(const QString& program, const QStringList& arguments, const QString& waitFor) {
    auto p = std::make_unique<QProcess>();
    p->setStandardOutputFile(path(QStringLiteral("log")), QIODevice::Append);
    p->setStandardErrorFile(path(QStringLiteral("log")), QIODevice::Append);
    p->start(program, arguments);
    if (!p->waitForStarted(5000))
        return program + QStringLiteral(" can't be started");
    m_processes.push_back(std::move(p));
    QElapsedTimer clock;
    clock.start();
    bool isPort = false;
    const int port = waitFor.toInt(&isPort);
    while (clock.elapsed() < 30000 && m_processes.back()->state() == QProcess::Running) {
        if (isPort ? listens(port) : QFileInfo::exists(waitFor))
            return {};
        QThread::msleep(50);
        m_processes.back()->waitForFinished(1);
    }
    QFile log(path(QStringLiteral("log")));
    return program + QStringLiteral(" did not come up: ") +
           (log.open(QIODevice::ReadOnly) ? QString::fromUtf8(log.readAll().right(2000)) : QString());
}

QString LookServer::startMariaDb() {
    const QString folder = path(QStringLiteral("db"));
    QDir().mkpath(folder);
    QStringList as;
    if (runsAsRoot()) {
        (void)runLocal(QStringLiteral("chown"), {QStringLiteral("mysql:mysql"), folder});
        as = {QStringLiteral("setpriv"), QStringLiteral("--reuid=mysql"), QStringLiteral("--regid=mysql"),
              QStringLiteral("--clear-groups")};
    }
    QStringList install = as + QStringList{QStringLiteral("mariadb-install-db"),
                                           QStringLiteral("--no-defaults"),
                                           QStringLiteral("--force"), // even where no host name resolves
                                           QStringLiteral("--datadir=") + folder + QStringLiteral("/data"),
                                           QStringLiteral("--auth-root-authentication-method=normal"),
                                           QStringLiteral("--skip-test-db")};
    QByteArray said;
    if (!runLocal(install.takeFirst(), install, {}, &said))
        return QStringLiteral("mariadb-install-db: ") + QString::fromUtf8(said.right(500));
    m_databasePort = freePort(QStringLiteral("127.0.0.1"));
    QStringList server = as + QStringList{QStringLiteral("/usr/sbin/mariadbd"),
                                          QStringLiteral("--no-defaults"),
                                          QStringLiteral("--datadir=") + folder + QStringLiteral("/data"),
                                          QStringLiteral("--socket=") + databaseSocket(),
                                          QStringLiteral("--port=%1").arg(m_databasePort),
                                          QStringLiteral("--bind-address=127.0.0.1"),
                                          QStringLiteral("--skip-name-resolve"),
                                          QStringLiteral("--innodb-buffer-pool-size=32M")};
    const QString program = server.takeFirst();
    if (const QString error = launch(program, server, QString::number(m_databasePort)); !error.isEmpty())
        return error;
    (void)sql(QStringLiteral("CREATE DATABASE dreamfactory CHARACTER SET utf8mb4; CREATE USER dfadmin@'%' "
                             "IDENTIFIED BY 'canary-Db pw#1';"
                             "GRANT ALL PRIVILEGES ON dreamfactory.* TO dfadmin@'%'; USE dreamfactory;") +
              QString::fromUtf8(systemDatabaseSql()));
    write(QStringLiteral(".env"), "APP_KEY=base64:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\nDB_"
                                  "CONNECTION=mysql\nDB_HOST=127.0.0.1\nDB_PORT=" +
                                      QByteArray::number(m_databasePort) +
                                      "\nDB_DATABASE=dreamfactory\nDB_USERNAME=dfadmin\nDB_PASSWORD=\"canary-"
                                      "Db pw#1\"\nDF_LICENSE_KEY=\n");
    return {};
}

QString LookServer::startPostgreSql() {
    const QString folder = path(QStringLiteral("db"));
    QDir().mkpath(folder);
    QStringList as;
    if (runsAsRoot()) {
        (void)runLocal(QStringLiteral("chown"), {QStringLiteral("postgres:postgres"), folder});
        as = {QStringLiteral("setpriv"), QStringLiteral("--reuid=postgres"),
              QStringLiteral("--regid=postgres"), QStringLiteral("--clear-groups")};
    }
    const QStringList bins =
        QDir(QStringLiteral("/usr/lib/postgresql")).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    const QString bin =
        QStringLiteral("/usr/lib/postgresql/%1/bin/").arg(bins.isEmpty() ? QString() : bins.last());
    // the socket knows its users by their accounts, as a distribution sets it up; the network wants a
    // password
    QStringList init = as + QStringList{bin + QStringLiteral("initdb"),
                                        QStringLiteral("-D"),
                                        folder + QStringLiteral("/data"),
                                        QStringLiteral("-U"),
                                        QStringLiteral("postgres"),
                                        QStringLiteral("--auth-local=") +
                                            (runsAsRoot() ? QStringLiteral("peer") : QStringLiteral("trust")),
                                        QStringLiteral("--auth-host=scram-sha-256"),
                                        QStringLiteral("-N")};
    QByteArray said;
    if (!runLocal(init.takeFirst(), init, {}, &said))
        return QStringLiteral("initdb: ") + QString::fromUtf8(said.right(500));
    m_databasePort = freePort(QStringLiteral("127.0.0.1"));
    QStringList server = as + QStringList{bin + QStringLiteral("postgres"),
                                          QStringLiteral("-D"),
                                          folder + QStringLiteral("/data"),
                                          QStringLiteral("-p"),
                                          QString::number(m_databasePort),
                                          QStringLiteral("-c"),
                                          QStringLiteral("listen_addresses=127.0.0.1"),
                                          QStringLiteral("-c"),
                                          QStringLiteral("unix_socket_directories=") + folder};
    const QString program = server.takeFirst();
    if (const QString error = launch(program, server, QString::number(m_databasePort)); !error.isEmpty())
        return error;
    QThread::msleep(500); // it listens before it lets anybody in
    (void)sql(QStringLiteral(
        "CREATE ROLE dfadmin LOGIN PASSWORD 'canary-Db pw#1'; CREATE DATABASE dreamfactory OWNER dfadmin;"));
    (void)sql(QStringLiteral("\\c dreamfactory\nSET ROLE dfadmin;") +
              QString::fromUtf8(systemDatabaseSql())
                  .replace(QStringLiteral(" user "), QStringLiteral(" \"user\" ")));
    write(QStringLiteral(".env"),
          "APP_KEY=base64:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\nDB_CONNECTION=pgsql\nDB_HOST=127.0.0."
          "1\nDB_PORT=" +
              QByteArray::number(m_databasePort) +
              "\nDB_DATABASE=dreamfactory\nDB_USERNAME=dfadmin\nDB_PASSWORD=\"canary-Db pw#1\"\n");
    return {};
}

QString LookServer::databaseSocket() const {
    return path(m_database == Database::PostgreSql ? QStringLiteral("db") : QStringLiteral("db/sock"));
}

QByteArray LookServer::sql(const QString& statement) const {
    QByteArray out;
    if (m_database == Database::PostgreSql) {
        QStringList words{QStringLiteral("psql"), QStringLiteral("-X"),
                          QStringLiteral("-q"),   QStringLiteral("-At"),
                          QStringLiteral("-h"),   databaseSocket(),
                          QStringLiteral("-p"),   QString::number(m_databasePort),
                          QStringLiteral("-U"),   QStringLiteral("postgres"),
                          QStringLiteral("-d"),   QStringLiteral("postgres")};
        if (runsAsRoot())
            words = QStringList{QStringLiteral("runuser"), QStringLiteral("-u"), QStringLiteral("postgres"),
                                QStringLiteral("--")} +
                    words;
        (void)runLocal(words.takeFirst(), words, statement.toUtf8() + "\n", &out);
        return out;
    }
    if (m_database == Database::Sqlite) {
        (void)runLocal(QStringLiteral("sqlite3"),
                       {root() + QStringLiteral("/storage/databases/system.sqlite")}, statement.toUtf8(),
                       &out);
        return out;
    }
    (void)runLocal(QStringLiteral("mariadb"),
                   {QStringLiteral("--no-defaults"), QStringLiteral("-S"), databaseSocket(),
                    QStringLiteral("-u"), QStringLiteral("root"), QStringLiteral("-N"), QStringLiteral("-B")},
                   statement.toUtf8(), &out);
    return out;
}

QString LookServer::startWeb() {
    m_webPort = freePort(QStringLiteral("127.0.0.1"));
    const QString etc = path(QStringLiteral("etc"));
    QDir().mkpath(etc + QStringLiteral("/pool.d"));
    QDir().mkpath(etc + QStringLiteral("/sites"));
    const auto put = [&](const QString& name, const QString& text) {
        QFile f(etc + QLatin1Char('/') + name);
        return f.open(QIODevice::WriteOnly) && f.write(text.toUtf8()) >= 0;
    };
    const QString user = runsAsRoot() ? QStringLiteral("user = www-data\ngroup = www-data\n") : QString();
    put(QStringLiteral("fpm.conf"),
        QStringLiteral("[global]\npid = %1/fpm.pid\nerror_log = %1/fpm.log\ninclude=%1/pool.d/*.conf\n")
            .arg(etc));
    put(QStringLiteral("pool.d/other.conf"),
        QStringLiteral("[other]\n%2listen = %1/other.sock\npm = static\npm.max_children = 1\n")
            .arg(etc, user));
    put(QStringLiteral("pool.d/www.conf"),
        QStringLiteral(
            "[www]\n%2listen = %1/$pool.sock\nlisten.mode = 0666\npm = static\npm.max_children = 1\n"
            "php_admin_value[opcache.validate_timestamps] = 0\n")
            .arg(etc, user));
    put(QStringLiteral("nginx.conf"),
        QStringLiteral(
            "daemon off;\npid %1/nginx.pid;\nerror_log %1/nginx.log;\nevents {}\nhttp {\n  access_log off;\n"
            "  client_body_temp_path %1/t1; proxy_temp_path %1/t2; fastcgi_temp_path %1/t3; uwsgi_temp_path "
            "%1/t4; scgi_temp_path %1/t5;\n"
            "  limit_req_zone $binary_remote_addr zone=mylimit:1m rate=1r/s;\n  upstream php { server "
            "unix:%1/www.sock; }\n"
            "  include sites/*;\n}\n")
            .arg(etc));
    put(QStringLiteral("sites/df"),
        QStringLiteral("# root /nowhere;\nserver {\n  listen 127.0.0.1:%1 default_server;\n  server_name "
                       "api.example.test;\n  root \"%2/public\";\n"
                       "  location ~ \\.php$ { fastcgi_pass php; }\n  location /api/v2/user/session { "
                       "limit_req zone=mylimit burst=5 nodelay; }\n}\n")
            .arg(m_webPort)
            .arg(root()));
    QStringList fpm{QStringLiteral("-n"), QStringLiteral("-F"), QStringLiteral("-y"),
                    etc + QStringLiteral("/fpm.conf")};
    if (const QString error =
            launch(QStringLiteral("/usr/sbin/php-fpm8.2"), fpm, etc + QStringLiteral("/www.sock"));
        !error.isEmpty())
        return error;
    return launch(QStringLiteral("/usr/sbin/nginx"),
                  {QStringLiteral("-c"), etc + QStringLiteral("/nginx.conf")}, QString::number(m_webPort));
}

QString LookServer::commitOf(const QString& tag) const {
    QByteArray out;
    (void)git({QStringLiteral("rev-parse"), tag + QStringLiteral("^{commit}")},
              path(QStringLiteral("remote.git")), &out);
    return QString::fromUtf8(out.trimmed());
}

QMap<QString, QString> LookServer::fingerprint(const QString& folder) {
    QMap<QString, QString> all{{folder, described(folder)}};
    QDirIterator it(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                    QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString entry = it.next();
        all.insert(entry, described(entry));
    }
    return all;
}

void LookServer::keepStatements() {
    if (m_database == Database::MariaDb) {
        (void)sql(QStringLiteral(
            "SET GLOBAL log_output = 'TABLE'; TRUNCATE mysql.general_log; SET GLOBAL general_log = 1;"));
    } else if (m_database == Database::PostgreSql) {
        (void)sql(QStringLiteral("ALTER SYSTEM SET log_statement = 'all';\nSELECT pg_reload_conf();"));
        QThread::msleep(300); // each process reads it when it gets to it
        m_logSize = QFileInfo(path(QStringLiteral("log"))).size();
    }
}

QStringList LookServer::statements() {
    QStringList all;
    if (m_database == Database::MariaDb) {
        const QString said = QString::fromUtf8(sql(QStringLiteral(
            "SET GLOBAL general_log = 0; SELECT argument FROM mysql.general_log WHERE command_type IN "
            "('Query', 'Prepare', 'Execute') ORDER BY event_time;")));
        all = said.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    } else if (m_database == Database::PostgreSql) {
        (void)sql(QStringLiteral("ALTER SYSTEM RESET log_statement;\nSELECT pg_reload_conf();"));
        QFile log(path(QStringLiteral("log")));
        if (log.open(QIODevice::ReadOnly) && log.seek(m_logSize)) {
            static const QRegularExpression form(QStringLiteral("LOG:  (?:statement|execute [^:]*): (.*)"));
            for (auto it = form.globalMatch(QString::fromUtf8(log.readAll())); it.hasNext();)
                all << it.next().captured(1);
        }
    }
    all.removeIf([](const QString& one) {
        return one.contains(QLatin1String("general_log")) || one.contains(QLatin1String("log_statement"));
    });
    return all;
}

QByteArray LookServer::databaseFingerprint() const {
    if (m_database == Database::PostgreSql) {
        QString each = QStringLiteral(
            "SELECT datname FROM pg_database ORDER BY 1;\nSELECT rolname, rolpassword FROM pg_authid "
            "ORDER BY 1;\n\\c dreamfactory\nSELECT tablename FROM pg_tables ORDER BY 1;\n");
        for (const char* table : {"user", "service", "role", "migrations"})
            each += QStringLiteral("SELECT md5(string_agg(t::text, '|' ORDER BY id)) FROM \"%1\" t;\n")
                        .arg(QLatin1String(table));
        return sql(each);
    }
    if (m_database == Database::Sqlite)
        return QDir(root() + QStringLiteral("/storage/databases"))
                   .entryList(QDir::Files)
                   .join(QLatin1Char(' '))
                   .toUtf8() +
               hashOf(root() + QStringLiteral("/storage/databases/system.sqlite"));
    return sql(QStringLiteral(
        "CHECKSUM TABLE dreamfactory.user, dreamfactory.service, dreamfactory.role, dreamfactory.migrations;"
        "SHOW DATABASES; SHOW VARIABLES LIKE 'read_only';"));
}

} // namespace df::test
