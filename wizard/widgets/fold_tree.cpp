#include "widgets/fold_tree.h"

#include "theme/metrics.h"
#include "theme/theme.h"
#include "widgets/reading_order.h"

#include <QAbstractItemDelegate>
#include <QContextMenuEvent>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>

namespace df {

/// Paints the head of the group that is in view above whatever has been scrolled under it.
class StickyHead : public QWidget {
public:
    explicit StickyHead(FoldTree* tree) : QWidget(tree->viewport()), m_tree(tree) {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        hide();
    }
    void setGroup(const QModelIndex& group) {
        m_group = group;
        update();
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        if (!m_group.isValid())
            return;
        QPainter p(this);
        QStyleOptionViewItem option;
        m_tree->initViewItemOption(&option);
        option.rect = rect();
        option.state &= ~(QStyle::State_HasFocus | QStyle::State_Selected | QStyle::State_MouseOver);
        m_tree->itemDelegate()->paint(&p, option, m_group);
    }

private:
    FoldTree* m_tree;
    QPersistentModelIndex m_group;
};

FoldTree::FoldTree(QWidget* parent) : QTreeView(parent), m_sticky(nullptr) {
    setModel(&m_rows);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(0);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setExpandsOnDoubleClick(false);
    setMouseTracking(true);
    m_sticky = new StickyHead(this);
    connect(this, &QTreeView::expanded, this, &FoldTree::onExpanded);
    connect(this, &QTreeView::collapsed, this, &FoldTree::onCollapsed);
    connect(this, &FoldTree::heightChanged, this, &FoldTree::fit);
}

FoldTree::~FoldTree() { setModel(nullptr); }

void FoldTree::setGroups(const QVector<FoldGroup>& groups) {
    QStringList open;
    for (const FoldGroup& g : m_rows.groups())
        for (const FoldItem& i : g.items)
            if (isOpen(i.id))
                open << i.id;
    const QString current = currentIndex().data(FoldModel::IdRole).toString();
    const int scroll = verticalScrollBar()->value();
    m_rows.setGroups(groups);
    for (int g = 0; g < m_rows.rowCount(); ++g) {
        const QModelIndex group = m_rows.index(g, 0);
        setExpanded(group, !m_closedGroups.contains(group.data(FoldModel::IdRole).toString()));
    }
    for (const QString& id : open)
        setOpen(id, true);
    if (!currentIndex().isValid() && !current.isEmpty())
        setCurrentIndex(m_rows.indexOf(current));
    verticalScrollBar()->setValue(scroll);
    viewport()->update();
    placeSticky();
    Q_EMIT heightChanged();
}

void FoldTree::setOpen(const QString& itemId, bool open) {
    const QModelIndex i = m_rows.indexOf(itemId);
    if (i.isValid() && m_rows.rowCount(i) > 0)
        setExpanded(i, open);
}

bool FoldTree::isOpen(const QString& itemId) const { return isExpanded(m_rows.indexOf(itemId)); }

void FoldTree::setAllOpen(bool open) {
    m_many = true;
    scheduleDelayedItemsLayout(); // laid out once for all of them, not after each
    for (int g = 0; g < m_rows.rowCount(); ++g) {
        const QModelIndex group = m_rows.index(g, 0);
        for (int i = 0; i < m_rows.rowCount(group); ++i)
            if (m_rows.rowCount(m_rows.index(i, 0, group)) > 0)
                setExpanded(m_rows.index(i, 0, group), open);
    }
    m_many = false;
    afterFold();
}

void FoldTree::setGroupOpen(const QString& groupId, bool open) {
    m_closedGroups.removeAll(groupId);
    if (!open)
        m_closedGroups.append(groupId);
    for (int g = 0; g < m_rows.rowCount(); ++g)
        if (m_rows.index(g, 0).data(FoldModel::IdRole).toString() == groupId)
            setExpanded(m_rows.index(g, 0), open);
}

void FoldTree::onExpanded(const QModelIndex& index) {
    if (FoldModel::isGroup(index)) {
        m_closedGroups.removeAll(index.data(FoldModel::IdRole).toString());
    } else if (FoldModel::isItem(index) && m_make) {
        const QModelIndex detail = m_rows.index(0, 0, index);
        if (detail.isValid() && !indexWidget(detail)) {
            setIndexWidget(detail, m_make(index.data(FoldModel::IdRole).toString()));
        }
    }
    if (!m_many)
        afterFold();
}

void FoldTree::onCollapsed(const QModelIndex& index) {
    if (FoldModel::isGroup(index)) {
        const QString id = index.data(FoldModel::IdRole).toString();
        if (!m_closedGroups.contains(id))
            m_closedGroups.append(id);
    } else if (FoldModel::isItem(index)) {
        setIndexWidget(m_rows.index(0, 0, index), nullptr);
    }
    if (!m_many)
        afterFold();
}

/// Once for all rows that were folded or opened in one go.
void FoldTree::afterFold() {
    scheduleDelayedItemsLayout();
    m_sticky->raise();
    applyReadingOrder(this);
    placeSticky();
    Q_EMIT heightChanged();
}

void FoldTree::renewDetails() {
    for (const FoldGroup& g : m_rows.groups())
        for (const FoldItem& i : g.items) {
            const QModelIndex detail = m_rows.index(0, 0, m_rows.indexOf(i.id));
            if (detail.isValid() && isOpen(i.id) && m_make)
                setIndexWidget(detail, m_make(i.id));
        }
    m_sticky->raise();
    scheduleDelayedItemsLayout();
}

QSize FoldTree::sizeHint() const { return {px(240), px(140)}; }

int FoldTree::contentHeight() const {
    const_cast<FoldTree*>(this)->executeDelayedItemsLayout();
    int height = 2;
    for (QModelIndex i = m_rows.index(0, 0); i.isValid(); i = indexBelow(i))
        height += rowHeight(i);
    return height;
}

void FoldTree::setGrown(bool grown) {
    if (std::exchange(m_grown, grown) == grown)
        return;
    setVerticalScrollBarPolicy(grown ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    setMinimumHeight(0);
    setMaximumHeight(QWIDGETSIZE_MAX);
    fit();
}

void FoldTree::fit() {
    if (m_grown && isVisible())
        setFixedHeight(contentHeight());
}

QVector<QWidget*> FoldTree::openDetails() const {
    QVector<QWidget*> all;
    for (int g = 0; g < m_rows.rowCount(); ++g)
        for (int i = 0; i < m_rows.rowCount(m_rows.index(g, 0)); ++i)
            if (QWidget* w = indexWidget(m_rows.index(0, 0, m_rows.index(i, 0, m_rows.index(g, 0)))))
                all << w;
    return all;
}

void FoldTree::scrollTo(const QModelIndex& index, ScrollHint hint) {
    QTreeView::scrollTo(index, hint);
    if (m_grown) // when the page around it is as high as the rows are now
        QTimer::singleShot(0, this, [this, at = QPersistentModelIndex(index)] { showOnPage(at); });
}

void FoldTree::showOnPage(const QModelIndex& index) {
    if (!index.isValid())
        return;
    QWidget* outer = parentWidget();
    while (outer && !qobject_cast<QScrollArea*>(outer))
        outer = outer->parentWidget();
    auto* area = qobject_cast<QScrollArea*>(outer);
    if (!area || !area->widget())
        return;
    const QRect r = visualRect(index);
    const QPoint middle = viewport()->mapTo(area->widget(), r.center());
    area->ensureVisible(area->widget()->width() / 2, middle.y(), 0, r.height() / 2 + px(8));
}

QVariant FoldTree::inputMethodQuery(Qt::InputMethodQuery query) const {
    if (query == Qt::ImCursorRectangle && m_grown && currentIndex().isValid())
        return visualRect(currentIndex()).translated(viewport()->pos());
    return QTreeView::inputMethodQuery(query);
}

void FoldTree::toggle(const QModelIndex& index) {
    if (FoldModel::isDetail(index)) { // from its words a finding is folded, too
        setCurrentIndex(index.parent());
        setExpanded(index.parent(), false);
        return;
    }
    if (m_rows.rowCount(index) == 0)
        return;
    setExpanded(index, !isExpanded(index));
    if (FoldModel::isItem(index) && isExpanded(index))
        showOpened(index);
}

/// What was opened at the foot of the view comes into it, as far as its head stays there.
void FoldTree::showOpened(const QModelIndex& item) {
    executeDelayedItemsLayout();
    scrollTo(m_rows.index(0, 0, item));
    scrollTo(item);
}

void FoldTree::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        toggle(currentIndex());
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_Asterisk) {
        setAllOpen(true);
        return;
    }
    if (m_grown && (event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown)) {
        event->ignore(); // a page is what the page around it shows
        return;
    }
    if (event->key() == Qt::Key_Down && event->modifiers() == Qt::AltModifier) {
        const QRect r = visualRect(currentIndex());
        Q_EMIT itemMenuRequested(currentIndex().data(FoldModel::IdRole).toString(),
                                 viewport()->mapToGlobal(r.bottomLeft()));
        return;
    }
    QTreeView::keyPressEvent(event);
}

