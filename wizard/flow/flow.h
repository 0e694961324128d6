#pragma once

#include "core/error.h"
#include "core/result.h"
#include "core/secret.h"
#include "report/report.h"
#include "run/journal.h"
#include "run/run_state.h"
#include "secrets/keychain.h"
#include "secrets/redactor.h"
#include "ssh/connect_settings.h"
#include "verify/difference_note.h"

#include <QDateTime>
#include <QJsonObject>
#include <QMap>
#include <QObject>
#include <QVector>

#include <functional>
#include <memory>
#include <optional>

namespace df {

struct FlowSeam; // tests/gui: sets the values that the steps show, without a server
class AdviceStep;
class BeforeStep;
class BothLooks;
class ClosingStep;
class CompareStep;
class ConnectStep;
class DeliveryStep;
class DoneStep;
class EnvStep;
class HostWorker;
class LookStep;
class MovingStep;
class PlanStep;
class PracticeServer;
class RunStep;
class Sealing;
class SinceStep;
class SavedServers;
class SnapshotStore;
struct Advice;
struct AdviceChoices;
struct EarlierRun;
struct MovePair;
struct MoveParts;
struct Situation;
struct TransferEnd;

enum class Task { Upgrade, Look, GoBack, Migrate };

[[nodiscard]] Task taskOf(const JournalEntry& entry);

/// One task from Connect to Done, on one server, or on two: in a move everything that changes happens on the
/// new one, and the steps without "new" in their name are about the old one, but for Run and Compare. Owns
/// the steps and the workers, writes the journal, makes the report.
class Flow : public QObject {
    Q_OBJECT
public:
    /// A move has steps of its own, so that it must be known here; the other tasks may still be set later.
    Flow(Journal& journal, SavedServers& saved, Task task = Task::Upgrade, QObject* parent = nullptr);
    ~Flow() override;

