#include "models/rail_model.h"

#include "theme/icons.h"
#include "theme/tool_tip.h"

namespace df {

QString stateWithNote(StateWord state, const QString& note) {
    return note.isEmpty() ? stateText(state) : QStringLiteral("%1 · %2").arg(stateText(state), note);
}

void RailModel::setItems(const QVector<RailItem>& items) {
    if (items == m_items)
        return;
    if (items.size() != m_items.size()) {
        beginResetModel();
        m_items = items;
        endResetModel();
        return;
    }
    m_items = items;
    Q_EMIT dataChanged(index(0), index(static_cast<int>(m_items.size()) - 1));
}

int RailModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant RailModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_items.size())
        return {};
    const RailItem& item = m_items[index.row()];
    const QString words = stateWithNote(item.state, item.note);
    switch (role) {
    case Qt::DisplayRole:
        return item.name;
    case Qt::ToolTipRole:
        return toolTipOf(QStringLiteral("%1: %2").arg(item.name, words));
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(item.name, words);
    case ItemRole:
        return QVariant::fromValue(item);
    default:
        return {};
    }
}

Qt::ItemFlags RailModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return {};
    return m_items[index.row()].mayOpen ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::ItemIsSelectable;
}

} // namespace df
