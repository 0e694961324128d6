#pragma once

#include <QLayout>
#include <QVector>

namespace df {

/// Items in rows from the left; what doesn't fit goes to the next row. For buttons and short facts under
/// large text.
class FlowLayout : public QLayout {
public:
    FlowLayout(QWidget* parent, int horizontal, int vertical);
    ~FlowLayout() override;
    FlowLayout(const FlowLayout&) = delete;
    FlowLayout& operator=(const FlowLayout&) = delete;

    void addItem(QLayoutItem* item) override { m_items.append(item); }
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange(QRect(0, 0, width, 0), false); }
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    int arrange(const QRect& rect, bool move) const;
    QVector<QLayoutItem*> m_items;
    int m_h, m_v;
};

} // namespace df
