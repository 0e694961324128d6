#pragma once

#include "models/fact_rows.h"

#include <QAbstractTableModel>

namespace df {

/// The facts as a table with group rows: fact, what is there, where it comes from, state.
class FactsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Value, Source, State, ColumnCount };
    enum Role { RowRole = Qt::UserRole };
    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QVector<FactRow>& rows);
    [[nodiscard]] const QVector<FactRow>& rows() const { return m_rows; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QVector<FactRow> m_rows;
};

} // namespace df

Q_DECLARE_METATYPE(df::FactRow)
