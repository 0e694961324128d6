#include "plan/plan_parts.h"

namespace df {

namespace {

QJsonObject set(const char* key, const QString& value) {
    return {{QStringLiteral("action"), QStringLiteral("set")},
            {QStringLiteral("key"), QLatin1String(key)},
            {QStringLiteral("value"), value}};
}
QJsonObject remove(const char* key) {
    return {{QStringLiteral("action"), QStringLiteral("remove")},
            {QStringLiteral("key"), QLatin1String(key)}};
}

} // namespace

QJsonArray envChangesJson(const QVector<EnvChange>& changes) {
    QJsonArray out;
    for (const EnvChange& c : changes)
        out << QJsonObject{{QStringLiteral("action"), toString(c.action)},
                           {QStringLiteral("key"), c.key},
                           {QStringLiteral("oldKey"), c.oldKey},
                           {QStringLiteral("value"), c.value}};
    return out;
}

// What the new release must not touch while it is built and rehearsed (design: "Side by side, then one
// switch").
QJsonArray scratchEnv(const DatabaseFacts& db, const QMap<QString, QString>& variables) {
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

} // namespace df
