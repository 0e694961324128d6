#include "run/run_state.h"

#include <QJsonArray>

#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace df {

namespace {

constexpr std::array<std::pair<RunPhase, const char*>, 12> phaseWords{{
    {RunPhase::Unknown, "unknown"},
    {RunPhase::Deployed, "deployed"},
    {RunPhase::Preparing, "preparing"},
    {RunPhase::Paused, "paused"},
    {RunPhase::Failed, "failed"},
    {RunPhase::Switching, "switching"},
    {RunPhase::SwitchUndone, "switch-undone"},
    {RunPhase::Switched, "switched"},
    {RunPhase::GoingBack, "going-back"},
    {RunPhase::WentBack, "went-back"},
    {RunPhase::Kept, "kept"},
    {RunPhase::Stuck, "stuck"},
}};

constexpr std::array<std::pair<StepStatus, const char*>, 8> statusWords{{
    {StepStatus::NotStarted, "not-started"},
    {StepStatus::Running, "running"},
    {StepStatus::Done, "done"},
    {StepStatus::Failed, "failed"},
    {StepStatus::Unknown, "unknown"},
    {StepStatus::Undone, "undone"},
    {StepStatus::UndoFailed, "undo-failed"},
    {StepStatus::Skipped, "skipped"},
}};

QJsonObject stepJson(const StepState& step) {
    QJsonObject json{{QStringLiteral("id"), step.id},
                     {QStringLiteral("status"), toString(step.status)},
                     {QStringLiteral("seconds"), step.seconds()},
                     {QStringLiteral("startedAt"), step.startedAt},
                     {QStringLiteral("endedAt"), step.endedAt}};
    if (step.exitCode)
        json.insert(QStringLiteral("exit"), *step.exitCode);
    return json;
}

QJsonObject backupJson(const BackupFact& backup) {
    return {{QStringLiteral("what"), backup.what},
            {QStringLiteral("where"), backup.where},
            {QStringLiteral("sha256"), backup.sha256},
            {QStringLiteral("bytes"), backup.bytes},
            {QStringLiteral("provenBy"), backup.provenBy}};
}

double wholeMs(double seconds) { return std::round(seconds * 1000) / 1000; }

QString isoTime(double at) {
    return QDateTime::fromMSecsSinceEpoch(qRound64(at * 1000), Qt::UTC).toString(Qt::ISODateWithMs);
}

/// Nobody asks for longer than this but between two goes of the supervisor (it asks once a second at least).
constexpr double longestPause = 4;

bool answered(const Probe& probe) { return probe.code >= 200 && probe.code < 400; }

} // namespace

QString toString(RunPhase phase) {
    for (const auto& [value, word] : phaseWords)
        if (value == phase)
            return QLatin1String(word);
    return QStringLiteral("unknown");
}

RunPhase runPhaseFromString(const QString& word) {
    for (const auto& [value, text] : phaseWords)
        if (word == QLatin1String(text))
            return value;
    return RunPhase::Unknown;
}

QString toString(StepStatus status) {
    for (const auto& [value, word] : statusWords)
        if (value == status)
            return QLatin1String(word);
    return QStringLiteral("unknown");
}

StepStatus stepStatusFromString(const QString& word) {
    for (const auto& [value, text] : statusWords)
        if (word == QLatin1String(text))
            return value;
    return StepStatus::Unknown;
}

QJsonObject toJson(const FingerprintFact& fingerprint) {
    return {{QStringLiteral("before"), fingerprint.before},
            {QStringLiteral("now"), fingerprint.now},
            {QStringLiteral("same"), fingerprint.same},
            {QStringLiteral("differences"), QJsonArray::fromStringList(fingerprint.differences)}};
}

QJsonObject toJson(const DowntimeFact& fact) {
    QJsonObject codes;
    for (auto it = fact.codes.cbegin(); it != fact.codes.cend(); ++it)
        codes.insert(it.key(), it.value());
    QJsonArray absences;
    for (const Absence& absence : fact.absences)
        absences.append(QJsonObject{{QStringLiteral("from"), isoTime(absence.from)},
                                    {QStringLiteral("seconds"), wholeMs(absence.seconds)}});
    return {{QStringLiteral("seconds"), wholeMs(fact.seconds)},
            {QStringLiteral("probes"), fact.probes},
            {QStringLiteral("failedProbes"), fact.failedProbes},
            {QStringLiteral("everyMs"), fact.everyMs},
            {QStringLiteral("codes"), codes},
            {QStringLiteral("absences"), absences}};
}

QJsonObject toJson(const RunState& state) {
    QJsonArray steps, backups;
    for (const StepState& step : state.steps)
        steps.append(stepJson(step));
    for (const BackupFact& backup : state.backups)
        backups.append(backupJson(backup));
    return {{QStringLiteral("run"), state.runId},
            {QStringLiteral("phase"), toString(state.phase)},
            {QStringLiteral("alive"), state.supervisorAlive},
            {QStringLiteral("rebooted"), state.rebooted},
            {QStringLiteral("failedStep"), state.failedStep},
            {QStringLiteral("failure"), state.failure},
            {QStringLiteral("steps"), steps},
            {QStringLiteral("backups"), backups},
            {QStringLiteral("fingerprint"), toJson(state.fingerprint)},
            {QStringLiteral("note"), state.note}};
}

DowntimeFact downtime(const QVector<Probe>& probes) {
    DowntimeFact fact;
    fact.probes = int(probes.size());
    std::optional<double> lastGood, awayFrom, asked;
    const auto back = [&fact, &awayFrom](double at) {
        if (awayFrom)
            fact.absences.append({*awayFrom, qMax(0.0, at - *awayFrom)});
        awayFrom.reset();
    };
    for (const Probe& probe : probes) {
        ++fact.codes[QString::number(probe.code)];
        if (asked && probe.at - *asked > longestPause) {
            back(*asked);
            lastGood.reset();
        }
        asked = probe.at + probe.milliseconds / 1000;
        if (answered(probe)) {
            back(probe.at);
            lastGood = probe.at;
            continue;
        }
        ++fact.failedProbes;
        if (!awayFrom)
            awayFrom = lastGood.value_or(probe.at);
    }
    if (!probes.isEmpty())
        back(probes.last().at);
    for (const Absence& absence : fact.absences)
        fact.seconds += absence.seconds;
    return fact;
}

} // namespace df
