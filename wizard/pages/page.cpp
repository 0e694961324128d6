#include "pages/page.h"

#include "theme/metrics.h"
#include "widgets/confirm_dialog.h"
#include "widgets/error_card.h"
#include "words/error_words.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace df {

Page::Page(Flow& flow, FlowStep& step, QWidget* parent)
    : QWidget(parent), m_flow(flow), m_step(step), m_body(new QVBoxLayout(this)) {
    setSpace(28, false);
    m_body->setSpacing(px(14));
    connect(&step, &FlowStep::changed, this, [this] {
        refresh();
        Q_EMIT changed();
    });
}

bool Page::fill(const QJsonObject& /*answers*/, QString* /*missing*/) { return true; }

QAbstractButton* Page::primary() {
    const auto all = buttons();
    for (const PageButton& b : all)
        if (b.role == ButtonRole::Primary)
            return button(b.id);
    return nullptr;
}

QAbstractButton* Page::button(const QString& buttonId) const {
    return m_finder ? m_finder(buttonId) : nullptr;
}

void Page::setReadOnly(bool readOnly) {
    if (m_readOnly == readOnly)
        return;
    m_readOnly = readOnly;
    const auto edits = findChildren<QLineEdit*>();
    for (QLineEdit* e : edits)
        e->setReadOnly(readOnly);
    const auto combos = findChildren<QComboBox*>();
    for (QComboBox* c : combos)
        c->setEnabled(!readOnly);
    const auto ticks = findChildren<QAbstractButton*>();
    for (QAbstractButton* b : ticks)
        if (b->isCheckable() || b->property("changesChoice").toBool())
            b->setEnabled(!readOnly);
}

void Page::setSpace(int side, bool low) {
    m_low = low;
    m_body->setContentsMargins(px(side), px(2), px(side), px(low ? 8 : 16));
}

void Page::showTrouble(const Error& error) {
    if (!m_trouble) {
        m_trouble = new ErrorCard;
        m_body->insertWidget(0, m_trouble);
        connect(m_trouble, &ErrorCard::chosen, m_trouble, &QWidget::hide);
    }
    m_trouble->show(wordsFor(error));
    m_trouble->setVisible(true);
}

void Page::confirm(const QString& title, const QString& text, const QString& verb,
                   const std::function<void()>& action, const QString& typeThis) {
    if (m_confirm)
        m_confirm->deleteLater();
    m_confirm = new ConfirmDialog(title, text, verb, typeThis, this);
    m_confirm->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_confirm, &QDialog::accepted, this, action);
    m_confirm->open();
}

QAbstractButton* Page::confirmation() const { return m_confirm ? m_confirm->verbButton() : nullptr; }

PageButton Page::backButton() {
    PageButton b;
    b.id = QStringLiteral("back");
    b.text = tr("&Back");
    b.role = ButtonRole::Back;
    b.action = [this] { Q_EMIT backRequested(); };
    return b;
}

PageButton Page::nextButton(const QString& text, bool enabled) {
    PageButton b;
    b.id = QStringLiteral("next");
    b.text = text;
    b.role = ButtonRole::Primary;
    b.enabled = enabled;
    b.hint = blockedBy();
    b.action = [this] { Q_EMIT nextRequested(); };
    return b;
}

} // namespace df
