#include "pages/resume_page.h"

#include "flow/flow.h"
#include "flow/progress.h"
#include "flow/run_step.h"
#include "pages/run_values.h"
#include "pages/start_page.h"
#include "theme/icons.h"
#include "widgets/controls.h"
#include "widgets/error_card.h"
#include "widgets/stage_list.h"
#include "words/amounts.h"
#include "words/error_words.h"

#include <QAbstractButton>
#include <QBoxLayout>

namespace df {

ResumePage::ResumePage(Flow& flow, QWidget* parent)
    : Page(flow, flow.runStep(), parent), m_run(flow.runStep()), m_error(new ErrorCard), m_summary(new Card),
      m_mark(new IconLabel({}, Tone::Accent, 24)), m_what(new TextLabel(Type::CardTitle)),
      m_means(new TextLabel), m_stageCard(new Card), m_stages(new StageList) {
    body()->addWidget(m_error);
    QBoxLayout* box = nullptr;
    QWidget* row = rowWidget(&box, 20, 16, 14);
    box->addWidget(m_mark, 0, Qt::AlignTop);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(px(4));
    texts->addWidget(m_what);
    texts->addWidget(m_means);
    box->addLayout(texts, 1);
    m_summary->addRow(row);
    body()->addWidget(m_summary);
    m_stageCard->addRow(m_stages, 1);
    m_stageCard->keepCorners();
    m_stageCard->setMinimumHeight(px(200));
    body()->addWidget(m_stageCard, 1);
    body()->addStretch();
    connect(m_error, &ErrorCard::chosen, this, [this](const QString& action) {
        if (action == QLatin1String("again"))
            Q_EMIT pageRequested(QStringLiteral("connect"));
        else
            Q_EMIT closeRequested();
    });
    refresh();
}

bool ResumePage::known() const {
    return m_run.run().phase != RunPhase::Unknown && !m_run.plan().stages.isEmpty();
}

QString ResumePage::title() const {
    if (!known())
        return tr("Looking at what was begun");
    if (flow().moves())
        return moveTitle();
    if (isWorking(m_run.run().phase))
        return tr("The upgrade to %1 is at work").arg(m_run.plan().to);
    switch (m_run.run().phase) {
    case RunPhase::Switched:
        return tr("%1 is serving and waits for your decision").arg(m_run.plan().to);
    case RunPhase::Kept:
        return tr("The upgrade to %1 is finished").arg(m_run.plan().to);
    case RunPhase::WentBack:
        return tr("The server went back to %1").arg(releaseBefore(m_run.plan()));
    default:
        return tr("The upgrade to %1 waits for your answer").arg(m_run.plan().to);
    }
}

QString ResumePage::moveTitle() const {
    const QString to = flow().newServerTitle();
    if (isWorking(m_run.run().phase))
        return tr("The move to %1 is at work").arg(to);
    switch (m_run.run().phase) {
    case RunPhase::Switched:
        return tr("%1 has the data and waits for your decision").arg(to);
    case RunPhase::Kept:
        return tr("The move to %1 is finished").arg(to);
    case RunPhase::WentBack:
        return tr("%1 went back to how it was").arg(to);
    default:
        return tr("The move to %1 waits for your answer").arg(to);
    }
}

QString ResumePage::subtitle() const {
    const auto& entry = flow().resumed();
    return entry ? tr("%1: %2").arg(historyTitle(*entry), historyNote(*entry)) : QString();
}

QString ResumePage::helpText() const {
    return tr("The folder of the run on the server is the truth about it. This page shows what it says, and "
              "does nothing.\n\nThe "
              "next page offers to go on, to try again or to go back to exactly what was there before.");
}

StateWord ResumePage::state() const {
    if (m_left)
        return StateWord::Done;
    return m_run.error() && !known() ? StateWord::Failed : known() ? StateWord::Done : StateWord::Running;
}

QString ResumePage::stateNote() const {
    return m_run.plan().to.isEmpty() ? QString() : tr("to %1").arg(m_run.plan().to);
}

QVector<PageButton> ResumePage::buttons() {
    const RunPhase phase = m_run.run().phase;
    const bool over = phase == RunPhase::Kept || phase == RunPhase::WentBack;
    PageButton next = nextButton(over ? tr("&Next: See what is kept") : tr("&Next: See the run"), known());
    if (over)
        next.action = [this] { Q_EMIT pageRequested(QStringLiteral("done")); };
    return {backButton(), next};
}

QWidget* ResumePage::initialFocus() { return primary(); }

void ResumePage::refresh() {
    const RunState& run = m_run.run();
    const bool failed = m_run.error() && !known();
    m_error->setVisible(failed);
    if (failed)
        m_error->show(wordsFor(*m_run.error(), {flow().newServerTitle(), {}, {}, true, {}}));
    m_summary->setVisible(!failed);
    m_stageCard->setVisible(known());
    if (!known()) {
        m_mark->setIcon(stateIcon(StateWord::Running), Tone::Accent);
        m_what->setText(tr("Reading the folder of the run on the server"));
        m_means->setText(tr("Only looking. What was begun goes on by itself meanwhile."));
        return;
    }
    const Words words = wordsForRun(run, m_run.plan(), flow().situation(), m_run.copyError());
    if (!words.title.isEmpty()) {
        m_mark->setIcon(stateIcon(StateWord::NeedsYou), Tone::Needs);
        m_what->setText(words.title);
        m_means->setText(words.means);
    } else {
        const ProgressValues v =
            progressValues(m_run.plan(), run, m_run.secondsSinceNews(), m_run.lineLost());
        m_mark->setIcon(stateIcon(v.state), stateTone(v.state));
        m_what->setText(v.title);
        m_means->setText(run.rebooted ? tr("The server was restarted since. %1").arg(v.detail) : v.detail);
    }
    m_stages->showRun(m_run.plan(), run);
}

} // namespace df
