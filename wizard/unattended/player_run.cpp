// The run and its endings.
#include "unattended/player.h"

#include "flow/advice_step.h"
#include "flow/compare_step.h"
#include "flow/connect_step.h"
#include "flow/flow.h"
#include "flow/move/closing_step.h"
#include "flow/move/delivery_step.h"
#include "flow/progress.h"
#include "flow/reach.h"
#include "flow/run_step.h"
#include "pages/page.h"
#include "step_window.h"
#include "widgets/confirm_dialog.h"
#include "widgets/error_card.h"

#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace df {

namespace {

constexpr int longestDeathMs =
    20'000; ///< a supervisor that was ended: a boot unit may take over in the meantime
constexpr int mostBacksCutShort = 3;
constexpr int longestAnswerMs = 120'000;
constexpr int askOldAgainMs = 5000;
constexpr int beginsWithinMs = 15'000; ///< work that was asked for and has not begun yet

bool isWork(RunPhase phase) {
    return phase == RunPhase::Preparing || phase == RunPhase::Switching || phase == RunPhase::GoingBack;
}

/// A container that can't be entered (host/place_trouble.h).
bool isAbout(const Error& error, const char* fact) { return error.facts.value(0) == QLatin1String(fact); }

} // namespace

void Player::pressConfirmation(Page& page) {
    QAbstractButton* button = page.confirmation();
    auto* dialog = qobject_cast<ConfirmDialog*>(button->window());
    if (dialog && dialog->typed() && dialog->typed()->text().isEmpty()) {
        if (m_answers.confirmServerName.isEmpty()) {
            const QString key = QStringLiteral("confirmServerName");
            end(Exit::BadAnswers, missingAnswer(key, page.railName(), questionOf(key)));
            return;
        }
        dialog->typed()->setText(m_answers.confirmServerName);
        if (!button->isEnabled()) {
            end(Exit::BadAnswers, impossibleAnswer(QStringLiteral("confirmServerName"), page.railName(),
                                                   m_answers.confirmServerName));
            return;
        }
    }
    if (button->isEnabled())
        button->click();
}

bool Player::pressCard(Page& page, const QString& action) {
    const auto cards = page.findChildren<ErrorCard*>();
    for (ErrorCard* card : cards)
        if (QPushButton* button = card->actionButton(action);
            card->isVisibleTo(&page) && button && button->isEnabled()) {
            button->click();
            return true;
        }
    return false;
}

void Player::printStages() {
    for (const QString& line : m_printer.newLines(flow().runStep().plan(), flow().runStep().run()))
        m_services.say(line);
}

void Player::cutTheLine() {
    if (m_options.cutLineAtStage.isEmpty() || !m_services.cutLine)
        return;
    const RunStep& run = flow().runStep();
    // A short stage may begin and end between two looks at the run: the one after it will do.
    const auto& stages = run.plan().stages;
    const auto wanted = std::find_if(stages.begin(), stages.end(), [this](const Stage& stage) {
        return stage.id == m_options.cutLineAtStage;
    });
    if (wanted == stages.end() || currentStage(run.plan(), run.run()) < wanted - stages.begin())
        return;
    m_options.cutLineAtStage.clear();
    m_services.cutLine();
}

bool Player::outOfContact() {
    if (!flow().runStep().lineLost()) {
        m_withoutContact.invalidate();
        return false;
    }
    if (!m_withoutContact.isValid()) {
        m_withoutContact.start();
        m_services.complain(tr("The contact to the server is lost; trying to reach it again."));
    }
    if (m_withoutContact.elapsed() > 1000LL * m_options.patienceSeconds)
        end(Exit::ContactLost, flow().runStep().error());
    return true;
}

