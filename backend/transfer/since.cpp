#include "transfer/since.h"

#include "inspect/json_clip.h"
#include "inspect/probe_script.h"
#include "transfer/transfer_script.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace df {

namespace {

bool changesByItself(const QString& table) {
    static const QStringList names{QStringLiteral("token_map"),  QStringLiteral("sessions"),
                                   QStringLiteral("cache"),      QStringLiteral("cache_locks"),
                                   QStringLiteral("jobs"),       QStringLiteral("failed_jobs"),
                                   QStringLiteral("job_batches")};
    return names.contains(table);
}

QStringList textsOf(const QJsonValue& value) {
    QStringList texts;
    const QJsonArray array = value.toArray();
    for (const QJsonValue& one : array)
        texts << one.toString();
    return texts;
}

void readTables(const QJsonValue& value, OldMark* mark) {
    mark->haveTables = value.isArray();
    const QJsonArray array = value.toArray();
    for (const QJsonValue& one : array) {
        const QJsonObject o = one.toObject();
        mark->tables.insert(
            o.value(QLatin1String("name")).toString(),
            {o.value(QLatin1String("rows")).toInteger(), o.value(QLatin1String("sum")).toString()});
    }
}

QVector<TableSince> tablesSince(const QMap<QString, OldMark::Table>& then,
                                const QMap<QString, OldMark::Table>& now) {
    using How = TableSince::How;
    QVector<TableSince> all;
    for (auto it = then.cbegin(); it != then.cend(); ++it) {
        const auto later = now.constFind(it.key());
        if (later == now.cend())
            all.append({it.key(), How::Removed, it->rows, 0, changesByItself(it.key())});
        else if (*later != *it)
            all.append({it.key(), How::Changed, it->rows, later->rows, changesByItself(it.key())});
    }
    for (auto it = now.cbegin(); it != now.cend(); ++it)
        if (!then.contains(it.key()))
            all.append({it.key(), How::Added, 0, it->rows, changesByItself(it.key())});
    return all;
}

} // namespace

QJsonObject toJson(const OldMark& mark) {
    QJsonArray tables;
    for (auto it = mark.tables.cbegin(); it != mark.tables.cend(); ++it)
        tables.append(QJsonObject{{QStringLiteral("name"), it.key()},
                                  {QStringLiteral("rows"), it->rows},
                                  {QStringLiteral("sum"), it->sum}});
    QJsonObject json{{QStringLiteral("round"), mark.round}, {QStringLiteral("at"), mark.at}};
    if (mark.haveTables)
        json.insert(QStringLiteral("tables"), tables);
    return json;
}

OldMark oldMarkFromJson(const QJsonObject& json) {
    OldMark mark;
    mark.round = json.value(QLatin1String("round")).toInt();
    mark.at = json.value(QLatin1String("at")).toInteger();
    readTables(json.value(QLatin1String("tables")), &mark);
    return mark;
}

Result<OldNow> askOldServer(RemoteHost& host, const TransferEnd& end, const Parcel& files, qint64 since,
                            const CancelToken& cancel) {
    const QString nonce = freshNonce();
    const auto answer = host.run(sinceCommand(end, files, since, nonce), cancel);
    if (!answer)
        return fail(answer.error());
    return parseOldNow(answer->out, nonce);
}

Result<OldNow> parseOldNow(const QByteArray& answer, const QString& nonce) {
    const QByteArray begin = "<<df " + nonce.toLatin1() + " begin>>\n",
                     end = "\n<<df " + nonce.toLatin1() + " end>>";
    const auto from = answer.indexOf(begin), to = answer.indexOf(end, from);
    const QJsonObject json =
        from < 0 || to < 0
            ? QJsonObject()
            : clipJson(
                  QJsonDocument::fromJson(answer.mid(from + begin.size(), to - from - begin.size())).object())
                  .toObject();
    OldNow now;
    now.mark.at = json.value(QLatin1String("now")).toInteger();
    if (now.mark.at <= 0)
        return fail(ErrorCode::BadAnswer,
                    QStringLiteral("The old server did not say what was written since."));
    readTables(json.value(QLatin1String("tables")), &now.mark);
    now.why = json.value(QLatin1String("why")).toString();
    now.files = textsOf(json.value(QLatin1String("files")));
    now.folders = textsOf(json.value(QLatin1String("folders")));
    now.fileCount = std::max<qint64>(json.value(QLatin1String("fileCount")).toInteger(), now.files.size());
    now.folderCount =
        std::max<qint64>(json.value(QLatin1String("folderCount")).toInteger(), now.folders.size());
    now.gone = textsOf(json.value(QLatin1String("gone")));
    now.unseen = textsOf(json.value(QLatin1String("unseen")));
    return now;
}

int OldSince::tablesByPeople() const {
    return int(
        std::count_if(tables.cbegin(), tables.cend(), [](const TableSince& t) { return !t.byItself; }));
}

bool OldSince::nothing() const {
    return unsaid.isEmpty() && tablesByPeople() == 0 && fileCount == 0 && folderCount == 0 && gone.isEmpty();
}

OldSince compareSince(const OldMark& then, const OldNow& now) {
    OldSince since;
    since.from = then.at;
    since.to = now.mark.at;
    since.files = now.files;
    since.folders = now.folders;
    since.gone = now.gone;
    since.fileCount = now.fileCount;
    since.folderCount = now.folderCount;
    since.unsaid = now.unseen;
    if (then.round <= 0)
        since.unsaid << QStringLiteral("mark");
    else if (now.mark.at < then.at)
        since.unsaid << QStringLiteral("clock");
    if (then.haveTables && now.mark.haveTables)
        since.tables = tablesSince(then.tables, now.mark.tables);
    else
        since.unsaid << QStringLiteral("tables");
    return since;
}

} // namespace df
