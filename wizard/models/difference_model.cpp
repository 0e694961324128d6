#include "models/difference_model.h"

#include "theme/tool_tip.h"
#include "verify/area_title.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>

namespace df {

namespace {

using Which = DifferenceFilter::Which;
using Kind = Difference::Kind;

static_assert(sizeof(quintptr) >= 8, "an index holds a group and an item");

/// An index knows its parent: nothing, a group, or a group and an item of it.
quintptr under(int group, int item = -1) { return quintptr(group + 1) | (quintptr(item + 1) << 8); }

QString line(const QString& text) { return text.left(200).simplified(); }

QString nameOf(const Difference& d) { return line(d.label.isEmpty() ? d.item : d.label); }

QString signOfKind(Kind kind) {
    return kind == Kind::Added     ? QStringLiteral("plus")
           : kind == Kind::Removed ? QStringLiteral("minus")
                                   : QStringLiteral("not-equal");
}

bool wanted(const Difference& d, Which which) {
    switch (which) {
    case Which::ToLookAt:
        return d.verdict >= Verdict::Look;
    case Which::Added:
        return d.kind == Kind::Added;
    case Which::Removed:
        return d.kind == Kind::Removed;
    case Which::Changed:
        return d.kind == Kind::Changed;
    case Which::Differences:
    case Which::Everything:
        break;
    }
    return true;
}

} // namespace

bool DifferenceModel::fits(const QString& text) const {
    return m_filter.text.isEmpty() || text.contains(m_filter.text, Qt::CaseInsensitive);
}

bool DifferenceModel::fits(const Difference& d) const {
    if (!wanted(d, m_filter.which))
        return false;
    return m_filter.text.isEmpty() || fits(d.label) || fits(d.item) || fits(d.attribute) || fits(d.before) ||
           fits(d.after);
}

void DifferenceModel::show(const Comparison& comparison, const DifferenceFilter& filter,
                           const Snapshot& after) {
    beginResetModel();
    m_comparison = comparison;
    m_after = after;
    m_filter = filter;
    m_groups.clear();
    m_shown.clear();
    m_areaInAfter.clear();
    m_differences = 0;
    for (const AreaComparison& a : m_comparison.areas) {
        const auto it = std::find_if(m_after.areas.cbegin(), m_after.areas.cend(),
                                     [&](const SnapshotArea& area) { return area.id == a.id; });
        m_areaInAfter.push_back(it == m_after.areas.cend() ? -1 : int(it - m_after.areas.cbegin()));
    }
    for (const AreaGroup& g : areaGroups()) {
        if (!filter.area.isEmpty() && filter.area != g.id)
            continue;
        Group group{g.name, {}, {}};
        int all = 0, different = 0;
        for (int i = 0; i < m_comparison.areas.size(); ++i) {
            const AreaComparison& a = m_comparison.areas[i];
            if (groupOfArea(a.id) != g.id)
                continue;
            addArea(&group, i);
            all += std::max(a.before, a.after);
            different += int(a.differences.size());
        }
        if (group.items.empty())
            continue;
        group.count = tr("%1 of %2").arg(different).arg(std::max(all, different));
        m_groups.push_back(std::move(group));
    }
    endResetModel();
}

void DifferenceModel::addArea(Group* group, int area) {
    const AreaComparison& a = m_comparison.areas[area];
    // What could be seen before and can't be seen now is a finding in itself.
    const bool unseen = a.verdict >= Verdict::Look && !a.notCollected.isEmpty();
    if (unseen && (m_filter.which <= Which::ToLookAt || m_filter.which == Which::Everything) &&
        fits(areaTitle(a.id) + a.notCollected))
        group->items.push_back({area, 0, 1, m_differences++, Row::Unseen, a.verdict});
    // One pass to see which item each belongs to (judged by verdict, those of one item may lie apart), then
    // sorted so.
    QHash<QString, int> known;
    std::vector<std::pair<int, int>> found; // item, difference
    for (int i = 0; i < a.differences.size(); ++i) {
        const Difference& d = a.differences[i];
        if (!fits(d))
            continue;
        const int next = int(known.size());
        const auto it = known.constFind(d.item);
        const int item = it == known.constEnd() ? *known.insert(d.item, next) : *it;
        found.emplace_back(item, i);
    }
    std::stable_sort(found.begin(), found.end(), [](auto& x, auto& y) { return x.first < y.first; });
    int last = -1;
    for (const auto& [item, difference] : found) {
        if (item != last)
            group->items.push_back(
                {area, int(m_shown.size()), 0, m_differences, Row::Differences, Verdict::Same});
        last = item;
        Item& row = group->items.back();
        ++row.count;
        row.verdict = std::max(row.verdict, a.differences[difference].verdict);
        m_shown.push_back(difference);
        ++m_differences;
    }
    if (m_filter.which == Which::Everything)
        addSame(group, area);
}

void DifferenceModel::addSame(Group* group, int area) {
    const int index = m_areaInAfter[size_t(area)];
    if (index < 0)
        return;
    QSet<QString> different;
    for (const Difference& d : m_comparison.areas[area].differences)
        different.insert(d.item);
    const auto& items = m_after.areas[index].items;
    for (int i = 0; i < items.size(); ++i)
        if (!different.contains(items[i].id) && (fits(items[i].label) || fits(items[i].id)))
            group->items.push_back({area, i, 0, m_differences, Row::Same, Verdict::Same});
}

void DifferenceModel::setNotes(const QVector<DifferenceNote>& notes) {
    m_notes.clear();
    for (const DifferenceNote& n : notes)
        m_notes.insert(n.item, n);
    // Rows are painted anew when they are next on screen; only what can be seen asks for them.
    if (!m_groups.empty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_groups.size()) - 1, 0), {PersonRole});
}

