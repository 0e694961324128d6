#include "support/tree_hash.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUuid>

#include <sys/stat.h>

namespace df::test {

namespace {

bool madeAnew(const QString& path) {
    for (const char* place : {"storage/logs/", "storage/framework/cache/", "storage/framework/views/",
                              "storage/framework/sessions/", "bootstrap/cache/", ".git/"})
        if (path.startsWith(QLatin1String(place)))
            return true;
    return path.contains(QLatin1String(".sqlite-")); // journal files come and go
}

QString describe(const QString& path) {
    struct stat s {};
    if (lstat(QFile::encodeName(path).constData(), &s) != 0)
        return QStringLiteral("gone");
    QString text = QStringLiteral("%1 %2:%3 ").arg(s.st_mode, 0, 8).arg(s.st_uid).arg(s.st_gid);
    if (S_ISLNK(s.st_mode))
        return text + QFile::symLinkTarget(path);
    QFile file(path);
    if (path.endsWith(QLatin1String(".sqlite")))
        return text; // its rows are compared
    if (S_ISREG(s.st_mode) && file.open(QIODevice::ReadOnly))
        text +=
            QString::fromLatin1(QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256).toHex());
    return text;
}

} // namespace

QMap<QString, QString> treeOf(const QString& root) {
    QMap<QString, QString> tree{{QStringLiteral("."), describe(root)}};
    QDirIterator it(root, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                    QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = it.next();
        const QString relative = path.mid(root.size() + 1);
        if (!madeAnew(relative))
            tree.insert(relative, describe(path));
    }
    QFile head(root + QStringLiteral("/.git/HEAD"));
    if (head.open(QIODevice::ReadOnly))
        tree.insert(QStringLiteral(".git/HEAD"), QString::fromUtf8(head.readAll()));
    return tree;
}

QMap<QString, QString> rowsOf(const QString& sqliteFile) {
    QMap<QString, QString> rows;
    const QString name = QUuid::createUuid().toString();
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        db.setDatabaseName(sqliteFile);
        db.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY"));
        db.open();
        QSqlQuery tables(
            QStringLiteral("SELECT name, sql FROM sqlite_master WHERE type='table' ORDER BY name"), db);
        while (tables.next()) {
            const QString table = tables.value(0).toString();
            rows.insert(table, tables.value(1).toString());
            QSqlQuery all(QStringLiteral("SELECT * FROM \"%1\"").arg(table), db);
            for (int n = 0; all.next(); ++n) {
                QStringList values;
                for (int i = 0; i < all.record().count(); ++i)
                    values << all.value(i).toString();
                rows.insert(QStringLiteral("%1 row %2").arg(table).arg(n, 5, 10, QLatin1Char('0')),
                            values.join(QLatin1Char('|')));
            }
        }
    }
    QSqlDatabase::removeDatabase(name);
    return rows;
}

QString differences(const QMap<QString, QString>& before, const QMap<QString, QString>& now) {
    QStringList lines;
    for (auto it = before.cbegin(); it != before.cend(); ++it)
        if (now.value(it.key()) != it.value())
            lines << QStringLiteral("- %1 %2").arg(it.key(), it.value());
    for (auto it = now.cbegin(); it != now.cend(); ++it)
        if (before.value(it.key()) != it.value())
            lines << QStringLiteral("+ %1 %2").arg(it.key(), it.value());
    return lines.mid(0, 40).join(QLatin1Char('\n'));
}

} // namespace df::test
