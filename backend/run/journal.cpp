#include "run/journal.h"

#include <QJsonDocument>
#include <QSqlError>
#include <QSqlQuery>

namespace df {

namespace {

QJsonObject toJson(const JournalEntry& e) {
    return {{QStringLiteral("task"), e.task},
            {QStringLiteral("server"), e.server},
            {QStringLiteral("connection"), e.connection},
            {QStringLiteral("root"), e.root},
            {QStringLiteral("runFolder"), e.runFolder},
            {QStringLiteral("from"), e.from},
            {QStringLiteral("to"), e.to},
            {QStringLiteral("phase"), e.phase},
            {QStringLiteral("practice"), e.practice},
            {QStringLiteral("reportFolder"), e.reportFolder},
            {QStringLiteral("summary"), e.summary},
            {QStringLiteral("snapshotBefore"), e.snapshotBefore},
            {QStringLiteral("extra"), e.extra}};
}

JournalEntry entryFrom(const QSqlQuery& row) {
    const QJsonObject json = QJsonDocument::fromJson(row.value(4).toString().toUtf8()).object();
    const auto text = [&json](QLatin1String key) { return json.value(key).toString(); };
    JournalEntry e;
    e.runId = row.value(0).toString();
    e.startedAt = QDateTime::fromMSecsSinceEpoch(row.value(1).toLongLong(), Qt::UTC);
    e.changedAt = QDateTime::fromMSecsSinceEpoch(row.value(2).toLongLong(), Qt::UTC);
    e.open = row.value(3).toInt() != 0;
    e.task = text(QLatin1String("task"));
    e.server = text(QLatin1String("server"));
    e.connection = json.value(QLatin1String("connection")).toObject();
    e.root = text(QLatin1String("root"));
    e.runFolder = text(QLatin1String("runFolder"));
    e.from = text(QLatin1String("from"));
    e.to = text(QLatin1String("to"));
    e.phase = text(QLatin1String("phase"));
    e.practice = json.value(QLatin1String("practice")).toBool();
    e.reportFolder = text(QLatin1String("reportFolder"));
    e.summary = text(QLatin1String("summary"));
    e.snapshotBefore = json.value(QLatin1String("snapshotBefore")).toObject();
    e.extra = json.value(QLatin1String("extra")).toObject();
    return e;
}

} // namespace

Journal::Journal(const QString& file)
    : m_file(
          file, QStringLiteral("journal"), 1,
          {QStringLiteral("CREATE TABLE IF NOT EXISTS runs (id TEXT PRIMARY KEY, started INTEGER NOT NULL, "
                          "changed INTEGER NOT NULL, open INTEGER NOT NULL, body TEXT NOT NULL)")}) {}

Result<void> Journal::open(bool* damaged) { return m_file.open(damaged); }

Result<void> Journal::save(const JournalEntry& entry) {
    QSqlQuery query(m_file.connection());
    query.prepare(
        QStringLiteral("INSERT INTO runs (id, started, changed, open, body) VALUES (?, ?, ?, ?, ?) "
                       "ON CONFLICT(id) DO UPDATE SET started=excluded.started, changed=excluded.changed, "
                       "open=excluded.open, body=excluded.body"));
    query.addBindValue(entry.runId);
    query.addBindValue(entry.startedAt.toMSecsSinceEpoch());
    query.addBindValue(entry.changedAt.toMSecsSinceEpoch());
    query.addBindValue(entry.open ? 1 : 0);
    query.addBindValue(QString::fromUtf8(QJsonDocument(toJson(entry)).toJson(QJsonDocument::Compact)));
    if (!query.exec())
        return fail(m_file.unwritable(query.lastError().text()));
    return {};
}

QVector<JournalEntry> Journal::entries() const {
    QVector<JournalEntry> list;
    QSqlQuery query(m_file.connection());
    query.exec(
        QStringLiteral("SELECT id, started, changed, open, body FROM runs ORDER BY started DESC, id DESC"));
    while (query.next())
        list << entryFrom(query);
    return list;
}

Result<void> Journal::remove(const QString& runId) {
    QSqlQuery query(m_file.connection());
    query.prepare(QStringLiteral("DELETE FROM runs WHERE id=?"));
    query.addBindValue(runId);
    if (!query.exec())
        return fail(m_file.unwritable(query.lastError().text()));
    return {};
}

} // namespace df
