#include "advise/platform_packages.h"

#include "advise/text.h"

#include <QHash>
#include <QRegularExpression>

namespace df {
namespace {

enum class Family { Debian, RedHat, Alpine, Suse };

Family familyOf(const QString& osId) {
    static const QHash<QString, Family> known{
        {QStringLiteral("rhel"), Family::RedHat},   {QStringLiteral("centos"), Family::RedHat},
        {QStringLiteral("rocky"), Family::RedHat},  {QStringLiteral("almalinux"), Family::RedHat},
        {QStringLiteral("fedora"), Family::RedHat}, {QStringLiteral("ol"), Family::RedHat},
        {QStringLiteral("amzn"), Family::RedHat},   {QStringLiteral("alpine"), Family::Alpine},
        {QStringLiteral("sles"), Family::Suse},     {QStringLiteral("opensuse-leap"), Family::Suse}};
    return known.value(osId, Family::Debian);
}

/// The part of a package's name for an extension; empty where PHP itself has it.
QString packagePart(const QString& extension, Family family) {
    static const QStringList builtIn{
        QStringLiteral("calendar"), QStringLiteral("exif"),     QStringLiteral("ffi"),
        QStringLiteral("gettext"),  QStringLiteral("pcntl"),    QStringLiteral("random"),
        QStringLiteral("shmop"),    QStringLiteral("sysvmsg"),  QStringLiteral("sysvsem"),
        QStringLiteral("sysvshm"),  QStringLiteral("cgi-fcgi"), QStringLiteral("core"),
        QStringLiteral("ctype"),    QStringLiteral("date"),     QStringLiteral("fileinfo"),
        QStringLiteral("filter"),   QStringLiteral("ftp"),      QStringLiteral("hash"),
        QStringLiteral("iconv"),    QStringLiteral("json"),     QStringLiteral("libxml"),
        QStringLiteral("openssl"),  QStringLiteral("pcre"),     QStringLiteral("pdo"),
        QStringLiteral("phar"),     QStringLiteral("posix"),    QStringLiteral("reflection"),
        QStringLiteral("session"),  QStringLiteral("sockets"),  QStringLiteral("sodium"),
        QStringLiteral("spl"),      QStringLiteral("standard"), QStringLiteral("tokenizer"),
        QStringLiteral("zlib")};
    static const QHash<QString, QString> merged{{QStringLiteral("dom"), QStringLiteral("xml")},
                                                {QStringLiteral("simplexml"), QStringLiteral("xml")},
                                                {QStringLiteral("xmlreader"), QStringLiteral("xml")},
                                                {QStringLiteral("xmlwriter"), QStringLiteral("xml")},
                                                {QStringLiteral("pdo_pgsql"), QStringLiteral("pgsql")},
                                                {QStringLiteral("pdo_sqlite"), QStringLiteral("sqlite3")},
                                                {QStringLiteral("mysqli"), QStringLiteral("mysql")},
                                                {QStringLiteral("mysqlnd"), QStringLiteral("mysql")},
                                                {QStringLiteral("xsl"), QStringLiteral("xml")},
                                                {QStringLiteral("zend opcache"), QStringLiteral("opcache")},
                                                {QStringLiteral("pdo_mysql"), QStringLiteral("mysql")}};
    if (family == Family::RedHat) {
        if (extension == QLatin1String("pdo_mysql") || extension == QLatin1String("mysqli"))
            return QStringLiteral("mysqlnd");
        if (extension == QLatin1String("pdo_sqlite") || extension == QLatin1String("sqlite3"))
            return QStringLiteral("pdo");
        if (extension == QLatin1String("mongodb"))
            return QStringLiteral("pecl-mongodb");
        if (extension == QLatin1String("sodium"))
            return extension;
    }
    return builtIn.contains(extension) ? QString() : merged.value(extension, extension);
}

QString prefixOf(Family family, const QString& minor) {
    switch (family) {
    case Family::Debian:
        return QStringLiteral("php") + minor;
    case Family::RedHat:
        return QStringLiteral("php");
    case Family::Alpine:
        return QStringLiteral("php") + QString(minor).remove(QLatin1Char('.'));
    case Family::Suse:
        return QStringLiteral("php") + minor.section(QLatin1Char('.'), 0, 0);
    }
    return {};
}

QString installer(Family family) {
    switch (family) {
    case Family::Debian:
        return QStringLiteral("apt-get install");
    case Family::RedHat:
        return QStringLiteral("dnf install");
    case Family::Alpine:
        return QStringLiteral("apk add");
    case Family::Suse:
        return QStringLiteral("zypper install");
    }
    return {};
}

} // namespace

QStringList packageNames(const QString& osId, const QString& phpMinor, const QStringList& parts) {
    static const QRegularExpression sane(QStringLiteral("^[a-z0-9][a-z0-9_.+-]{0,60}$"));
    const Family family = familyOf(osId);
    QStringList names;
    for (const QString& part : parts)
        if (const QString name = packagePart(part, family); sane.match(name).hasMatch())
            names << prefixOf(family, phpMinor) + QLatin1Char('-') +
                         QString(name).replace(QLatin1Char('_'), QLatin1Char('-'));
    names.removeDuplicates();
    return names;
}

QString installCommand(const QString& osId, const QString& phpMinor, const QStringList& parts) {
    const Family family = familyOf(osId);
    QStringList packages;
    for (const QString& part : parts)
        if (const QString name = packagePart(part, family); !name.isEmpty())
            packages << shellWord(prefixOf(family, phpMinor) + QLatin1Char('-') + name);
    const bool command = parts.contains(QStringLiteral("cli")); // brings the common files itself
    if (!command && packages.size() < parts.size())
        packages << prefixOf(family, phpMinor) + QStringLiteral("-common");
    packages.removeDuplicates();
    return installer(family) + QLatin1Char(' ') + packages.join(QLatin1Char(' '));
}

QString composerCommand(const QString& osId) {
    return installer(familyOf(osId)) + QStringLiteral(" composer");
}

QString databaseExtension(DatabaseEngine engine) {
    switch (engine) {
    case DatabaseEngine::MySql:
        return QStringLiteral("pdo_mysql");
    case DatabaseEngine::PostgreSql:
        return QStringLiteral("pdo_pgsql");
    case DatabaseEngine::Sqlite:
        return QStringLiteral("pdo_sqlite");
    case DatabaseEngine::SqlServer:
        return QStringLiteral("pdo_sqlsrv");
    case DatabaseEngine::Unknown:
        break;
    }
    return {};
}

} // namespace df
