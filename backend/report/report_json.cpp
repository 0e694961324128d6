#include "report/report.h"
#include "report/stage_results.h"

#include <QJsonArray>

#include <cmath>

namespace df {
namespace {

QJsonValue filtered(const QJsonValue& value, const TextFilter& filter);

QJsonObject filtered(const QJsonObject& object, const TextFilter& filter) {
    QJsonObject out;
    for (auto it = object.begin(); it != object.end(); ++it)
        out.insert(filter(it.key()), filtered(it.value(), filter));
    return out;
}

QJsonValue filtered(const QJsonValue& value, const TextFilter& filter) {
    if (value.isString())
        return filter(value.toString());
    if (value.isObject())
        return filtered(value.toObject(), filter);
    if (!value.isArray())
        return value;
    QJsonArray out;
    for (const QJsonValue& element : value.toArray())
        out.append(filtered(element, filter));
    return out;
}

double wholeMs(double seconds) { return std::round(seconds * 1000) / 1000; }

QJsonObject toJson(const StepResult& step) {
    return {{QStringLiteral("id"), step.id},
            {QStringLiteral("title"), step.title},
            {QStringLiteral("command"), step.command},
            {QStringLiteral("status"), toString(step.status)},
            {QStringLiteral("exit"), step.exitCode ? QJsonValue(*step.exitCode) : QJsonValue()},
            {QStringLiteral("seconds"), wholeMs(step.seconds)}};
}

QJsonArray stages(const Report& report) {
    QJsonArray out;
    if (!report.plan)
        return out;
    for (const StageResult& stage :
         stageResults(*report.plan, report.run.value_or(RunState()), report.comparison.has_value())) {
        QJsonArray steps;
        for (const StepResult& step : stage.steps)
            steps.append(toJson(step));
        out.append(QJsonObject{{QStringLiteral("id"), stage.id},
                               {QStringLiteral("title"), stage.title},
                               {QStringLiteral("phase"), toString(stage.phase)},
                               {QStringLiteral("status"), stage.status},
                               {QStringLiteral("seconds"), wholeMs(stage.seconds)},
                               {QStringLiteral("usersMayNotice"), stage.usersMayNotice},
                               {QStringLiteral("steps"), steps}});
    }
    return out;
}

QJsonArray backups(const RunState& run) {
    QJsonArray out;
    for (const BackupFact& backup : run.backups)
        out.append(QJsonObject{{QStringLiteral("what"), backup.what},
                               {QStringLiteral("where"), backup.where},
                               {QStringLiteral("sha256"), backup.sha256},
                               {QStringLiteral("bytes"), backup.bytes},
                               {QStringLiteral("provenBy"), backup.provenBy}});
    return out;
}

QJsonArray deliveries(const Report& report) {
    QJsonArray out;
    for (const DeliveryFact& d : report.deliveries)
        out.append(QJsonObject{{QStringLiteral("what"), d.id},
                               {QStringLiteral("sha256"), d.sha256},
                               {QStringLiteral("bytes"), d.bytes},
                               {QStringLiteral("files"), d.files},
                               {QStringLiteral("bytesSentAgain"), d.bytesSentAgain},
                               {QStringLiteral("changedMeanwhile"), QJsonArray::fromStringList(d.changed)},
                               {QStringLiteral("leftOut"), QJsonArray::fromStringList(d.leftOut)},
                               {QStringLiteral("withoutAccessLists"), QJsonArray::fromStringList(d.listed)},
                               {QStringLiteral("cuts"), d.cuts},
                               {QStringLiteral("copyHere"), d.copyHere}});
    return out;
}

bool isTaken(const FingerprintFact& fact) { return !fact.before.isEmpty() || !fact.now.isEmpty(); }

/// What was never taken, and whether it would be the same, isn't known: null.
QJsonObject fingerprint(const FingerprintFact& fact) {
    const bool both = !fact.before.isEmpty() && !fact.now.isEmpty();
    const auto taken = [](const QString& hash) { return hash.isEmpty() ? QJsonValue() : QJsonValue(hash); };
    return {{QStringLiteral("before"), taken(fact.before)},
            {QStringLiteral("now"), taken(fact.now)},
            {QStringLiteral("same"), both ? QJsonValue(fact.same) : QJsonValue()},
            {QStringLiteral("differences"), QJsonArray::fromStringList(fact.differences)}};
}

QJsonObject toJson(const ReportError& error) {
    return {{QStringLiteral("code"), error.code},
            {QStringLiteral("what"), error.what},
            {QStringLiteral("means"), error.means},
            {QStringLiteral("do"), QJsonArray::fromStringList(error.doThis)},
            {QStringLiteral("detail"), error.detail}};
}

QJsonObject snapshots(const Report& report) {
    QJsonObject out;
    const auto put = [&out](const QString& name, const std::optional<Snapshot>& snapshot) {
        if (snapshot)
            out.insert(name, df::toJson(*snapshot));
    };
    put(QStringLiteral("before"), report.before);
    put(QStringLiteral("rehearsal"), report.rehearsal);
    put(QStringLiteral("after"), report.after);
    return out;
}

/// Parts that don't belong to this task are left out rather than empty.
QJsonObject parts(const Report& report) {
    QJsonObject json;
    if (report.facts)
        json.insert(QStringLiteral("facts"), df::toJson(*report.facts));
    if (report.newFacts)
        json.insert(QStringLiteral("newFacts"), df::toJson(*report.newFacts));
    if (!report.movedFrom.isEmpty())
        json.insert(QStringLiteral("movedFrom"), report.movedFrom);
    if (!report.deliveries.isEmpty())
        json.insert(QStringLiteral("deliveries"), deliveries(report));
    if (report.oldFingerprint && isTaken(*report.oldFingerprint))
        json.insert(QStringLiteral("oldFingerprint"), fingerprint(*report.oldFingerprint));
    if (report.advice)
        json.insert(QStringLiteral("advice"), df::toJson(*report.advice, report.accepted));
    if (report.comparison)
        json.insert(QStringLiteral("comparison"), df::toJson(*report.comparison));
    if (!report.notes.isEmpty()) {
        QJsonArray notes;
        for (const DifferenceNote& note : report.notes)
            notes.append(df::toJson(note));
        json.insert(QStringLiteral("notes"), notes);
    }
    if (report.run && isTaken(report.run->fingerprint))
        json.insert(QStringLiteral("fingerprint"), fingerprint(report.run->fingerprint));
    if (report.run)
        json.insert(QStringLiteral("backups"), backups(*report.run));
    if (report.run || !report.probes.isEmpty())
        json.insert(QStringLiteral("downtime"), df::toJson(downtime(report.probes)));
    if (report.error)
        json.insert(QStringLiteral("error"), toJson(*report.error));
    return json;
}

} // namespace

QJsonObject toJson(const Report& report, const TextFilter& filter) {
    QJsonObject json = parts(report);
    json.insert(QStringLiteral("version"), 1);
    json.insert(QStringLiteral("task"), report.task);
    json.insert(QStringLiteral("run"), report.runId);
    json.insert(QStringLiteral("outcome"), report.outcome);
    json.insert(QStringLiteral("startedAt"), report.startedAt.toUTC().toString(Qt::ISODate));
    json.insert(QStringLiteral("seconds"), report.seconds);
    json.insert(QStringLiteral("server"), report.server);
    json.insert(QStringLiteral("by"), report.by);
    json.insert(QStringLiteral("practice"), report.practice);
    json.insert(QStringLiteral("stages"), stages(report));
    json.insert(QStringLiteral("snapshots"), snapshots(report));
    return filter ? filtered(json, filter) : json;
}

} // namespace df
