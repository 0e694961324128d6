#include "widgets/help_dialog.h"

#include "widgets/controls.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace df {

HelpDialog::HelpDialog(const QString& title, const QString& text, QWidget* parent) : QDialog(parent) {
    setWindowTitle(title);
    QBoxLayout* box = nullptr;
    QWidget* body = columnWidget(&box, 24, 20, 12);
    box->addWidget(new TextLabel(title, Type::CardTitle));
    const QStringList paragraphs = text.split(QStringLiteral("\n\n"), Qt::SkipEmptyParts);
    for (const QString& paragraph : paragraphs)
        box->addWidget(new TextLabel(paragraph));
    box->addStretch();
    auto* area = new QScrollArea;
    area->setWidget(body);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setAccessibleName(title);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(area, 1);
    all->addWidget(new Line);
    QBoxLayout* foot = nullptr;
    QWidget* footer = rowWidget(&foot, 20, 12, 8);
    foot->addStretch();
    auto* close = plainButton(tr("&Close"));
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    foot->addWidget(close);
    all->addWidget(footer);
    const int height = body->heightForWidth(px(520));
    resize(px(540), std::clamp((height > 0 ? height : px(260)) + px(80), px(220), px(560)));
    close->setFocus();
}

} // namespace df
