#include "widgets/help_dialog.h"

#include "widgets/controls.h"

#include <QBoxLayout>

#include <algorithm>

namespace df {

namespace {

QWidget* paragraphs(const QString& title, const QString& text) {
    QBoxLayout* box = nullptr;
    QWidget* body = columnWidget(&box, 24, 20, 12);
    box->addWidget(new TextLabel(title, Type::CardTitle));
    const QStringList all = text.split(QStringLiteral("\n\n"), Qt::SkipEmptyParts);
    for (const QString& paragraph : all)
        box->addWidget(new TextLabel(paragraph));
    box->addStretch();
    return body;
}

QSize sizeFor(const QWidget* body) {
    const int height = body->heightForWidth(px(520));
    return {px(540), std::clamp((height > 0 ? height : px(260)) + px(80), px(220), px(560))};
}

} // namespace

HelpDialog::HelpDialog(const QString& title, const QString& text, QWidget* parent)
    : HelpDialog(title, paragraphs(title, text), parent) {}

HelpDialog::HelpDialog(const QString& title, QWidget* body, QWidget* parent)
    : ReadingDialog(title, body, sizeFor(body), parent) {}

} // namespace df
