#include "widgets/give_dialog.h"

#include "widgets/controls.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLineEdit>
#include <QPushButton>

namespace df {

GiveDialog::GiveDialog(const QString& title, const QString& text, const QString& verb, QWidget* parent)
    : QDialog(parent), m_form(new QVBoxLayout), m_complaint(new TextLabel(Type::Table, Tone::Failed)),
      m_verb(primaryButton(verb)) {
    setWindowTitle(title);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(px(24), px(20), px(24), px(18));
    all->setSpacing(px(10));
    all->addWidget(new TextLabel(title, Type::CardTitle));
    all->addWidget(new TextLabel(text));
    m_form->setSpacing(px(6));
    all->addLayout(m_form);
    m_complaint->hide();
    all->addWidget(m_complaint);
    all->addSpacing(px(8));
    auto* row = new QHBoxLayout;
    row->setSpacing(px(8));
    auto* leave = plainButton(tr("&Leave it as it is"));
    row->addStretch();
    row->addWidget(leave);
    row->addWidget(m_verb);
    all->addLayout(row);
    m_verb->setObjectName(QStringLiteral("give"));
    m_verb->setDefault(true);
    m_verb->setEnabled(false);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_verb, &QPushButton::clicked, this, &GiveDialog::giveIt);
    setMinimumWidth(px(460));
}

void GiveDialog::addField(const QString& label, QLineEdit* edit) {
    m_form->addWidget(fieldLabel(label, edit));
    m_form->addWidget(edit);
}

void GiveDialog::addWidget(QWidget* widget, Qt::Alignment alignment) {
    m_form->addWidget(widget, 0, alignment);
}

/// Qt asks a dialog's layout for its least height without the lines that its text wraps into: fields would
/// lie on their labels.
void GiveDialog::growToContent() {
    const int height = layout()->totalHeightForWidth(width());
    if (height != minimumHeight())
        setMinimumHeight(height);
}

void GiveDialog::resizeEvent(QResizeEvent* event) {
    QDialog::resizeEvent(event);
    growToContent();
}

bool GiveDialog::event(QEvent* event) {
    const bool done = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest)
        growToContent();
    return done;
}

void GiveDialog::setReady(bool ready) { m_verb->setEnabled(ready); }

void GiveDialog::complain(const QString& sentence) {
    m_complaint->setText(sentence);
    m_complaint->setVisible(!sentence.isEmpty());
}

void GiveDialog::giveIt() {
    const QString complaint = wrong();
    complain(complaint);
    if (complaint.isEmpty())
        give();
}

} // namespace df
