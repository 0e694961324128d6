#include "widgets/server_head.h"

#include "widgets/controls.h"

#include <QBoxLayout>

namespace df {

ServerHead::ServerHead(const QString& what, const QString& iconName, QWidget* parent)
    : Card(Look::Plain, parent), m_name(new TextLabel(Type::CardTitle)),
      m_note(new TextLabel(Type::Table, Tone::Muted)) {
    QBoxLayout* box = nullptr;
    QWidget* row = rowWidget(&box, 16, 10, 14);
    box->addWidget(new IconLabel(QStringLiteral("server"), Tone::Text, 22));
    auto* words = new QVBoxLayout;
    words->setSpacing(px(1));
    m_name->setFit(TextLabel::Fit::Elide);
    m_note->setFit(TextLabel::Fit::Elide);
    words->addWidget(m_name);
    words->addWidget(m_note);
    box->addLayout(words, 1);
    auto* tag = new Tag;
    tag->set(what, Tone::Muted, Tone::Sunken, iconName);
    box->addWidget(tag);
    addRow(row);
}

void ServerHead::show(const QString& name, const QString& note) {
    m_name->setText(name);
    m_note->setText(note);
    setAccessibleName(QStringLiteral("%1, %2").arg(name, note));
}

} // namespace df
