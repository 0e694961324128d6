#include "widgets/reading_order.h"

#include "widgets/fold_tree.h"

#include <QAbstractScrollArea>
#include <QLayout>
#include <QScrollArea>
#include <QStackedWidget>
#include <QWidget>

namespace df {

namespace {

void collect(QWidget* widget, QVector<QWidget*>* out);

void collect(QLayout* layout, QVector<QWidget*>* out) {
    for (int i = 0; i < layout->count(); ++i) {
        QLayoutItem* item = layout->itemAt(i);
        if (item->widget())
            collect(item->widget(), out);
        else if (item->layout())
            collect(item->layout(), out);
    }
}

void collect(QWidget* widget, QVector<QWidget*>* out) {
    if (widget->focusPolicy() & Qt::TabFocus)
        out->append(widget);
    if (auto* stack = qobject_cast<QStackedWidget*>(widget)) {
        if (stack->currentWidget())
            collect(stack->currentWidget(), out);
    } else if (auto* tree = qobject_cast<FoldTree*>(widget)) {
        const auto details = tree->openDetails();
        for (QWidget* detail : details)
            collect(detail, out);
    } else if (auto* area = qobject_cast<QScrollArea*>(widget)) {
        if (area->widget())
            collect(area->widget(), out);
    } else if (widget->layout()) {
        collect(widget->layout(), out);
    } else if (!qobject_cast<QAbstractScrollArea*>(widget)) {
        // A widget that places its children itself: in the order they were made.
        const auto children = widget->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly);
        for (QWidget* child : children)
            if (child->focusPolicy() & Qt::TabFocus)
                out->append(child);
    }
}

} // namespace

void applyReadingOrder(QWidget* root) {
    QVector<QWidget*> order;
    collect(root, &order);
    for (qsizetype i = 1; i < order.size(); ++i)
        if (order[i - 1]->nextInFocusChain() != order[i])
            QWidget::setTabOrder(order[i - 1], order[i]);
}

} // namespace df
