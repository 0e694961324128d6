#pragma once

#include "advise/adviser.h"
#include "flow/run_log.h"
#include "flow/step.h"
#include "inspect/inspector.h"
#include "plan/planner.h"
#include "report/report.h"
#include "run/journal.h"
#include "run/run_state.h"
#include "secrets/keychain.h"
#include "secrets/redactor.h"
#include "ssh/connect_settings.h"
#include "ssh/host_worker.h"
#include "verify/collector.h"
#include "verify/snapshot.h"

#include <QElapsedTimer>
#include <QSet>
#include <QTimer>

#include <memory>

namespace df {

struct FlowSeam;      // tests/gui: sets the values that the steps show, without a server
class Runner;         // run/runner.h
class PracticeServer; // practice/practice_server.h
class SavedServers;   // secrets/saved_servers.h

enum class Task { Upgrade, Look, GoBack };

/// Connect: settings in, a signed-in worker out. Questions (host key, prompts) are state: the page shows a
/// question card.
class ConnectStep : public FlowStep {
    Q_OBJECT
public:
    explicit ConnectStep(HostWorker& worker, QObject* parent = nullptr);
    ConnectSettings settings;     ///< the page edits it, then calls connectNow()
    bool saveServer = true;       ///< after signing in: keep it in the list, no secrets
    bool rememberSecrets = false; ///< after signing in: secrets into the keychain
    [[nodiscard]] std::optional<HostKeyInfo> hostKeyQuestion() const { return m_keyQuestion; }
    [[nodiscard]] QVector<PromptItem> promptQuestion() const { return m_prompts; }
    [[nodiscard]] QString promptInstruction() const { return m_instruction; }
    /// "reached", "hostkey", "signin", "sudo" → done so far, with a detail ("38 ms").
    [[nodiscard]] QMap<QString, QString> progress() const { return m_progress; }
    void connectNow();
    void cancel();
    void answerHostKey(bool trust);
    /// After HostKeyChanged, with what the user was given on another way: if it is the key shown, it replaces
    /// the saved one and connecting begins anew.
    void replaceHostKey(const QString& pasted);
    void answerPrompts(const QVector<Secret>& answers); ///< empty: give up
    /// What signing in found out; empty until connected.
    [[nodiscard]] const std::optional<HostWorker::Session>& session() const { return m_session; }

private:
    void askHostKey(const HostKeyQuestion& question);
    void askPrompts(const PromptQuestion& question);
    void opened(const Result<HostWorker::Session>& session);
    void dropQuestions();

    HostWorker& m_worker;
    std::optional<HostWorker::Session> m_session;
    std::optional<HostKeyQuestion> m_keyReply;
    std::optional<PromptQuestion> m_promptReply;
    QString m_vouchedKey; ///< fingerprint the user brought after a change
    CancelSource m_cancel;
    std::optional<HostKeyInfo> m_keyQuestion;
    QVector<PromptItem> m_prompts;
    QString m_instruction;
    QMap<QString, QString> m_progress;
    friend class Flow;
    friend struct FlowSeam;
};

/// Look: ServerFacts, the chosen installation, the releases of its remote.
class LookStep : public FlowStep {
    Q_OBJECT
public:
    explicit LookStep(HostWorker& worker, QObject* parent = nullptr);
    QStringList extraPaths;
    QString wantedRelease = QStringLiteral("newest");
    [[nodiscard]] const ServerFacts& facts() const { return m_facts; }
    [[nodiscard]] int chosen() const { return m_chosen; } ///< index of installation, -1 none
    [[nodiscard]] const Installation* installation() const;
    [[nodiscard]] const RemoteReleases& releases() const { return m_releases; }
    void look(); ///< also "check again"
    void choose(int installation);
    void chooseRelease(const QString& tag); ///< reads that release, then changed()
    void cancel();
    /// Why the releases of the server's remote can't be read; the facts are there all the same.
    [[nodiscard]] const std::optional<Error>& releasesError() const { return m_releasesError; }

private:
    void looked(Result<ServerFacts> facts);
    void readTheReleases();
    void releasesRead(Result<RemoteReleases> releases);
    void settle();

