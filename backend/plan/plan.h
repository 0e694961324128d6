#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QVector>

namespace df {

/// On whose account a step's command runs on the server.
enum class RunAs { Authority, Owner, WebUser };

/// May it be run again after it failed or was cut off?
enum class Repeat { Always, AfterUndo };

/// How far along a running step is, read from its log.
enum class ProgressKind { None, Composer, Git, Bytes };

/// What the machine does. `command` is the POSIX sh text that runs, exactly as shown; secrets appear in it by
/// name only. It runs with resources/remote/lib.sh loaded and the run's variables (Plan::variables) set.
struct Step {
    QString id;    ///< unique within the plan: "copy-database.dump"
    QString title; ///< "Dump the database"
    QString command;
    QString undo; ///< sh text; empty: nothing to undo
    RunAs runAs = RunAs::Authority;
    Repeat repeat = Repeat::Always;
    int timeoutSeconds = 600;
    ProgressKind progress = ProgressKind::None;
    double weight = 1; ///< expected seconds, for the progress bar
};

enum class Phase { Prepare, Switch, Verify };

/// What the user understands.
struct Stage {
    QString id;       ///< stable: "check", "copy-database", "switch-on"
    QString title;    ///< "Copy the database, and prove the copy"
    QString why;      ///< one or two sentences
    QString status;   ///< while it runs: "Copying the database"
    QString undoText; ///< "drops the scratch database and deletes the copy"
    Phase phase = Phase::Prepare;
    bool usersMayNotice = false;
    int minSeconds = 1, maxSeconds = 10; ///< estimate, a range
    QVector<Step> steps;
};

/// What a move waits for: brought from the old server by the wizard (backend/transfer).
struct Delivery {
    QString id;   ///< its name in the folder on the new server: "env", "database", "files"
    QString kind; ///< "file", "files", "database", "tables"
};

/// Everything that will happen, as data: the plan page, the runbook, the execution and undo.sh come from this
/// value. Steps of phase Switch run as one unit on the server and undo themselves.
struct Plan {
    QString runId; ///< "20261122-141830-7f3a"
    QString from, to, toTag, toCommit;
    QString root, runFolder; ///< absolute paths on the server
    bool asRoot = true;      ///< authority is root; false: the signed-in user owns everything (practice)
    QVector<Stage> stages;
    QMap<QString, QString> variables; ///< DF_* shell variables; no secrets
    QStringList secretNames;          ///< secrets the server must be given at start ("dbadmin"), by name
    QJsonArray envChanges;            ///< what env.adapt does to .env: [{action, key, oldKey, value}]
    QJsonArray scratchEnvChanges;     ///< the same for the scratch copy's .env
    QVector<Delivery> deliveries;     ///< a move's; else none
    QStringList move;                 ///< a move's paths: below the old root, or absolute
    QString schedules;                ///< text of schedules.list: kind TAB owner TAB where TAB text
    qint64 diskNeededBytes = 0;
    [[nodiscard]] bool isMove() const { return !deliveries.isEmpty(); }
    [[nodiscard]] int stageOf(const QString& stepId) const; ///< -1 if unknown
    [[nodiscard]] double weight() const;
};

[[nodiscard]] QJsonObject toJson(const Plan& plan);
[[nodiscard]] Plan planFromJson(const QJsonObject& json);
[[nodiscard]] QString toString(Phase phase); ///< "prepare", "switch", "verify"

} // namespace df
