#include "widgets/code_box.h"

#include "widgets/controls.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTextDocument>

namespace df {

CodeBox::CodeBox(const QString& text, const QString& accessibleName, int maxLines, QWidget* parent)
    : Card(Look::Sunken, parent), m_edit(new QPlainTextEdit), m_maxLines(maxLines) {
    m_edit->setReadOnly(true);
    m_edit->setFrameShape(QFrame::NoFrame);
    m_edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_edit->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_edit->setTabChangesFocus(true);
    m_edit->viewport()->setAutoFillBackground(false);
    m_edit->document()->setDocumentMargin(0);
    const QString name = accessibleName.isEmpty() ? tr("Text to copy") : accessibleName;
    m_edit->setAccessibleName(name);
    auto* row = new QWidget;
    auto* box = new QHBoxLayout(row);
    box->setContentsMargins(px(12), px(6), px(6), px(6));
    box->setSpacing(px(8));
    box->addWidget(m_edit, 1);
    QPushButton* copy = copyButton([this] { return m_copyText.isEmpty() ? this->text() : m_copyText; },
                                   tr("Copy: %1").arg(name));
    box->addWidget(copy, 0, Qt::AlignTop);
    addRow(row);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setText(text);
}

void CodeBox::setText(const QString& text) {
    if (text != m_edit->toPlainText())
        m_edit->setPlainText(text);
    fit();
}

QString CodeBox::text() const { return m_edit->toPlainText(); }

void CodeBox::fit() {
    m_edit->setFont(typeFont(Type::Code));
    const int lines = std::clamp(m_edit->blockCount(), 1, m_maxLines);
    const int line = QFontMetrics(m_edit->font()).lineSpacing();
    // A bar only where lines are hidden: a line that just doesn't fill its box needs none.
    m_edit->setVerticalScrollBarPolicy(m_edit->blockCount() > m_maxLines ? Qt::ScrollBarAsNeeded
                                                                         : Qt::ScrollBarAlwaysOff);
    const bool wide = m_edit->document()->idealWidth() > m_edit->viewport()->width() && m_edit->isVisible();
    m_edit->setFixedHeight(std::max(lines * line + px(8), px(28)) +
                           (wide ? m_edit->horizontalScrollBar()->sizeHint().height() : 0));
    m_edit->document()->setDocumentMargin(lines == 1 ? std::max(0, (px(28) - line) / 2) : px(3));
}

void CodeBox::changeEvent(QEvent* event) {
    if (event->type() == QEvent::ApplicationFontChange)
        fit();
    Card::changeEvent(event);
}

} // namespace df
