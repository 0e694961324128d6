#include "gui/scenes/shown_checks.h"

#include "main_window.h"
#include "widgets/fold_tree.h"
#include "widgets/text_label.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QToolButton>

namespace df::test {

namespace {

bool isControl(const QWidget* w) {
    return qobject_cast<const QAbstractButton*>(w) || qobject_cast<const QLineEdit*>(w) ||
           qobject_cast<const QComboBox*>(w) || qobject_cast<const QAbstractItemView*>(w) ||
           qobject_cast<const QPlainTextEdit*>(w);
}

} // namespace

QStringList controlsWithoutName(const QWidget& window) {
    QStringList bad;
    const auto decorative = [](const QWidget* w) { // the little picture at the start of a line edit
        const auto* tool = qobject_cast<const QToolButton*>(w);
        return tool && tool->defaultAction() && tool->defaultAction()->property("decorative").toBool();
    };
    for (const QWidget* w : window.findChildren<QWidget*>())
        if (w->isVisible() && isControl(w) && !decorative(w) && w->accessibleName().isEmpty())
            bad << QStringLiteral("%1 %2").arg(QLatin1String(w->metaObject()->className()), w->objectName());
    return bad;
}

QStringList cutLabels(const QWidget& window) {
    QStringList bad;
    for (const QLabel* l : window.findChildren<QLabel*>()) {
        if (!l->isVisible() || l->text().isEmpty() || l->visibleRegion().isEmpty())
            continue;
        const auto* text = qobject_cast<const TextLabel*>(l);
        if (text && text->heightForWidth(text->width()) > text->height() + 1)
            bad << QStringLiteral("too low: ") + l->text().left(60);
        if (!text && l->sizeHint().width() > l->width() + 1)
            bad << QStringLiteral("too narrow: ") + l->text().left(60);
    }
    return bad;
}

QStringList cutSideways(const QWidget& window) {
    QStringList bad;
    for (const QScrollArea* area : window.findChildren<QScrollArea*>())
        if (area->isVisible() && area->horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff &&
            area->widget() && area->widget()->width() > area->viewport()->width())
            bad << QStringLiteral("%1 in %2").arg(area->widget()->width()).arg(area->viewport()->width());
    return bad;
}

QStringList highDetails(const QWidget& window) {
    QStringList bad;
    for (const FoldTree* tree : window.findChildren<FoldTree*>())
        for (const QWidget* w : tree->isVisible() ? tree->openDetails() : QVector<QWidget*>())
            if (w->height() > w->heightForWidth(w->width()) + 1)
                bad << QStringLiteral("%1 for %2").arg(w->height()).arg(w->heightForWidth(w->width()));
    return bad;
}

QStringList lostButtons(const QWidget& window) {
    QStringList bad;
    QVector<std::pair<QString, QRect>> seen;
    for (const QWidget* w : window.findChildren<QWidget*>()) {
        const bool footer = w->objectName().startsWith(QLatin1String("button-")) ||
                            w->objectName() == QLatin1String("truthLine");
        if (!footer || !w->isVisible())
            continue;
        const int ring = w->objectName() == QLatin1String("truthLine") ? 0 : 4;
        const QRect r = QRect(w->mapTo(&window, QPoint(0, 0)), w->size()).adjusted(ring, ring, -ring, -ring);
        if (!window.rect().contains(r))
            bad << w->objectName() + QStringLiteral(" is outside");
        for (const auto& [name, other] : seen)
            if (other.intersects(r))
                bad << w->objectName() + QStringLiteral(" on ") + name;
        seen.append({w->objectName(), r});
    }
    return bad;
}

QStringList markup(const QWidget& window) {
    QStringList bad;
    for (const QLabel* l : window.findChildren<QLabel*>())
        if (l->textFormat() == Qt::RichText ||
            (l->textFormat() == Qt::AutoText && Qt::mightBeRichText(l->text())))
            bad << l->text().left(60);
    return bad;
}

} // namespace df::test
