#pragma once

#include "models/fact_rows.h"

#include <QAbstractTableModel>

namespace df {

/// The facts as a table with group rows: fact, what is there, where it comes from, state. Of two servers:
/// fact, the old one's, the new one's, what that means.
class FactsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Value, Source, State, ColumnCount };
    enum Role { RowRole = Qt::UserRole };
    enum class About { OneServer, TwoServers };
    explicit FactsModel(About about = About::OneServer, QObject* parent = nullptr)
        : QAbstractTableModel(parent), m_about(about) {}

    [[nodiscard]] About about() const { return m_about; }
    void setRows(const QVector<FactRow>& rows);
    [[nodiscard]] const QVector<FactRow>& rows() const { return m_rows; }
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    About m_about;
    QVector<FactRow> m_rows;
};

} // namespace df

Q_DECLARE_METATYPE(df::FactRow)
