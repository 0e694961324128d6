#include "models/difference_model.h"

#include "theme/tool_tip.h"
#include "verify/area_title.h"

#include <QCoreApplication>

namespace df {

struct DifferenceModel::Node {
    Node* parent = nullptr;
    int row = 0;
    QString label, note; ///< note: muted, after the label
    QString count;
    Difference difference;
    bool isDifference = false;
    Verdict verdict = Verdict::Same;
    std::vector<std::unique_ptr<Node>> children;

    Node* add() {
        children.push_back(std::make_unique<Node>());
        children.back()->parent = this;
        children.back()->row = static_cast<int>(children.size()) - 1;
        return children.back().get();
    }
};

namespace {

/// "services roles users" as a list.
QStringList ids(const char* words) {
    return QString::fromLatin1(words).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

QVector<AreaGroup> areaGroups() {
    return {{QStringLiteral("services"), DifferenceModel::tr("Services"),
             ids("services service-types event-scripts email-templates schedules api-paths")},
            {QStringLiteral("rights"), DifferenceModel::tr("Users and rights"),
             ids("users admins roles apps lookups limits cors")},
            {QStringLiteral("secrets"), DifferenceModel::tr("Secrets"), ids("passwords key-proof")},
            {QStringLiteral("database"), DifferenceModel::tr("Database"), ids("tables migrations")},
            {QStringLiteral("system"), DifferenceModel::tr("System"),
             ids("system packages env environment service-states owners php cron files resources")},
            {QStringLiteral("answers"), DifferenceModel::tr("Answers, times"),
             ids("status ui calls response-times")},
            {QStringLiteral("log"), DifferenceModel::tr("Log"), ids("log")},
            {QStringLiteral("other"), DifferenceModel::tr("Other"), {}}};
}

QString groupOfArea(const QString& areaId) {
    for (const AreaGroup& g : areaGroups())
        if (g.areas.contains(areaId))
            return g.id;
    return QStringLiteral("other");
}

QString verdictWord(Verdict verdict) {
    switch (verdict) {
    case Verdict::Same:
        return DifferenceModel::tr("same");
    case Verdict::AsExpected:
        return DifferenceModel::tr("expected");
    case Verdict::Look:
        return DifferenceModel::tr("look at this");
    case Verdict::Worse:
        return DifferenceModel::tr("worse");
    }
    return {};
}

DifferenceModel::DifferenceModel(QObject* parent)
    : QAbstractItemModel(parent), m_root(std::make_unique<Node>()) {}

DifferenceModel::~DifferenceModel() = default;

void DifferenceModel::show(const Comparison& comparison, const DifferenceFilter& filter) {
    beginResetModel();
    m_root = std::make_unique<Node>();
    for (const AreaGroup& g : areaGroups()) {
        if (!filter.area.isEmpty() && filter.area != g.id)
            continue;
        auto group = std::make_unique<Node>();
        group->label = g.name;
        int all = 0, different = 0;
        for (const AreaComparison& a : comparison.areas) {
            if (groupOfArea(a.id) != g.id)
                continue;
            addArea(*group, a, filter);
            all += std::max(a.before, a.after);
            different += static_cast<int>(a.differences.size());
            group->verdict = std::max(group->verdict, a.verdict);
        }
        if (group->children.empty())
            continue;
        group->count = tr("%1 of %2").arg(different).arg(std::max(all, different));
        group->parent = m_root.get();
        group->row = static_cast<int>(m_root->children.size());
        m_root->children.push_back(std::move(group));
    }
    endResetModel();
}

/// What could be seen before and can't be seen now is a finding in itself.
void DifferenceModel::addUnseen(Node& group, const AreaComparison& area, const DifferenceFilter& filter) {
    if (area.verdict < Verdict::Look || area.notCollected.isEmpty())
        return;
    const QString label = areaTitle(area.id);
    if (!filter.text.isEmpty() && !(label + area.notCollected).contains(filter.text, Qt::CaseInsensitive))
        return;
    Node* item = group.add();
    item->label = label;
    item->difference = {Difference::Kind::Removed, area.id, label,        {},
                        tr("could be seen"),       {},      area.verdict, area.notCollected};
    item->verdict = area.verdict;
    item->isDifference = true;
}

void DifferenceModel::addArea(Node& group, const AreaComparison& area, const DifferenceFilter& filter) {
    Node* item = nullptr;
    addUnseen(group, area, filter);
    for (const Difference& d : area.differences) {
        if (filter.onlyLook && d.verdict < Verdict::Look)
            continue;
        const QString everything = d.label + u' ' + d.attribute + u' ' + d.before + u' ' + d.after;
        if (!filter.text.isEmpty() && !everything.contains(filter.text, Qt::CaseInsensitive))
            continue;
        const QString label = (d.label.isEmpty() ? d.item : d.label).left(200).simplified();
        if (!item || item->difference.item != d.item || d.attribute.isEmpty()) {
            item = group.add();
            item->label = label;
            item->note = areaTitle(area.id) == group.label ? QString() : areaTitle(area.id);
            item->difference = d;
            item->verdict = d.verdict;
            item->isDifference = d.attribute.isEmpty();
            if (d.attribute.isEmpty())
                continue;
        }
        Node* leaf = item->add();
        leaf->label = d.attribute.left(200).simplified();
        leaf->difference = d;
        leaf->isDifference = true;
        leaf->verdict = d.verdict;
        item->verdict = std::max(item->verdict, d.verdict);
    }
}

QVector<const DifferenceModel::Node*> DifferenceModel::leaves() const {
    QVector<const Node*> out;
    for (const auto& group : m_root->children)
        for (const auto& item : group->children) {
            if (item->isDifference)
                out.append(item.get());
            for (const auto& leaf : item->children)
                out.append(leaf.get());
        }
    return out;
}

int DifferenceModel::differenceCount() const { return static_cast<int>(leaves().size()); }

QModelIndex DifferenceModel::indexOf(const Node* node) const {
    return node ? createIndex(node->row, 0, const_cast<Node*>(node)) : QModelIndex();
}

QModelIndex DifferenceModel::next(const QModelIndex& from, bool backwards) const {
    const auto all = leaves();
    if (all.isEmpty())
        return {};
    const auto* at = static_cast<const Node*>(from.internalPointer());
    qsizetype i = from.isValid() ? all.indexOf(at) : -1;
    if (i < 0 && from.isValid() && at && !at->children.empty())
        i = all.indexOf(at->children.front().get()) - (backwards ? 0 : 1);
    i += backwards ? -1 : 1;
    return indexOf(all[(i + all.size()) % all.size()]);
}

QModelIndex DifferenceModel::firstToLookAt() const {
    const auto all = leaves();
    for (const Verdict wanted : {Verdict::Worse, Verdict::Look})
        for (const Node* n : all)
            if (n->verdict == wanted)
                return indexOf(n);
    return all.isEmpty() ? QModelIndex() : indexOf(all.first());
}

QModelIndex DifferenceModel::index(int row, int column, const QModelIndex& parent) const {
    const Node* p = parent.isValid() ? static_cast<const Node*>(parent.internalPointer()) : m_root.get();
    if (column != 0 || row < 0 || row >= static_cast<int>(p->children.size()))
        return {};
    return createIndex(row, 0, p->children[static_cast<size_t>(row)].get());
}

QModelIndex DifferenceModel::parent(const QModelIndex& child) const {
    if (!child.isValid())
        return {};
    const Node* p = static_cast<const Node*>(child.internalPointer())->parent;
    return p && p != m_root.get() ? indexOf(p) : QModelIndex();
}

int DifferenceModel::rowCount(const QModelIndex& parent) const {
    const Node* p = parent.isValid() ? static_cast<const Node*>(parent.internalPointer()) : m_root.get();
    return static_cast<int>(p->children.size());
}

int DifferenceModel::columnCount(const QModelIndex& /*parent*/) const { return 1; }

QVariant DifferenceModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const auto* n = static_cast<const Node*>(index.internalPointer());
    const bool group = n->parent == m_root.get();
    switch (role) {
    case Qt::DisplayRole:
        return n->label;
    case Qt::AccessibleTextRole:
        return group ? QStringLiteral("%1, %2").arg(n->label, n->count)
                     : QStringLiteral("%1, %2").arg(n->label, verdictWord(n->verdict));
    case VerdictRole:
        return static_cast<int>(n->verdict);
    case CountRole:
        return n->count;
    case NoteRole:
        return n->note;
    case Qt::ToolTipRole:
        if (group)
            return {};
        return toolTipOf(n->note.isEmpty() ? n->label : QStringLiteral("%1: %2").arg(n->note, n->label));
    case LevelRole:
        return group ? 0 : n->parent->parent == m_root.get() ? 1 : 2;
    case SignRole: {
        if (group)
            return {};
        if (!n->isDifference || !n->difference.attribute.isEmpty())
            return n->difference.attribute.isEmpty() || n->difference.kind == Difference::Kind::Changed ||
                           !n->isDifference
                       ? QStringLiteral("not-equal")
                   : n->difference.kind == Difference::Kind::Added ? QStringLiteral("plus")
                                                                   : QStringLiteral("minus");
        switch (n->difference.kind) {
        case Difference::Kind::Added:
            return QStringLiteral("plus");
        case Difference::Kind::Removed:
            return QStringLiteral("minus");
        case Difference::Kind::Changed:
            return QStringLiteral("not-equal");
        }
        return {};
    }
    case ReasonRole:
        return n->difference.reason;
    case DifferenceRole:
        return group ? QVariant() : QVariant::fromValue(n->difference);
    default:
        return {};
    }
}

} // namespace df
