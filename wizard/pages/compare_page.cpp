#include "pages/compare_page.h"

#include "flow/before_step.h"
#include "flow/compare_step.h"
#include "flow/flow.h"
#include "flow/run_step.h"
#include "theme/icons.h"
#include "widgets/comparison_view.h"
#include "widgets/controls.h"
#include "widgets/difference_tree.h"
#include "widgets/error_card.h"
#include "widgets/tile.h"
#include "words/error_words.h"

#include <QBoxLayout>

namespace df {

ComparePage::ComparePage(Flow& flow, QWidget* parent)
    : Page(flow, flow.compareStep(), parent), m_compare(flow.compareStep()), m_verdict(new Tag(this)),
      m_error(new ErrorCard), m_waiting(new Card), m_waitingText(new TextLabel), m_view(new ComparisonView) {
    body()->setSpacing(px(12));
    body()->addWidget(m_error);
    QBoxLayout* wait = nullptr;
    QWidget* waitRow = rowWidget(&wait, 20, 18, 14);
    wait->addWidget(new IconLabel(stateIcon(StateWord::Running), Tone::Accent, 22));
    wait->addWidget(m_waitingText, 1);
    m_waiting->addRow(waitRow);
    body()->addWidget(m_waiting);
    body()->addWidget(m_view, 1);
    body()->addStretch();
    connect(m_view, &ComparisonView::noteMade, this, [this](const DifferenceNote& note) {
        if (const auto kept = this->flow().keepNote(note); !kept)
            showTrouble(kept.error());
    });
    connect(m_error, &ErrorCard::chosen, this, [this](const QString& action) {
        if (action == QLatin1String("again"))
            m_compare.collect();
        else
            Q_EMIT closeRequested();
    });
    refresh();
}

QString ComparePage::title() const {
    switch (m_compare.state()) {
    case StateWord::Running:
        return tr("Measuring again, to compare");
    case StateWord::Skipped:
        return tr("There is nothing to compare with");
    case StateWord::Done:
        break;
    default:
        return tr("Compare before with now");
    }
    return comparisonTitle(m_compare.comparison(), flow().notes());
}

QString ComparePage::subtitle() const {
    if (m_compare.state() != StateWord::Done)
        return {};
    return comparisonCounts(m_compare.comparison(),
                            flow().moves()
                                ? tr("%1 values of the old server and the new one. %2 the same, %3 differ.")
                                : tr("%1 values before and now. %2 the same, %3 differ."),
                            flow().notes());
}

QString ComparePage::helpText() const {
    return tr("Every value that was recorded before is put beside the same value now.\n\nSame: no "
              "difference. As expected: "
              "what this release is known to change. Look: nothing explains it; see whether it is what you "
              "want. Worse: "
              "something is lost or fails.\n\nF8 goes to the next difference, Shift+F8 back, Ctrl+F finds "
              "one. A tile shows "
              "only its area.\n\nKeep ends the upgrade. Going back restores the server as it was before the "
              "switch; what users "
              "wrote since is kept aside and listed first.");
}

bool ComparePage::decided() const {
    const RunPhase phase = flow().runStep().run().phase;
    return phase == RunPhase::Kept || phase == RunPhase::WentBack;
}

QVector<PageButton> ComparePage::buttons() {
    QVector<PageButton> all;
    if (m_compare.busy()) {
        all.append({QStringLiteral("stop"),
                    tr("&Stop measuring"),
                    ButtonRole::Plain,
                    true,
                    {},
                    [this] { m_compare.cancel(); },
                    false,
                    {}});
        return all;
    }
    all.append({QStringLiteral("report"),
                tr("Save r&eport…"),
                ButtonRole::Plain,
                true,
                {},
                [this] { Q_EMIT reportRequested(); },
                false,
                {}});
    if (decided()) {
        all.append(nextButton(tr("&Next: Result"), true));
        return all;
    }
    const RunStep& run = flow().runStep();
    const bool serves = run.run().phase == RunPhase::Switched;
    // The marked one is what the comparison speaks for.
    const bool worse =
        m_compare.state() == StateWord::Done && m_compare.comparison().verdict == Verdict::Worse;
    PageButton back{QStringLiteral("go-back"),
                    flow().moves() ? tr("&Go back…") : tr("&Go back to %1…").arg(run.plan().from),
                    worse ? ButtonRole::Primary : ButtonRole::Plain,
                    serves,
                    QStringLiteral("state-undone"),
                    [this] { askGoBack(); },
                    true,
                    {}};
    PageButton keepIt{QStringLiteral("keep"),
                      tr("&Keep %1").arg(flow().moves() ? flow().newServerTitle() : run.plan().to),
                      worse ? ButtonRole::Plain : ButtonRole::Primary,
                      serves,
                      {},
                      [this] { keep(); },
                      true,
                      {}};
    if (worse)
        all << keepIt << back;
    else
        all << back << keepIt;
    return all;
}

void ComparePage::keep() {
    flow().runStep().keep();
    Q_EMIT pageRequested(QStringLiteral("done"));
}

void ComparePage::askGoBack() {
    const Plan& plan = flow().runStep().plan();
    if (flow().moves()) {
        const QString name = flow().newServerTitle();
        confirm(tr("Put %1 back as it was?").arg(name),
                tr("Its own database, files and settings take their place again. What was written there "
                   "since the "
                   "switch is kept aside on it, in %1. The old server is opened to its users again.")
                    .arg(plan.runFolder),
                tr("&Put %1 back").arg(name), [this] { goBack(); });
        return;
    }
    confirm(tr("Go back to %1?").arg(plan.from),
            tr("The old release, its database and its files come back as they were at the switch. Users are "
               "cut off for some "
               "seconds.\n\nWhat users have written since then is not in the old database. The new database "
               "and files are kept "
               "aside on the server, in %1.")
                .arg(plan.runFolder),
            tr("&Go back to %1").arg(plan.from), [this] { goBack(); });
}

void ComparePage::goBack() {
    flow().runStep().goBack();
    Q_EMIT pageRequested(QStringLiteral("run"));
}

namespace {

/// "6.3.0 · 13:58"
QString snapshotName(const Snapshot& s) {
    return QStringLiteral("%1 · %2").arg(s.release,
                                         s.takenAt.toLocalTime().toString(QStringLiteral("HH:mm")));
}

} // namespace

QWidget* ComparePage::headerWidget() { return m_compare.state() == StateWord::Done ? m_verdict : nullptr; }

void ComparePage::enter() {
    if (m_compare.state() == StateWord::NotStarted)
        m_compare.collect();
}

void ComparePage::checkAgain() {
    if (!m_compare.busy() && !decided())
        m_compare.collect();
}

QWidget* ComparePage::initialFocus() { return m_view->tree(); }

void ComparePage::refresh() {
    const auto error = m_compare.error();
    m_error->setVisible(error.has_value());
    if (error)
        m_error->show(wordsFor(*error, {flow().newServerTitle(), {}, {}, true, {}, flow().truthLine()}));
    const bool done = m_compare.state() == StateWord::Done;
    m_waiting->setVisible(!done && !error);
    m_waitingText->setText(m_compare.state() == StateWord::Skipped
                               ? tr("Nothing was recorded before, so there is nothing to compare with. Try "
                                    "your API yourself, then keep the new release or go back.")
                           : flow().moves()
                               ? tr("The same is measured on the new server as before on the old one.")
                               : tr("The same is measured as before the upgrade."));
    m_view->setVisible(done);
    m_verdict->setVisible(done);
    if (!done)
        return;
    const Verdict v = m_compare.comparison().verdict;
    const Tone ink = v == Verdict::Worse        ? Tone::Failed
                     : v == Verdict::Look       ? Tone::Needs
                     : v == Verdict::AsExpected ? Tone::Done
                                                : Tone::Muted;
    const Tone ground = v == Verdict::Worse        ? Tone::FailedTint
                        : v == Verdict::Look       ? Tone::NeedsTint
                        : v == Verdict::AsExpected ? Tone::DoneTint
                                                   : Tone::Sunken;
    m_verdict->set(verdictTitle(v), ink, ground, verdictIcon(v));
    if (m_shown != m_compare.compared()) {
        m_shown = m_compare.compared();
        const Snapshot& before = flow().beforeStep().snapshot();
        m_view->setNotesPossible(flow().keepsNotes());
        m_view->show(before, m_compare.after(), m_compare.comparison(), snapshotName(before),
                     snapshotName(m_compare.after()));
    }
    if (m_notes != flow().notes()) {
        m_notes = flow().notes();
        m_view->setNotes(m_notes);
    }
}

void ComparePage::nextDifference(bool backwards) { m_view->nextDifference(backwards); }

void ComparePage::find() { m_view->find(); }

void ComparePage::setSpace(int side, bool low) {
    Page::setSpace(side, low);
    m_view->setLow(low);
}

} // namespace df