    HostWorker& m_worker;
    std::optional<Error> m_releasesError;
    CancelSource m_cancel;
    ServerFacts m_facts;
    int m_chosen = -1;
    RemoteReleases m_releases;
    friend class Flow;
    friend struct FlowSeam;
};

/// Advice: recomputed whenever facts, release or choices change.
class AdviceStep : public FlowStep {
    Q_OBJECT
public:
    explicit AdviceStep(LookStep& look, QObject* parent = nullptr);
    [[nodiscard]] const Advice& advice() const { return m_advice; }
    [[nodiscard]] const QStringList& accepted() const { return m_accepted; } ///< finding ids
    [[nodiscard]] Way way() const { return m_way; } ///< the user's choice, at first the recommended one
    AdviceChoices choices;
    void recompute();
    void accept(const QString& findingId, bool on);
    void chooseWay(Way way);
    bool canGoOn() const override;
    QString blockedBy() const override;
    [[nodiscard]] QVector<Finding> open(Severity severity) const; ///< those that aren't accepted

private:
    void settle();

    LookStep& m_look;
    QMap<QString, QString> m_acceptedContent; ///< finding id → content when it was ticked
    bool m_wayChosen = false;
    Advice m_advice;
    QStringList m_accepted;
    Way m_way = Way::None;
    friend struct FlowSeam;
};

/// Before: the snapshot of today, with the user's consent (a log-in writes a token row).
class BeforeStep : public FlowStep {
    Q_OBJECT
public:
    BeforeStep(HostWorker& worker, LookStep& look, QObject* parent = nullptr);
    AdminSignIn admin; ///< empty: without a log-in
    [[nodiscard]] const Snapshot& snapshot() const { return m_snapshot; }
    void collect();
    void skip();
    void cancel();
    bool canGoOn() const override { return state() == StateWord::Done || state() == StateWord::Skipped; }

private:
    void collected(Result<Snapshot> snapshot);

    HostWorker& m_worker;
    LookStep& m_look;
    CancelSource m_cancel;
    Snapshot m_snapshot;
    friend class Flow;
    friend struct FlowSeam;
};

/// Plan: a pure function of everything before; made anew when a choice changes.
class PlanStep : public FlowStep {
    Q_OBJECT
public:
    PlanStep(LookStep& look, AdviceStep& advice, QObject* parent = nullptr);
    PlanChoices choices;
    QString keepCopyHere;     ///< local folder, empty: none
    QString commercialFolder; ///< local folder with composer.*
    Secret databaseAdminPassword;
    [[nodiscard]] const Plan& plan() const { return m_plan; }
    void recompute();

private:
    void takeOverChoices();

    LookStep& m_look;
    AdviceStep& m_advice;
    QString m_runId; ///< one per flow until it has been started
    Plan m_plan;
    friend class Flow;
    friend struct FlowSeam;
};

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

/// Compare: the snapshot after, and what differs.
class CompareStep : public FlowStep {
    Q_OBJECT
public:
    CompareStep(HostWorker& worker, LookStep& look, BeforeStep& before, RunStep& run,
                QObject* parent = nullptr);
    [[nodiscard]] const Snapshot& after() const { return m_after; }
    [[nodiscard]] const Comparison& comparison() const { return m_comparison; }
    void collect();
    void cancel();
    bool canGoOn() const override { return state() == StateWord::Done || state() == StateWord::Skipped; }

    [[nodiscard]] double seconds() const { return m_seconds; } ///< how long measuring took

private:
    double m_seconds = 0;
    [[nodiscard]] Expected expected() const;
    void collected(Result<Snapshot> snapshot);

    HostWorker& m_worker;
    LookStep& m_look;
    BeforeStep& m_before;
    RunStep& m_run;
    CancelSource m_cancel;
    QElapsedTimer m_timer;
    Snapshot m_after;
    Comparison m_comparison;
    friend class Flow;
    friend struct FlowSeam;
};

/// Done: the report and what is kept.
class DoneStep : public FlowStep {
    Q_OBJECT
public:
    explicit DoneStep(QObject* parent = nullptr) : FlowStep(parent) {}
    [[nodiscard]] QString reportFolder() const { return m_reportFolder; }
    [[nodiscard]] QString outcome() const { return m_outcome; } ///< report.json "outcome"

private:
    void settle(const QString& outcome, StateWord state) {
        m_outcome = outcome;
        set(state);
    }
    QString m_reportFolder, m_outcome;
    friend class Flow;
    friend struct FlowSeam;
};

/// One server, one task, from Connect to Done. Owns the steps and the worker, writes the journal, makes the
/// report.
class Flow : public QObject {
    Q_OBJECT
public:
    Flow(Journal& journal, SavedServers& saved, QObject* parent = nullptr);
    ~Flow() override;

