#pragma once

#include <QStyledItemDelegate>

namespace df {

class StageList;

/// Draws phase heads and stage rows of a StageList.
class StageDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit StageDelegate(StageList* list);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintHead(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintRow(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    StageList* m_list;
};

} // namespace df
