#include "widgets/error_card.h"

#include "theme/icons.h"
#include "theme/wizard_style.h"
#include "widgets/controls.h"
#include "widgets/flow_layout.h"

#include <QGridLayout>
#include <QPlainTextEdit>
#include <QPushButton>

namespace df {

namespace {

Card::Look cardLook(Words::Look look) {
    switch (look) {
    case Words::Look::Error:
        return Card::Look::Failed;
    case Words::Look::NeedsYou:
        return Card::Look::Needs;
    case Words::Look::Neutral:
        break;
    }
    return Card::Look::Accent;
}

StateWord cardState(Words::Look look) {
    switch (look) {
    case Words::Look::Error:
        return StateWord::Failed;
    case Words::Look::NeedsYou:
        return StateWord::NeedsYou;
    case Words::Look::Neutral:
        break;
    }
    return StateWord::Undone;
}

QWidget* factRow(const QVector<Words::Fact>& facts) {
    auto* w = new QWidget;
    auto* flow = new FlowLayout(w, px(22), px(4));
    for (const Words::Fact& f : facts) {
        QBoxLayout* box = nullptr;
        QWidget* one = rowWidget(&box, 0, 0, 8);
        const bool good = f.mark == Words::Fact::Mark::Good, bad = f.mark == Words::Fact::Mark::Bad;
        box->addWidget(new IconLabel(good  ? QStringLiteral("state-done")
                                     : bad ? QStringLiteral("must-fix")
                                           : QStringLiteral("should-know"),
                                     good  ? Tone::Done
                                     : bad ? Tone::Failed
                                           : Tone::Needs));
        auto* text = new TextLabel(f.text, Type::Table);
        box->addWidget(text, 1);
        flow->addWidget(one);
    }
    return w;
}

} // namespace

ErrorCard::ErrorCard(QWidget* parent)
    : QWidget(parent), m_card(new Card(Card::Look::Failed)), m_details(new Card) {
    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(px(14));
    box->addWidget(m_card);
    box->addWidget(m_details);
}

void ErrorCard::show(const Words& words, const QString& time) {
    // The run page asks twice a second: don't take a button away from under the mouse when nothing changed.
    QString key = words.title + words.happened + words.means + words.hint + words.detail + time;
    for (const Words::Fact& f : words.facts)
        key += f.text;
    for (const Words::Action& a : words.actions)
        key += a.id + a.text;
    if (key == m_shown)
        return;
    m_shown = key;
    m_card->clearRows();
    m_details->clearRows();
    m_buttons.clear();
    m_fold = nullptr;
    m_output = nullptr;
    m_card->setLook(cardLook(words.look));
    buildHead(words, time);
    m_card->addRow(buildBody(words));
    buildDetails(words);
    m_details->setVisible(!words.detail.isEmpty());
    setAccessibleName(words.title);
}

void ErrorCard::buildHead(const Words& words, const QString& time) {
    QBoxLayout* head = nullptr;
    QWidget* row = rowWidget(&head, 20, 11, 14);
    const StateWord state = cardState(words.look);
    auto* mark = new IconLabel(stateIcon(state),
                               words.look == Words::Look::Neutral ? Tone::Accent : stateTone(state), 22);
    mark->setAccessibleName(stateText(state));
    head->addWidget(mark, 0, Qt::AlignTop);
    auto* title = new TextLabel(words.title, Type::CardTitle);
    title->setObjectName(QStringLiteral("errorTitle"));
    head->addWidget(title, 1);
    if (!time.isEmpty())
        head->addWidget(new TextLabel(time, Type::Table, Tone::Muted));
    m_card->addHead(row);
}

QWidget* ErrorCard::buildBody(const Words& words) {
    auto* body = new QWidget;
    auto* grid = new QGridLayout(body);
    grid->setContentsMargins(px(20), px(14), px(20), px(14));
    grid->setHorizontalSpacing(px(20));
    grid->setVerticalSpacing(px(8));
    grid->setColumnStretch(1, 1);
    const auto label = [&](const QString& text, int row) {
        auto* l = new TextLabel(text, Type::Table, Tone::Muted);
        l->setFit(TextLabel::Fit::OneLine);
        grid->addWidget(l, row, 0, Qt::AlignTop);
    };
    int row = 0;
    if (!words.happened.isEmpty()) {
        label(tr("What happened"), row);
        grid->addWidget(new TextLabel(words.happened, Type::Body), row++, 1);
    }
    label(tr("What it means now"), row);
    grid->addWidget(new TextLabel(words.means, Type::Body), row++, 1);
    if (!words.facts.isEmpty())
        grid->addWidget(factRow(words.facts), row++, 1);
    label(tr("What you can do"), row);
    auto* buttons = new QWidget;
    auto* flow = new FlowLayout(buttons, px(10), px(8));
    flow->setContentsMargins(0, 4, 4, 4); // the focus ring's room
    for (const Words::Action& a : words.actions) {
        QPushButton* b = m_buttons.isEmpty() ? primaryButton(a.text) : plainButton(a.text, a.iconName);
        b->setObjectName(QStringLiteral("action-") + a.id);
        b->setProperty("startsChange", a.startsChange);
        connect(b, &QPushButton::clicked, this, [this, id = a.id] { Q_EMIT chosen(id); });
        m_buttons.append(b);
        flow->addWidget(b);
    }
    grid->addWidget(buttons, row++, 1);
    if (!words.hint.isEmpty())
        grid->addWidget(new TextLabel(words.hint, Type::Note, Tone::Muted), row, 1);
    return body;
}

void ErrorCard::buildDetails(const Words& words) {
    if (words.detail.isEmpty())
        return;
    QBoxLayout* head = nullptr;
    QWidget* row = rowWidget(&head, 14, 3, 10);
    m_fold = linkButton(tr("&Details"), QStringLiteral("chevron-right"));
    m_fold->setProperty("iconTone", static_cast<int>(Tone::Text));
    head->addWidget(m_fold);
    auto* title = new TextLabel(words.detailTitle, Type::Table, Tone::Muted);
    title->setFit(TextLabel::Fit::Elide);
    head->addWidget(title, 1);
    QPushButton* copy = copyButton([text = words.title + u'\n' + words.happened + u'\n' + words.detailTitle +
                                           u'\n' + words.detail] { return text; },
                                   tr("Copy for support"));
    copy->setText(tr("Cop&y for support"));
    head->addWidget(copy);
    m_details->addRow(row);
    auto* output = new QPlainTextEdit(words.detail);
    output->setReadOnly(true);
    output->setTabChangesFocus(true);
    output->setFrameShape(QFrame::NoFrame);
    output->setLineWrapMode(QPlainTextEdit::NoWrap);
    output->setFont(typeFont(Type::Code));
    output->viewport()->setAutoFillBackground(false);
    output->setAccessibleName(tr("Output of the server"));
    const int lines = std::clamp(static_cast<int>(words.detail.count(u'\n')) + 1, 2, 8);
    output->setFixedHeight(lines * QFontMetrics(output->font()).lineSpacing() + px(26));
    QBoxLayout* box = nullptr;
    m_output = columnWidget(&box, 40, 4, 0);
    box->addWidget(output);
    m_details->addRow(m_output);
    connect(m_fold, &QPushButton::clicked, this, [this] { setDetailsOpen(m_output->isHidden()); });
    setDetailsOpen(false);
}

void ErrorCard::setDetailsOpen(bool open) {
    if (!m_output)
        return;
    m_output->setVisible(open);
    m_fold->setIcon(icon(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
}

QPushButton* ErrorCard::actionButton(const QString& actionId) const {
    for (QPushButton* b : m_buttons)
        if (b->objectName() == QStringLiteral("action-") + actionId)
            return b;
    return nullptr;
}

QPushButton* ErrorCard::safest() const { return m_buttons.isEmpty() ? nullptr : m_buttons.first(); }

} // namespace df