int DifferenceModel::rowsInAll() const {
    int rows = int(m_groups.size());
    for (const Group& g : m_groups)
        for (const Item& i : g.items)
            rows += 1 + (alone(i) ? 0 : i.count);
    return rows;
}

bool DifferenceModel::alone(const Item& item) const {
    return item.row != Row::Differences || item.count == 1;
}

DifferenceModel::Place DifferenceModel::placeAt(const QModelIndex& index) {
    if (!index.isValid())
        return {};
    const quintptr id = index.internalId();
    const int group = int(id & 0xff) - 1, item = int(id >> 8) - 1;
    if (group < 0)
        return {index.row(), -1, -1};
    return item < 0 ? Place{group, index.row(), -1} : Place{group, item, index.row()};
}

QModelIndex DifferenceModel::indexAt(const Place& p) const {
    if (p.group < 0)
        return {};
    if (p.item < 0)
        return createIndex(p.group, 0, under(-1));
    return p.leaf < 0 ? createIndex(p.item, 0, under(p.group))
                      : createIndex(p.leaf, 0, under(p.group, p.item));
}

const DifferenceModel::Item& DifferenceModel::itemAt(const Place& p) const {
    return m_groups[size_t(p.group)].items[size_t(p.item)];
}

/// Null: a group, an item of several differences, or a row that stands for none.
const Difference* DifferenceModel::at(const Place& p) const {
    if (p.item < 0)
        return nullptr;
    const Item& item = itemAt(p);
    if (item.row != Row::Differences || (p.leaf < 0 && item.count != 1))
        return nullptr;
    return &m_comparison.areas[item.area].differences[m_shown[size_t(item.first + std::max(0, p.leaf))]];
}

