#include "plan/planner.h"

#include "advise/platform.h"
#include "plan/plan_input.h"
#include "plan/variables.h"

#include <QJsonObject>
#include <QRandomGenerator>

namespace df {

namespace {

QJsonArray envChangesJson(const QVector<EnvChange>& changes) {
    QJsonArray out;
    for (const EnvChange& c : changes)
        out << QJsonObject{{QStringLiteral("action"), toString(c.action)},
                           {QStringLiteral("key"), c.key},
                           {QStringLiteral("oldKey"), c.oldKey},
                           {QStringLiteral("value"), c.value}};
    return out;
}

QJsonObject set(const char* key, const QString& value) {
    return {{QStringLiteral("action"), QStringLiteral("set")},
            {QStringLiteral("key"), QLatin1String(key)},
            {QStringLiteral("value"), value}};
}
QJsonObject remove(const char* key) {
    return {{QStringLiteral("action"), QStringLiteral("remove")},
            {QStringLiteral("key"), QLatin1String(key)}};
}

// What the new release must not touch while it is built and rehearsed (design: "Side by side, then one
// switch").
QJsonArray scratchEnv(const PlanInput& in, const QMap<QString, QString>& variables) {
    QJsonArray out;
    for (const char* key :
         {"DB_URL", "DATABASE_URL", "DB_READ_HOST", "DB_WRITE_HOST", "REDIS_HOST", "LOG_SLACK_WEBHOOK_URL"})
        out << remove(key);
    for (const char* key : {"CACHE_DRIVER", "CACHE_STORE", "SESSION_DRIVER"})
        out << set(key, QStringLiteral("array"));
    for (const char* key : {"QUEUE_DRIVER", "QUEUE_CONNECTION"})
        out << set(key, QStringLiteral("sync"));
    for (const char* key : {"MAIL_DRIVER", "MAIL_MAILER"})
        out << set(key, QStringLiteral("log"));
    out << set("LOGSDB_ENABLED", QStringLiteral("false")) << set("BROADCAST_DRIVER", QStringLiteral("log"));
    const DatabaseFacts& db = in.installation.database;
    out << set("DB_CONNECTION", toString(db.engine));
    if (db.engine == DatabaseEngine::Sqlite) {
        out << set("DB_DATABASE",
                   variables.value(QStringLiteral("DF_HOME")) + QStringLiteral("/scratch.sqlite"));
    } else {
        out << set("DB_DATABASE", variables.value(QStringLiteral("DF_SCRATCH")));
        const bool own = variables.value(QStringLiteral("DF_SCRATCH_WAY")) == QLatin1String("own-server");
        out << set("DB_HOST", own ? QStringLiteral("localhost") : db.host);
        if (!db.port.isEmpty())
            out << set("DB_PORT", db.port);
        if (own) // it has a socket of its own and no certificate
            out << remove("DB_SOCKET") << remove("MYSQL_ATTR_SSL_CA");
    }
    return out;
}

// Advised is the PHP of the site or, as the user wants, the one to come beside it.
std::optional<PhpBeside> wantedBeside(const PlanInput& in) {
    auto beside = phpBeside(in.server.machine, in.installation, readNeeds(in.release));
    if (beside && beside->binary != in.advice.phpBinary)
        beside.reset();
    return beside;
}

QString scheduleList(const Installation& installation) {
    QString out;
    const auto clean = [](QString s) {
        return s.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' '));
    };
    for (const ScheduleFact& s : installation.schedules)
        out += QStringList{clean(s.kind), clean(s.owner), clean(s.where), clean(s.text)}.join(
                   QLatin1Char('\t')) +
               QLatin1Char('\n');
    return out;
}

} // namespace

QString newRunId(const QDateTime& utc) {
    return utc.toUTC().toString(QStringLiteral("yyyyMMdd-HHmmss-")) +
           QStringLiteral("%1").arg(QRandomGenerator::system()->bounded(0x10000), 4, 16, QLatin1Char('0'));
}

Result<Plan> planInPlace(const ServerFacts& server, const Installation& installation,
                         const ReleaseFacts& release, const Advice& advice, const PlanChoices& choices,
                         const QString& runId) {
    if (advice.blocked())
        return fail(ErrorCode::MustFix, {});
    PlanInput in{server, installation, release, advice, choices};
    in.phpBeside = wantedBeside(in);
    Plan plan;
    plan.runId = runId;
    plan.from = advice.from;
    plan.to = advice.to;
    plan.toTag = release.tag;
    plan.toCommit = release.commit;
    plan.root = installation.path;
    plan.asRoot = server.machine.root;
    plan.diskNeededBytes = advice.diskNeededBytes;
    plan.runFolder = runFolderFor(server, runId);
    plan.variables = planVariables(in, runId, plan.runFolder);
    plan.envChanges = envChangesJson(advice.envChanges);
    plan.scratchEnvChanges = scratchEnv(in, plan.variables);
    plan.schedules = scheduleList(installation);
    if (choices.databaseAdmin)
        plan.secretNames << QStringLiteral("dbadmin");
    plan.stages << stageCheck(in);
    if (in.phpBeside)
        plan.stages << stagePhpBeside(in);
    for (const auto make : {stageKeepCopies, stageCopyDatabase, stageBuild, stageAdaptEnv, stageRehearse,
                            stageMaintenanceOn, stageLastCopy, stageExchange, stageMigrate, stageCaches,
                            stageReload, stageCheckInside, stageMaintenanceOff, stageCompare})
        plan.stages << make(in);
    return plan;
}

} // namespace df
