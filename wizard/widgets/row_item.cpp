#include "widgets/row_item.h"

#include "widgets/controls.h"

#include <QBoxLayout>
#include <QPushButton>

namespace df {

QWidget* makeRow(const RowText& text, const QVector<QPushButton*>& buttons) {
    QBoxLayout* box = nullptr;
    QWidget* row = rowWidget(&box, 16, 9, 12);
    if (!text.iconName.isEmpty())
        box->addWidget(new IconLabel(text.iconName, text.iconTone));
    auto* words = new QVBoxLayout;
    words->setSpacing(px(1));
    auto* title = new TextLabel(text.title, text.note.isEmpty() ? Type::Body : Type::Strong);
    title->setFit(TextLabel::Fit::Elide);
    words->addWidget(title);
    if (!text.note.isEmpty()) {
        auto* note = new TextLabel(text.note, Type::Note, Tone::Muted);
        note->setFit(TextLabel::Fit::Elide);
        words->addWidget(note);
    }
    box->addLayout(words, 1);
    if (!text.size.isEmpty()) {
        auto* size = new TextLabel(text.size, Type::Table, Tone::Muted);
        size->setFit(TextLabel::Fit::OneLine);
        box->addWidget(size);
    }
    for (QPushButton* b : buttons)
        box->addWidget(b);
    return row;
}

} // namespace df
