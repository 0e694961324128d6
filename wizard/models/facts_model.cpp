#include "models/facts_model.h"

#include "theme/tool_tip.h"

namespace df {

void FactsModel::setRows(const QVector<FactRow>& rows) {
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int FactsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FactsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant FactsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const FactRow& row = m_rows[index.row()];
    if (role == RowRole)
        return QVariant::fromValue(row);
    if (role == Qt::ToolTipRole)
        return toolTipOf(data(index, Qt::DisplayRole).toString());
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Name:
        return row.name;
    case Value:
        return row.value;
    case Source:
        return row.source;
    case State:
        return row.stateText;
    default:
        return {};
    }
}

QVariant FactsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const bool two = m_about == About::TwoServers;
    switch (section) {
    case Name:
        return tr("Fact");
    case Value:
        return two ? tr("Old server") : tr("What is there");
    case Source:
        return two ? tr("New server") : tr("Where it comes from");
    case State:
        return two ? tr("What it means") : tr("State");
    default:
        return {};
    }
}

} // namespace df