    Task task = Task::Upgrade;
    bool practice = false;
    ConnectStep& connectStep() { return *m_connect; }
    LookStep& lookStep() { return *m_look; }
    AdviceStep& adviceStep() { return *m_advice; }
    BeforeStep& beforeStep() { return *m_before; }
    PlanStep& planStep() { return *m_plan; }
    RunStep& runStep() { return *m_run; }
    CompareStep& compareStep() { return *m_compare; }
    DoneStep& doneStep() { return *m_done; }
    /// "Only looking. Nothing is changed." · "6.3.0 is serving, exactly as before." …
    [[nodiscard]] QString truthLine() const;
    [[nodiscard]] QString serverTitle() const;    ///< rail head: host
    [[nodiscard]] QString serverSubtitle() const; ///< "DreamFactory 6.3.0", "6.3.0 is serving"
    /// Writes report.json, report.html, report.pdf. Empty folder: the program's own place.
    Result<QString> writeReport(const QString& folder = {});
    /// The plan as a text to read and follow by hand (HTML), and the choices as an answer file.
    Result<void> writeRunbook(const QString& file);
    Result<void> writeAnswers(const QString& file);
    [[nodiscard]] QJsonObject answers() const; ///< what writeAnswers() writes: no secrets, env: names
    void resume(const JournalEntry& entry);    ///< settings from the journal; connect, then attach
    [[nodiscard]] const std::optional<JournalEntry>& resumed() const {
        return m_resumed;
    } ///< set by resume()

    /// Watches a run that was found on the server (Look): with what the journal knows of it, if anything.
    void attach(const EarlierRun& run);
    /// Secrets that must never be shown (the steps' own are known).
    void learn(const QVector<Secret>& secrets) { m_redactor->add(secrets); }
    /// For report.json "error" in endings that no step's error tells (a refusal, an answer that was missing).
    std::optional<Error> ending;
    /// What hides secrets in reports and in the log shown; the flow tells it every secret it is given.
    void setRedactor(std::shared_ptr<Redactor> redactor) { m_redactor = std::move(redactor); }
    [[nodiscard]] bool hadFailure() const { return m_hadFailure; } ///< a stage failed, and was not made good
    /// "done", "looked", "refused", "went-back", "failed", "not-connected", "unknown"
    [[nodiscard]] QString outcome() const;

Q_SIGNALS:
    void changed();
    void journalFailed(const df::Error& error); ///< the run goes on; the history lacks it

private:
    [[nodiscard]] bool failedBefore() const;
    void settleDone();
    void wire();
    void signedIn();
    void phaseChanged(RunPhase phase);
    void saveJournal();
    void attachResumed();
    void takeOver(const JournalEntry& entry);
    [[nodiscard]] JournalEntry journalEntry() const;
    [[nodiscard]] Report report() const;
    [[nodiscard]] std::optional<ReportError> reportError() const;
    [[nodiscard]] std::optional<ReportError> errorInWords() const;
    void saveLook(const QString& id, const Report& report);
    void learnSecrets();
    void rememberServer();

    std::unique_ptr<HostWorker> m_worker;
    Journal& m_journal;
    SavedServers& m_saved;
    std::unique_ptr<ConnectStep> m_connect;
    std::unique_ptr<LookStep> m_look;
    std::unique_ptr<AdviceStep> m_advice;
    std::unique_ptr<BeforeStep> m_before;
    std::unique_ptr<PlanStep> m_plan;
    std::unique_ptr<RunStep> m_run;
    std::unique_ptr<CompareStep> m_compare;
    std::unique_ptr<DoneStep> m_done;
    std::optional<JournalEntry> m_resumed;
    QDateTime m_startedAt;
    bool m_signedIn = false;
    bool m_hadFailure = false; ///< a stage failed and was not made good since
    QString m_lastFailure;     ///< output of the last step that failed
    std::shared_ptr<Redactor> m_redactor;
    Keychain m_keychain;
    friend struct FlowSeam;
};

} // namespace df
