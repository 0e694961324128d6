#pragma once

#include <QAbstractItemModel>
#include <QVector>

#include <optional>

namespace df {

/// A row that can be folded open. `payload` is what its delegate paints.
struct FoldItem {
    QString id;
    QString text; ///< for search by typing and for screen readers
    QVariant payload;
    std::optional<Qt::CheckState> check; ///< none: no tick
    bool foldable = true;
    QString spoken = {}; ///< for screen readers, where that is more than `text`
};

struct FoldGroup {
    QString id;
    QString text;
    QVariant payload;
    QVector<FoldItem> items;
};

/// Groups of foldable rows; below each foldable row one "detail" row, whose widget the view makes while it is
/// open. New values for the same rows are updates, not a reset, so that a list can be renewed twice a second.
class FoldModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role { PayloadRole = Qt::UserRole, IdRole, DetailRole, GroupRole };
    using QAbstractItemModel::QAbstractItemModel;

    void setGroups(const QVector<FoldGroup>& groups);
    [[nodiscard]] const QVector<FoldGroup>& groups() const { return m_groups; }
    [[nodiscard]] QModelIndex indexOf(const QString& itemId) const;
    [[nodiscard]] static bool isGroup(const QModelIndex& i) { return i.isValid() && i.internalId() == 0; }
    [[nodiscard]] static bool isItem(const QModelIndex& i);
    [[nodiscard]] static bool isDetail(const QModelIndex& i);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

Q_SIGNALS:
    void checked(const QString& itemId, bool on);

private:
    [[nodiscard]] const FoldItem* itemAt(const QModelIndex& index) const;
    [[nodiscard]] bool sameShape(const QVector<FoldGroup>& groups) const;
    QVector<FoldGroup> m_groups;
};

} // namespace df
