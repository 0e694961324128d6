#pragma once

#include "core/cancel.h"
#include "core/result.h"
#include "core/secret.h"
#include "host/remote_host.h"
#include "plan/plan.h"
#include "run/run_state.h"

#include <QMap>

namespace df {

/// Talks to a run folder on the server. Stateless between calls but for offsets; every call is one exec,
/// blocking, on the host's thread. The supervisor on the server does the work and survives this program.
class Runner {
public:
    Runner(RemoteHost& host, QString runFolder, bool asRoot);

    /// Writes the run folder (plan.json, scripts, undo.sh, supervisor). Fails with Locked if another run
    /// holds the lock.
    [[nodiscard]] Result<void> deploy(const Plan& plan, const QMap<QString, QByteArray>& extraFiles,
                                      const CancelToken& cancel);
    enum class Hold { Nowhere, BeforeSwitch };
    /// Starts the supervisor: prepare stages, then the window (unless told to pause, or to be Paused before
    /// it). `secrets` by name, over stdin.
    [[nodiscard]] Result<void> start(const QMap<QString, Secret>& secrets, const CancelToken& cancel,
                                     Hold hold = Hold::Nowhere);
    /// Of a move: whether what was brought last still counts. Only who has kept the old server shut all the
    /// time can say that it stands, and not after a quarter of an hour.
    enum class LastCopy { Anew, Stands };
    /// Goes on after Paused, Failed or SwitchUndone. The server keeps no secret, so they are given again.
    [[nodiscard]] Result<void> retry(const QMap<QString, Secret>& secrets, const CancelToken& cancel,
                                     LastCopy lastCopy = LastCopy::Anew);
    [[nodiscard]] Result<void> requestPause(const CancelToken& cancel); ///< after the current stage
    [[nodiscard]] Result<void> requestStop(const CancelToken& cancel);  ///< end the current prepare step now
    [[nodiscard]] Result<void> undoStage(const QString& stageId,
                                         const CancelToken& cancel); ///< prepare stages only
    /// Undoes everything, from wherever it is. afterKeep: takes back an upgrade that was kept, while its
    /// copies are there.
    [[nodiscard]] Result<void> goBack(bool afterKeep, const CancelToken& cancel);
    [[nodiscard]] Result<void> keep(const CancelToken& cancel); ///< disarm the way back
    /// Frees the space of a finished run: "old-tree", "database", "env", "all".
    [[nodiscard]] Result<void> deleteBackup(const QString& what, const CancelToken& cancel);

    /// Did the whole run folder come over? A line that breaks meanwhile leaves none, or a part.
    [[nodiscard]] Result<bool> isDeployed(const CancelToken& cancel);
    /// Reads the state; logs and probes since the given state's offsets.
    [[nodiscard]] Result<RunState> read(const RunState& since, const CancelToken& cancel);
    /// plan.json of the run folder: for resuming from another desktop.
    [[nodiscard]] Result<Plan> readPlan(const CancelToken& cancel);
    /// A file of the run folder (backup/…), handed to `take` piece by piece, however large. An error also
    /// where its end was not seen: what was taken is then a part.
    [[nodiscard]] Result<void> fetchFile(const QString& relativePath,
                                         const std::function<void(const QByteArray&)>& take,
                                         const CancelToken& cancel);

private:
    [[nodiscard]] Result<QByteArray> readFile(const QString& relativePath, qint64 maxBytes,
                                              const CancelToken& cancel);
    [[nodiscard]] Command catCommand(const QString& relativePath) const;
    [[nodiscard]] Result<QByteArray> control(const QString& verb, const QByteArray& input,
                                             const CancelToken& cancel, int timeoutSeconds = 60);
    [[nodiscard]] Result<QByteArray>
    controlWithSecrets(const QString& verb, const QMap<QString, Secret>& secrets, const CancelToken& cancel);
    RemoteHost& m_host;
    QString m_folder;
    bool m_asRoot;
};

} // namespace df
