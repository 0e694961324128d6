#include "inspect/movable.h"

#include <QCoreApplication>

#include <algorithm>

namespace df {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(Movable)
};

/// Extensions that a system doesn't bring with its PHP: somebody installed them for a service.
QStringList addedExtensions(const Installation& in) {
    static const QStringList known{
        QStringLiteral("sqlsrv"),       QStringLiteral("pdo_sqlsrv"),    QStringLiteral("oci8"),
        QStringLiteral("pdo_oci"),      QStringLiteral("ibm_db2"),       QStringLiteral("pdo_ibm"),
        QStringLiteral("mongodb"),      QStringLiteral("cassandra"),     QStringLiteral("couchbase"),
        QStringLiteral("sqlanywhere"),  QStringLiteral("pdo_dblib"),     QStringLiteral("pdo_odbc"),
        QStringLiteral("odbc"),         QStringLiteral("interbase"),     QStringLiteral("pdo_firebird"),
        QStringLiteral("pdo_informix"), QStringLiteral("pdo_snowflake"), QStringLiteral("v8js"),
        QStringLiteral("memcached"),    QStringLiteral("redis"),         QStringLiteral("ldap"),
        QStringLiteral("soap"),         QStringLiteral("imap"),          QStringLiteral("ssh2")};
    QStringList found;
    for (const QString& name : known)
        if (in.php.extensions.contains(name) || in.fpm.extensions.contains(name))
            found << name;
    return found;
}

QStringList texts(const Installation& in, bool crontab) {
    QStringList list;
    for (const ScheduleFact& s : in.schedules)
        if (s.kind.startsWith(QLatin1String("cron")) == crontab)
            list << s.text;
    list.removeDuplicates();
    return list;
}

} // namespace

QVector<CannotMove> cannotMove(const Installation& in) {
    QVector<CannotMove> all;
    if (const QStringList names = addedExtensions(in); !names.isEmpty())
        all.append({Words::tr("Extensions of PHP: %1.").arg(names.join(QStringLiteral(", "))),
                    Words::tr("Install those that your services need on the new server, for its own PHP.")});
    if (const QStringList lines = texts(in, true); !lines.isEmpty())
        all.append({Words::tr("Lines in crontabs: %1.").arg(lines.mid(0, 5).join(QStringLiteral("; "))),
                    Words::tr("Write them on the new server, with its own paths.")});
    if (const QStringList lines = texts(in, false); !lines.isEmpty())
        all.append({Words::tr("Workers and timers: %1.").arg(lines.mid(0, 5).join(QStringLiteral("; "))),
                    Words::tr("Set them up on the new server, with its own paths.")});
    all.append({Words::tr("Packages of the operating system, the web server's settings, certificates of its "
                          "site and firewall rules."),
                Words::tr("Set them up on the new server as far as you need them.")});
    return all;
}

} // namespace df
