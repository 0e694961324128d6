#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QVector>

#include <optional>

namespace df {

/// Where a run stands, as the run folder on the server says (file state/phase).
enum class RunPhase {
    Unknown,      ///< can't be read
    Deployed,     ///< folder is there, nothing started
    Preparing,    ///< supervisor works on prepare stages
    Paused,       ///< stopped between stages on request; nothing runs
    Failed,       ///< a prepare step failed; nothing of the live server was changed; waits for an answer
    Switching,    ///< in the window
    SwitchUndone, ///< a step in the window failed and the window undid itself; waits for an answer
    Switched,     ///< the new release serves; waits for Keep or Go back
    GoingBack,    ///< undoing everything
    WentBack,     ///< all undone; fingerprint says whether exactly as before
    Kept,         ///< finished, way back disarmed
    Stuck,        ///< undo failed: a person is needed; maintenance may be on
};

enum class StepStatus { NotStarted, Running, Done, Failed, Unknown, Undone, UndoFailed, Skipped };

struct StepState {
    QString id;
    StepStatus status = StepStatus::NotStarted;
    std::optional<int> exitCode;
    double startedAt = 0, endedAt = 0; ///< seconds since 1970 on the server's clock; 0: not
    double progress = -1;              ///< 0..1, -1 unknown
    QString progressText;              ///< "62 of 99 packages"
    [[nodiscard]] double seconds() const { return endedAt > startedAt ? endedAt - startedAt : 0; }
};

struct Probe {
    double at = 0; ///< seconds since 1970, server's clock
    int code = 0;  ///< HTTP status; 0: no answer
    double milliseconds = 0;
};

struct BackupFact {
    QString what; ///< "database", "files", "env"
    QString where, sha256, provenBy;
    qint64 bytes = 0;
};

struct FingerprintFact {
    QString before, now; ///< SHA-256 over the fingerprint text; empty: not taken
    bool same = false;
    QStringList differences;
};

/// All that the run folder says, read in one exec.
struct RunState {
    QString runId;
    RunPhase phase = RunPhase::Unknown;
    bool supervisorAlive = false;
    bool rebooted = false; ///< boot id differs from the one it started under
    /// Id, and the last lines of its log (redacted on the server). Stays when the run then goes back.
    QString failedStep, failure;
    QVector<StepState> steps;
    double serverNow = 0; ///< the server's clock at reading
    double lastSignOfLife = 0;
    qint64 logOffset = 0;  ///< ask with this next time
    QByteArray logTail;    ///< new text of run.log since the last asking
    QVector<Probe> probes; ///< new ones since the last asking
    qint64 probeOffset = 0;
    QVector<BackupFact> backups;
    FingerprintFact fingerprint;
    QString note; ///< e.g. hunks that did not fit
};

[[nodiscard]] QString toString(RunPhase phase); ///< the word in state/phase: "preparing", …
[[nodiscard]] RunPhase runPhaseFromString(const QString& word);
[[nodiscard]] QString
toString(StepStatus status); ///< "not-started", "running", "done", "failed", "undo-failed", …
[[nodiscard]] StepStatus
stepStatusFromString(const QString& word); ///< unknown words give Unknown, never Done
[[nodiscard]] QJsonObject toJson(const RunState& state);
[[nodiscard]] QJsonObject toJson(const FingerprintFact& fingerprint); ///< report.json "fingerprint"

/// Users were cut off: from the last good answer before to the first good one after.
struct Absence {
    double from = 0; ///< seconds since 1970 on the server's clock
    double seconds = 0;
};

/// Downtime from probes in the order of asking, a good answer being 2xx or 3xx. Several absences (the switch,
/// then the way back) add up to `seconds` and are told one by one. One that has not ended counts up to the
/// last asking; where nobody asked (between two goes of the supervisor), nothing is counted.
struct DowntimeFact {
    double seconds = 0;
    int probes = 0, failedProbes = 0, everyMs = 50;
    QMap<QString, int> codes;
    QVector<Absence> absences = {};
};
[[nodiscard]] DowntimeFact downtime(const QVector<Probe>& probes);
[[nodiscard]] QJsonObject toJson(const DowntimeFact& fact); ///< report.json "downtime"

} // namespace df
