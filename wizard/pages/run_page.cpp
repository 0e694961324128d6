#include "pages/run_page.h"

#include "flow/connect_step.h"
#include "flow/flow.h"
#include "flow/move/closing_step.h"
#include "flow/move/delivery_step.h"
#include "flow/progress.h"
#include "flow/run_step.h"
#include "pages/run_values.h"
#include "theme/icons.h"
#include "widgets/api_strip.h"
#include "widgets/controls.h"
#include "widgets/delivery_card.h"
#include "widgets/error_card.h"
#include "widgets/log_fold.h"
#include "widgets/progress_card.h"
#include "widgets/question_card.h"
#include "widgets/stage_list.h"
#include "words/amounts.h"
#include "words/error_words.h"

#include <QBoxLayout>
#include <QDateTime>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTimer>

namespace df {

RunPage::RunPage(Flow& flow, QWidget* parent)
    : Page(flow, flow.runStep(), parent), m_run(flow.runStep()), m_progress(new ProgressCard),
      m_error(new ErrorCard), m_stages(new StageList), m_stageCard(new Card), m_api(new ApiStrip),
      m_log(new LogFold), m_clock(new QTimer(this)) {
    body()->addWidget(m_progress);
    body()->addWidget(m_error);
    if (flow.moves())
        buildDelivery();
    m_stageCard->addRow(m_stages, 1);
    m_stageCard->keepCorners();
    m_stageCard->setMinimumHeight(px(170));
    m_columns = new QHBoxLayout;
    m_columns->setSpacing(px(16));
    m_columns->addWidget(m_stageCard, 67);
    m_side = new QWidget;
    auto* side = new QVBoxLayout(m_side);
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(px(12));
    side->addWidget(m_api);
    side->addWidget(buildStopCard());
    side->addStretch();
    m_columns->addWidget(m_side, 33);
    body()->addLayout(m_columns, 1);
    body()->addWidget(m_log);
    m_clock->setInterval(1000);
    connect(m_clock, &QTimer::timeout, this, &RunPage::tick);
    connect(&m_run, &RunStep::logLines, m_log, &LogFold::append);
    connect(m_error, &ErrorCard::chosen, this, &RunPage::act);
    connect(m_stages, &FoldTree::itemMenuRequested, this, &RunPage::showStageMenu);
    m_log->setLines(m_run.log());
    refresh();
}

void RunPage::buildDelivery() {
    m_delivery = new DeliveryCard;
    m_deliveryError = new ErrorCard;
    m_deliveryAsks = new PromptsCard;
    body()->addWidget(m_deliveryError);
    body()->addWidget(m_deliveryAsks);
    body()->addWidget(m_delivery);
    for (FlowStep* step :
         {static_cast<FlowStep*>(&flow().deliveryStep()), static_cast<FlowStep*>(&flow().closingStep())})
        connect(step, &FlowStep::changed, this, [this] {
            refreshDelivery();
            Q_EMIT changed();
        });
    DeliveryStep& delivery = flow().deliveryStep();
    connect(m_deliveryAsks, &PromptsCard::answered, &delivery, &DeliveryStep::answer);
    connect(m_deliveryAsks, &PromptsCard::refused, &delivery, [&delivery] { delivery.answer({}); });
    connect(m_deliveryError, &ErrorCard::chosen, this, [this](const QString& action) {
        if (action == QLatin1String("again"))
            flow().deliverAgain();
        else
            act(action);
    });
}

void RunPage::refreshDelivery() {
    if (!m_delivery)
        return;
    const auto error = flow().deliveryError();
    m_deliveryError->setVisible(error.has_value());
    if (error) {
        Words words = wordsFor(*error, flow().situation());
        words.title = flow().closingStep().state() == StateWord::Failed
                          ? tr("The old server could not be shut to its users.")
                          : tr("The old server’s data don’t arrive.");
        words.means = tr("The new server waits for them. What has arrived stays. %1").arg(flow().truthLine());
        words.actions = {
            {QStringLiteral("again"), tr("&Bring them again"), QStringLiteral("refresh"), false},
            {QStringLiteral("go-back"), tr("&Go back to how it was"), QStringLiteral("state-undone"), true}};
        m_deliveryError->show(words);
    }
    const auto question = flow().deliveryStep().question();
    if (question)
        m_deliveryAsks->show(question->instruction, question->items);
    const bool asksAnew = question && m_deliveryAsks->isHidden();
    m_deliveryAsks->setVisible(question.has_value());
    if (asksAnew && isVisible())
        m_deliveryAsks->firstInput()->setFocus(Qt::OtherFocusReason);
    const bool busy = flow().deliveryStep().busy();
    m_delivery->setVisible(busy && !error);
    if (busy)
        m_delivery->show(flow().deliveryStep(), flow().serverTitle(), flow().newServerTitle());
}

QWidget* RunPage::buildStopCard() {
    m_stopCard = new Card;
    QBoxLayout* head = nullptr;
    QWidget* headRow = rowWidget(&head, 15, 6, 8);
    head->addWidget(new TextLabel(tr("If you stop now"), Type::TableStrong));
    m_stopCard->addHead(headRow);
    const auto row = [this](const char* iconName, Tone tone, const QString& title, TextLabel** text) {
        QBoxLayout* box = nullptr;
        QWidget* w = rowWidget(&box, 15, 8, 12);
        box->addWidget(new IconLabel(QString::fromLatin1(iconName), tone), 0, Qt::AlignTop);
        auto* texts = new QVBoxLayout;
        texts->setSpacing(0);
        texts->addWidget(new TextLabel(title, Type::TableStrong));
        *text = new TextLabel(Type::Table, Tone::Muted);
        texts->addWidget(*text);
        box->addLayout(texts, 1);
        m_stopCard->addRow(w);
    };
    row("pause", Tone::Text, tr("Pause after this stage"), &m_pauseText);
    row("stop", Tone::Text, tr("Stop now"), &m_stopText);
    row("state-undone", Tone::Undone, tr("Go back to how it was"), &m_backText);
    return m_stopCard;
}

Words RunPage::wordsOfTrouble() const {
    Words words = wordsFor(*m_run.error(), flow().situation());
    if (m_run.isAttached() || flow().resumed())
        return words;
    // Nothing was begun on the server: the plan can still be put right.
    words.actions.removeIf([](const Words::Action& a) { return a.id == QLatin1String("settings"); });
    words.actions.prepend({QStringLiteral("plan"), tr("Change the &plan"), {}, false});
    return words;
}

QString RunPage::title() const {
    const QString host = flow().newServerTitle(), from = flow().moves() ? flow().serverTitle() : QString();
    switch (m_run.run().phase) {
    case RunPhase::Switched:
    case RunPhase::Kept:
        return from.isEmpty() ? tr("%1 runs %2").arg(host, m_run.plan().to)
                              : tr("%1 has the data of %2").arg(host, from);
    case RunPhase::GoingBack:
        return from.isEmpty() ? tr("Taking %1 back to %2").arg(host, releaseBefore(m_run.plan()))
                              : tr("Taking %1 back to how it was").arg(host);
    case RunPhase::WentBack:
        return from.isEmpty() ? tr("%1 went back to %2").arg(host, releaseBefore(m_run.plan()))
                              : tr("%1 went back to how it was").arg(host);
    default:
        return from.isEmpty() ? tr("Upgrading %1 to %2").arg(host, m_run.plan().to)
                              : tr("Moving %1 to %2").arg(from, host);
    }
}

QString RunPage::subtitle() const {
    const double at = startedAt(m_run.run());
    const QString who = flow().connectStep().settings.user;
    return at > 0 ? tr("Started at %1 by %2. The work runs on the server, by itself.").arg(clockTime(at), who)
                  : tr("The plan is put on the server; then it works there by itself.");
}

QString RunPage::helpText() const {
    return tr("The work runs on the server. You may close this window or switch this computer off; starting "
              "the wizard again "
              "shows how far it is.\n\nPause after this stage: the server stays as it is and waits for "
              "you.\n\nStop: ends the "
              "step that runs now and waits for you.\n\nGo back: undoes every stage, the last one first. "
              "Afterwards the server "
              "is compared with before.\n\nThe switch runs as one piece: during it, nothing can be paused or "
              "stopped. If a "
              "step of it fails, it undoes itself.\n\nCtrl+L shows the log. The menu of a stage (Alt+Down) "
              "undoes that stage.");
}

QVector<PageButton> RunPage::workingButtons() {
    const QString inWindow =
        m_run.inWindow() ? tr("The switch runs as one piece; it undoes itself if a step fails.") : QString();
    const bool goingBack = m_run.run().phase == RunPhase::GoingBack;
    const bool mayStop = inWindow.isEmpty() && !goingBack && !m_run.plan().stages.isEmpty();
    return {{QStringLiteral("pause"), tr("&Pause after this stage"), ButtonRole::Plain, mayStop,
             QStringLiteral("pause"), [this] { m_run.pauseAfterStage(); }, false, inWindow},
            {QStringLiteral("stop"), tr("S&top…"), ButtonRole::Plain, mayStop, QStringLiteral("stop"),
             [this] { askStop(); }, false, inWindow},
            {QStringLiteral("go-back"), tr("&Go back…"), ButtonRole::Plain,
             !goingBack && !m_run.plan().stages.isEmpty(), QStringLiteral("state-undone"),
             [this] { askGoBack(); }, true,
             m_run.inWindow() ? tr("Takes effect at the end of the switch.") : QString()}};
}

QVector<PageButton> RunPage::buttons() {
    const RunPhase phase = m_run.run().phase;
    if (isWorking(phase) && !m_run.error())
        return workingButtons();
    QVector<PageButton> all;
    all.append({QStringLiteral("log"),
                tr("&Log"),
                ButtonRole::Plain,
                true,
                QStringLiteral("log"),
                [this] { toggleLog(); },
                false,
                {}});
    all.append({QStringLiteral("report"),
                tr("Save &report…"),
                ButtonRole::Plain,
                true,
                {},
                [this] { Q_EMIT reportRequested(); },
                false,
                {}});
    if (isComplete()) {
        const bool back = phase == RunPhase::WentBack;
        PageButton next = nextButton(back ? tr("&Next: Result") : tr("&Next: Compare"), true);
        if (back)
            next.action = [this] { Q_EMIT pageRequested(QStringLiteral("done")); };
        all.append(next);
    }
    return all;
}

void RunPage::enter() {
    m_clock->start();
    m_log->setLines(m_run.log());
}

void RunPage::leave() { m_clock->stop(); }

void RunPage::tick() {
    if (isWorking(m_run.run().phase))
        m_progress->show(
            progressValues(m_run.plan(), m_run.run(), m_run.secondsSinceNews(), m_run.lineLost()));
}

void RunPage::refresh() {
    const RunState& run = m_run.run();
    const Words words = wordsForRun(run, m_run.plan(), flow().situation(), m_run.copyError());
    const bool waits = !words.title.isEmpty() && !m_run.copying();
    const bool trouble = !waits && m_run.error() && !m_run.lineLost();
    m_progress->setVisible(!waits && !trouble);
    m_error->setVisible(waits || trouble);
    if (waits)
        m_error->show(words, clockTime(run.lastSignOfLife));
    else if (trouble)
        m_error->show(wordsOfTrouble());
    else
        m_progress->show(progressValues(m_run.plan(), run, m_run.secondsSinceNews(), m_run.lineLost()));
    m_stageCard->setVisible(!m_run.plan().stages.isEmpty());
    m_stages->showRun(m_run.plan(), run);
    m_api->show(m_run.probes());
    m_side->setVisible(!waits && !trouble);
    refreshStopCard();
    refreshDelivery();
    // The safest answer gets the keyboard once, when the card appears.
    if (m_error->isVisible() && m_error->safest() && m_focusedFor != m_error->safest()) {
        m_focusedFor = m_error->safest();
        m_error->safest()->setFocus(Qt::OtherFocusReason);
    }
}

void RunPage::refreshStopCard() {
    const Plan& plan = m_run.plan();
    const int current = currentStage(plan, m_run.run());
    m_stopCard->setVisible(isWorking(m_run.run().phase) && m_run.run().phase != RunPhase::GoingBack);
    if (m_run.inWindow()) {
        const QString one = tr("Not now: the switch runs as one piece; it undoes itself if a step fails.");
        m_pauseText->setText(one);
        m_stopText->setText(one);
        m_backText->setText(tr("Takes effect when the switch has ended."));
        return;
    }
    m_pauseText->setText(tr("The server stays as it is, on %1.").arg(releaseBefore(plan)));
    m_stopText->setText(current >= 0 ? tr("Waits for you inside stage %1.").arg(current + 1)
                                     : tr("Waits for you before the first stage."));
    m_backText->setText(current > 0 ? tr("Undoes stages %1 to 1.").arg(current + 1)
                                    : tr("Undoes the first stage."));
}

void RunPage::showStageMenu(const QString& stageId, const QPoint& at) {
    const RunPhase phase = m_run.run().phase;
    const bool waits =
        phase == RunPhase::Failed || phase == RunPhase::Paused || phase == RunPhase::SwitchUndone;
    bool prepared = false;
    for (const Stage& s : m_run.plan().stages)
        if (s.id == stageId && s.phase == Phase::Prepare) {
            const StateWord state = stageProgress(s, m_run.run()).state;
            prepared = state == StateWord::Done || state == StateWord::Failed;
        }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* undo = menu->addAction(icon(stateIcon(StateWord::Undone), Tone::Undone), tr("&Undo this stage"),
                                    this, [this, stageId] { m_run.undoStage(stageId); });
    undo->setEnabled(waits && prepared);
    menu->addAction(icon(QStringLiteral("log")), tr("&Show its log"), this, [this] {
        if (!m_log->isOpen())
            toggleLog();
    });
    menu->popup(at);
}

void RunPage::act(const QString& actionId) {
    if (actionId == QLatin1String("try-stage") || actionId == QLatin1String("try-switch") ||
        actionId == QLatin1String("resume") || actionId == QLatin1String("again"))
        m_run.tryAgain();
    else if (actionId == QLatin1String("go-back"))
        m_run.goBack();
    else if (actionId == QLatin1String("plan"))
        Q_EMIT pageRequested(QStringLiteral("plan"));
    else if (actionId == QLatin1String("settings"))
        Q_EMIT pageRequested(QStringLiteral("connect"));
    else if (actionId == QLatin1String("next"))
        Q_EMIT pageRequested(QStringLiteral("done"));
    else
        Q_EMIT closeRequested(); // "stay", "close": the run stays open and can be resumed
}

void RunPage::askStop() {
    const int current = currentStage(m_run.plan(), m_run.run());
    confirm(tr("Stop the upgrade?"),
            tr("The step that runs now is ended at once. The server stays on %1, users notice "
               "nothing.\n\nStage %2 then waits for "
               "you: it can be tried again, or everything can be undone.")
                .arg(m_run.plan().from)
                .arg(current + 1),
            tr("&Stop the step that runs now"), [this] { m_run.stop(); });
}

void RunPage::askGoBack() {
    confirm(tr("Go back to how it was?"),
            m_run.inWindow()
                ? tr("The switch is at work and ends first; then everything is undone. Users notice both.")
                : tr("Everything that was done is undone, the last stage first. The server stays on %1.")
                      .arg(m_run.plan().from),
            tr("&Go back to how it was"), [this] { m_run.goBack(); });
}

QWidget* RunPage::initialFocus() {
    if (m_error->isVisibleTo(this) && m_error->safest())
        return m_error->safest();
    return m_stages;
}

void RunPage::toggleLog() { m_log->setOpen(!m_log->isOpen()); }

void RunPage::setSpace(int side, bool low) {
    Page::setSpace(side, low);
    body()->setSpacing(px(low ? 8 : 14));
    m_api->setLow(low);
}

void RunPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    m_columns->setDirection(width() < px(720) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace df
