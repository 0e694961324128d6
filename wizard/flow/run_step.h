#pragma once

#include "core/cancel.h"
#include "core/result.h"
#include "core/secret.h"
#include "flow/run_log.h"
#include "flow/step.h"
#include "plan/plan.h"
#include "run/run_state.h"
#include "ssh/host_worker.h"

#include <QElapsedTimer>
#include <QMap>
#include <QSet>
#include <QStringList>
#include <QTimer>
#include <QVector>

#include <functional>
#include <optional>

namespace df {

class Flow;
class LookStep;
class PlanStep;
class Runner;    // run/runner.h
struct FlowSeam; // tests/gui: sets the values that the steps show, without a server

/// Run: what the run folder on the server says, asked about twice a second.
class RunStep : public FlowStep {
    Q_OBJECT
public:
    RunStep(HostWorker& worker, LookStep& look, PlanStep& plan, QObject* parent = nullptr);
    [[nodiscard]] const Plan& plan() const { return m_plan; }
    [[nodiscard]] const RunState& run() const { return m_run; }
    [[nodiscard]] const QVector<Probe>& probes() const { return m_probes; }
    [[nodiscard]] QStringList log() const { return m_log; }    ///< last 5000 lines, redacted
    [[nodiscard]] bool lineLost() const { return m_lineLost; } ///< trying to reach the server again
    [[nodiscard]] double secondsSinceNews() const;
    [[nodiscard]] bool isAttached() const {
        return m_attached;
    } ///< a run folder on the server is being watched
    [[nodiscard]] bool inWindow() const { return m_run.phase == RunPhase::Switching; }
    void start();
    void attach(const Plan& plan, const QString& runFolder); ///< resume
    void pauseAfterStage();
    void stop(); ///< the current prepare step
    void tryAgain();
    void undoStage(const QString& stageId);
    void goBack();
    void keep();
    void deleteBackup(const QString& what);
    bool canGoOn() const override; ///< nothing runs and nothing waits for an answer here
    /// The copies asked for by PlanStep::keepCopyHere: what was written (0600), or why it wasn't. The switch
    /// waits for them.
    [[nodiscard]] bool copying() const { return m_copying; }
    [[nodiscard]] const QStringList& copiesHere() const { return m_copiesHere; }
    [[nodiscard]] const std::optional<Error>& copyError() const { return m_copyError; }
    /// A pause was asked for here; else somebody asked elsewhere, or the run is held until another computer
    /// has its copies.
    [[nodiscard]] bool pauseAsked() const { return m_pauseAsked; }
    /// All probes of the run, not only the newest.
    [[nodiscard]] DowntimeFact downtimeSoFar() const { return downtime(m_probes); }

Q_SIGNALS:
    void logLines(const QStringList& lines);
    void phaseChanged(df::RunPhase phase);

private:
    using Action = std::function<Result<void>(Runner&, const CancelToken&)>;
    void act(Action action); ///< on the run folder, then ask at once
    void deployed(const Result<void>& result);
    void startOnServer();
    void setPlan(const Plan& plan);
    void addWhatWeKnow(RunState& state) const;
    void comparing(StateWord word, double seconds); ///< the stage after the switch runs in this program
    void goBackWhenIdle();
    void readPlan();
    void ask();
    void answered(Result<RunState> state);
    void take(RunState state);
    void settle();
    void lineBroke(const Error& error);
    void reconnect();
    void readCommercial(QMap<QString, QByteArray>* files);
    void tryFolderForCopies();
    void fetchCopies();
    void forgetCopies();
    void copied(const QVector<BackupFact>& backups, const Result<QStringList>& paths);
    [[nodiscard]] QVector<BackupFact> copiesMissing() const;
    [[nodiscard]] QMap<QString, Secret> secrets() const;
    [[nodiscard]] std::optional<Error> missingSecret() const;
    [[nodiscard]] std::optional<Error> standstill() const; ///< the error behind a phase, if it is one
    [[nodiscard]] int pollMilliseconds() const;

    HostWorker& m_worker;
    LookStep& m_look;
    PlanStep& m_planStep;
    RunLog m_splitter;
    bool m_asking = false;
    bool m_goBackWanted = false; ///< as soon as nothing runs over there
    bool m_attached = false;     ///< a run folder is being watched
    StepState m_compareState;
    int m_strangeAnswers = 0, m_reconnects = 0;
    QElapsedTimer m_startedByUs, m_deadSince;
    std::optional<Error> m_actionError;
    QStringList m_copiesHere;
    QSet<QString> m_copied; ///< BackupFact::where
    bool m_copying = false;
    bool m_pauseAsked = false;
    bool m_goOnAfterCopies = false; ///< the pause before the switch was for them alone
    std::optional<Error> m_copyError;
    Plan m_plan;
    RunState m_run;
    QVector<Probe> m_probes;
    QStringList m_log;
    QTimer m_poll;
    QElapsedTimer m_news;
    bool m_lineLost = false;
    friend class Flow;
    friend struct FlowSeam;
};

} // namespace df
