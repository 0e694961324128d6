// The pages before the first change: nothing here changes the server.
#include "unattended/player.h"

#include "flow/advice_step.h"
#include "flow/before_step.h"
#include "flow/connect_step.h"
#include "flow/flow.h"
#include "flow/look_step.h"
#include "flow/plan_step.h"
#include "flow/reach.h"
#include "pages/page.h"
#include "step_window.h"
#include "words/commercial_words.h"

#include <algorithm>

namespace df {

namespace {

bool isOpen(const QString& state) {
    switch (runPhaseFromString(state)) {
    case RunPhase::Preparing:
    case RunPhase::Paused:
    case RunPhase::Failed:
    case RunPhase::Switching:
    case RunPhase::SwitchUndone:
    case RunPhase::Switched:
    case RunPhase::GoingBack:
    case RunPhase::Stuck:
        return true;
    default:
        return false;
    }
}

/// Why areas are missing though an administrator was named.
QString refusedLogIn(const Snapshot& snapshot) {
    for (const SnapshotArea& area : snapshot.areas)
        if (!area.collected && area.why.startsWith(QLatin1String("The log-in failed")))
            return area.why;
    return {};
}

/// An error of the server's own says nothing about the password.
bool ownFault(const QString& refused) { return refused.contains(QLatin1String("HTTP 5")); }

int valuesThatDontOpen(const Snapshot& snapshot) {
    for (const SnapshotArea& area : snapshot.areas)
        for (const SnapshotItem& item : area.items)
            if (area.id == QLatin1String("key-proof") && item.id == QLatin1String("all"))
                return item.attributes.value(QStringLiteral("bad")).toInt();
    return 0;
}

/// It may be back later, with the same answers.
bool isAway(const std::optional<Error>& error) {
    return error && (error->code == ErrorCode::ConnectionLost || error->code == ErrorCode::Unreachable ||
                     error->code == ErrorCode::HostNotFound || error->code == ErrorCode::Timeout);
}

} // namespace

QString Player::questionOf(const QString& key) {
    if (key == QLatin1String("installation.container"))
        return tr("Which container?");
    if (key.startsWith(QLatin1String("installation")))
        return tr("Which installation?");
    if (key.startsWith(QLatin1String("newInstallation")))
        return tr("Which installation of the new server?");
    if (key.startsWith(QLatin1String("env.")))
        return tr("Which value does %1 get?").arg(key.mid(4));
    if (key == QLatin1String("release"))
        return tr("To which release?");
    if (key == QLatin1String("commercialFiles"))
        return tr("Where are the files of the commercial edition?");
    if (key == QLatin1String("confirmServerName"))
        return tr("What is the server's name?");
    return tr("What is the answer?");
}

void Player::onConnect(Page& page) {
    const bool isNew = page.id() == QLatin1String("connect-new");
    ConnectStep& step = isNew ? flow().newConnectStep() : flow().connectStep();
    if (const auto key = step.hostKeyQuestion()) {
        const Error error{ErrorCode::HostKeyUnknown,
                          tr("The host key is not known, and the answer file doesn't vouch for it."),
                          {key->host, QString::number(key->port), key->type, key->fingerprint},
                          {},
                          false};
        step.answerHostKey(false);
        end(Exit::NotConnected, error);
        return;
    }
    if (!step.promptQuestion().isEmpty()) {
        step.answerPrompts({}); // nobody is here to answer
        return;
    }
    if (step.state() == StateWord::Failed) // with a run begun before, nobody knows how far it is
        end(m_attached && isAway(step.error()) ? Exit::ContactLost : Exit::NotConnected, step.error());
    else if (step.state() == StateWord::Done)
        goOn(page, page.title());
    else if (step.state() == StateWord::NotStarted && fillOnce(page))
        pressOnce(page, QStringLiteral("connect"));
}

void Player::onLook(Page& page) {
    FlowStep& step = page.step(); // of a move: both looks
    if (step.busy() || step.state() == StateWord::NotStarted)
        return;
    m_filled.remove(page.id() + QLatin1Char('/')); // a folder that was named is looked for in two goes
    if (!fillOnce(page) || step.busy())
        return;
    if (step.state() == StateWord::Failed) {
        const Error error = step.error().value_or(Error{});
        end(isOutOfReach(error) ? Exit::NotConnected : Exit::Refused, error);
    } else if (step.state() == StateWord::Done) {
        afterLook(page);
    }
}

void Player::afterLook(Page& page) {
    const bool back = m_answers.task == QLatin1String("go-back");
    LookStep& changed = moves() ? flow().newLookStep() : flow().lookStep();
    if (otherRelease(page))
        return;
    const QVector<EarlierRun> runs = changed.installation()->earlierRuns;
    const EarlierRun* found = nullptr;
    // Going back is asked for by name of the task: then a kept upgrade will do, where none is open.
    const auto wanted = [&](const EarlierRun& run) {
        return isOpen(run.state) || (back && run.state == QLatin1String("kept"));
    };
    for (const EarlierRun& run : runs)
        if ((m_answers.run.isEmpty() ? wanted(run) : m_answers.run == run.id) &&
            (!found || run.id > found->id))
            found = &run;
    if (m_answers.task == QLatin1String("look") || (!back && !found)) {
        goOn(page, page.title());
        return;
    }
    if (!found || !wanted(*found)) {
        const QString why = found ? tr("run: the run %1 is finished (%2); there is nothing to go back to.")
                                        .arg(found->id, found->state)
                            : m_answers.run.isEmpty()
                                ? tr("There is no run on this server to go back from.")
                                : tr("run: there is no run %1 on this server.").arg(m_answers.run);
        const bool named = !m_answers.run.isEmpty() && !found;
        end(named ? Exit::BadAnswers : Exit::Refused,
            Error{named ? ErrorCode::BadAnswerFile : ErrorCode::MustFix,
                  why,
                  {QStringLiteral("run")},
                  {},
                  false});
        return;
    }
    shoot(page);
    m_services.say(tr("attaching to the run %1 that was begun before").arg(found->id));
    m_attached = true;
    flow().attach(*found);
    steps().goTo(QStringLiteral("run"));
}

/// A move goes to the release that the new server has.
bool Player::otherRelease(Page& page) {
    const QString wanted = m_json.value(QLatin1String("release")).toString();
    if (!moves() || wanted.isEmpty() || wanted == QLatin1String("newest"))
        return false;
    const QString there = flow().newLookStep().installation()->code.version;
    if (there.split(QLatin1Char(' ')).contains(wanted))
        return false;
    shoot(page);
    Error error = impossibleAnswer(QStringLiteral("release"), page.railName(), wanted);
    error.what += QLatin1Char(' ') + tr("The new server has %1.").arg(there);
    end(Exit::BadAnswers, error);
    return true;
}

/// The pages of a move that only ask: filled, they are complete.
void Player::onAnswered(Page& page) {
    if (page.step().busy() || page.step().state() == StateWord::NotStarted)
        return;
    if (page.step().state() == StateWord::Failed) {
        const Error error = page.step().error().value_or(Error{});
        shoot(page);
        end(isOutOfReach(error) ? Exit::NotConnected : Exit::Refused, error);
        return;
    }
    if (fillOnce(page) && page.isComplete())
        goOn(page, page.subtitle());
}

/// Ends where a finding is open that the answers don't accept.
bool Player::notAccepted(Page& page) {
    AdviceStep& step = flow().adviceStep();
    if (const auto open = step.open(Severity::ShouldKnow);
        !open.isEmpty() && (moves() || step.way() == Way::InPlace)) {
        shoot(page);
        const auto question = [&page](const Finding& finding) {
            return tr("accept: the page %1 asks whether \"%2#%3\" is understood: %4")
                .arg(page.railName(), finding.id, finding.content(), finding.text);
        };
        for (const Finding& finding : open.mid(1)) // all at once, so that one look at the file is enough
            m_services.complain(question(finding));
        end(Exit::BadAnswers, Error{ErrorCode::BadAnswerFile,
                                    question(open.first()),
                                    {QStringLiteral("accept"), page.railName(), open.first().id},
                                    {},
                                    false});
        return true;
    }
    return false;
}

void Player::onAdvice(Page& page) {
    LookStep& look = flow().lookStep();
    AdviceStep& step = flow().adviceStep();
    if (const auto error = look.releasesError(); error && error->facts.value(0) == QLatin1String("no-tag")) {
        shoot(page);
        end(Exit::BadAnswers,
            impossibleAnswer(QStringLiteral("release"), page.railName(), error->facts.value(1)));
        return;
    }
    // Where no release can be read, what stands in the way of that is the ending, not the missing release.
    const bool noneOnOffer = !moves() && !look.busy() && look.releases().tags.isEmpty();
    if (noneOnOffer && m_answers.task != QLatin1String("look") && !step.open(Severity::MustFix).isEmpty()) {
        refuse(page, step.open(Severity::MustFix));
        return;
    }
    if (fetchingFiles(page)) // before anything is filled in again
        return;
    if (look.busy() || (!noneOnOffer && !fillOnce(page, look.releases().chosen.tag)) || look.busy() ||
        fetchingFiles(page))
        return;
    if (look.state() == StateWord::Failed) {
        end(Exit::NotConnected, look.error());
        return;
    }
    const QString closed =
        step.goal().isEmpty() && !moves() ? closedWay() : QString(); // a stop is reached in place
    if (m_answers.task == QLatin1String("look")) {
        sayOnce(closed);
        goOn(page, page.title());
        return;
    }
    const bool noSteps = !closed.isEmpty() && m_answers.way == toString(Way::InSteps);
    if (const auto mustFix = step.open(Severity::MustFix); !mustFix.isEmpty()) {
        if (noSteps)
            m_services.complain(closed);
        refuse(page, mustFix);
        return;
    }
    if (noSteps) {
        shoot(page);
        end(Exit::Refused, Error{ErrorCode::MustFix, closed, {QStringLiteral("way")}, {}, false});
        return;
    }
    if (notAccepted(page))
        return;
    if (!step.canGoOn()) {
        shoot(page);
        end(Exit::Refused, Error{ErrorCode::MustFix, step.blockedBy(), {}, {}, false});
        return;
    }
    if (!step.goal().isEmpty())
        sayOnce(tr("%1 is a stop on the way to %2. When it runs, upgrade again to go on.")
                    .arg(step.advice().to, step.goal()));
    goOn(page, page.title());
}

QString Player::closedWay() const {
    const Advice& advice = flow().adviceStep().advice();
    const auto optionOf = [&advice](const QString& way) {
        return std::find_if(advice.options.begin(), advice.options.end(),
                            [&way](const WayOption& o) { return toString(o.way) == way; });
    };
    const auto asked = optionOf(m_answers.way);
    if (asked == advice.options.end() || asked->possible)
        return {};
    const auto inPlace = optionOf(toString(Way::InPlace));
    if (asked->way == Way::InSteps && inPlace != advice.options.end() && inPlace->possible)
        return tr("way: in steps isn't offered here: no stop would bring anything, and in place reaches %1 "
                  "directly.")
            .arg(advice.to);
    const QString why = asked->whyNot.endsWith(QLatin1Char('.')) ? asked->whyNot.chopped(1) : asked->whyNot;
    return tr("way: %1 isn't offered here: %2.").arg(m_answers.way, why);
}

bool Player::fetchingFiles(Page& page) {
    CommercialFetch& fetch = flow().planStep().commercialFetch();
    if (fetch.hostKeyQuestion()) {
        fetch.answerHostKey(false); // nobody is here to compare it
        return true;
    }
    if (fetch.busy()) { // the page's other answers wait for what the files make of the advice
        m_filled.remove(page.id() + QLatin1Char('/') + flow().lookStep().releases().chosen.tag);
        return true;
    }
    if (!fetch.error())
        return false;
    Error error = *fetch.error();
    const bool away = isNotConnected(error);
    error.what = tr("commercialFiles: %1").arg(commercialTrouble(error));
    if (!away) {
        error.code = ErrorCode::BadAnswerFile;
        error.facts.prepend(QStringLiteral("commercialFiles"));
    }
    shoot(page);
    end(away ? Exit::NotConnected : Exit::BadAnswers, error);
    return true;
}

void Player::refuse(Page& page, const QVector<Finding>& mustFix) {
    shoot(page);
    QStringList ids, sentences;
    for (const Finding& finding : mustFix) {
        ids << finding.id;
        sentences << QStringLiteral("%1  %2").arg(finding.id, finding.text); // "app-key: The" is hidden
    }
    for (const QString& sentence : sentences)
        m_services.say(tr("must fix  %1").arg(sentence));
    end(Exit::Refused,
        Error{ErrorCode::MustFix, tr("Findings must be fixed first: %1").arg(ids.join(QLatin1String(", "))),
              ids, sentences.join(QLatin1Char('\n')), true});
}

/// What the answers want compared could not be: an upgrade would not be judged as they say.
bool Player::logInRefused(Page& page) {
    const BeforeStep& step = flow().beforeStep();
    const struct {
        QString key, email, refused;
    } logIns[] = {{QStringLiteral("admin.password"), m_answers.adminEmail, refusedLogIn(step.snapshot())},
                  {QStringLiteral("newAdmin.password"), m_answers.newServer.adminEmail,
                   refusedLogIn(step.newSnapshot())}};
    for (const auto& [key, email, refused] : logIns) {
        if (email.isEmpty() || refused.isEmpty() || ownFault(refused))
            continue;
        shoot(page);
        end(Exit::BadAnswers,
            Error{
                ErrorCode::BadAnswerFile,
                tr("%1, page %3: the log-in of %2 was refused. %4").arg(key, email, page.railName(), refused),
                {key, page.railName()},
                {},
                false});
        return true;
    }
    return false;
}

void Player::onBefore(Page& page) {
    BeforeStep& step = flow().beforeStep();
    if (step.busy())
        return;
    if (step.state() == StateWord::Failed) {
        const Error error = step.error().value_or(Error{});
        shoot(page);
        end(isOutOfReach(error) ? Exit::NotConnected : Exit::Refused, error);
    } else if (step.canGoOn() && logInRefused(page)) {
        return;
    } else if (step.canGoOn()) {
        if (const QString refused = refusedLogIn(step.snapshot());
            !refused.isEmpty() && !m_said.contains(refused)) {
            m_said.insert(refused);
            m_services.complain(
                tr("What only an administrator sees can't be compared: the server can't log anybody in. %1")
                    .arg(refused));
        }
        if (const int closed = valuesThatDontOpen(step.snapshot());
            closed > 0 && !m_said.contains(QStringLiteral("app-key"))) {
            m_said.insert(QStringLiteral("app-key"));
            m_services.complain(tr(
                "%n stored secret(s) don't open with the APP_KEY in .env. The upgrade leaves that as it is.",
                nullptr, closed));
        }
        goOn(page, page.title());
    } else if (fillOnce(page)) {
        pressOnce(page, QStringLiteral("measure"));
    }
}

void Player::onPlan(Page& page) {
    PlanStep& step = flow().planStep();
    if (step.busy() || !fillOnce(page))
        return;
    if (step.state() == StateWord::Failed) {
        end(Exit::Refused, step.error());
        return;
    }
    // What moves, and how settings are merged, may have raised a finding since.
    QString missing;
    if (Page* advice = moves() ? steps().page(QStringLiteral("advice")) : nullptr;
        advice && (!advice->fill(m_json, &missing) || notAccepted(page)))
        return;
    const QString blocked =
        flow().adviceStep().blockedBy(); // a choice of this page may have opened a finding
    if (!blocked.isEmpty()) {
        end(Exit::Refused, Error{ErrorCode::MustFix, blocked, {}, {}, false});
        return;
    }
    shoot(page);
    m_services.say(tr("%1  %2 … done").arg(page.railName(), step.stateNote()));
    pressOnce(page, QStringLiteral("start"));
    if (m_pageSince.elapsed() > 30'000)
        end(Exit::Refused, Error{ErrorCode::MustFix, page.blockedBy(), {}, {}, false});
}

} // namespace df
