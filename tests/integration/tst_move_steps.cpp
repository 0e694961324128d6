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

bool put(const QString& path, const QByteArray& text) {
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// What the steps of a move do on the server, each for itself, where it is cut off or refused.
class TestMoveSteps : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theEnvBehindALinkIsReplaced();
    void nothingIsLeftBesideTheEnv();
    void whatWroteToAClosedServerIsNamed();
    void onlyTheFilesStayAfterGoingBack();
    void aClosedSiteIsRememberedOnASecondTry();
    void anUnreadableColumnIsNotProven();
    void aFailedImportSaysWhy();
    void whatWasMadeGoesByTheSettingsItWasMadeWith();
    void aRefusedAccountIsNotWaitedFor();
    void anUntouchedDatabaseNeedsNoWayBack_data();
    void anUntouchedDatabaseNeedsNoWayBack();

private:
    /// The run's functions are loaded, but for what an installation would have to be there for.
    bool sh(const QString& script);
    QString path(const char* name) const { return m_dir->filePath(S(name)); }

    std::unique_ptr<QTemporaryDir> m_dir;
    QByteArray m_said;
};

void TestMoveSteps::init() {
    m_dir = std::make_unique<QTemporaryDir>();
    for (const QString& from : {S(":/df/remote/run"), S(":/df/remote/env")}) {
        QDirIterator it(from, {S("*.php"), S("*.sh")}, QDir::Files);
        while (it.hasNext()) {
            const QString file = it.next();
            QVERIFY(QFile::copy(file, m_dir->filePath(it.fileName())));
        }
    }
    for (const char* folder : {"work", "state", "backup", "steps", "in", "root"})
        QVERIFY(QDir().mkpath(path(folder)));
}

bool TestMoveSteps::sh(const QString& script) {
    const QString all =
        S("cd \"$0\"; DF_F=$PWD; DF_ROOT=$PWD/root; DF_IN=$PWD/in; DF_WEB_KIND=; export DF_ROOT\n"
          "say() { printf '%s\\n' \"$*\"; }\ndie() { say \"$*\" >&2; exit 1; }\nproven() { :; }\n"
          "helper() { php \"$DF_F/df.php\" \"$@\"; }\nrandom_word() { echo word; }\n"
          ". ./actions.sh; . ./moving.sh; . ./database.mysql.sh\n") +
        script;
    m_said.clear();
    return runLocal(S("sh"), {S("-euc"), all, m_dir->path()}, {}, &m_said);
}

void TestMoveSteps::theEnvBehindALinkIsReplaced() {
    QVERIFY(put(path("shared/env"), "OLD=1\n") && put(path("new"), "NEW=1\n"));
    QVERIFY(::chmod(qPrintable(path("shared/env")), 0640) == 0);
    QVERIFY(QFile::link(S("../shared/env"), path("root/.env")));
    QVERIFY2(sh(S("env_place new")), m_said.constData());
    QVERIFY(QFileInfo(path("root/.env")).isSymLink());
    QCOMPARE(contents(path("shared/env")), QByteArray("NEW=1\n"));
    struct stat s {};
    QVERIFY(::stat(qPrintable(path("shared/env")), &s) == 0);
    QCOMPARE(int(s.st_mode & 07777), 0640);
    QVERIFY(put(path("backup/env"), "OLD=1\n"));
    QVERIFY2(sh(S("env_back")), m_said.constData());
    QVERIFY(QFileInfo(path("root/.env")).isSymLink());
    QCOMPARE(contents(path("shared/env")), QByteArray("OLD=1\n"));
}

void TestMoveSteps::nothingIsLeftBesideTheEnv() {
    QVERIFY(put(path("root/.env"), "OLD=1\n") && put(path("backup/env"), "OLD=1\n"));
    QVERIFY(!sh(S("env_place nosuchfile")));
    const QString step = QString::fromUtf8(contents(S(":/df/remote/steps/move.env.undo.sh")));
    QVERIFY2(sh(step), m_said.constData());
    QCOMPARE(QDir(path("root")).entryList(QDir::Files | QDir::Hidden), QStringList{S(".env")});
}

