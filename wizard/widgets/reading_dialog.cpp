#include "widgets/reading_dialog.h"

#include "widgets/controls.h"

#include <QAbstractScrollArea>
#include <QBoxLayout>
#include <QPushButton>
#include <QScrollArea>

namespace df {

ReadingDialog::ReadingDialog(const QString& title, QWidget* body, const QSize& wish, QWidget* parent)
    : QDialog(parent) {
    setWindowTitle(title);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    if (body->findChild<QAbstractScrollArea*>(QStringLiteral("scrolls"))) {
        all->addWidget(body, 1);
    } else {
        auto* area = new QScrollArea;
        area->setWidget(body);
        area->setWidgetResizable(true);
        area->setFrameShape(QFrame::NoFrame);
        area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        area->setAccessibleName(title);
        all->addWidget(area, 1);
    }
    all->addWidget(new Line);
    QBoxLayout* foot = nullptr;
    QWidget* footer = rowWidget(&foot, 20, 12, 8);
    foot->addStretch();
    auto* close = plainButton(tr("&Close"));
    close->setObjectName(QStringLiteral("close"));
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    foot->addWidget(close);
    all->addWidget(footer);
    resize(fitting(wish));
    close->setFocus();
}

QSize ReadingDialog::fitting(const QSize& wish) const {
    if (!parentWidget())
        return wish;
    const QSize window = parentWidget()->window()->size() - QSize(px(40), px(40));
    return wish.boundedTo(window.expandedTo(QSize(px(320), px(220))));
}

} // namespace df