void Player::onResume(Page& page) {
    RunStep& step = flow().runStep();
    if (outOfContact())
        return;
    if (step.run().phase != RunPhase::Unknown && !step.plan().stages.isEmpty()) {
        if (m_answers.task == QLatin1String("go-back"))
            steps().goTo(QStringLiteral("run")); // also where it is over: kept
        else
            goOn(page, page.title());
        return;
    }
    const ConnectStep& there = moves() ? flow().newConnectStep() : flow().connectStep();
    if (there.state() == StateWord::Failed) {
        end(Exit::ContactLost, there.error());
        return;
    }
    if (step.state() != StateWord::Failed)
        return;
    const auto error = step.error();
    if (error && isAbout(*error, "place-stopped")) { // the run is in there
        end(Exit::ContactLost, error);
        return;
    }
    if (error && isAbout(*error, "place-gone"))
        complainAbout(*error);
    // The journal knew of a run that the server doesn't know any more (a server made anew): begin from the
    // start.
    if (auto entry = flow().resumed()) {
        entry->open = false;
        entry->phase = toString(RunPhase::Unknown);
        if (const auto saved = m_services.journal.save(*entry); !saved)
            complainAbout(saved.error());
    }
    m_services.say(tr("that run is no longer on the server"));
    m_attached = false;
    m_filled.clear();
    m_pressed.clear();
    m_said.clear();
    openFlow({});
}

void Player::onRun(Page& page) {
    RunStep& step = flow().runStep();
    if (outOfContact())
        return;
    printStages();
    if (moves())
        sayDeliveries();
    cutTheLine();
    const auto error = step.error();
    if (isWork(step.run().phase)) {
        if (deliveryTrouble(page))
            return;
        if (error && error->code == ErrorCode::CommandUnknown)
            wasEnded();
        else
            m_dead.invalidate();
        // Who wants to go back doesn't wait for the switch.
        if (m_answers.task == QLatin1String("go-back") && step.run().phase == RunPhase::Preparing)
            pressOnce(page, QStringLiteral("stop"));
        return;
    }
    m_dead.invalidate();
    if (m_backAsked && step.run().phase != RunPhase::WentBack && step.run().phase != RunPhase::Stuck) {
        waitForTheWayBack();
        return;
    }
    switch (step.run().phase) {
    case RunPhase::Unknown:
    case RunPhase::Deployed:
        notStarted();
        break;
    case RunPhase::Paused:
        if (step.copying())
            break;
        if (m_answers.task == QLatin1String("go-back"))
            goBackFromCard(page);
        else if (step.copyError() || m_deliveryError)
            standsStill(page);
        else if (m_resumedAt.isValid() && m_resumedAt.elapsed() < longestAnswerMs)
            break;
        else if (pressCard(page, QStringLiteral("resume")))
            m_resumedAt.start();
        break;
    case RunPhase::Failed:
    case RunPhase::SwitchUndone:
        standsStill(page);
        break;
    case RunPhase::Stuck:
        // Found stuck: whoever starts the same file again has put right what stood in the way.
        if (m_attached && !m_backAsked) {
            m_wentOn = true;
            goBackFromCard(page);
        }
        if (m_wentOn && (step.busy() || m_backSince.elapsed() < beginsWithinMs))
            break;
        if (moves() && opensYet())
            break; // users are being let in again on the old server
        m_failed = true;
        shoot(page);
        sayOldServer();
        end(Exit::FailedChanged, error);
        break;
    case RunPhase::WentBack:
        cameBack(page);
        break;
    case RunPhase::Kept:
        if (m_answers.task == QLatin1String("go-back")) {
            goBackFromCard(page);
            break;
        }
        [[fallthrough]];
    case RunPhase::Switched:
        if (page.isComplete())
            goOn(page, page.title());
        break;
    default:
        break;
    }
}

/// What the new server waits for doesn't come.
bool Player::deliveryTrouble(Page& page) {
    if (!moves())
        return false;
    if (flow().deliveryStep().question())
        flow().deliveryStep().answer({}); // nobody is here to answer
    const auto error = flow().deliveryError();
    if (!error || m_backAsked)
        return false;
    if (m_deliveryError)
        return true; // it is being stopped
    if (mayComeYet(*error))
        return true;
    shoot(page);
    complainAbout(*error);
    m_deliveryError = error;
    m_failed = m_triedAgain = true;
    if (m_answers.onFailure == OnFailure::Stop) {
        m_services.say(tr("stopping, because the old server's data don't arrive"));
        flow().runStep().stop();
    } else {
        m_services.say(tr("going back, because the old server's data don't arrive"));
        goBackFromCard(page);
    }
    return true;
}