    Task task;
    bool practice = false;
    ConnectStep& connectStep() { return *m_connect; }
    LookStep& lookStep() { return *m_look; }
    AdviceStep& adviceStep() { return *m_advice; }
    BeforeStep& beforeStep() { return *m_before; }
    PlanStep& planStep() { return *m_plan; }
    RunStep& runStep() { return *m_run; }
    CompareStep& compareStep() { return *m_compare; }
    DoneStep& doneStep() { return *m_done; }
    Sealing& sealing() { return *m_sealing; }
    [[nodiscard]] bool moves() const { return m_newWorker != nullptr; }
    // Of a move alone.
    ConnectStep& newConnectStep() { return *m_newConnect; }
    LookStep& newLookStep() { return *m_newLook; }
    BothLooks& bothLooks();
    EnvStep& envStep();
    MovingStep& movingStep();
    ClosingStep& closingStep();
    DeliveryStep& deliveryStep();
    SinceStep& sinceStep();
    /// The proof that the old server was only read; nothing: there is none.
    [[nodiscard]] std::optional<FingerprintFact> oldFingerprint() const;
    [[nodiscard]] bool provesOld() const; ///< it is being taken
    /// Why what the new server waits for doesn't come; deliverAgain() goes on where it was.
    [[nodiscard]] std::optional<Error> deliveryError() const;
    void deliverAgain();
    /// What was written on the old server since its data were copied: sinceStep() has the answer.
    void askOldSince();
    using EnvSecrets = std::function<void(const Result<QMap<QString, QString>>&)>;
    /// Reads values of both .env files, to be shown for a moment. Both callbacks come in this thread.
    void readEnvSecrets(const QStringList& oldKeys, const QStringList& newKeys, QObject* context,
                        const EnvSecrets& oldValues, const EnvSecrets& newValues);
    /// Of a move: no more than a fresh installation has is on the new server, nothing there would be lost.
    [[nodiscard]] bool targetIsEmpty() const;
    /// Where things stand, for the words about the run (words/error_words.h).
    [[nodiscard]] Situation situation() const;
    /// "Only looking. Nothing is changed." · "6.3.0 is serving, exactly as before." …
    [[nodiscard]] QString truthLine() const;
    [[nodiscard]] QString serverTitle() const; ///< rail head: host; in a move the old one's
    /// Those that were signed in to before, without secrets.
    [[nodiscard]] QVector<ConnectSettings> savedServers() const;
    [[nodiscard]] QString newServerTitle() const; ///< of a move; else that of the only server
    [[nodiscard]] QString serverSubtitle() const; ///< "DreamFactory 6.3.0", "6.3.0 is serving"
    /// Writes report.json, report.html, report.pdf. Empty folder: the program's own place.
    Result<QString> writeReport(const QString& folder = {});
    /// The plan as a text to read and follow by hand (HTML), and the choices as an answer file.
    Result<void> writeRunbook(const QString& file);
    Result<void> writeAnswers(const QString& file);
    /// Findings for a colleague: plain text without secrets.
    [[nodiscard]] QString findingsText();
    [[nodiscard]] QString findingText(const QString& findingId); ///< one of them, for the clipboard
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
    /// Where snapshots and notes are kept; it outlives the flow. None: nothing is kept, and there are no
    /// notes.
    void setSnapshotStore(SnapshotStore* store) { m_snapshots = store; }
    [[nodiscard]] bool keepsNotes() const { return m_snapshots != nullptr; }
    /// On differences of the server that is compared now.
    [[nodiscard]] const QVector<DifferenceNote>& notes() const { return m_notes; }
    [[nodiscard]] Result<void> keepNote(const DifferenceNote& note);
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
    void signedIn(const ConnectStep& step);
    void phaseChanged(RunPhase phase);
    void saveJournal();
    void keepBefore();
    void keepAfter();
    void keepSnapshot(QString* id, const ConnectSettings& of, const QString& name, const Snapshot& snapshot);
    void attachResumed();
    void takeOver(const JournalEntry& entry);
    [[nodiscard]] JournalEntry journalEntry() const;
    void addMove(JournalEntry* entry) const;
    void addMoveAnswers(QJsonObject* json) const;
    [[nodiscard]] Report report() const;
    [[nodiscard]] std::optional<ReportError> reportError() const;
    [[nodiscard]] std::optional<ReportError> errorInWords() const;
    void saveLook(const QString& id, const Report& report);
    void learnSecrets();
    void wireMove();
    [[nodiscard]] std::optional<MovePair> movePair() const;
    [[nodiscard]] Result<Plan> planMove(const QString& runId) const;
    [[nodiscard]] Advice adviseMove(const AdviceChoices& choices) const;
    void followMove();
    void proveOld(int round);
    void closeOld();
    [[nodiscard]] TransferEnd oldEnd() const;
    void deliver(int round);
    [[nodiscard]] bool brings() const; ///< something passes from the old server to the new one now
    [[nodiscard]] QString moveTruth() const;
    void reportMove(Report* report) const;
    void resumeMove(const JournalEntry& entry);
    void rememberServer(const ConnectStep& step);
    [[nodiscard]] QVector<ConnectStep*> connectSteps() const;
    [[nodiscard]] HostWorker& runWorker() { return m_newWorker ? *m_newWorker : *m_worker; }

    std::unique_ptr<HostWorker> m_worker, m_newWorker;
    Journal& m_journal;
    SavedServers& m_saved;
    std::unique_ptr<ConnectStep> m_connect, m_newConnect;
    std::unique_ptr<LookStep> m_look, m_newLook;
    std::unique_ptr<AdviceStep> m_advice;
    std::unique_ptr<BeforeStep> m_before;
    std::unique_ptr<PlanStep> m_plan;
    std::unique_ptr<RunStep> m_run;
    std::unique_ptr<CompareStep> m_compare;
    std::unique_ptr<DoneStep> m_done;
    std::unique_ptr<Sealing> m_sealing;
    std::unique_ptr<MoveParts> m_move; ///< last: its threads end first
    std::optional<JournalEntry> m_resumed;
    QDateTime m_startedAt;
    bool m_hadFailure = false; ///< a stage failed and was not made good since
    QString m_lastFailure;     ///< output of the last step that failed
    SnapshotStore* m_snapshots = nullptr;
    QVector<DifferenceNote> m_notes;
    QString m_keptBefore, m_keptAfter; ///< ids in the store
    std::shared_ptr<Redactor> m_redactor;
    Keychain m_keychain;
    friend struct FlowSeam;
};

} // namespace df
