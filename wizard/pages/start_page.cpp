#include "pages/start_page.h"

#include "theme/icons.h"
#include "theme/wizard_style.h"
#include "widgets/controls.h"
#include "widgets/error_card.h"
#include "widgets/row_item.h"
#include "widgets/task_card.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>

namespace df {

namespace {

QWidget* emptyRow(const QString& sentence) {
    QBoxLayout* box = nullptr;
    QWidget* row = rowWidget(&box, 16, 14, 12);
    box->addWidget(new TextLabel(sentence, Type::Table, Tone::Muted), 1);
    return row;
}

} // namespace

StartPage::StartPage(QWidget* parent) : QWidget(parent) {
    auto* body = new QWidget;
    m_columns = new QHBoxLayout(body);
    m_columns->setContentsMargins(px(40), px(26), px(40), px(20));
    m_columns->setSpacing(px(32));
    m_columns->addWidget(buildLeft(), 2);
    m_columns->addWidget(buildRight(), 1);
    auto* area = new QScrollArea;
    area->setWidget(body);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(area, 1);
    all->addWidget(new Line);
    all->addWidget(buildFooter());
}

QWidget* StartPage::buildLeft() {
    QBoxLayout* box = nullptr;
    QWidget* left = columnWidget(&box, 0, 0, 11);
    auto* title = new TextLabel(tr("What would you like to do?"), Type::DoneTitle);
    title->setObjectName(QStringLiteral("pageTitle"));
    box->addWidget(title);
    box->addWidget(new TextLabel(tr("Nothing on a server changes before the page that says so."), Type::Body,
                                 Tone::Muted));
    box->addSpacing(px(6));
    m_trouble = new ErrorCard;
    m_trouble->hide();
    connect(m_trouble, &ErrorCard::chosen, m_trouble, &QWidget::hide);
    box->addWidget(m_trouble);
    auto* resume = new QWidget;
    m_resume = new QVBoxLayout(resume);
    m_resume->setContentsMargins(0, 0, 0, 0);
    m_resume->setSpacing(px(10));
    box->addWidget(resume);

    m_upgrade = new TaskCard(
        tr("&Upgrade a server"),
        tr("Brings DreamFactory on one server to a newer release, with a way back at every moment."),
        QStringLiteral("upgrade"));
    m_move = new TaskCard(
        tr("&Move to a new server"),
        tr("Brings everything to a DreamFactory on another machine. The old server is only read."),
        QStringLiteral("move"));
    m_look = new TaskCard(tr("Only &look at a server"),
                          tr("Shows what runs there and which ways are open, as a report. Changes nothing."),
                          QStringLiteral("eye"));
    for (TaskCard* c : {m_upgrade, m_move, m_look})
        box->addWidget(c);
    buildPracticeCard();
    box->addWidget(m_practise);
    box->addStretch();
    connect(m_upgrade, &TaskCard::clicked, this, &StartPage::upgradeChosen);
    connect(m_move, &TaskCard::clicked, this, &StartPage::moveChosen);
    connect(m_look, &TaskCard::clicked, this, &StartPage::lookChosen);
    return left;
}

void StartPage::buildPracticeCard() {
    m_practise = new TaskCard(tr("&Practise on a server that can't be broken"),
                              tr("A throw-away server on this computer. You choose what goes wrong."),
                              QStringLiteral("shield"));
    m_break = new QComboBox;
    makeCompact(m_break);
    m_break->setFont(typeFont(Type::Table));
    m_break->setAccessibleName(tr("What breaks"));
    m_break->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_break->setMinimumContentsLength(20); // longer ones are elided; the list shows them whole
    for (const auto& [id, words] : breakSwitches())
        m_break->addItem(tr("What breaks: %1").arg(words), id);
    m_practise->setSideWidget(m_break);
    connect(m_practise, &TaskCard::clicked, this,
            [this] { Q_EMIT practiceChosen(m_break->currentData().toString()); });
}

QWidget* StartPage::buildRight() {
    QBoxLayout* box = nullptr;
    QWidget* right = columnWidget(&box, 0, 0, 8);
    const auto head = [&](const QString& text, QPushButton* link) {
        auto* row = new QHBoxLayout;
        row->addWidget(new TextLabel(text, Type::Section), 1);
        if (link)
            row->addWidget(link);
        box->addLayout(row);
    };
    head(tr("Saved servers"), nullptr);
    m_saved = new Card;
    box->addWidget(m_saved);
    box->addSpacing(px(14));
    m_all = linkButton(tr("All runs…"));
    connect(m_all, &QPushButton::clicked, this, &StartPage::historyChosen);
    head(tr("History"), m_all);
    m_history = new Card;
    box->addWidget(m_history);
    box->addStretch();
    right->setMinimumWidth(px(250));
    return right;
}

QWidget* StartPage::buildFooter() {
    QBoxLayout* box = nullptr;
    QWidget* footer = rowWidget(&box, 28, 13, 8);
    box->addWidget(new IconLabel(QStringLiteral("info"), Tone::Muted));
    auto* truth = new TextLabel(tr("Passwords are never saved to a file."), Type::Body, Tone::Muted);
    truth->setAlignment(Qt::AlignVCenter);
    box->addWidget(truth, 1);
    m_removePractice = plainButton(tr("&Remove the practice server"), QStringLiteral("trash"));
    m_removePractice->hide();
    auto* help = plainButton(tr("H&elp"));
    help->setProperty("keyHint", QStringLiteral("F1"));
    auto* close = plainButton(tr("&Close"));
    for (QPushButton* b : {m_removePractice, help, close})
        box->addWidget(b);
    connect(m_removePractice, &QPushButton::clicked, this, &StartPage::removePracticeChosen);
    connect(help, &QPushButton::clicked, this, &StartPage::helpChosen);
    connect(close, &QPushButton::clicked, this, &StartPage::closeChosen);
    return footer;
}

void StartPage::show(const StartValues& values) {
    m_practise->setWhyNot(values.practiceWhyNot);
    m_break->setEnabled(values.practiceWhyNot.isEmpty());
    bool practised = false;
    for (const JournalEntry& e : values.history)
        practised = practised || e.practice;
    m_removePractice->setVisible(practised);
    fillResume(values);
    fillSaved(values);
    fillHistory(values);
}

void StartPage::fillResume(const StartValues& values) {
    clearLayout(m_resume);
    QPushButton* first = nullptr;
    for (const JournalEntry& e : values.history) {
        if (!e.open)
            continue;
        auto* card = new Card(Card::Look::Needs);
        card->setTinted(true);
        QBoxLayout* box = nullptr;
        QWidget* row = rowWidget(&box, 20, 13, 20);
        box->addWidget(new IconLabel(stateIcon(StateWord::NeedsYou), Tone::Needs, 22));
        auto* words = new QVBoxLayout;
        words->setSpacing(px(1));
        words->addWidget(new TextLabel(e.task == QLatin1String("migrate")
                                           ? tr("A move waits for your answer: %1").arg(historyServer(e))
                                           : tr("An upgrade waits for your answer: %1").arg(historyServer(e)),
                                       Type::Strong));
        words->addWidget(new TextLabel(
            e.summary.isEmpty() ? tr("Started %1.").arg(historyNote(e)) : e.summary, Type::Table));
        box->addLayout(words, 1);
        auto* resume = primaryButton(first ? tr("Resume") : tr("&Resume"));
        resume->setAccessibleName(e.task == QLatin1String("migrate")
                                      ? tr("Resume the move to %1").arg(historyServer(e))
                                      : tr("Resume the upgrade of %1").arg(historyServer(e)));
        connect(resume, &QPushButton::clicked, this, [this, e] { Q_EMIT resumeChosen(e); });
        if (!first)
            first = resume;
        box->addWidget(resume);
        card->addRow(row);
        m_resume->addWidget(card);
    }
    m_resume->parentWidget()->setVisible(first != nullptr);
    (first ? static_cast<QWidget*>(first) : m_upgrade)->setFocus(Qt::OtherFocusReason);
}

void StartPage::fillSaved(const StartValues& values) {
    m_saved->clearRows();
    if (values.saved.isEmpty()) {
        m_saved->addRow(
            emptyRow(tr("No servers yet. Upgrade one, or practise on one that can't be broken.")));
        return;
    }
    for (const ConnectSettings& s : values.saved) {
        auto* look = linkButton(tr("Look"));
        look->setAccessibleName(tr("Look at %1").arg(s.host));
        connect(look, &QPushButton::clicked, this, [this, s] { Q_EMIT serverChosen(s); });
        auto* forget = linkButton(QString(), QStringLiteral("trash"));
        forget->setProperty("iconTone", static_cast<int>(Tone::Muted));
        forget->setAccessibleName(tr("Forget %1").arg(s.host));
        forget->setToolTip(forget->accessibleName());
        connect(forget, &QPushButton::clicked, this, [this, s] { Q_EMIT forgetServerChosen(s); });
        const QString note =
            s.port == 22 ? tr("as %1").arg(s.user) : tr("as %1, port %2").arg(s.user).arg(s.port);
        m_saved->addRow(makeRow({QStringLiteral("server"), Tone::Muted, s.host, note, {}}, {look, forget}));
    }
}

void StartPage::fillHistory(const StartValues& values) {
    m_history->clearRows();
    m_all->setText(tr("All %n run(s)…", nullptr, static_cast<int>(values.history.size())));
    m_all->setVisible(values.history.size() > 4);
    if (values.history.isEmpty())
        m_history->addRow(
            emptyRow(tr("Nothing was done yet. Every run and every look is listed here with its report.")));
    for (int i = 0; i < std::min<qsizetype>(4, values.history.size()); ++i) {
        const JournalEntry& e = values.history[i];
        QVector<QPushButton*> buttons;
        if (!e.reportFolder.isEmpty()) {
            auto* report = linkButton(tr("Report"));
            report->setAccessibleName(tr("Open the report: %1, %2").arg(historyTitle(e), historyNote(e)));
            connect(report, &QPushButton::clicked, this, [this, e] { Q_EMIT reportChosen(e.reportFolder); });
            buttons << report;
        }
        Tone tone = Tone::Muted;
        const QString iconName = historyIcon(e, &tone);
        m_history->addRow(makeRow({iconName, tone, historyTitle(e), historyNote(e), {}}, buttons));
    }
}

void StartPage::setPracticeBusy(bool busy) {
    m_practise->setWhyNot(busy ? tr("Starting the practice server…") : QString());
}

void StartPage::showTrouble(const Words& words) {
    m_trouble->show(words);
    m_trouble->setVisible(true);
}

QString StartPage::helpText() const {
    return tr(
        "Upgrade a server: connects over SSH, looks, advises, shows every command, and asks before the first "
        "change.\n\nMove to a new server: connects to both, and brings users, services, settings and files "
        "to the "
        "DreamFactory on the new one.\n\nOnly look: the same without the upgrade. It ends with a "
        "report.\n\nPractise: starts a "
        "throw-away server on this computer. Choose what breaks and see how the wizard gets you out of "
        "it.\n\n"
        "What waits for an answer is shown first. The work goes on on the server even while this window is "
        "closed.");
}

void StartPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // Large text or a narrow window: one column below the other.
    const bool narrow = width() < px(900);
    m_columns->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    const int side = px(width() < px(1100) ? 20 : 40);
    m_columns->setContentsMargins(side, px(height() < px(620) ? 14 : 26), side, px(14));
}

} // namespace df
