#include "widgets/flow_layout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace df {

FlowLayout::FlowLayout(QWidget* parent, int horizontal, int vertical)
    : QLayout(parent), m_h(horizontal), m_v(vertical) {
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() { qDeleteAll(m_items); }

QLayoutItem* FlowLayout::takeAt(int index) {
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::arrange(const QRect& whole, bool move) const {
    const QMargins m = contentsMargins();
    const QRect rect = whole.marginsRemoved(m);
    const Qt::LayoutDirection direction =
        parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    QVector<std::pair<QLayoutItem*, QRect>> row;
    int x = rect.left(), y = rect.top(), rowHeight = 0;
    const auto endRow = [&] { // each stands in the middle of its row's height
        for (const auto& [item, place] : std::as_const(row))
            if (move)
                item->setGeometry(QStyle::visualRect(direction, rect,
                                                     place.translated(0, (rowHeight - place.height()) / 2)));
        row.clear();
    };
    for (QLayoutItem* item : m_items) {
        if (item->isEmpty())
            continue;
        QSize s = item->sizeHint();
        s.setWidth(std::min(s.width(), std::max(rect.width(), item->minimumSize().width())));
        if (item->hasHeightForWidth())
            s.setHeight(item->heightForWidth(s.width()));
        if (x > rect.left() && x + s.width() > rect.left() + rect.width()) {
            endRow();
            x = rect.left();
            y += rowHeight + m_v;
            rowHeight = 0;
        }
        row.append({item, QRect(QPoint(x, y), s)});
        x += s.width() + m_h;
        rowHeight = std::max(rowHeight, s.height());
    }
    endRow();
    return y + rowHeight - rect.top() + m.top() + m.bottom();
}

void FlowLayout::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

QSize FlowLayout::sizeHint() const {
    int width = 0, height = 0;
    for (const QLayoutItem* item : m_items) {
        if (item->isEmpty())
            continue;
        width += item->sizeHint().width() + m_h;
        height = std::max(height, item->sizeHint().height());
    }
    const QMargins m = contentsMargins();
    return {std::max(0, width - m_h) + m.left() + m.right(), height + m.top() + m.bottom()};
}

QSize FlowLayout::minimumSize() const {
    QSize s;
    for (const QLayoutItem* item : m_items)
        s = s.expandedTo(item->minimumSize());
    const QMargins m = contentsMargins();
    return s + QSize(m.left() + m.right(), m.top() + m.bottom());
}

} // namespace df
