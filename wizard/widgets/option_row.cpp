#include "widgets/option_row.h"

#include "widgets/controls.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace df {

OptionRow::OptionRow(const QString& name, QWidget* editor, bool fixed, QWidget* parent)
    : QWidget(parent), m_name(name), m_value(new TextLabel(Type::Table)), m_editor(editor) {
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(px(16), px(9), px(16), px(9));
    all->setSpacing(px(6));
    auto* row = new QHBoxLayout;
    row->setSpacing(px(8));
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(new TextLabel(name, Type::Note, Tone::Muted));
    texts->addWidget(m_value);
    row->addLayout(texts, 1);
    if (!fixed) {
        m_change = linkButton(tr("Change"));
        m_change->setProperty("changesChoice", true);
        m_change->setAccessibleName(tr("Change: %1").arg(name));
        row->addWidget(m_change, 0, Qt::AlignBottom);
        connect(m_change, &QPushButton::clicked, this, [this] {
            if (m_editor)
                setEditorOpen(m_editor->isHidden());
            else
                Q_EMIT changeAsked();
        });
    }
    all->addLayout(row);
    if (m_editor) {
        all->addWidget(m_editor);
        m_editor->hide();
    }
}

void OptionRow::setValue(const QString& value) { m_value->setText(value); }

void OptionRow::setEditorOpen(bool open) {
    m_editor->setVisible(open);
    m_change->setText(open ? tr("Close") : tr("Change"));
    if (open)
        m_editor->setFocus();
}

} // namespace df
