#include "models/detail_text.h"

#include <QJsonDocument>

#include <algorithm>

namespace df {

namespace {

constexpr qsizetype shortValue = 160;

const SnapshotItem* itemIn(const Snapshot& snapshot, const QString& area, const QString& id) {
    for (const SnapshotArea& a : snapshot.areas)
        if (a.id == area)
            for (const SnapshotItem& item : a.items)
                if (item.id == id)
                    return &item;
    return nullptr;
}

/// Null: no JSON object or list.
QString indented(const QString& text) {
    const QString trimmed = text.trimmed();
    if (!trimmed.startsWith(u'{') && !trimmed.startsWith(u'['))
        return {};
    const auto json = QJsonDocument::fromJson(trimmed.toUtf8());
    return json.isNull() ? QString() : QString::fromUtf8(json.toJson());
}

QString oneLine(const QString& value) {
    const QString json = indented(value);
    const QString text = json.isNull() ? value : json;
    return text.contains(u'\n') ? QStringLiteral("\n    ") +
                                      text.trimmed().replace(QLatin1String("\n"), QLatin1String("\n    "))
                                : QStringLiteral(" ") + text;
}

QString everythingOf(const SnapshotItem* item) {
    QString out;
    if (item)
        for (auto it = item->attributes.begin(); it != item->attributes.end(); ++it)
            out += it.key() + u':' + oneLine(it.value()) + u'\n';
    return out;
}

bool isShort(const QString& value) { return value.size() <= shortValue && !value.contains(u'\n'); }

bool isScript(const QString& area, const QString& attribute) {
    return area == QLatin1String("event-scripts") && attribute == QLatin1String("text");
}

} // namespace

DetailText detailText(const QString& area, const Difference& d, const Snapshot& before, const Snapshot& now) {
    const SnapshotItem *was = itemIn(before, area, d.item), *is = itemIn(now, area, d.item);
    DetailText out{
        d.before,      d.after, d.kind != Difference::Kind::Added, d.kind != Difference::Kind::Removed,
        Syntax::Plain, {}};
    for (const SnapshotItem* side : {was, is})
        for (const QString& place : side ? side->varies : QStringList())
            if (!out.leftOut.contains(place))
                out.leftOut.append(place);
    if (isScript(area, d.attribute)) {
        out.syntax = Syntax::Script;
        return out;
    }
    const QString a = indented(d.before), b = indented(d.after);
    if (!a.isNull() || !b.isNull()) {
        out.before = a.isNull() ? d.before : a;
        out.now = b.isNull() ? d.after : b;
        out.syntax = Syntax::Json;
        return out;
    }
    if (!d.attribute.isEmpty() && (!isShort(d.before) || !isShort(d.after) || !was || !is))
        return out;
    if (!was && !is) { // what could be seen and can't any more
        const QString label = d.label.isEmpty() ? d.item : d.label;
        out.before = d.before.isEmpty() ? label : d.before;
        out.now = d.after.isEmpty() ? label : d.after;
        return out;
    }
    out.hasBefore = was;
    out.hasNow = is;
    out.before = everythingOf(was);
    out.now = everythingOf(is);
    return out;
}

} // namespace df