/// The line to the old server may be fine again in a moment: tried anew for as long as the new one's line is.
bool Player::mayComeYet(const Error& error) {
    if (!isLineTrouble(error))
        return false;
    const DeliveryStep& delivery = flow().deliveryStep();
    const qint64 come = delivery.delivered().size() + delivery.progress().bytesDone;
    if (!m_withoutOld.isValid() || come != m_comeSoFar) {
        m_comeSoFar = come;
        m_withoutOld.start();
        m_askedOld.invalidate();
        complainAbout(error);
        m_services.complain(tr("The old server's data don't arrive; trying again."));
    }
    if (m_withoutOld.elapsed() > 1000LL * m_options.patienceSeconds)
        return false;
    if (!m_askedOld.isValid() || m_askedOld.hasExpired(askOldAgainMs)) {
        m_askedOld.start();
        flow().deliverAgain();
    }
    return true;
}

/// Users of the old server are shut out as long as it doesn't hear that they may come in again.
bool Player::opensYet() {
    ClosingStep& closing = flow().closingStep();
    if (closing.busy())
        return true;
    // On a line that stalls sign-in and sudo fail in ways of their own.
    const bool opens = closing.door() == ClosingStep::Door::Opening;
    if (closing.state() != StateWord::Failed || !closing.error() ||
        !(opens || isLineTrouble(*closing.error())))
        return false;
    if (!m_withoutDoor.isValid()) {
        m_withoutDoor.start();
        complainAbout(*closing.error());
        m_services.complain(tr("The old server could not be opened to its users; trying again."));
    }
    if (m_withoutDoor.elapsed() > 1000LL * m_options.patienceSeconds)
        return false;
    if (!m_askedOld.isValid() || m_askedOld.hasExpired(askOldAgainMs)) {
        m_askedOld.start();
        closing.tryAgain();
    }
    return true;
}

void Player::sayOldServer() {
    if (!moves() || flow().closingStep().plan().runId.isEmpty())
        return;
    const ClosingStep& closing = flow().closingStep();
    const QString open = QStringLiteral("sh ") + closing.plan().runFolder + QStringLiteral("/undo.sh");
    sayOnce(closing.door() == ClosingStep::Door::Open ? tr("old server  open to its users")
            : closing.door() == ClosingStep::Door::Closed
                ? tr("old server  in maintenance; to open it, run there: %1").arg(open)
                : tr("old server  could not be asked whether it lets its users in; to open it, run there: %1")
                      .arg(open));
}

void Player::sayDeliveries() {
    const auto& all = flow().deliveryStep().delivered();
    for (; m_saidDeliveries < int(all.size()); ++m_saidDeliveries) {
        const Delivered& d = all[m_saidDeliveries];
        m_services.say(tr("delivered  %1, %2 bytes, %3").arg(d.id).arg(d.bytes).arg(d.hash));
        for (const QString& path : d.listed.mid(0, 20))
            m_services.say(tr("without its access list or extended attributes  %1").arg(path));
        for (const QString& path : d.leftOut.mid(0, 20))
            m_services.say(tr("did not come along  %1").arg(path));
    }
}

void Player::notStarted() {
    RunStep& step = flow().runStep();
    const auto error = step.error();
    if (!error || step.busy()) {
        if (step.run().phase == RunPhase::Deployed && step.state() == StateWord::NeedsYou && m_attached &&
            !m_triedAgain) {
            m_triedAgain = true; // written to the server, never begun
            step.tryAgain();
        }
        return;
    }
    const bool gone = m_attached && step.run().phase == RunPhase::Unknown;
    end(gone                                       ? Exit::ContactLost
        : error->code == ErrorCode::Locked         ? Exit::Refused
        : error->code == ErrorCode::SecretMissing  ? Exit::BadAnswers
        : error->code == ErrorCode::FileUnreadable ? Exit::BadAnswers
        : error->code == ErrorCode::FileUnwritable ? Exit::BadAnswers
                                                   : Exit::FailedAsBefore,
        error);
}

