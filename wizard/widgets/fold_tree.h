#pragma once

#include "models/fold_model.h"

#include <QTreeView>

#include <functional>

namespace df {

/// Groups of rows that fold open to a widget. The head of the group in view sticks to the top. Enter, Right
/// and a click fold a row; the detail's widget exists only while it is open.
class FoldTree : public QTreeView {
    Q_OBJECT
public:
    using MakeDetail = std::function<QWidget*(const QString& itemId)>;
    explicit FoldTree(QWidget* parent = nullptr);
    ~FoldTree() override;

    void setDetailMaker(MakeDetail make) { m_make = std::move(make); }
    void setGroups(const QVector<FoldGroup>& groups);
    [[nodiscard]] FoldModel& rows() { return m_rows; }
    void setOpen(const QString& itemId, bool open);
    [[nodiscard]] bool isOpen(const QString& itemId) const;
    void setAllOpen(bool open);
    void setGroupOpen(const QString& groupId, bool open);
    void renewDetails();                     ///< values behind open details changed
    [[nodiscard]] int contentHeight() const; ///< of everything, to fit a page that scrolls as a whole
    [[nodiscard]] bool folded(const QModelIndex& index) const { return !isExpanded(index); }
    QSize sizeHint() const override; ///< small: the page gives it what is left

Q_SIGNALS:
    void itemMenuRequested(const QString& itemId, const QPoint& global);
    void heightChanged();

protected:
    void drawBranches(QPainter*, const QRect&, const QModelIndex&) const override {}
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void onExpanded(const QModelIndex& index);
    void onCollapsed(const QModelIndex& index);
    void toggle(const QModelIndex& index);
    void placeSticky();
    friend class StickyHead;

    FoldModel m_rows;
    MakeDetail m_make;
    QWidget* m_sticky;
    QStringList m_closedGroups;
};

/// Height of a detail's widget at the tree's width; delegates of FoldTree ask for it.
[[nodiscard]] int detailHeight(const QTreeView* tree, const QModelIndex& index);

} // namespace df
