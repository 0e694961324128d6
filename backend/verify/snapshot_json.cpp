#include "verify/snapshot.h"

#include <QJsonArray>

#include <algorithm>

namespace df {
namespace {

QJsonObject toJson(const SnapshotItem& item) {
    QJsonObject attributes;
    for (auto it = item.attributes.begin(); it != item.attributes.end(); ++it)
        attributes.insert(it.key(), it.value());
    QJsonObject json{{QStringLiteral("id"), item.id},
                     {QStringLiteral("label"), item.label},
                     {QStringLiteral("attributes"), attributes}};
    if (!item.varies.isEmpty())
        json.insert(QStringLiteral("varies"), QJsonArray::fromStringList(item.varies));
    return json;
}

QJsonObject toJson(const SnapshotArea& area) {
    QJsonArray items;
    for (const SnapshotItem& item : area.items)
        items.append(toJson(item));
    return {{QStringLiteral("id"), area.id},
            {QStringLiteral("collected"), area.collected},
            {QStringLiteral("source"), area.source},
            {QStringLiteral("why"), area.why},
            {QStringLiteral("items"), items}};
}

QJsonObject toJson(const CallTime& time) {
    QJsonArray milliseconds;
    for (double ms : time.milliseconds)
        milliseconds.append(ms);
    return {{QStringLiteral("call"), time.call},
            {QStringLiteral("status"), time.status},
            {QStringLiteral("ms"), milliseconds}};
}

SnapshotItem itemFromJson(const QJsonObject& json) {
    SnapshotItem item{json[QLatin1String("id")].toString(), json[QLatin1String("label")].toString(), {}};
    const QJsonObject attributes = json[QLatin1String("attributes")].toObject();
    for (auto it = attributes.begin(); it != attributes.end(); ++it)
        item.attributes.insert(it.key(), it.value().toString());
    for (const QJsonValue& place : json[QLatin1String("varies")].toArray())
        item.varies.append(place.toString());
    return item;
}

SnapshotArea areaFromJson(const QJsonObject& json) {
    SnapshotArea area;
    area.id = json[QLatin1String("id")].toString();
    area.collected = json[QLatin1String("collected")].toBool();
    area.source = json[QLatin1String("source")].toString();
    area.why = json[QLatin1String("why")].toString();
    for (const QJsonValue& item : json[QLatin1String("items")].toArray())
        area.items.append(itemFromJson(item.toObject()));
    std::sort(area.items.begin(), area.items.end(),
              [](const SnapshotItem& a, const SnapshotItem& b) { return a.id < b.id; });
    return area;
}

CallTime timeFromJson(const QJsonObject& json) {
    CallTime time{json[QLatin1String("call")].toString(), json[QLatin1String("status")].toInt(), {}};
    for (const QJsonValue& ms : json[QLatin1String("ms")].toArray())
        time.milliseconds.append(ms.toDouble());
    return time;
}

QJsonObject toJson(const CallJudgement& call) {
    return {{QStringLiteral("call"), call.call},
            {QStringLiteral("before"), call.before},
            {QStringLiteral("after"), call.after},
            {QStringLiteral("expected"), call.expected},
            {QStringLiteral("p"), call.p},
            {QStringLiteral("slower"), call.slower},
            {QStringLiteral("notJudged"), call.notJudged}};
}

QJsonObject toJson(const TimesTest& test) {
    QJsonArray judged;
    for (const CallJudgement& call : test.judged)
        judged.append(toJson(call));
    return {{QStringLiteral("name"), test.name},
            {QStringLiteral("calls"), test.calls},
            {QStringLiteral("repetitions"), test.repetitions},
            {QStringLiteral("falseAlarms"), test.falseAlarms},
            {QStringLiteral("statement"), test.statement},
            {QStringLiteral("smallest"), test.smallest},
            {QStringLiteral("drift"), test.drift},
            {QStringLiteral("judged"), judged}};
}

QJsonObject toJson(const MaskedPlace& masked) {
    return {{QStringLiteral("item"), masked.item},
            {QStringLiteral("label"), masked.label},
            {QStringLiteral("place"), masked.place}};
}

QJsonObject toJson(const Difference& difference) {
    return {{QStringLiteral("item"), difference.item},
            {QStringLiteral("label"), difference.label},
            {QStringLiteral("attribute"), difference.attribute},
            {QStringLiteral("before"), difference.before},
            {QStringLiteral("after"), difference.after},
            {QStringLiteral("verdict"), toString(difference.verdict)},
            {QStringLiteral("reason"), difference.reason}};
}

QJsonObject toJson(const AreaComparison& area) {
    QJsonArray byKind[3];
    for (const Difference& difference : area.differences)
        byKind[static_cast<int>(difference.kind)].append(toJson(difference));
    QJsonArray masked;
    for (const MaskedPlace& place : area.masked)
        masked.append(toJson(place));
    return {{QStringLiteral("id"), area.id},
            {QStringLiteral("verdict"), toString(area.verdict)},
            {QStringLiteral("added"), byKind[static_cast<int>(Difference::Kind::Added)]},
            {QStringLiteral("removed"), byKind[static_cast<int>(Difference::Kind::Removed)]},
            {QStringLiteral("changed"), byKind[static_cast<int>(Difference::Kind::Changed)]},
            {QStringLiteral("same"), area.same},
            {QStringLiteral("before"), area.before},
            {QStringLiteral("after"), area.after},
            {QStringLiteral("notCollected"), area.notCollected},
            {QStringLiteral("masked"), masked}};
}

} // namespace

QJsonObject toJson(const Snapshot& snapshot) {
    QJsonArray areas, times;
    for (const SnapshotArea& area : snapshot.areas)
        areas.append(toJson(area));
    for (const CallTime& time : snapshot.times)
        times.append(toJson(time));
    return {{QStringLiteral("name"), snapshot.name},
            {QStringLiteral("takenAt"), snapshot.takenAt.toUTC().toString(Qt::ISODate)},
            {QStringLiteral("release"), snapshot.release},
            {QStringLiteral("areas"), areas},
            {QStringLiteral("times"), times}};
}

Snapshot snapshotFromJson(const QJsonObject& json) {
    Snapshot snapshot;
    snapshot.name = json[QLatin1String("name")].toString();
    snapshot.takenAt = QDateTime::fromString(json[QLatin1String("takenAt")].toString(), Qt::ISODate);
    snapshot.release = json[QLatin1String("release")].toString();
    for (const QJsonValue& area : json[QLatin1String("areas")].toArray())
        snapshot.areas.append(areaFromJson(area.toObject()));
    for (const QJsonValue& time : json[QLatin1String("times")].toArray())
        snapshot.times.append(timeFromJson(time.toObject()));
    return snapshot;
}

QJsonObject toJson(const Comparison& comparison) {
    QJsonArray areas;
    for (const AreaComparison& area : comparison.areas)
        areas.append(toJson(area));
    return {{QStringLiteral("verdict"), toString(comparison.verdict)},
            {QStringLiteral("decidedBy"), comparison.decidedBy},
            {QStringLiteral("valuesCompared"), comparison.valuesCompared()},
            {QStringLiteral("timesTest"), toJson(comparison.times)},
            {QStringLiteral("areas"), areas}};
}

} // namespace df