/// The work over there ended without a word (killed, or the machine was restarted).
void Player::wasEnded() {
    if (!m_dead.isValid())
        m_dead.start();
    if (m_dead.elapsed() < longestDeathMs)
        return;
    m_failed = m_failed || !m_backAsked;
    RunStep& step = flow().runStep();
    if (!m_backAsked)
        m_deliveryError = step.error(); // what to tell when all is undone
    m_dead.invalidate();
    // Users may be shut out: a way back that was cut short is begun again.
    if (m_backAsked && ++m_backsCutShort > mostBacksCutShort) {
        end(Exit::FailedChanged, step.error());
        return;
    }
    const bool mustGoBack =
        m_backAsked || step.run().phase != RunPhase::Preparing || m_answers.onFailure == OnFailure::GoBack;
    if (!mustGoBack) {
        end(Exit::FailedAsBefore, step.error());
        return;
    }
    m_backAsked = true;
    m_backSince.start();
    step.goBack();
}

void Player::waitForTheWayBack() {
    const auto error = flow().runStep().error();
    // A kept upgrade whose way back is gone says so at once; nothing was changed.
    if (error && !flow().runStep().busy() && flow().runStep().run().phase == RunPhase::Kept)
        end(Exit::Refused, error);
    else if (m_backSince.elapsed() > longestAnswerMs && error)
        end(Exit::FailedChanged, error);
}

void Player::goBackFromCard(Page& page) {
    shoot(page);
    m_backAsked = true;
    m_backSince.start();
    if (!pressCard(page, QStringLiteral("go-back")))
        flow().runStep().goBack();
}

void Player::standsStill(Page& page) {
    RunStep& step = flow().runStep();
    const bool wantsBack = m_answers.task == QLatin1String("go-back");
    if (moves() && opensYet())
        return; // users are being let in again on the old server
    // Found standing still: whoever starts the same file again has put right what was wrong.
    if (!wantsBack && m_attached && !m_triedAgain && m_answers.onFailure == OnFailure::Stop) {
        m_triedAgain = true;
        step.tryAgain();
        return;
    }
    if (m_triedAgain && m_pageSince.elapsed() < 3000)
        return;
    m_failed = m_failed || !wantsBack;
    shoot(page);
    if (wantsBack || m_answers.onFailure == OnFailure::GoBack) {
        if (const auto error = step.error(); error && !wantsBack)
            complainAbout(*error);
        m_services.say(wantsBack ? tr("going back, as the answers ask")
                                 : tr("going back, because a stage failed"));
        goBackFromCard(page);
        return;
    }
    sayOldServer();
    end(asBefore(step.plan(), step.run()) && !oldStaysShut() ? Exit::FailedAsBefore : Exit::FailedChanged,
        m_deliveryError ? m_deliveryError : step.error());
}

std::optional<Error> Player::whyShut() const {
    const ClosingStep& closing = flow().closingStep();
    if (closing.error())
        return closing.error();
    return Error{ErrorCode::NotAsBefore,
                 tr("The old server %1 was shut for the last copy, and could not be opened again. Run there: "
                    "sh %2/undo.sh")
                     .arg(flow().serverTitle(), closing.plan().runFolder),
                 {},
                 {},
                 false};
}

/// It was shut for the last copy, and isn't known to be open.
bool Player::oldStaysShut() const {
    return moves() && !flow().closingStep().plan().runId.isEmpty() &&
           flow().closingStep().door() != ClosingStep::Door::Open;
}

void Player::cameBack(Page& page) {
    if (flow().runStep().run().supervisorAlive)
        return; // its last words are still to come
    shoot(page);
    if (!press(page, QStringLiteral("next")))
        onDone(page);
}