std::optional<Difference> DifferenceModel::differenceAt(const QModelIndex& index) const {
    const Place p = placeAt(index);
    if (p.item < 0)
        return {};
    if (const Difference* d = at(p))
        return *d;
    const Item& item = itemAt(p);
    const AreaComparison& area = m_comparison.areas[item.area];
    if (item.row == Row::Unseen)
        return Difference{Kind::Removed,       area.id, areaTitle(area.id), {},
                          tr("could be seen"), {},      area.verdict,       area.notCollected};
    if (item.row == Row::Same) {
        const SnapshotItem& same = m_after.areas[m_areaInAfter[size_t(item.area)]].items[item.first];
        return Difference{Kind::Changed, same.id, same.label, {}, {}, {}, Verdict::Same, {}};
    }
    Difference whole = *at({p.group, p.item, 0}); // all that differs of it
    whole.attribute.clear();
    whole.before.clear();
    whole.after.clear();
    whole.kind = Kind::Changed;
    whole.verdict = item.verdict;
    whole.reason.clear();
    return whole;
}

QString DifferenceModel::areaAt(const QModelIndex& index) const {
    const Place p = placeAt(index);
    return p.item < 0 ? QString() : m_comparison.areas[itemAt(p).area].id;
}

int DifferenceModel::placeOf(const QModelIndex& index) const {
    const Place p = placeAt(index);
    if (p.item < 0)
        return 0;
    const Item& item = itemAt(p);
    if (item.row == Row::Same)
        return 0;
    return p.leaf < 0 && item.count > 1 ? 0 : item.differencesBefore + std::max(0, p.leaf) + 1;
}

/// Counted from 1.
QModelIndex DifferenceModel::differenceNumber(int number) const {
    for (int g = 0; g < int(m_groups.size()); ++g) {
        const auto& items = m_groups[size_t(g)].items;
        if (items.back().differencesBefore + items.back().count < number)
            continue;
        const auto it = std::partition_point(items.begin(), items.end(), [number](const Item& i) {
            return i.differencesBefore + i.count < number;
        });
        const int i = int(it - items.begin());
        return indexAt({g, i, alone(*it) ? -1 : number - it->differencesBefore - 1});
    }
    return {};
}

QModelIndex DifferenceModel::next(const QModelIndex& from, bool backwards) const {
    if (m_differences == 0)
        return {};
    int number = placeOf(from);
    if (number == 0 && from.isValid()) { // between two differences
        const Place p = placeAt(from);
        const auto& items = m_groups[size_t(p.group)].items;
        number = (p.item < 0 ? items.front() : itemAt(p)).differencesBefore + (backwards ? 1 : 0);
    }
    number += backwards ? -1 : 1;
    if (!from.isValid() && backwards)
        number = m_differences;
    return differenceNumber(number < 1 ? m_differences : number > m_differences ? 1 : number);
}

QModelIndex DifferenceModel::firstToLookAt() const {
    for (const Verdict verdict : {Verdict::Worse, Verdict::Look})
        for (int g = 0; g < int(m_groups.size()); ++g) {
            const auto& items = m_groups[size_t(g)].items;
            for (int i = 0; i < int(items.size()); ++i) {
                const Item& item = items[size_t(i)];
                if (item.verdict != verdict)
                    continue;
                if (alone(item))
                    return indexAt({g, i, -1});
                for (int leaf = 0; leaf < item.count; ++leaf)
                    if (at({g, i, leaf})->verdict == verdict)
                        return indexAt({g, i, leaf});
            }
        }
    return differenceNumber(1);
}

QModelIndex DifferenceModel::index(int row, int column, const QModelIndex& parent) const {
    if (column != 0 || row < 0 || row >= rowCount(parent))
        return {};
    const Place p = placeAt(parent);
    return indexAt(p.group < 0  ? Place{row, -1, -1}
                   : p.item < 0 ? Place{p.group, row, -1}
                                : Place{p.group, p.item, row});
}

QModelIndex DifferenceModel::parent(const QModelIndex& child) const {
    const Place p = placeAt(child);
    return p.leaf >= 0   ? indexAt({p.group, p.item, -1})
           : p.item >= 0 ? indexAt({p.group, -1, -1})
                         : QModelIndex();
}

