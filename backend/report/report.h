#pragma once

#include "advise/advice.h"
#include "core/result.h"
#include "inspect/server_facts.h"
#include "plan/plan.h"
#include "run/run_state.h"
#include "verify/difference_note.h"
#include "verify/snapshot.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace df {

/// Takes secrets out of a text. Every text of a report passes it, whatever its kind; null: texts stay as they
/// are.
using TextFilter = std::function<QString(const QString&)>;

/// A failure in the words for the user (made in wizard/words).
struct ReportError {
    QString code; ///< toString(ErrorCode)
    QString what, means;
    QStringList doThis;
    QString detail; ///< raw output; shown as plain text
};

/// Everything that is known about one run or look, for report.json, report.html and report.pdf. What isn't
/// known stays empty; nothing in it is read again from a server. Times are UTC.
/// What passed from the old server to the new one in a move, and the hash that both ends have.
struct DeliveryFact {
    QString id, sha256;
    qint64 bytes = 0, files = 0, bytesSentAgain = 0;
    int cuts = 0;
    QString copyHere; ///< where the copy on this computer is; empty: none
    /// Paths on the old server, untrusted: not of one moment; not come along; come without their access lists
    /// and extended attributes.
    QStringList changed = {}, leftOut = {}, listed = {};
};

struct Report {
    QString task; ///< "look", "upgrade", "migrate", "go-back"
    QString runId;
    QString outcome; ///< "done", "looked", "refused", "went-back", "failed", "not-connected", "unknown"
    QDateTime startedAt;
    double seconds = 0;
    QString server; ///< "deploy@api.example.com"
    QString by;     ///< who did it: the account on this computer
    bool practice = false;
    std::optional<ServerFacts> facts, newFacts; ///< of a move: the old server's, the new one's
    QString movedFrom;                          ///< of a move: "deploy@old.example.com"
    QVector<DeliveryFact> deliveries;           ///< of a move
    /// Of a move: the old server's, before the first byte was fetched and at the end.
    std::optional<FingerprintFact> oldFingerprint;
    std::optional<Advice> advice;
    QStringList accepted; ///< ids of findings that were ticked
    std::optional<Plan> plan;
    std::optional<RunState> run; ///< the newest state: steps, backups, fingerprint
    QVector<Probe> probes;       ///< all of them, oldest first
    std::optional<Snapshot> before, rehearsal, after;
    std::optional<Comparison> comparison;
    QVector<DifferenceNote> notes = {}; ///< of a person, on differences of the comparison
    std::optional<ReportError> error;
};

/// report.json, version 1 (see there for the keys). Filtered.
[[nodiscard]] QJsonObject toJson(const Report& report, const TextFilter& filter);

/// The outcome in one whole sentence for people, e.g. "api.example.com runs DreamFactory 7.3.3." Not
/// filtered.
[[nodiscard]] QString outcomeSentence(const Report& report);

/// One self-contained file: no scripts, nothing loaded from elsewhere. Untrusted text is escaped and
/// filtered.
[[nodiscard]] QString reportHtml(const Report& report, const TextFilter& filter);

/// The same on A4. Needs a QGuiApplication (fonts); GUI thread.
[[nodiscard]] QByteArray reportPdf(const Report& report, const TextFilter& filter);

/// Writes report.json, report.html and report.pdf into `folder` (made if it isn't there, 0700; the files
/// 0600). Each file is whole or not there. FileUnwritable names the file.
[[nodiscard]] Result<void> writeReport(const Report& report, const QString& folder, const TextFilter& filter);

} // namespace df
