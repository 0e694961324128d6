#include "verify/parse_snapshot.h"

#include "verify/collector.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace df {
namespace {

constexpr qsizetype maxBytes = 16 * 1024 * 1024;
constexpr qsizetype maxAreas = 60, maxItems = 6000, maxAttributes = 2000, maxVaries = 200, maxText = 600;
constexpr qsizetype maxWholeText = 65 * 1024;

/// A server's text of bounded length, as one line; a whole text keeps its lines.
QString cleaned(const QString& text, bool whole = false) {
    QString out = text.left(whole ? maxWholeText : maxText);
    for (QChar& c : out)
        if ((c.category() == QChar::Other_Control || c.category() == QChar::Other_Format) &&
            !(whole && (c == QLatin1Char('\n') || c == QLatin1Char('\t'))))
            c = QLatin1Char(' ');
    return out;
}

/// The attributes that hold a text as it is: scripts, answers, templates.
bool isWhole(const QString& attribute) {
    static const QSet<QString> names{QStringLiteral("body"),  QStringLiteral("shape"),
                                     QStringLiteral("text"),  QStringLiteral("html"),
                                     QStringLiteral("paths"), QStringLiteral("sample")};
    return names.contains(attribute);
}

void clean(SnapshotItem& item) {
    item.id = cleaned(item.id);
    item.label = cleaned(item.label);
    QMap<QString, QString> attributes;
    for (auto it = item.attributes.begin(); it != item.attributes.end() && attributes.size() < maxAttributes;
         ++it)
        attributes.insert(cleaned(it.key()), cleaned(it.value(), isWhole(it.key())));
    item.attributes = attributes;
    if (item.varies.size() > maxVaries)
        item.varies.resize(maxVaries);
    for (QString& place : item.varies)
        place = cleaned(place);
}

/// Items are compared by id: one that comes again is an item of its own.
void tellApart(QVector<SnapshotItem>& items) {
    QHash<QString, int> times;
    for (SnapshotItem& item : items) {
        const QString id = item.id;
        int n = times.value(id) + 1;
        if (n > 1) {
            while (times.contains(item.id = QStringLiteral("%1 (%2)").arg(id).arg(n)))
                ++n;
            times.insert(item.id, 1);
        }
        times.insert(id, n);
    }
}

void clean(SnapshotArea& area) {
    area.id = cleaned(area.id);
    area.source = cleaned(area.source);
    area.why = cleaned(area.why);
    if (area.items.size() > maxItems)
        area.items.resize(maxItems);
    for (SnapshotItem& item : area.items)
        clean(item);
    tellApart(area.items);
}

double median(QVector<double> values) {
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// The calls as an area like any other, so that a call that fails afterwards is found like a service that is
/// gone.
SnapshotArea responseTimes(const QVector<CallTime>& times) {
    SnapshotArea area;
    area.id = QStringLiteral("response-times");
    area.collected = true;
    area.source = QStringLiteral("times");
    area.why = QCoreApplication::translate("Snapshot", "Measured on the server itself.");
    for (const CallTime& time : times) {
        SnapshotItem item{time.call, time.call, {}};
        item.attributes.insert(QStringLiteral("answer"), time.status == 0
                                                             ? QStringLiteral("none")
                                                             : QStringLiteral("HTTP %1").arg(time.status));
        item.attributes.insert(QStringLiteral("typical time"),
                               QStringLiteral("%1 ms").arg(median(time.milliseconds), 0, 'f', 0));
        area.items.append(item);
    }
    tellApart(area.items);
    std::sort(area.items.begin(), area.items.end(),
              [](const SnapshotItem& a, const SnapshotItem& b) { return a.id < b.id; });
    return area;
}

void clean(Snapshot& snapshot) {
    snapshot.release = cleaned(snapshot.release);
    if (snapshot.areas.size() > maxAreas)
        snapshot.areas.resize(maxAreas);
    for (SnapshotArea& area : snapshot.areas)
        clean(area);
    if (snapshot.times.size() > maxItems)
        snapshot.times.resize(maxItems);
    for (CallTime& time : snapshot.times)
        time.call = cleaned(time.call);
}

tl::unexpected<Error> badAnswer(const QString& why, const QByteArray& output) {
    return fail(ErrorCode::BadAnswer,
                QStringLiteral("The snapshot program's answer could not be read: %1").arg(why), {},
                QString::fromUtf8(output.left(2000)));
}

} // namespace

Result<QByteArray> snapshotBody(const QByteArray& output, const QByteArray& nonce) {
    const QByteArray begin = "<<<df-snapshot " + nonce;
    const qsizetype at = output.lastIndexOf(begin);
    if (at < 0)
        return badAnswer(QStringLiteral("it has no beginning."), output);
    const qsizetype lineEnd = output.indexOf('\n', at);
    const QByteArray given = lineEnd < 0 ? QByteArray() : output.mid(at + 15, lineEnd - at - 15);
    const qsizetype end = lineEnd < 0 ? -1 : output.indexOf("\ndf-snapshot>>> " + given, lineEnd);
    if (end < 0 || (!nonce.isEmpty() && given != nonce))
        return badAnswer(QStringLiteral("it has no end."), output);
    return output.mid(lineEnd + 1, end - lineEnd - 1);
}

Result<Snapshot> parseSnapshot(const QByteArray& output, const QString& name) {
    const auto body = snapshotBody(output);
    if (!body)
        return fail(body.error());
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body->left(maxBytes), &error);
    if (!document.isObject())
        return badAnswer(error.errorString(), *body);
    if (document[QLatin1String("version")].toInt() != 1 || !document[QLatin1String("areas")].isArray())
        return badAnswer(QStringLiteral("it is of another version."), *body);
    Snapshot snapshot = snapshotFromJson(document.object());
    clean(snapshot);
    snapshot.name = name;
    snapshot.areas.append(responseTimes(snapshot.times));
    return snapshot;
}

} // namespace df
