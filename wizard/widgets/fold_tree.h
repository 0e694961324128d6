#pragma once

#include "models/fold_model.h"

#include <QTreeView>

#include <functional>

namespace df {

/// What a row of FoldTree folds open to: as high as its content needs at the list's width. QTreeView would
/// make the row at least as high as a hint of its own, which is made for another width.
class FoldDetail : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    [[nodiscard]] QSize sizeHint() const override { return {}; }
};

/// Groups of rows that fold open to a widget. The head of the group in view sticks to the top. Enter, Right
/// and a click fold a row; the detail's widget exists only while it is open.
class FoldTree : public QTreeView {
    Q_OBJECT
public:
    using MakeDetail = std::function<FoldDetail*(const QString& itemId)>;
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
    [[nodiscard]] int contentHeight() const; ///< of everything
    /// As high as its rows, in a page that scrolls as a whole: no scroll bar of its own.
    void setGrown(bool grown);
    [[nodiscard]] bool isGrown() const { return m_grown; }
    [[nodiscard]] QVector<QWidget*> openDetails() const; ///< from top to bottom
    [[nodiscard]] bool folded(const QModelIndex& index) const { return !isExpanded(index); }
    QSize sizeHint() const override; ///< small: the page gives it what is left
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override; ///< where the current row is

Q_SIGNALS:
    void itemMenuRequested(const QString& itemId, const QPoint& global);
    void heightChanged();

protected:
    void drawBranches(QPainter*, const QRect&, const QModelIndex&) const override {}
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void onExpanded(const QModelIndex& index);
    void onCollapsed(const QModelIndex& index);
    void toggle(const QModelIndex& index);
    void afterFold();
    void showOnPage(const QModelIndex& index);
    void showOpened(const QModelIndex& item);
    void fit();
    void placeSticky();
    friend class StickyHead;

    FoldModel m_rows;
    MakeDetail m_make;
    QWidget* m_sticky;
    QStringList m_closedGroups;
    bool m_grown = false;
    bool m_many = false; ///< rows are folded or opened in one go
};

/// Height of a detail's widget at the tree's width; delegates of FoldTree ask for it.
[[nodiscard]] int detailHeight(const QTreeView* tree, const QModelIndex& index);

} // namespace df
