// What only a move does: two servers, and what passes between them.
#include "flow/advice_step.h"
#include "flow/before_step.h"
#include "flow/connect_step.h"
#include "flow/done_step.h"
#include "flow/flow.h"
#include "flow/look_step.h"
#include "flow/move/env_secrets.h"
#include "flow/move/move_parts.h"
#include "flow/plan_step.h"
#include "flow/progress.h"
#include "flow/run_step.h"
#include "flow/with_line.h"

#include "advise/pair_advice.h"
#include "plan/migration.h"
#include "transfer/parcels_for.h"

#include <algorithm>
#include <utility>

namespace df {

namespace {

/// What the run over there waits for: 1 or 2, and since when by its clock; 0: for nothing.
struct Waiting {
    int round = 0;
    double since = 0;
};

Waiting waitingFor(const RunState& run) {
    if (!run.supervisorAlive)
        return {};
    for (const StepState& step : run.steps)
        if (const int round = deliveryRound(step.id); round > 0 && step.status == StepStatus::Running)
            return {round, step.startedAt};
    return {};
}

/// Until the next copy, if there is to be one, users work on the old server.
void letUsersIn(ClosingStep& closing, const RunState& run) {
    const auto door = closing.door();
    const bool isShut = // while it is being shut: soon
        door == ClosingStep::Door::Closed ||
        (door == ClosingStep::Door::Closing && closing.state() == StateWord::Failed);
    if (copyIsVain(run) && isShut)
        closing.open();
}

/// Asked anew for each last copy: it may have been opened since, by this program or another.
bool oldIsShut(MoveParts& move, const Waiting& waits) {
    if (move.closing.door() != ClosingStep::Door::Closed)
        return false;
    if (move.shutFor == waits.since)
        return true;
    move.shutFor = waits.since;
    move.closing.attach(Plan(move.closing.plan()));
    return false;
}

/// Into the container or pod, where the installation is in one.
OpenLine into(const OpenLine& line, const std::optional<Place>& place) {
    if (!place)
        return line;
    return [line, at = *place](const CancelToken& cancel) -> Result<std::unique_ptr<RemoteHost>> {
        auto host = line(cancel);
        if (!host)
            return host;
        return std::unique_ptr<RemoteHost>(std::make_unique<PlaceHost>(std::move(*host), at));
    };
}

} // namespace

BothLooks& Flow::bothLooks() { return m_move->bothLooks; }
EnvStep& Flow::envStep() { return m_move->env; }
MovingStep& Flow::movingStep() { return m_move->moving; }
DeliveryStep& Flow::deliveryStep() { return m_move->delivery; }
ClosingStep& Flow::closingStep() { return m_move->closing; }

std::optional<MovePair> Flow::movePair() const {
    const Installation *old = m_look->installation(), *fresh = m_newLook->installation();
    if (!old || !fresh)
        return {};
    return MovePair{m_look->facts(), *old, m_newLook->facts(), *fresh};
}

std::optional<FingerprintFact> Flow::oldFingerprint() const { return m_move->oldPrints.fact(); }
bool Flow::provesOld() const { return m_move->oldPrints.busy(); }
bool Flow::brings() const { return m_move->delivery.busy(); }

Advice Flow::adviseMove(const AdviceChoices& choices) const {
    const auto pair = movePair();
    if (!pair)
        return {};
    PairChoices wanted;
    wanted.canBeRoot = choices.canBeRoot;
    wanted.haveDatabaseAdmin = choices.haveDatabaseAdmin;
    wanted.env = m_move->env.choices();
    if (m_move->moving.state() == StateWord::Done)
        wanted.movable = m_move->moving.found();
    wanted.move = m_move->moving.chosen();
    return advisePair(*pair, wanted);
}

bool Flow::targetIsEmpty() const {
    const auto pair = movePair();
    return !pair || !needsConfirmation(*pair);
}

void Flow::wireMove() {
    m_look->readsReleases = m_newLook->readsReleases = false;
    m_look->goesInside = m_newLook->goesInside = true;
    m_move = std::make_unique<MoveParts>(*m_worker, *m_look, *m_newWorker, *m_newLook);
    FlowStep* steps[] = {&m_move->bothLooks, &m_move->env, &m_move->moving, &m_move->closing,
                         &m_move->delivery};
    for (FlowStep* step : steps)
        connect(step, &FlowStep::changed, this, &Flow::changed);
    m_advice->pairWith(*m_newLook, [this](const AdviceChoices& choices) { return adviseMove(choices); });
    // What is chosen there may settle a finding, or raise one.
    for (FlowStep* step : {static_cast<FlowStep*>(&m_move->env), static_cast<FlowStep*>(&m_move->moving)})
        connect(step, &FlowStep::changed, this, [this, step] {
            if (!step->busy() && m_advice->state() != StateWord::NotStarted &&
                m_run->state() == StateWord::NotStarted)
                m_advice->recompute();
        });
    connect(&m_move->since, &FlowStep::changed, this, &Flow::changed);
    connect(&m_move->since, &SinceStep::marked, this, &Flow::saveJournal);
    m_before->asksToo(*m_newWorker, *m_newLook);
    connect(&m_move->oldPrints, &OldPrints::changed, this, [this] {
        saveJournal();
        if (m_move->oldPrints.fact() && !m_done->reportFolder().isEmpty()) // written before it was known
            (void)writeReport(m_done->reportFolder());
        Q_EMIT changed();
    });
    m_plan->planBy([this](const QString& runId) { return planMove(runId); });
    connect(m_run.get(), &FlowStep::changed, this, &Flow::followMove);
    connect(m_connect.get(), &FlowStep::changed, this, &Flow::followMove);
    connect(&m_move->closing, &FlowStep::changed, this, [this, known = QString()]() mutable {
        // Before it is shut, too: whoever comes after a crash must know of it.
        const QString run = m_move->closing.plan().runId;
        if (!run.isEmpty() && m_run->run().phase != RunPhase::Unknown &&
            (std::exchange(known, run) != run || !m_move->closing.busy()))
            saveJournal();
        followMove();
    });
}

Result<Plan> Flow::planMove(const QString& runId) const {
    const auto pair = movePair();
    if (!pair)
        return fail(ErrorCode::NoInstallation, QStringLiteral("One of the two servers was not looked at."));
    MoveChoices choices;
    choices.env = envChangesOf(m_move->env.rows());
    choices.move = m_move->moving.chosen();
    choices.closeOld = m_plan->closeOld;
    choices.databaseAdmin = m_plan->choices.databaseAdmin;
    choices.databaseAdminUser = m_plan->choices.databaseAdminUser;
    return planMigration(*pair, m_advice->advice(), choices, runId);
}

/// What the run over there waits for is brought; before the last copy users are shut out of the old server,
/// if that is wanted.
void Flow::followMove() {
    const Waiting waits = waitingFor(m_run->run());
    letUsersIn(m_move->closing, m_run->run());
    proveOld(waits.round);
    if (waits.round == 0 || m_run->lineLost()) {
        if (waits.round == 0 && (m_move->delivery.busy() || m_move->delivery.question()) &&
            m_run->run().phase != RunPhase::Unknown && !m_run->lineLost())
            m_move->delivery.stop(); // nobody waits for it
        return;
    }
    if (waits.round == 2 && !oldIsShut(*m_move, waits)) {
        closeOld();
        return;
    }
    const bool begun = m_move->delivery.serves(waits.round, waits.since) &&
                       m_move->delivery.state() != StateWord::NotStarted;
    if (!begun && m_connect->state() == StateWord::Done)
        deliver(waits.round);
}

/// Before the first byte is fetched, and when all that was to happen on the old server has happened.
void Flow::proveOld(int round) {
    const RunPhase phase = m_run->run().phase;
    if (m_connect->state() != StateWord::Done)
        return;
    if (round > 0)
        m_move->oldPrints.takeBefore();
    const ClosingStep& closing = m_move->closing;
    const bool settled =
        !closing.busy() && (phase == RunPhase::Kept || closing.door() == ClosingStep::Door::Open);
    if (settled && (phase == RunPhase::Kept || phase == RunPhase::WentBack))
        m_move->oldPrints.takeNow();
}

void Flow::closeOld() {
    const auto pair = movePair();
    if (!pair || m_move->closing.busy() || m_move->closing.state() == StateWord::Failed ||
        m_connect->state() != StateWord::Done)
        return;
    if (m_move->closing.plan().runId.isEmpty() || m_move->closing.door() == ClosingStep::Door::Open) {
        m_move->shutFor = waitingFor(m_run->run()).since;
        m_move->closing.close(
            planClosing(pair->oldServer, pair->old, newRunId(QDateTime::currentDateTimeUtc())));
    }
}

void Flow::deliver(int round) {
    const auto pair = movePair();
    if (!pair)
        return;
    learnSecrets();
    DeliveryStep::Job job;
    job.round = round;
    job.since = waitingFor(m_run->run()).since;
    job.parcels = parcelsFor(pair->old, pair->fresh, m_run->plan().move);
    job.trip.folder = inFolder(m_run->plan());
    job.trip.keepCopyIn = m_plan->keepCopyHere;
    job.oldTitle = serverTitle();
    job.newTitle = newServerTitle();
    job.toOld = m_connect->settings;
    job.toNew = m_newConnect->settings;
    job.intoOld = [old = m_move->places.at(Places::Old)](const OpenLine& line) { return into(line, old); };
    job.intoNew = [fresh = m_move->places.at(Places::New)](const OpenLine& line) {
        return into(line, fresh);
    };
    job.oldEnd = oldEnd();
    job.newEnd = {pair->fresh.php.binary, pair->fresh.path,
                  m_run->plan().asRoot ? Privilege::Root : Privilege::SignedInUser};
    // A container's engine may want an administrator; else nobody is asked for a right that isn't used.
    if (job.oldEnd.privilege != Privilege::Root && !m_move->places.at(Places::Old))
        job.toOld.rights = Rights::None;
    if (job.newEnd.privilege != Privilege::Root && !m_move->places.at(Places::New))
        job.toNew.rights = Rights::None;
    m_move->since.markThen(round, job.oldEnd, [this, job] {
        const Waiting still = waitingFor(m_run->run());
        if (still.round == job.round && still.since == job.since)
            m_move->delivery.deliver(job);
    });
}

/// After trouble: what has arrived stays.
void Flow::deliverAgain() {
    if (m_connect->state() == StateWord::Failed)
        m_connect->connectNow();
    else if (m_move->closing.state() == StateWord::Failed)
        m_move->closing.tryAgain();
    else if (const Waiting waits = waitingFor(m_run->run());
             waits.round == 1 || (waits.round == 2 && oldIsShut(*m_move, waits)))
        deliver(waits.round);
    else
        followMove();
}

std::optional<Error> Flow::deliveryError() const {
    if (!moves() || waitingFor(m_run->run()).round == 0)
        return {};
    if (m_connect->state() == StateWord::Failed)
        return m_connect->error();
    for (const FlowStep* step :
         {static_cast<const FlowStep*>(&m_move->closing), static_cast<const FlowStep*>(&m_move->delivery)})
        if (step->state() == StateWord::Failed && step->error())
            return step->error();
    return {};
}

QString Flow::moveTruth() const {
    const QString from = serverTitle(), to = newServerTitle();
    const RunState& run = m_run->run();
    if (m_run->state() == StateWord::NotStarted || m_run->plan().runId.isEmpty())
        return tr("Only looking. Nothing is changed.");
    if (m_run->lineLost())
        return tr("%1 can't be reached at the moment. The work goes on there.").arg(to);
    using Door = ClosingStep::Door;
    const Door door = m_move->closing.door();
    const bool reached = m_connect->state() != StateWord::Failed;
    const QString old = door == Door::Closed ? tr("%1 is in maintenance for its users.").arg(from)
                        : door != Door::Open && !reached
                            ? tr("%1 can't be reached; its users may be shut out.").arg(from)
                        : door != Door::Open ? tr("Whether %1 lets its users in is not known yet.").arg(from)
                        : reached            ? tr("%1 serves its users as before.").arg(from)
                                  : tr("%1 can't be reached; nothing was changed on it.").arg(from);
    const auto and_ = [&old](const QString& sentence) { return tr("%1 %2").arg(old, sentence); };
    switch (run.phase) {
    case RunPhase::Preparing:
        return and_(brings() ? tr("Data pass through this computer: leave it on.")
                             : tr("You may close this window."));
    case RunPhase::Switching:
        return and_(tr("You may close this window: the switch runs on %1.").arg(to));
    case RunPhase::Switched:
        return tr("%1 has the data of %2. The way back is open.").arg(to, from);
    case RunPhase::Kept:
        return tr("%1 has the data of %2.").arg(to, from);
    case RunPhase::GoingBack:
        return tr("%1 goes back to how it was. You may close this window.").arg(to);
    case RunPhase::Stuck:
        return and_(tr("The way back of %1 stopped half-way.").arg(to));
    case RunPhase::SwitchUndone:
    case RunPhase::WentBack:
        return and_(run.fingerprint.same           ? tr("%1 is exactly as it was.").arg(to)
                    : asBefore(m_run->plan(), run) ? tr("Nothing of the site of %1 was changed.").arg(to)
                                                   : tr("%1 has its own site again.").arg(to));
    default:
        return and_(tr("The site of %1 is unchanged.").arg(to));
    }
}

void Flow::reportMove(Report* report) const {
    report->server = QStringLiteral("%1@%2").arg(m_newConnect->settings.user, m_newConnect->settings.host);
    if (!m_newLook->facts().installations.isEmpty())
        report->newFacts = m_newLook->facts();
    report->movedFrom = QStringLiteral("%1@%2").arg(m_connect->settings.user, m_connect->settings.host);
    report->oldFingerprint = oldFingerprint();
    for (const Delivered& d : m_move->delivery.delivered())
        report->deliveries.append({d.id, d.hash, d.bytes, d.files, d.bytesSentAgain, d.cuts, d.copy,
                                   d.changed, d.leftOut, d.listed});
}

/// What the journal knows of a move besides its run.
void Flow::resumeMove(const JournalEntry& entry) {
    if (m_move->since.mark().round == 0)
        m_move->since.takeMark(oldMarkFromJson(entry.extra.value(QLatin1String("oldMark")).toObject()));
    const QJsonObject closing = entry.extra.value(QLatin1String("closing")).toObject();
    if (closing.isEmpty())
        return;
    Plan plan;
    plan.runId = closing.value(QLatin1String("run")).toString();
    plan.runFolder = closing.value(QLatin1String("folder")).toString();
    plan.root = closing.value(QLatin1String("root")).toString();
    plan.asRoot = closing.value(QLatin1String("asRoot")).toBool(true);
    m_move->closing.expect(plan);
}

void Flow::readEnvSecrets(const QStringList& oldKeys, const QStringList& newKeys, QObject* context,
                          const EnvSecrets& oldValues, const EnvSecrets& newValues) {
    const auto read = [context](HostWorker& worker, const Installation* installation, const QStringList& keys,
                                const EnvSecrets& done) {
        if (!installation)
            return;
        withLine(
            worker, context,
            [&worker, context, at = *installation, keys, done] {
                worker.runJob<QMap<QString, QString>>(
                    [at, keys](RemoteHost& host, const CancelToken& cancel) {
                        return readEnvValues(host, at, keys, cancel);
                    },
                    context, done);
            },
            [done](const Error& error) { done(fail(error)); });
    };
    read(*m_worker, m_look->installation(), oldKeys, oldValues);
    read(*m_newWorker, m_newLook->installation(), newKeys, newValues);
}

} // namespace df
