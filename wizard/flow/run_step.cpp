#include "flow/run_step.h"

#include "flow/local_files.h"
#include "flow/look_step.h"
#include "flow/plan_step.h"
#include "flow/with_line.h"

#include "run/runner.h"

#include <QCoreApplication>
#include <QDir>

namespace df {

namespace {

/// One backup from the run folder into the local folder, proven by its hash.
Result<QString> fetchOne(Runner& runner, const Plan& plan, const BackupFact& backup, const QString& folder,
                         const CancelToken& cancel) {
    const QString prefix = plan.runFolder + QLatin1Char('/');
    if (!backup.where.startsWith(prefix))
        return fail(ErrorCode::FileUnreadable, QStringLiteral("The copy is not in the run folder."),
                    {backup.where});
    const QString path = QDir(folder).absoluteFilePath(plan.runId + QLatin1Char('-') +
                                                       backup.where.section(QLatin1Char('/'), -1));
    PrivateFile file(path);
    const auto fetched = runner.fetchFile(
        backup.where.mid(prefix.size()), [&file](const QByteArray& chunk) { file.append(chunk); }, cancel);
    if (!fetched)
        return fail(fetched.error());
    if (!backup.sha256.isEmpty() && file.sha256().toHex() != backup.sha256.toLatin1())
        return fail(ErrorCode::BadAnswer, QStringLiteral("The copy did not arrive as it is on the server."),
                    {backup.where});
    if (const auto written = file.commit(); !written)
        return fail(written.error());
    return path;
}

} // namespace

RunStep::RunStep(HostWorker& worker, LookStep& look, PlanStep& plan, QObject* parent)
    : FlowStep(parent), m_worker(worker), m_look(look), m_planStep(plan) {
    m_poll.setSingleShot(true);
    connect(&m_poll, &QTimer::timeout, this, &RunStep::ask);
}

QMap<QString, Secret> RunStep::secrets() const {
    QMap<QString, Secret> secrets;
    if (m_plan.secretNames.contains(QLatin1String("dbadmin")) && !m_planStep.databaseAdminPassword.isEmpty())
        secrets.insert(QStringLiteral("dbadmin"), m_planStep.databaseAdminPassword);
    return secrets;
}

std::optional<Error> RunStep::missingSecret() const {
    const QMap<QString, Secret> given = secrets();
    for (const QString& name : m_plan.secretNames)
        if (!given.contains(name))
            return Error{ErrorCode::SecretMissing,
                         QStringLiteral("The secret %1 was not given.").arg(name),
                         {name},
                         {},
                         true};
    return {};
}

/// The comparison is a stage like the others, but its one step runs in this program, not on the server.
void RunStep::setPlan(const Plan& plan) {
    m_plan = plan;
    m_compareState = {};
    for (Stage& stage : m_plan.stages) {
        if (stage.phase != Phase::Verify || !stage.steps.isEmpty())
            continue;
        Step step;
        step.id = stage.id + QStringLiteral(".measure");
        step.title = tr("Measure again, and put before and after side by side");
        stage.steps << step;
        m_compareState.id = step.id;
    }
}

void RunStep::comparing(StateWord word, double seconds) {
    if (m_compareState.id.isEmpty() || m_run.steps.isEmpty())
        return;
    m_compareState.status = word == StateWord::Running   ? StepStatus::Running
                            : word == StateWord::Done    ? StepStatus::Done
                            : word == StateWord::Skipped ? StepStatus::Skipped
                            : word == StateWord::Failed  ? StepStatus::Failed
                                                         : StepStatus::NotStarted;
    if (word == StateWord::Running)
        m_compareState.startedAt = m_run.serverNow;
    m_compareState.endedAt =
        word == StateWord::Done || word == StateWord::Failed ? m_compareState.startedAt + seconds : 0;
    for (StepState& step : m_run.steps)
        if (step.id == m_compareState.id)
            step = m_compareState;
    Q_EMIT changed();
}

void RunStep::addWhatWeKnow(RunState& state) const {
    // What was only there to prove something is dropped after the switch; its stage is done all the same.
    if (state.phase == RunPhase::Switched || state.phase == RunPhase::Kept)
        for (StepState& step : state.steps)
            if (step.status == StepStatus::Undone)
                step.status = StepStatus::Done;
    if (!m_compareState.id.isEmpty())
        state.steps << m_compareState;
}

void RunStep::start() {
    // Of a run that was watched before, nothing counts any more, not even an answer that is on its way.
    m_poll.stop();
    m_worker.dropResultsFor(this);
    m_asking = m_attached = m_copying = false;
    m_pauseAsked = m_planStep.choices.pauseBeforeSwitch;
    setPlan(m_planStep.plan());
    m_run = {};
    m_run.runId = m_plan.runId;
    m_probes.clear();
    m_log.clear();
    m_splitter.clear();
    forgetCopies();
    m_actionError = missingSecret();
    QMap<QString, QByteArray> extraFiles;
    if (!m_actionError)
        readCommercial(&extraFiles);
    if (!m_actionError)
        tryFolderForCopies();
    if (m_actionError) {
        set(StateWord::Failed, {}, m_actionError);
        return;
    }
    set(StateWord::Running);
    withLine(
        m_worker, this,
        [this, extraFiles] {
            m_worker.runJob<void>(
                [plan = m_planStep.plan(), extraFiles](RemoteHost& host, const CancelToken& cancel) {
                    return Runner(host, plan.runFolder, plan.asRoot).deploy(plan, extraFiles, cancel);
                },
                this, [this](const Result<void>& result) { deployed(result); });
        },
        [this](const Error& error) { set(StateWord::Failed, {}, error); });
}

void RunStep::readCommercial(QMap<QString, QByteArray>* files) {
    const QString folder = m_planStep.commercialFilesHere();
    if (folder.isEmpty())
        return;
    if (auto read = readCommercialFiles(folder))
        *files = std::move(*read);
    else
        m_actionError = read.error();
}

/// Better now than when the preparation is done.
void RunStep::tryFolderForCopies() {
    if (m_planStep.keepCopyHere.isEmpty())
        return;
    const PrivateFile file(QDir(m_planStep.keepCopyHere).absoluteFilePath(m_plan.runId));
    if (const auto writable = file.state(); !writable)
        m_actionError = writable.error();
}

void RunStep::deployed(const Result<void>& result) {
    if (!result) { // nothing was started, so nothing of the server was changed
        set(StateWord::Failed, {}, result.error());
        return;
    }
    m_run.phase = RunPhase::Deployed;
    Q_EMIT phaseChanged(m_run.phase); // the journal knows of the run before it begins
    startOnServer();
}

void RunStep::startOnServer() {
    m_attached = true;
    m_startedByUs.start();
    m_news.start();
    // The copies for this computer are here before anything is switched.
    const bool copies = !m_planStep.keepCopyHere.isEmpty();
    m_goOnAfterCopies = copies && !m_pauseAsked;
    const auto hold = copies || m_pauseAsked ? Runner::Hold::BeforeSwitch : Runner::Hold::Nowhere;
    act([secrets = secrets(), hold](Runner& runner, const CancelToken& cancel) {
        return runner.start(secrets, cancel, hold);
    });
}

void RunStep::act(Action action) {
    m_actionError.reset();
    m_deadSince.invalidate();
    if (m_lineLost) {
        m_actionError = Error{ErrorCode::ConnectionLost,
                              QStringLiteral("The server can't be reached at the moment."),
                              {},
                              {},
                              true};
        settle();
        return;
    }
    if (state() != StateWord::Running)
        set(StateWord::Running);
    m_worker.runJob<void>(
        [action = std::move(action), plan = m_plan](RemoteHost& host, const CancelToken& cancel) {
            Runner runner(host, plan.runFolder, plan.asRoot);
            return action(runner, cancel);
        },
        this,
        [this](const Result<void>& result) {
            // Whether it was done when the line broke, the run folder will say.
            if (!result && result.error().code != ErrorCode::ConnectionLost &&
                result.error().code != ErrorCode::Timeout)
                m_actionError = result.error();
            ask();
        });
}

void RunStep::pauseAfterStage() {
    m_goOnAfterCopies = false;
    m_pauseAsked = true;
    act([](Runner& runner, const CancelToken& cancel) { return runner.requestPause(cancel); });
}

void RunStep::stop() {
    m_goOnAfterCopies = false;
    m_pauseAsked = true;
    act([](Runner& runner, const CancelToken& cancel) { return runner.requestStop(cancel); });
}

void RunStep::tryAgain() {
    if (m_attached && m_run.phase == RunPhase::Unknown && m_plan.stages.isEmpty()) {
        attach(m_plan, m_plan.runFolder);
        return;
    }
    if (!m_attached || m_run.phase == RunPhase::Unknown) {
        start();
        return;
    }
    if (const auto missing = missingSecret()) {
        m_actionError = missing;
        settle();
        return;
    }
    if (m_run.phase == RunPhase::Deployed) {
        m_startedByUs.start();
        startOnServer();
        return;
    }
    m_copyError.reset();
    if (m_run.phase == RunPhase::Paused && !copiesMissing().isEmpty()) {
        m_goOnAfterCopies = true;
        fetchCopies();
        settle();
        return;
    }
    m_startedByUs.start();
    act([secrets = secrets()](Runner& runner, const CancelToken& cancel) {
        return runner.retry(secrets, cancel);
    });
}

void RunStep::undoStage(const QString& stageId) {
    act([stageId](Runner& runner, const CancelToken& cancel) { return runner.undoStage(stageId, cancel); });
}

void RunStep::goBack() {
    m_pauseAsked = true; // should it end in a pause after all, this is why
    // A window that is open ends first (it undoes itself if it fails); a preparation is stopped. Then the way
    // back begins.
    m_goBackWanted = true;
    m_goOnAfterCopies = false;
    if (m_run.phase == RunPhase::Preparing && m_run.supervisorAlive)
        act([](Runner& runner, const CancelToken& cancel) { return runner.requestStop(cancel); });
    else
        goBackWhenIdle();
}

void RunStep::goBackWhenIdle() {
    const bool busy =
        m_run.supervisorAlive && (m_run.phase == RunPhase::Preparing || m_run.phase == RunPhase::Switching ||
                                  m_run.phase == RunPhase::GoingBack);
    if (!m_goBackWanted || m_lineLost || busy)
        return;
    m_goBackWanted = false;
    m_startedByUs.start();
    const bool kept = m_run.phase == RunPhase::Kept;
    act([kept](Runner& runner, const CancelToken& cancel) { return runner.goBack(kept, cancel); });
}

void RunStep::keep() {
    act([](Runner& runner, const CancelToken& cancel) { return runner.keep(cancel); });
}

void RunStep::deleteBackup(const QString& what) {
    act([what](Runner& runner, const CancelToken& cancel) { return runner.deleteBackup(what, cancel); });
}

bool RunStep::canGoOn() const {
    switch (m_run.phase) {
    case RunPhase::Switched:
    case RunPhase::Kept:
    case RunPhase::WentBack:
        return true;
    default:
        return false;
    }
}

void RunStep::forgetCopies() {
    m_copied.clear();
    m_copiesHere.clear();
    m_copyError.reset();
}

QVector<BackupFact> RunStep::copiesMissing() const {
    QVector<BackupFact> missing;
    if (!m_planStep.keepCopyHere.isEmpty())
        for (const BackupFact& backup : m_run.backups)
            if (!m_copied.contains(backup.where) &&
                (backup.what == QLatin1String("database") || backup.what == QLatin1String("env")))
                missing << backup;
    return missing;
}

/// Before the switch, and what the switch added afterwards. A copy that failed waits for an answer.
void RunStep::fetchCopies() {
    const bool due = m_run.phase == RunPhase::Paused || m_run.phase == RunPhase::Switched;
    const QVector<BackupFact> missing = copiesMissing();
    if (!due || m_copying || m_copyError || missing.isEmpty())
        return;
    m_copying = true;
    m_worker.runJob<QStringList>(
        [plan = m_plan, missing, folder = m_planStep.keepCopyHere](
            RemoteHost& host, const CancelToken& cancel) -> Result<QStringList> {
            Runner runner(host, plan.runFolder, plan.asRoot);
            QStringList paths;
            for (const BackupFact& backup : missing) {
                const auto path = fetchOne(runner, plan, backup, folder, cancel);
                if (!path)
                    return fail(path.error());
                paths << *path;
            }
            return paths;
        },
        this, [this, missing](const Result<QStringList>& paths) { copied(missing, paths); });
}

void RunStep::copied(const QVector<BackupFact>& backups, const Result<QStringList>& paths) {
    m_copying = false;
    if (paths) {
        m_copiesHere += *paths;
        for (const BackupFact& backup : backups)
            m_copied << backup.where;
    } else {
        m_copyError = paths.error();
    }
    const bool goOn = std::exchange(m_goOnAfterCopies, false) && paths;
    if (goOn && m_run.phase == RunPhase::Paused) {
        m_startedByUs.start(); // it was only waited for these
        act([secrets = secrets()](Runner& runner, const CancelToken& cancel) {
            return runner.retry(secrets, cancel, Runner::LastCopy::Stands);
        });
    } else {
        settle();
    }
    Q_EMIT changed();
}

} // namespace df
