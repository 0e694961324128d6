#include "support/move_bed.h"

#include "advise/env_merge.h"
#include "inspect/inspector.h"
#include "plan/migration.h"
#include "plan/planner.h"
#include "run/runner.h"
#include "support/look_tree.h"
#include "support/result_text.h"
#include "support/test_sshd.h"
#include "transfer/courier.h"
#include "transfer/parcels_for.h"

#include <QDateTime>
#include <QDir>

namespace df::test {

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

MoveBed::Said shell(const QString& script, const QMap<QString, QString>& variables) {
    QProcess sh;
    QProcessEnvironment env = QProcessEnvironment::systemEnvironment();
    for (auto it = variables.begin(); it != variables.end(); ++it)
        env.insert(it.key(), it.value());
    sh.setProcessEnvironment(env);
    sh.setProcessChannelMode(QProcess::MergedChannels);
    sh.setStandardInputFile(QProcess::nullDevice());
    sh.start(S("sh"), {S("-c"), script});
    if (!sh.waitForFinished(120'000)) {
        sh.kill();
        sh.waitForFinished(5000);
        return {-1, sh.readAll() + "\nno end within two minutes"};
    }
    return {sh.exitCode(), sh.readAll()};
}

QString clients(LookServer::Database database) {
    if (database == LookServer::Database::MariaDb)
        return S("db() { mariadb --no-defaults -S \"$NEW_DB\" -u root \"$@\"; }\n"
                 "db_old() { mariadb --no-defaults -h 127.0.0.1 -P $OLD_PORT -u dfadmin '-pcanary-Db pw#1' "
                 "\"$@\"; }\n"
                 "db_new() { mariadb --no-defaults -h 127.0.0.1 -P $NEW_PORT -u freshadmin -pfresh-pw "
                 "\"$@\"; }\n");
    if (database == LookServer::Database::PostgreSql)
        return S(
            "db() { psql -X -h \"$NEW_DB\" -p $NEW_PORT -U postgres \"$@\"; }\n"
            "db_new() { PGPASSWORD=fresh-pw psql -X -h 127.0.0.1 -p $NEW_PORT -U freshadmin \"$@\"; }\n");
    return {};
}

} // namespace

MoveBed::MoveBed(LookServer::Database database)
    : oldServer(database), newServer(database), m_database(database) {}

MoveBed::~MoveBed() {
    if (m_plan.runFolder.isEmpty())
        return;
    for (const char* undo : {"receive.open.undo", "copy.prove.undo"})
        (void)step(S(undo));
    for (const char* name : {"DF_NEXT", "DF_HOME", "DF_IN", "DF_OWN"})
        if (const QString path = m_plan.variables.value(S(name)); path.startsWith(QLatin1Char('/')))
            QDir(path).removeRecursively();
    QDir(m_plan.runFolder).removeRecursively();
}

QString MoveBed::start() {
    QFile::setPermissions(m_dir.path(), QFile::Permissions(0x7055));
    for (LookServer* server : {&oldServer, &newServer})
        if (const QString error = server->start(); !error.isEmpty())
            return error;
    makeFresh();
    return {};
}

void MoveBed::makeFresh() const {
    const bool postgres = m_database == LookServer::Database::PostgreSql;
    QString tables = QString::fromUtf8(systemDatabaseSql()) +
                     S("CREATE TABLE mcp_sessions (id INTEGER PRIMARY KEY);\n"
                       "UPDATE user SET email = 'temporary@example.test' WHERE id = 1;\n"
                       "DELETE FROM user WHERE id > 1; DELETE FROM service WHERE id > 2;\n");
    if (postgres)
        tables.replace(S(" user "), S(" \"user\" "));
    if (m_database == LookServer::Database::Sqlite) {
        (void)newServer.sql(
            S("DROP TABLE user; DROP TABLE service; DROP TABLE role; DROP TABLE migrations;") + tables);
        return;
    }
    if (postgres) {
        (void)newServer.sql(
            S("CREATE ROLE freshadmin LOGIN PASSWORD 'fresh-pw'; CREATE DATABASE fresh OWNER freshadmin;"));
        (void)sql(newServer, S("fresh"), S("SET ROLE freshadmin;") + tables);
    } else {
        (void)newServer.sql(
            S("CREATE DATABASE fresh CHARACTER SET utf8mb4; CREATE USER freshadmin@'%' "
              "IDENTIFIED BY 'fresh-pw'; GRANT ALL PRIVILEGES ON fresh.* TO freshadmin@'%';"));
        (void)sql(newServer, S("fresh"), tables);
    }
    newServer.write(S(".env"),
                    "APP_KEY=base64:ZnJlc2hmcmVzaGZyZXNoZnJlc2hmcmVzaGZyZXNoMTI=\nDB_CONNECTION=" +
                        QByteArray(postgres ? "pgsql" : "mysql") +
                        "\nDB_HOST=127.0.0.1\nDB_PORT=" + QByteArray::number(newServer.databasePort()) +
                        "\nDB_DATABASE=fresh\nDB_USERNAME=freshadmin\nDB_PASSWORD=fresh-pw\n");
}

QString MoveBed::look(const LookServer& server, ServerFacts* facts, int* index) {
    const auto seen = inspectServer(m_host, {server.root()}, {});
    if (!seen)
        return why(seen);
    *facts = *seen;
    for (int i = 0; i < facts->installations.size(); ++i)
        if (facts->installations[i].path == server.root())
            *index = i;
    return *index < 0 ? S("the look found no installation at ") + server.root() : QString();
}

QString MoveBed::plan(const QStringList& paths) {
    for (const QString& error : {look(oldServer, &m_oldFacts, &m_old), look(newServer, &m_newFacts, &m_new)})
        if (!error.isEmpty())
            return error;
    const MovePair pair{m_oldFacts, m_oldFacts.installations[m_old], m_newFacts,
                        m_newFacts.installations[m_new]};
    MoveChoices choices;
    choices.move = paths;
    choices.env = envChangesOf(mergeEnv(pair, {}));
    Advice advice;
    advice.phpBinary = pair.fresh.php.binary;
    const auto made = planMigration(pair, advice, choices, newRunId(QDateTime::currentDateTimeUtc()));
    if (!made)
        return why(made);
    m_plan = *made;
    Runner runner(m_host, m_plan.runFolder, m_plan.asRoot);
    if (const auto deployed = runner.deploy(m_plan, {}, {}); !deployed)
        return why(deployed);
    return steps({S("keep.copies"), S("copy.dump"), S("copy.prove"), S("receive.open")});
}

QString MoveBed::deliver() const {
    const OpenLine here = [](const CancelToken&) -> Result<std::unique_ptr<RemoteHost>> {
        return std::unique_ptr<RemoteHost>(std::make_unique<LocalHost>());
    };
    const Installation &old = m_oldFacts.installations[m_old], &fresh = m_newFacts.installations[m_new];
    const Privilege privilege = m_plan.asRoot ? Privilege::Root : Privilege::SignedInUser;
    Courier courier(here, here, {old.php.binary, old.path, privilege},
                    {fresh.php.binary, fresh.path, privilege});
    Trip trip;
    trip.folder = in();
    for (const Parcel& parcel : parcelsFor(old, fresh, m_plan.move)) {
        QFile::remove(in() + QLatin1Char('/') + parcel.id + S(".done"));
        if (const auto carried = courier.carry(parcel, trip, {}); !carried)
            return why(carried);
    }
    return {};
}

MoveBed::Said MoveBed::step(const QString& id) const {
    return shell(
        S("mkdir -p \"$DF_F/state/steps/$1\"; set -eu; . \"$DF_F/lib.sh\"; cd /; . \"$DF_F/steps/$1.sh\"")
            .replace(S("$1"), id),
        {{S("DF_F"), m_plan.runFolder}});
}

QString MoveBed::steps(const QStringList& ids) const {
    for (const QString& id : ids)
        if (const Said said = step(id); said.exitCode != 0)
            return id + S(": ") + QString::fromUtf8(said.text);
    return {};
}

MoveBed::Said MoveBed::byHand(const QString& script) const {
    return shell(S("umask 022; cd \"$W\"\n") + clients(m_database) + script,
                 {{S("OLD"), oldServer.root()},
                  {S("NEW"), newServer.root()},
                  {S("W"), m_dir.path()},
                  {S("NEW_DB"), newServer.databaseSocket()},
                  {S("OLD_DB"), oldServer.databaseSocket()},
                  {S("OLD_PORT"), QString::number(oldServer.databasePort())},
                  {S("NEW_PORT"), QString::number(newServer.databasePort())}});
}

QByteArray MoveBed::sql(const LookServer& server, const QString& database, const QString& statement) const {
    if (m_database == LookServer::Database::MariaDb)
        return server.sql(S("USE %1;").arg(database) + statement).trimmed();
    if (m_database == LookServer::Database::PostgreSql)
        return server.sql(S("\\c %1\n").arg(database) + statement).trimmed();
    return server.sql(statement).trimmed();
}

QByteArray MoveBed::oldSql(const QString& statement) const {
    return sql(oldServer, S("dreamfactory"), statement);
}

QByteArray MoveBed::newSql(const QString& statement, const QString& database) const {
    return sql(newServer, database.isEmpty() ? S("fresh") : database, statement);
}

QString MoveBed::in() const { return inFolder(m_plan); }

} // namespace df::test