void Player::onCompare(Page& page) {
    const CompareStep& step = flow().compareStep();
    printStages();
    if (step.busy() || step.state() == StateWord::NotStarted || outOfContact())
        return;
    shoot(page);
    if (step.state() == StateWord::Failed && step.error() && !m_said.contains(page.id()))
        complainAbout(*step.error());
    if (!m_said.contains(page.id()))
        m_services.say(tr("%1  %2").arg(page.railName(), page.title()));
    m_said.insert(page.id());
    decide(page);
}

void Player::decide(Page& page) {
    const CompareStep& step = flow().compareStep();
    const RunPhase phase = flow().runStep().run().phase;
    if (phase == RunPhase::Kept || phase == RunPhase::WentBack) {
        press(page, QStringLiteral("next"));
        return;
    }
    // What could not be measured is not proven to be no worse.
    const bool worse = step.state() != StateWord::Done || step.comparison().verdict == Verdict::Worse;
    const bool back = m_answers.task == QLatin1String("go-back") ||
                      m_answers.afterVerify == AfterVerify::GoBack ||
                      (m_answers.afterVerify == AfterVerify::KeepUnlessWorse && worse);
    if (!back) {
        pressOnce(page, QStringLiteral("keep"));
        return;
    }
    if (press(page, QStringLiteral("go-back"))) {
        m_services.say(m_answers.afterVerify == AfterVerify::GoBack ||
                               m_answers.task == QLatin1String("go-back")
                           ? tr("going back, as the answers ask")
                           : tr("going back, because the new release is worse"));
        m_backAsked = true;
        m_backSince.start();
    }
}

void Player::sayCopies() {
    if (m_saidCopies)
        return;
    m_saidCopies = true;
    if (const auto& error = flow().runStep().copyError())
        complainAbout(*error);
    for (const QString& copy : flow().runStep().copiesHere())
        m_services.say(tr("copy  %1").arg(copy));
}

/// By the answers alone: whoever is started again after a crash must come to the same end.
bool Player::backWasAsked() const {
    return m_answers.task == QLatin1String("go-back") ||
           (m_answers.afterVerify == AfterVerify::GoBack && !flow().hadFailure() && !m_failed);
}

std::optional<Error> Player::whyBack() const {
    const RunStep& step = flow().runStep();
    if (m_deliveryError && !step.error())
        return m_deliveryError;
    if (step.error() || backWasAsked() || flow().hadFailure())
        return step.error(); // the report tells a failure itself
    if (step.copyError() && flow().compareStep().state() == StateWord::NotStarted)
        return step.copyError(); // that is why it never switched
    const QString worse = m_answers.afterVerify == AfterVerify::KeepUnlessWorse
                              ? tr("The new release was worse than the old one, so the server went back.")
                              : tr("The server went back, which the answers did not ask for.");
    return Error{ErrorCode::RunFailed, worse, {}, {}, false};
}

void Player::onDone(Page& page) {
    RunStep& step = flow().runStep();
    if (step.state() == StateWord::NotStarted) { // looked
        shoot(page);
        const auto mustFix = flow().adviceStep().open(Severity::MustFix);
        for (const Finding& finding : mustFix)
            m_services.say(tr("must fix  %1  %2").arg(finding.id, finding.text));
        end(mustFix.isEmpty() ? Exit::Done : Exit::Refused);
        return;
    }
    if (outOfContact())
        return;
    if (step.copying() || (moves() && (opensYet() || flow().connectStep().busy() || flow().provesOld())))
        return;
    sayCopies();
    if (moves())
        sayOldServer();
    if (step.run().phase == RunPhase::Kept) {
        shoot(page);
        end(Exit::Done);
    } else if (step.run().phase == RunPhase::WentBack) {
        printStages();
        shoot(page);
        const bool shut = oldStaysShut();
        end(shut || !asBefore(step.plan(), step.run()) ? Exit::FailedChanged
            : backWasAsked()                           ? Exit::Done
                                                       : Exit::FailedAsBefore,
            shut ? whyShut() : whyBack());
    } else if (step.error() && m_pageSince.elapsed() > 10'000) {
        end(Exit::FailedChanged, step.error());
    }
}

} // namespace df