void TestMoveSteps::whatWroteToAClosedServerIsNamed() {
    QVERIFY(put(path("in/tables-before"), "cache\t1\ta\nuser\t2\tb\n"));
    QVERIFY(put(path("in/tables-after"), "cache\t2\tc\nuser\t2\tb\n"));
    QVERIFY2(sh(S("tables_stood_still")), m_said.constData());
    QVERIFY(put(path("in/tables-after"), "cache\t2\tc\nuser\t2\td\nlate\t0\t0\n"));
    QVERIFY(!sh(S("tables_stood_still")));
    QVERIFY2(m_said.contains("late user ") && !m_said.contains("cache "), m_said.constData());
    QVERIFY2(sh(S("unproven_tell")), m_said.constData()); // no last copy will prove them
    QVERIFY(contents(path("state/note")).contains("cache late user"));
}

void TestMoveSteps::onlyTheFilesStayAfterGoingBack() {
    for (const char* name : {"env", "env.done", "database", "database.fit", "tables-before", "files/a/b"})
        QVERIFY(put(path("in/") + S(name), "secret"));
    QVERIFY(QDir().mkpath(path("in.aside/files/a")));
    QVERIFY(put(path("state/was-switched"), ""));
    const QString step = QString::fromUtf8(contents(S(":/df/remote/steps/receive.open.undo.sh")));
    QVERIFY2(sh(step), m_said.constData());
    QCOMPARE(QDir(path("in")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{S("files")});
    QVERIFY(!QFile::exists(path("in.aside")));
    QVERIFY(contents(path("manifest")).startsWith("files-after\t" + path("in").toUtf8() + "\t"));
}

void TestMoveSteps::aClosedSiteIsRememberedOnASecondTry() {
    QVERIFY(put(path("root/storage/framework/down"), "{}") && put(path("root/public/index.php"), "<?php"));
    QVERIFY(QDir().mkpath(path("state/was-closed.part"))); // it was cut off here
    QVERIFY2(sh(S("helper() { echo 0; }; site_answers() { :; }; site_close php index.php")),
             m_said.constData());
    QCOMPARE(contents(path("state/was-closed/down")), QByteArray("{}"));
}

void TestMoveSteps::anUnreadableColumnIsNotProven() {
    QVERIFY(put(path("root/.env"), "APP_KEY=base64:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
                                   "DB_CONNECTION=sqlite\nDB_DATABASE=" +
                                       path("db.sqlite").toUtf8() + "\n"));
    QVERIFY(put(path("columns"), R"({"columns":[{"table":"service","column":"config"},
        {"table":"service","column":"nosuch"},{"table":"nosuch","column":"config"}]})"));
    const QString proof = S("helper key-proof root/.env root/.env columns 0 0");
    QVERIFY2(
        sh(S("php -r '$d = new PDO(\"sqlite:db.sqlite\"); $d->exec(\"create table service (config text)\"); "
             "$d->exec(\"insert into service values (1)\");'\n") +
           proof),
        m_said.constData()); // what isn't there is no matter
    QVERIFY(!sh(S("dd if=/dev/zero of=db.sqlite bs=4096 seek=1 count=1 conv=notrunc 2>/dev/null\n") + proof));
    QVERIFY2(m_said.contains("malformed"), m_said.constData());
}

/// The client prints the statement, too, which may hold anybody's data, and after its message at that.
void TestMoveSteps::aFailedImportSaysWhy() {
    QVERIFY(put(path("client"),
                "echo 'ERROR 1062 (23000) at line 3: Duplicate entry' >&2\n"
                "printf -- '--------------\\nINSERT INTO secret\\n--------------\\n'\nexit 1\n"));
    QVERIFY(!sh(S("loads sh ./client")));
    QCOMPARE(m_said, QByteArray("ERROR 1062 (23000) at line 3: Duplicate entry\n"));
    QVERIFY(sh(S("loads true")));
}

