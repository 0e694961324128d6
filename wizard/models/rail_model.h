#pragma once

#include "flow/step.h"

#include <QAbstractListModel>
#include <QVector>

namespace df {

struct RailItem {
    QString id, name;
    StateWord state = StateWord::NotStarted;
    QString note; ///< "49 facts"
    bool current = false;
    bool mayOpen = false;          ///< can be clicked
    bool changesStartHere = false; ///< the dashed line stands above it
    bool operator==(const RailItem&) const = default;
};

/// The steps of the rail with their states.
class RailModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { ItemRole = Qt::UserRole };
    using QAbstractListModel::QAbstractListModel;

    void setItems(const QVector<RailItem>& items);
    [[nodiscard]] const QVector<RailItem>& items() const { return m_items; }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    QVector<RailItem> m_items;
};

/// "Done · 49 facts"
[[nodiscard]] QString stateWithNote(StateWord state, const QString& note);

} // namespace df

Q_DECLARE_METATYPE(df::RailItem)
