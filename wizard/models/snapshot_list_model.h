#pragma once

#include "verify/snapshot_store.h"

#include <QAbstractTableModel>

namespace df {

/// The snapshots that are kept: tick (for two to compare) and name, server, release, when, how much.
class SnapshotListModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Server, Release, Taken, Values, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void show(const QVector<KeptSnapshot>& all);
    [[nodiscard]] const KeptSnapshot& at(int row) const { return m_all[row]; }
    /// The two that are ticked, the older one first; else fewer.
    [[nodiscard]] QVector<KeptSnapshot> ticked() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void tickedChanged();
    void renamed(const QString& id, const QString& name); ///< the user typed another name

private:
    [[nodiscard]] QString text(const KeptSnapshot& kept, int column) const;
    QVector<KeptSnapshot> m_all;
    QStringList m_ticked; ///< ids, the one ticked first in front
};

} // namespace df
