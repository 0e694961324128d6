#include "widgets/give_dialog.h"

#include "widgets/controls.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>

#include <algorithm>

namespace df {

namespace {

QScrollArea* scrolling(QWidget* content) {
    auto* area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return area;
}

} // namespace

GiveDialog::GiveDialog(const QString& title, const QString& text, const QString& verb, QWidget* parent)
    : QDialog(parent), m_form(new QVBoxLayout), m_complaint(new TextLabel(Type::Table, Tone::Failed)),
      m_verb(primaryButton(verb)), m_leave(plainButton(tr("&Leave it as it is"))) {
    setWindowTitle(title);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    QBoxLayout* all = nullptr;
    m_content = columnWidget(&all, 24, 0, 10);
    all->setContentsMargins(px(24), px(20), px(24), px(8));
    m_content->installEventFilter(this);
    outer->addWidget(scrolling(m_content), 1);
    all->addWidget(new TextLabel(title, Type::CardTitle));
    all->addWidget(new TextLabel(text));
    m_form->setSpacing(px(6));
    all->addLayout(m_form);
    m_complaint->hide();
    all->addWidget(m_complaint);
    all->addStretch();
    QBoxLayout* row = nullptr;
    m_buttons = rowWidget(&row, 24, 0, 8);
    row->setContentsMargins(px(24), px(8), px(24), px(18));
    row->addStretch();
    row->addWidget(m_leave);
    row->addWidget(m_verb);
    outer->addWidget(m_buttons);
    m_verb->setObjectName(QStringLiteral("give"));
    m_verb->setDefault(true);
    m_verb->setEnabled(false);
    connect(m_leave, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_verb, &QPushButton::clicked, this, &GiveDialog::giveIt);
    resize(px(530), px(300));
}

void GiveDialog::addField(const QString& label, QLineEdit* edit) {
    m_form->addWidget(fieldLabel(label, edit));
    m_form->addWidget(edit);
}

void GiveDialog::addWidget(QWidget* widget, Qt::Alignment alignment) {
    m_form->addWidget(widget, 0, alignment);
}

/// As high as its content with the lines that its text wraps into, as far as the screen is; then it scrolls.
void GiveDialog::fit() {
    setMinimumWidth(std::max(px(460), m_content->minimumSizeHint().width()));
    const int wanted = m_content->layout()->totalHeightForWidth(width()) + m_buttons->sizeHint().height();
    const int room = screen()->availableGeometry().height() - px(40); // the window's own frame
    if (const int fitting = std::min(wanted, room); height() != fitting)
        resize(width(), fitting);
}

void GiveDialog::showEvent(QShowEvent* event) {
    fit();
    QDialog::showEvent(event);
}

bool GiveDialog::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_content && event->type() == QEvent::LayoutRequest)
        fit();
    return QDialog::eventFilter(watched, event);
}

void GiveDialog::setLeaveText(const QString& text) { m_leave->setText(text); }

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
