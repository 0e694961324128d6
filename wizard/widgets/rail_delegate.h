#pragma once

#include <QStyledItemDelegate>

namespace df {

/// Draws a step of the rail: icon, name and state; folded: icon over name.
class RailDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void setFolded(bool folded) { m_folded = folded; }
    void setLow(bool low) { m_low = low; } ///< little height: rows closer together

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int separatorHeight() const;
    bool m_folded = false;
    bool m_low = false;
};

} // namespace df