/// Somebody gave .env another account while the run was at work: its scratch database must still go.
void TestMoveSteps::whatWasMadeGoesByTheSettingsItWasMadeWith() {
    QVERIFY(
        put(path("vars.sh"), "DF_DB_ENGINE=mysql\nDF_DB_HOST=db.example\nDF_PHP_TOOL=$(command -v php)\n"));
    QVERIFY(put(path("root/.env"), "CHANGED=1\n") && put(path("backup/env"), "BEGUN=1\n"));
    const QString asks = S("set +u; . ./lib.sh\nhelper() { case $1 in dbconf) say \"by $2\" ;; "
                           "*) grep -q \"^$good=\" \"$2\" ;; esac; }\ndatabase_up 1\ndb_conf");
    QVERIFY2(sh(S("good=BEGUN; ") + asks), m_said.constData());
    QCOMPARE(m_said, "by " + path("backup/env").toUtf8() + '\n');
    QVERIFY2(sh(S("good=CHANGED; ") + asks), m_said.constData()); // the database got that account, too
    QCOMPARE(m_said, "by " + path("root/.env").toUtf8() + '\n');
    QVERIFY(!sh(S("good=NONE; ") + asks));
}

void TestMoveSteps::aRefusedAccountIsNotWaitedFor() {
    const auto refuses = [this](const char* message) {
        return sh(
            S("php -r 'require \"db.php\"; exit(df_db_refuses(new PDOException($argv[1])) ? 0 : 1);' -- "
              "\"%1\"")
                .arg(S(message)));
    };
    QVERIFY2(refuses("SQLSTATE[HY000] [1045] Access denied for user 'a'@'b' (using password: YES)"),
             m_said.constData());
    QVERIFY(refuses("SQLSTATE[08006] [7] FATAL:  password authentication failed for user 'a'"));
    QVERIFY(!refuses("SQLSTATE[HY000] [2002] Connection refused"));
    QVERIFY(!refuses("SQLSTATE[08006] [7] FATAL:  the database system is starting up"));
}

void TestMoveSteps::anUntouchedDatabaseNeedsNoWayBack_data() {
    QTest::addColumn<QString>("engine"); // its functions, and what stands for the database
    QTest::addColumn<bool>("wayBack");
    const QString mysql =
        S("only_tables() { :; }\nothers_end() { :; }\ndb_admin() { :; }\nbeside_drop() { :; }\n"
          "DF_SCRATCH=s; DF_SCRATCH_WAY=%1\nrestore_beside() { return 1; }\n"
          "restore_directly() { echo emptied; return 1; }\n");
    const QString pgsql =
        S(". ./database.pgsql.sh\npg() { echo '1; 2 3 TABLE public a'; }\npg_tool() { echo true; }\n"
          "pg_app() { case $* in *' -f '*) return %1 ;; esac; }\n");
    QTest::newRow("no room beside, MariaDB") << mysql.arg(S("root-socket")) << false;
    QTest::newRow("no database beside to be had, MariaDB") << mysql.arg(S("own-server")) << true;
    QTest::newRow("a statement refused, PostgreSQL") << pgsql.arg(3) << false;
    QTest::newRow("the line broke, PostgreSQL") << pgsql.arg(2) << true;
    QTest::newRow("no room beside, SQLite")
        << S(". ./database.sqlite.sh\ncp() { return 1; }\necho '600 0:0' > state/database-file\n") << false;
}

/// Going back loads a copy, too, which may lack the same room.
void TestMoveSteps::anUntouchedDatabaseNeedsNoWayBack() {
    QFETCH(QString, engine);
    QFETCH(bool, wayBack);
    const QString step = QString::fromUtf8(contents(S(":/df/remote/steps/move.database.sh")));
    QVERIFY(!sh(S("DF_DB_NAME=$PWD/live\ndb_conf() { :; }\ndb_conf_forget() { :; }\n") + engine + step));
    QCOMPARE(QFile::exists(path("state/migrating")), wayBack);
    QCOMPARE(m_said.contains("emptied"), wayBack && engine.contains(S("own-server")));
}

QTEST_GUILESS_MAIN(TestMoveSteps)
#include "tst_move_steps.moc"
