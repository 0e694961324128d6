#include "flow/advice_step.h"
#include "flow/before_step.h"
#include "flow/compare_step.h"
#include "flow/connect_step.h"
#include "flow/done_step.h"
#include "flow/flow.h"
#include "flow/look_step.h"
#include "flow/move/move_parts.h"
#include "flow/plan_step.h"
#include "flow/run_step.h"
#include "flow/sealing.h"

#include "flow/progress.h"
#include "flow/reach.h"
#include "words/commercial_words.h"
#include "words/error_words.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

#include <algorithm>

namespace df {

namespace {

QString accountHere() {
    const QString user = qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME"));
    return user.isEmpty() ? qEnvironmentVariable("LOGNAME") : user;
}

QString taskWord(Task task) {
    switch (task) {
    case Task::Look:
        return QStringLiteral("look");
    case Task::GoBack:
        return QStringLiteral("go-back");
    case Task::Migrate:
        return QStringLiteral("migrate");
    case Task::Upgrade:
        break;
    }
    return QStringLiteral("upgrade");
}

/// What is sealed on this computer is a backup like those on the server.
void addSealed(RunState* run, const QVector<SealedCopy>& copies) {
    for (const SealedCopy& c : copies)
        run->backups.append({QStringLiteral("env"), c.file, c.sha256,
                             QCoreApplication::translate("df::Report", "sealed, and opened again"), c.bytes});
}

QString withoutMnemonic(QString text) { return text.remove(QLatin1Char('&')); }

ReportError inWords(const QString& code, const Words& words) {
    ReportError error{
        code, words.happened.isEmpty() ? words.title : words.happened, words.means, {}, words.detail};
    for (const Words::Fact& fact : words.facts)
        error.means += QLatin1Char(' ') + fact.text + QLatin1Char('.');
    for (const Words::Action& action : words.actions)
        error.doThis << withoutMnemonic(action.text);
    if (!words.hint.isEmpty())
        error.doThis << words.hint;
    return error;
}

/// What is left to do when all is undone after a failure.
QStringList againLater(const RunState& run, const Plan& plan, bool moves) {
    const QString remedy = knownFailure(run.failure).remedy;
    const QString again =
        moves
            ? Flow::tr(
                  "Put right what the details name, then start the move again: it begins from the start.")
            : Flow::tr("Put right what the details name, then start the upgrade to %1 again: it begins from "
                       "the start.")
                  .arg(plan.to);
    const QString differs = Flow::tr("Look at what differs; the copies are in %1.").arg(plan.runFolder);
    QStringList list = remedy.isEmpty() ? QStringList{again} : QStringList{remedy, again};
    if (!asBefore(plan, run))
        list.prepend(differs);
    return list;
}

/// What is left to do when nobody knows how far the run is.
QStringList attachLater(const QString& runFolder) {
    QStringList list{
        Flow::tr("Start the wizard again, by hand or with the same answer file: it attaches to the run.")};
    if (!runFolder.isEmpty())
        list << Flow::tr("If the server can be reached by other means only: %1 there is the way back.")
                    .arg(runFolder + QLatin1String("/undo.sh"));
    return list;
}

/// The findings' own words.
ReportError refusal(const QVector<Finding>& mustFix, const Words& words) {
    ReportError error{toString(ErrorCode::MustFix), {}, words.means, {}, words.detail};
    QStringList sentences;
    for (const Finding& finding : mustFix) {
        sentences << finding.text;
        error.doThis << finding.doThis;
    }
    error.what = sentences.join(QLatin1Char(' '));
    return error;
}

QString notBegun(const std::optional<Error>& error) {
    return error && error->code == ErrorCode::Locked ? QStringLiteral("refused") : QStringLiteral("failed");
}

bool standsStill(RunPhase phase) {
    return phase == RunPhase::Failed || phase == RunPhase::SwitchUndone || phase == RunPhase::Stuck ||
           phase == RunPhase::WentBack;
}

} // namespace

/// Who asked for the way back alone has what was asked for, whatever failed in the run before.
bool Flow::failedBefore() const {
    const bool asked = task == Task::GoBack && m_run->run().phase == RunPhase::WentBack;
    return m_hadFailure && !asked;
}

QString Flow::outcome() const {
    if (m_run->state() == StateWord::NotStarted) {
        const auto steps = connectSteps();
        if (std::any_of(steps.begin(), steps.end(),
                        [](const ConnectStep* step) { return step->state() != StateWord::Done; }))
            return m_resumed ? QStringLiteral("unknown") : QStringLiteral("not-connected");
        if (const auto files = m_plan->commercialFetch().error(); files && ending)
            return isNotConnected(*files) ? QStringLiteral("not-connected") : QStringLiteral("refused");
        if (task == Task::Look && m_look->state() == StateWord::Done)
            return QStringLiteral("looked");
        if (m_look->state() == StateWord::Done && m_advice->advice().blocked())
            return QStringLiteral("refused");
        if (ending && (ending->code == ErrorCode::BadAnswerFile || ending->code == ErrorCode::MustFix))
            return QStringLiteral("refused");
        for (const LookStep* look : {m_look.get(), m_newLook.get()})
            if (const auto error = look ? look->error() : std::nullopt)
                return isOutOfReach(*error) ? QStringLiteral("not-connected") : QStringLiteral("refused");
        return ending ? QStringLiteral("failed") : QStringLiteral("looked");
    }
    switch (m_run->run().phase) {
    case RunPhase::Kept:
        return QStringLiteral("done");
    case RunPhase::WentBack:
        return failedBefore() || ending ? QStringLiteral("failed") : QStringLiteral("went-back");
    case RunPhase::Switched:
        return m_run->lineLost() ? QStringLiteral("unknown") : QStringLiteral("done");
    case RunPhase::Failed:
    case RunPhase::SwitchUndone:
    case RunPhase::Stuck:
        return QStringLiteral("failed");
    case RunPhase::Paused: // the switch waits for copies that could not be made
        if (m_run->copyError())
            return QStringLiteral("failed");
        break;
    case RunPhase::Deployed: // written, never begun
        if (m_run->error())
            return notBegun(m_run->error());
        break;
    case RunPhase::Unknown: // the run folder could not even be written
        if (!m_run->lineLost() && m_run->state() == StateWord::Failed)
            return notBegun(m_run->error());
        break;
    default:
        break;
    }
    return QStringLiteral("unknown");
}

std::optional<ReportError> Flow::reportError() const {
    auto error = errorInWords();
    if (error && outcome() == QLatin1String("unknown")) // whoever reads it later has no buttons
        error->doThis = attachLater(m_run->plan().runFolder);
    return error;
}

Situation Flow::situation() const {
    Situation s;
    s.host = newServerTitle();
    s.from = releaseBefore(m_run->plan());
    s.to = m_run->plan().to;
    s.changesBegan = m_run->state() != StateWord::NotStarted;
    s.downtime = m_run->downtimeSoFar();
    s.now = truthLine();
    s.pauseAsked = m_run->pauseAsked();
    if (moves()) {
        s.movesFrom = serverTitle();
        s.oldClosed = m_move->closing.door() == ClosingStep::Door::Closed;
    }
    return s;
}

std::optional<ReportError> Flow::errorInWords() const {
    Situation situation = this->situation();
    situation.host = connectSteps().last()->settings.host;
    const RunState& run = m_run->run();
    if (standsStill(run.phase) && (failedBefore() || m_run->error())) {
        const ErrorCode code = m_run->error() ? m_run->error()->code : ErrorCode::RunFailed;
        ReportError error = inWords(toString(code), wordsForRun(run, m_run->plan(), situation));
        if (run.phase == RunPhase::WentBack && run.failedStep.isEmpty() && failedBefore()) // no step failed
            error.what.prepend(
                tr("The work was cut off during the switch: perhaps the server was restarted.") +
                QLatin1Char(' '));
        if (run.phase == RunPhase::WentBack) // whoever reads it later has no buttons
            error.doThis = againLater(run, m_run->plan(), moves());
        if (error.detail.isEmpty())
            error.detail = m_lastFailure;
        return error;
    }
    if (run.phase == RunPhase::Paused && m_run->copyError())
        return inWords(toString(m_run->copyError()->code),
                       wordsForRun(run, m_run->plan(), situation, m_run->copyError()));
    if (const auto files = m_plan->commercialFetch().error(); files && ending)
        return inWords(toString(ending->code), commercialWords(*files));
    if (ending && ending->code == ErrorCode::MustFix && !m_advice->open(Severity::MustFix).isEmpty())
        return refusal(m_advice->open(Severity::MustFix), wordsFor(*ending, situation));
    if (ending) {
        ReportError error = inWords(toString(ending->code), wordsFor(*ending, situation));
        if (run.phase == RunPhase::WentBack)
            error.doThis = againLater(run, m_run->plan(), moves());
        return error;
    }
    const FlowStep* steps[] = {m_run.get(),     m_plan.get(),    m_look.get(),
                               m_newLook.get(), m_connect.get(), m_newConnect.get()};
    for (const FlowStep* step : steps)
        if (const auto error = step ? step->error() : std::nullopt)
            return inWords(toString(error->code), wordsFor(*error, situation));
    return {};
}

Report Flow::report() const {
    Report r;
    r.task = taskWord(task);
    r.runId = m_run->plan().runId;
    r.outcome = outcome();
    r.startedAt = m_startedAt;
    r.seconds = double(m_startedAt.msecsTo(QDateTime::currentDateTimeUtc())) / 1000;
    r.server = QStringLiteral("%1@%2").arg(m_connect->settings.user, m_connect->settings.host);
    r.by = accountHere();
    r.practice = practice;
    if (!m_look->facts().installations.isEmpty())
        r.facts = m_look->facts();
    if (!m_advice->advice().options.isEmpty() || !m_advice->advice().findings.isEmpty())
        r.advice = m_advice->advice();
    r.accepted = m_advice->accepted();
    if (moves())
        reportMove(&r);
    if (!m_run->plan().stages.isEmpty()) {
        r.plan = m_run->plan();
        r.run = m_run->run();
        r.probes = m_run->probes();
        addSealed(&*r.run, m_sealing->copies());
    } else if (!m_plan->plan().stages.isEmpty()) {
        r.plan = m_plan->plan(); // made, not run
    }
    if (!m_before->snapshot().areas.isEmpty())
        r.before = m_before->snapshot();
    if (!m_compare->after().areas.isEmpty()) {
        r.after = m_compare->after();
        r.comparison = m_compare->comparison();
        r.notes = notesIn(m_compare->comparison(), m_notes);
    }
    r.error = reportError();
    return r;
}

Result<QString> Flow::writeReport(const QString& folder) {
    learnSecrets();
    const Report value = report();
    const QString id = value.runId.isEmpty() ? value.task + QLatin1Char('-') +
                                                   m_startedAt.toString(QStringLiteral("yyyyMMdd-hhmmss"))
                                             : value.runId;
    const QString place = folder.isEmpty()
                              ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
                                    QStringLiteral("/reports/") + id
                              : QDir(folder).absolutePath();
    const auto redactor = m_redactor;
    const auto written =
        df::writeReport(value, place, [redactor](const QString& text) { return redactor->redact(text); });
    if (!written)
        return fail(written.error());
    m_done->m_reportFolder = place;
    if (m_run->state() != StateWord::NotStarted)
        saveJournal();
    else if (m_connect->state() == StateWord::Done)
        saveLook(id, value);
    Q_EMIT m_done->changed();
    return place;
}

void Flow::saveLook(const QString& id, const Report& report) {
    JournalEntry e = journalEntry();
    e.runId = id;
    e.task = QStringLiteral("look");
    e.phase = report.outcome;
    e.open = false;
    e.root = m_look->installation() ? m_look->installation()->path : QString();
    e.from = m_look->installation() ? m_look->installation()->code.version : QString();
    e.to = m_advice->advice().to;
    e.summary = outcomeSentence(report);
    e.extra = {};
    e.snapshotBefore = {};
    if (const auto saved = m_journal.save(e); !saved)
        Q_EMIT journalFailed(saved.error());
}

} // namespace df