void FoldTree::mouseReleaseEvent(QMouseEvent* event) {
    const QModelIndex i = indexAt(event->pos());
    const Qt::CheckState before = static_cast<Qt::CheckState>(i.data(Qt::CheckStateRole).toInt());
    QTreeView::mouseReleaseEvent(event);
    const bool ticked = static_cast<Qt::CheckState>(i.data(Qt::CheckStateRole).toInt()) != before;
    if (event->button() == Qt::LeftButton && i.isValid() && !ticked && !FoldModel::isDetail(i))
        toggle(i);
}

void FoldTree::contextMenuEvent(QContextMenuEvent* event) {
    const QModelIndex i = indexAt(event->pos());
    if (FoldModel::isItem(i))
        Q_EMIT itemMenuRequested(i.data(FoldModel::IdRole).toString(), event->globalPos());
}

void FoldTree::showEvent(QShowEvent* event) {
    QTreeView::showEvent(event);
    fit();
}

void FoldTree::resizeEvent(QResizeEvent* event) {
    QTreeView::resizeEvent(event);
    scheduleDelayedItemsLayout(); // wrapped rows and details depend on the width
    if (event->oldSize().width() != event->size().width())
        fit();
    placeSticky();
}

void FoldTree::changeEvent(QEvent* event) {
    if (event->type() == QEvent::ApplicationFontChange) {
        scheduleDelayedItemsLayout();
        fit();
    }
    QTreeView::changeEvent(event);
}

void FoldTree::scrollContentsBy(int dx, int dy) {
    QTreeView::scrollContentsBy(dx, dy);
    placeSticky();
}

void FoldTree::placeSticky() {
    QModelIndex top = indexAt(QPoint(2, 2));
    while (top.isValid() && !FoldModel::isGroup(top))
        top = top.parent();
    const QRect own = top.isValid() ? visualRect(top) : QRect();
    if (!top.isValid() || own.top() >= 0) {
        m_sticky->hide();
        return;
    }
    // The next group's head pushes this one out.
    const int height = rowHeight(top);
    int y = 0;
    const QModelIndex next = m_rows.index(top.row() + 1, 0);
    if (next.isValid())
        y = std::min(0, visualRect(next).top() - height);
    static_cast<StickyHead*>(m_sticky)->setGroup(top);
    m_sticky->setGeometry(0, y, viewport()->width(), height);
    m_sticky->show();
    m_sticky->raise();
}

int detailHeight(const QTreeView* tree, const QModelIndex& index) {
    QWidget* w = tree->indexWidget(index);
    if (!w)
        return px(40);
    const int width = tree->viewport()->width();
    return w->hasHeightForWidth() ? w->heightForWidth(width) : w->sizeHint().height();
}

} // namespace df
