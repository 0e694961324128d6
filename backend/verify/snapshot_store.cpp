#include "verify/snapshot_store.h"

#include "verify/snapshot_file.h"

#include <QJsonDocument>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

namespace df {

namespace {

QString sql(const char* text) { return QString::fromLatin1(text); }

QStringList schema() {
    return {
        sql("CREATE TABLE IF NOT EXISTS snapshots (id TEXT PRIMARY KEY, server TEXT NOT NULL, name TEXT NOT "
            "NULL, release TEXT NOT NULL, taken INTEGER NOT NULL, entries INTEGER NOT NULL, imported INTEGER "
            "NOT NULL, body BLOB NOT NULL)"),
        sql("CREATE TABLE IF NOT EXISTS notes (server TEXT NOT NULL, area TEXT NOT NULL, item TEXT NOT NULL, "
            "attribute TEXT NOT NULL, print TEXT NOT NULL, text TEXT NOT NULL, accepted INTEGER NOT NULL, at "
            "INTEGER NOT NULL, PRIMARY KEY (server, area, item, attribute, print))")};
}

int valuesIn(const Snapshot& snapshot) {
    qsizetype values = 0;
    for (const SnapshotArea& area : snapshot.areas)
        values += area.items.size();
    return static_cast<int>(values);
}

KeptSnapshot keptFrom(const QSqlQuery& row) {
    return {row.value(0).toString(),
            row.value(1).toString(),
            row.value(2).toString(),
            row.value(3).toString(),
            QDateTime::fromMSecsSinceEpoch(row.value(4).toLongLong(), Qt::UTC),
            row.value(5).toInt(),
            row.value(6).toInt() != 0};
}

/// SQLite tells null from empty, and so does QString.
QString text(const QString& value) { return value.isNull() ? QLatin1String("") : value; }

/// Prepared with its values in the order of the question marks.
QSqlQuery prepared(const DatabaseFile& file, const char* statement, const QVariantList& values = {}) {
    QSqlQuery query(file.connection());
    query.prepare(sql(statement));
    for (const QVariant& value : values)
        query.addBindValue(value);
    return query;
}

Result<void> write(const DatabaseFile& file, const char* statement, const QVariantList& values) {
    QSqlQuery query = prepared(file, statement, values);
    if (!query.exec())
        return fail(file.unwritable(query.lastError().text()));
    return {};
}

} // namespace

SnapshotStore::SnapshotStore(const QString& file)
    : m_file(file, QStringLiteral("store of snapshots"), 1, schema()) {}

Result<void> SnapshotStore::open(bool* damaged) { return m_file.open(damaged); }

Result<QString> SnapshotStore::keep(KeptSnapshot kept, const Snapshot& snapshot) {
    if (kept.id.isEmpty())
        kept.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const QByteArray body = qCompress(QJsonDocument(toJson(snapshot)).toJson(QJsonDocument::Compact));
    const auto written = write(
        m_file,
        "INSERT INTO snapshots (id, server, name, release, taken, entries, imported, body) VALUES (?, ?, ?, "
        "?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET server=excluded.server, name=excluded.name, "
        "release=excluded.release, taken=excluded.taken, entries=excluded.entries, body=excluded.body",
        {kept.id, text(kept.server), text(kept.name), text(snapshot.release),
         snapshot.takenAt.toMSecsSinceEpoch(), valuesIn(snapshot), kept.imported ? 1 : 0, body});
    if (!written)
        return fail(written.error());
    return kept.id;
}

Result<QVector<KeptSnapshot>> SnapshotStore::list() const {
    QSqlQuery query =
        prepared(m_file, "SELECT id, server, name, release, taken, entries, imported FROM snapshots "
                         "ORDER BY taken DESC, rowid DESC");
    if (!query.exec())
        return fail(m_file.unreadable(query.lastError().text()));
    QVector<KeptSnapshot> all;
    while (query.next())
        all.append(keptFrom(query));
    return all;
}

Result<Snapshot> SnapshotStore::load(const QString& id) const {
    QSqlQuery query = prepared(m_file, "SELECT body FROM snapshots WHERE id=?", {id});
    if (!query.exec())
        return fail(m_file.unreadable(query.lastError().text()));
    if (!query.next())
        return fail(m_file.unreadable(QStringLiteral("this snapshot is no longer in it")));
    QJsonParseError trouble{};
    const auto json = QJsonDocument::fromJson(qUncompress(query.value(0).toByteArray()), &trouble);
    if (!json.isObject())
        return fail(
            m_file.unreadable(QStringLiteral("this snapshot is damaged: %1").arg(trouble.errorString())));
    return snapshotFromJson(json.object());
}

Result<void> SnapshotStore::rename(const QString& id, const QString& name) {
    return write(m_file, "UPDATE snapshots SET name=? WHERE id=?", {text(name), id});
}

Result<void> SnapshotStore::remove(const QString& id) {
    return write(m_file, "DELETE FROM snapshots WHERE id=?", {id});
}

Result<void> SnapshotStore::exportTo(const QString& id, const QString& file) const {
    const auto all = list();
    if (!all)
        return fail(all.error());
    for (const KeptSnapshot& kept : *all)
        if (kept.id == id)
            return load(id).and_then([&](const Snapshot& snapshot) {
                return writeSnapshotFile(file, {kept, snapshot});
            });
    return fail(m_file.unreadable(QStringLiteral("this snapshot is no longer in it")));
}

Result<QString> SnapshotStore::importFrom(const QString& file) {
    auto read = readSnapshotFile(file);
    if (!read)
        return fail(read.error());
    read->kept.id.clear();
    read->kept.imported = true;
    return keep(read->kept, read->snapshot);
}

Result<QVector<DifferenceNote>> SnapshotStore::notes(const QString& server) const {
    QSqlQuery query =
        prepared(m_file,
                 "SELECT area, item, attribute, print, text, accepted, at FROM notes WHERE server=? "
                 "ORDER BY at, area, item, attribute",
                 {text(server)});
    if (!query.exec())
        return fail(m_file.unreadable(query.lastError().text()));
    QVector<DifferenceNote> all;
    while (query.next())
        all.append({query.value(0).toString(), query.value(1).toString(), query.value(2).toString(),
                    query.value(3).toString(), query.value(4).toString(), query.value(5).toInt() != 0,
                    QDateTime::fromMSecsSinceEpoch(query.value(6).toLongLong(), Qt::UTC)});
    return all;
}

Result<void> SnapshotStore::note(const QString& server, const DifferenceNote& n) {
    const QVariantList which{text(server), text(n.area), text(n.item), text(n.attribute), text(n.print)};
    if (n.text.trimmed().isEmpty() && !n.accepted)
        return write(m_file,
                     "DELETE FROM notes WHERE server=? AND area=? AND item=? AND attribute=? AND print=?",
                     which);
    return write(
        m_file,
        "INSERT INTO notes (server, area, item, attribute, print, text, accepted, at) VALUES (?, ?, ?, ?, "
        "?, ?, ?, ?) ON CONFLICT DO UPDATE SET text=excluded.text, accepted=excluded.accepted, "
        "at=excluded.at",
        which + QVariantList{text(n.text.trimmed()), n.accepted ? 1 : 0, n.at.toMSecsSinceEpoch()});
}

} // namespace df