int DifferenceModel::rowCount(const QModelIndex& parent) const {
    const Place p = placeAt(parent);
    if (p.group < 0)
        return int(m_groups.size());
    if (p.item < 0)
        return int(m_groups[size_t(p.group)].items.size());
    return p.leaf >= 0 || alone(itemAt(p)) ? 0 : itemAt(p).count;
}

int DifferenceModel::columnCount(const QModelIndex& /*parent*/) const { return 1; }

QString DifferenceModel::labelOf(const Place& p) const {
    if (p.item < 0)
        return m_groups[size_t(p.group)].name;
    if (p.leaf >= 0)
        return line(at(p)->attribute);
    const auto d = differenceAt(indexAt(p));
    return nameOf(*d);
}

/// Beside the label: the one attribute that differs, else which area it is of where the group has several.
QString DifferenceModel::noteOf(const Place& p) const {
    if (p.item < 0 || p.leaf >= 0)
        return {};
    if (const Difference* d = at(p); d && !d->attribute.isEmpty())
        return line(d->attribute);
    const QString title = areaTitle(m_comparison.areas[itemAt(p).area].id);
    return title == m_groups[size_t(p.group)].name ? QString() : title;
}

QString DifferenceModel::signOf(const Place& p) const {
    if (p.item < 0)
        return {};
    if (const Difference* d = at(p))
        return signOfKind(d->kind);
    switch (itemAt(p).row) {
    case Row::Unseen:
        return QStringLiteral("minus");
    case Row::Same:
        return QStringLiteral("same");
    case Row::Differences:
        break;
    }
    return QStringLiteral("not-equal");
}

Verdict DifferenceModel::verdictOf(const Place& p) const {
    if (p.item < 0)
        return Verdict::Same;
    const Difference* d = at(p);
    return d ? d->verdict : itemAt(p).verdict;
}

int DifferenceModel::personOf(const Place& p) const {
    const Difference* d = m_notes.isEmpty() ? nullptr : at(p);
    if (!d)
        return 0;
    const auto notes = m_notes.values(d->item);
    const DifferenceNote* note = noteFor(notes, m_comparison.areas[itemAt(p).area].id, *d);
    return !note ? 0 : note->accepted ? 2 : 1;
}

QVariant DifferenceModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const Place p = placeAt(index);
    const bool group = p.item < 0;
    switch (role) {
    case Qt::DisplayRole:
        return labelOf(p);
    case Qt::AccessibleTextRole: {
        if (group)
            return QStringLiteral("%1, %2").arg(labelOf(p), m_groups[size_t(p.group)].count);
        const QString name =
            noteOf(p).isEmpty() ? labelOf(p) : QStringLiteral("%1, %2").arg(labelOf(p), noteOf(p));
        const QString text = QStringLiteral("%1, %2").arg(name, verdictWord(verdictOf(p)));
        const int person = personOf(p);
        return person == 0   ? text
               : person == 1 ? tr("%1, with a note").arg(text)
                             : tr("%1, known and accepted").arg(text);
    }
    case VerdictRole:
        return static_cast<int>(verdictOf(p));
    case CountRole:
        return group ? m_groups[size_t(p.group)].count : QString();
    case NoteRole:
        return noteOf(p);
    case Qt::ToolTipRole: {
        if (group)
            return {};
        const QString note = noteOf(p);
        return toolTipOf(note.isEmpty() ? labelOf(p) : QStringLiteral("%1: %2").arg(labelOf(p), note));
    }
    case LevelRole:
        return group ? 0 : p.leaf < 0 ? 1 : 2;
    case SignRole:
        return group ? QVariant() : signOf(p);
    case ReasonRole:
        return group ? QVariant() : differenceAt(index)->reason;
    case DifferenceRole:
        return group ? QVariant() : QVariant::fromValue(*differenceAt(index));
    case AreaRole:
        return areaAt(index);
    case PersonRole:
        return personOf(p);
    default:
        return {};
    }
}

} // namespace df
