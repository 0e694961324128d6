#include "models/fold_model.h"

#include <algorithm>

namespace df {

namespace {

// internalId: 0 for groups; group + 1 for items; (group + 1) << 16 | item + 1 for details.
constexpr quintptr kDetail = 1U << 16;

} // namespace

bool FoldModel::isItem(const QModelIndex& i) {
    return i.isValid() && i.internalId() > 0 && i.internalId() < kDetail;
}

bool FoldModel::isDetail(const QModelIndex& i) { return i.isValid() && i.internalId() >= kDetail; }

bool FoldModel::sameShape(const QVector<FoldGroup>& groups) const {
    const auto sameItem = [](const FoldItem& a, const FoldItem& b) {
        return a.id == b.id && a.foldable == b.foldable;
    };
    return std::equal(groups.begin(), groups.end(), m_groups.begin(), m_groups.end(),
                      [&](const FoldGroup& a, const FoldGroup& b) {
                          return a.id == b.id && std::equal(a.items.begin(), a.items.end(), b.items.begin(),
                                                            b.items.end(), sameItem);
                      });
}

void FoldModel::setGroups(const QVector<FoldGroup>& groups) {
    if (!sameShape(groups)) {
        beginResetModel();
        m_groups = groups;
        endResetModel();
        return;
    }
    m_groups = groups;
    for (int g = 0; g < m_groups.size(); ++g) {
        const QModelIndex group = index(g, 0);
        Q_EMIT dataChanged(group, group);
        if (!m_groups[g].items.isEmpty())
            Q_EMIT dataChanged(index(0, 0, group),
                               index(static_cast<int>(m_groups[g].items.size()) - 1, 0, group));
    }
}

QModelIndex FoldModel::indexOf(const QString& itemId) const {
    for (int g = 0; g < m_groups.size(); ++g)
        for (int i = 0; i < m_groups[g].items.size(); ++i)
            if (m_groups[g].items[i].id == itemId)
                return index(i, 0, index(g, 0));
    return {};
}

QModelIndex FoldModel::index(int row, int column, const QModelIndex& parent) const {
    if (row < 0 || row >= rowCount(parent) || column != 0)
        return {};
    if (!parent.isValid())
        return createIndex(row, 0, quintptr(0));
    if (isGroup(parent))
        return createIndex(row, 0, quintptr(parent.row() + 1));
    return createIndex(row, 0, quintptr(parent.internalId() << 16 | quintptr(parent.row() + 1)));
}

QModelIndex FoldModel::parent(const QModelIndex& child) const {
    if (!child.isValid() || child.internalId() == 0)
        return {};
    if (child.internalId() < kDetail)
        return createIndex(static_cast<int>(child.internalId()) - 1, 0, quintptr(0));
    return createIndex(static_cast<int>(child.internalId() & 0xffff) - 1, 0,
                       quintptr(child.internalId() >> 16));
}

int FoldModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid())
        return static_cast<int>(m_groups.size());
    if (isGroup(parent))
        return static_cast<int>(m_groups[parent.row()].items.size());
    if (isItem(parent)) {
        const FoldItem* item = itemAt(parent);
        return item && item->foldable ? 1 : 0;
    }
    return 0;
}

int FoldModel::columnCount(const QModelIndex& /*parent*/) const { return 1; }

const FoldItem* FoldModel::itemAt(const QModelIndex& index) const {
    if (!isItem(index))
        return nullptr;
    const auto g = static_cast<qsizetype>(index.internalId()) - 1;
    if (g >= m_groups.size() || index.row() >= m_groups[g].items.size())
        return nullptr;
    return &m_groups[g].items[index.row()];
}

QVariant FoldModel::data(const QModelIndex& index, int role) const {
    if (isGroup(index)) {
        const FoldGroup& group = m_groups[index.row()];
        if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
            return group.text;
        return role == PayloadRole ? group.payload : role == IdRole ? QVariant(group.id) : QVariant();
    }
    if (const FoldItem* item = itemAt(index)) {
        switch (role) {
        case Qt::DisplayRole:
            return item->text;
        case Qt::AccessibleTextRole:
            return item->spoken.isEmpty() ? item->text : item->spoken;
        case PayloadRole:
            return item->payload;
        case IdRole:
            return item->id;
        case Qt::CheckStateRole:
            return item->check ? QVariant(*item->check) : QVariant();
        default:
            return {};
        }
    }
    if (role == IdRole && isDetail(index))
        return data(parent(index), IdRole);
    return {};
}

bool FoldModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    const FoldItem* item = itemAt(index);
    if (!item || role != Qt::CheckStateRole || !item->check)
        return false;
    const QString id = item->id;
    const auto state = static_cast<Qt::CheckState>(value.toInt());
    m_groups[static_cast<qsizetype>(index.internalId()) - 1].items[index.row()].check = state;
    Q_EMIT dataChanged(index, index);
    Q_EMIT checked(id, state == Qt::Checked);
    return true;
}

Qt::ItemFlags FoldModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return {};
    if (isDetail(index))
        return Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    const FoldItem* item = itemAt(index);
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (item && item->check)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

} // namespace df
