#include "plan/plan.h"

#include <QJsonArray>

namespace df {

namespace {

QString toString(ProgressKind kind) {
    switch (kind) {
    case ProgressKind::Composer:
        return QStringLiteral("composer");
    case ProgressKind::Git:
        return QStringLiteral("git");
    case ProgressKind::Bytes:
        return QStringLiteral("bytes");
    case ProgressKind::None:
        break;
    }
    return QStringLiteral("none");
}

ProgressKind progressFromString(const QString& word) {
    for (const ProgressKind k : {ProgressKind::Composer, ProgressKind::Git, ProgressKind::Bytes})
        if (toString(k) == word)
            return k;
    return ProgressKind::None;
}

QJsonObject stepToJson(const Step& s) {
    return {{QStringLiteral("id"), s.id},
            {QStringLiteral("title"), s.title},
            {QStringLiteral("command"), s.command},
            {QStringLiteral("undo"), s.undo},
            {QStringLiteral("repeat"),
             s.repeat == Repeat::Always ? QStringLiteral("always") : QStringLiteral("after-undo")},
            {QStringLiteral("timeoutSeconds"), s.timeoutSeconds},
            {QStringLiteral("progress"), toString(s.progress)},
            {QStringLiteral("weight"), s.weight}};
}

Step stepFromJson(const QJsonObject& o) {
    Step s;
    s.id = o.value(QLatin1String("id")).toString();
    s.title = o.value(QLatin1String("title")).toString();
    s.command = o.value(QLatin1String("command")).toString();
    s.undo = o.value(QLatin1String("undo")).toString();
    s.repeat = o.value(QLatin1String("repeat")).toString() == QLatin1String("always") ? Repeat::Always
                                                                                      : Repeat::AfterUndo;
    s.timeoutSeconds = o.value(QLatin1String("timeoutSeconds")).toInt(600);
    s.progress = progressFromString(o.value(QLatin1String("progress")).toString());
    s.weight = o.value(QLatin1String("weight")).toDouble(1);
    return s;
}

QJsonObject stageToJson(const Stage& s) {
    QJsonArray steps;
    for (const Step& step : s.steps)
        steps << stepToJson(step);
    return {{QStringLiteral("id"), s.id},
            {QStringLiteral("title"), s.title},
            {QStringLiteral("why"), s.why},
            {QStringLiteral("status"), s.status},
            {QStringLiteral("undoText"), s.undoText},
            {QStringLiteral("phase"), toString(s.phase)},
            {QStringLiteral("usersMayNotice"), s.usersMayNotice},
            {QStringLiteral("minSeconds"), s.minSeconds},
            {QStringLiteral("maxSeconds"), s.maxSeconds},
            {QStringLiteral("steps"), steps}};
}

Stage stageFromJson(const QJsonObject& o) {
    Stage s;
    s.id = o.value(QLatin1String("id")).toString();
    s.title = o.value(QLatin1String("title")).toString();
    s.why = o.value(QLatin1String("why")).toString();
    s.status = o.value(QLatin1String("status")).toString();
    s.undoText = o.value(QLatin1String("undoText")).toString();
    const QString phase = o.value(QLatin1String("phase")).toString();
    for (const Phase p : {Phase::Prepare, Phase::Switch, Phase::Verify})
        if (toString(p) == phase)
            s.phase = p;
    s.usersMayNotice = o.value(QLatin1String("usersMayNotice")).toBool();
    s.minSeconds = o.value(QLatin1String("minSeconds")).toInt(1);
    s.maxSeconds = o.value(QLatin1String("maxSeconds")).toInt(10);
    const QJsonArray steps = o.value(QLatin1String("steps")).toArray();
    for (const auto& step : steps)
        s.steps << stepFromJson(step.toObject());
    return s;
}

} // namespace

QString toString(Phase phase) {
    switch (phase) {
    case Phase::Prepare:
        return QStringLiteral("prepare");
    case Phase::Switch:
        return QStringLiteral("switch");
    case Phase::Verify:
        break;
    }
    return QStringLiteral("verify");
}

int Plan::stageOf(const QString& stepId) const {
    // What failed may be a step's undo.
    const QString id =
        stepId.endsWith(QLatin1String(".undo")) ? stepId.chopped(int(sizeof(".undo") - 1)) : stepId;
    for (int i = 0; i < stages.size(); ++i)
        for (const Step& step : stages[i].steps)
            if (step.id == id)
                return i;
    return -1;
}

double Plan::weight() const {
    double sum = 0;
    for (const Stage& stage : stages)
        for (const Step& step : stage.steps)
            sum += step.weight;
    return sum;
}

QJsonObject toJson(const Plan& plan) {
    QJsonArray stages;
    for (const Stage& stage : plan.stages)
        stages << stageToJson(stage);
    QJsonObject variables;
    for (auto it = plan.variables.cbegin(); it != plan.variables.cend(); ++it)
        variables.insert(it.key(), it.value());
    QJsonArray deliveries;
    for (const Delivery& d : plan.deliveries)
        deliveries << QJsonObject{{QStringLiteral("id"), d.id}, {QStringLiteral("kind"), d.kind}};
    return {{QStringLiteral("version"), 1},
            {QStringLiteral("runId"), plan.runId},
            {QStringLiteral("from"), plan.from},
            {QStringLiteral("to"), plan.to},
            {QStringLiteral("toTag"), plan.toTag},
            {QStringLiteral("toCommit"), plan.toCommit},
            {QStringLiteral("root"), plan.root},
            {QStringLiteral("runFolder"), plan.runFolder},
            {QStringLiteral("asRoot"), plan.asRoot},
            {QStringLiteral("stages"), stages},
            {QStringLiteral("variables"), variables},
            {QStringLiteral("secretNames"), QJsonArray::fromStringList(plan.secretNames)},
            {QStringLiteral("envChanges"), plan.envChanges},
            {QStringLiteral("scratchEnvChanges"), plan.scratchEnvChanges},
            {QStringLiteral("deliveries"), deliveries},
            {QStringLiteral("move"), QJsonArray::fromStringList(plan.move)},
            {QStringLiteral("schedules"), plan.schedules},
            {QStringLiteral("diskNeededBytes"), double(plan.diskNeededBytes)}};
}

Plan planFromJson(const QJsonObject& o) {
    Plan plan;
    plan.runId = o.value(QLatin1String("runId")).toString();
    plan.from = o.value(QLatin1String("from")).toString();
    plan.to = o.value(QLatin1String("to")).toString();
    plan.toTag = o.value(QLatin1String("toTag")).toString();
    plan.toCommit = o.value(QLatin1String("toCommit")).toString();
    plan.root = o.value(QLatin1String("root")).toString();
    plan.runFolder = o.value(QLatin1String("runFolder")).toString();
    plan.asRoot = o.value(QLatin1String("asRoot")).toBool(true);
    const QJsonArray stages = o.value(QLatin1String("stages")).toArray();
    for (const auto& stage : stages)
        plan.stages << stageFromJson(stage.toObject());
    const QJsonObject variables = o.value(QLatin1String("variables")).toObject();
    for (auto it = variables.begin(); it != variables.end(); ++it)
        plan.variables.insert(it.key(), it.value().toString());
    const QJsonArray names = o.value(QLatin1String("secretNames")).toArray();
    for (const auto& name : names)
        plan.secretNames << name.toString();
    plan.envChanges = o.value(QLatin1String("envChanges")).toArray();
    plan.scratchEnvChanges = o.value(QLatin1String("scratchEnvChanges")).toArray();
    const QJsonArray deliveries = o.value(QLatin1String("deliveries")).toArray();
    for (const auto& d : deliveries)
        plan.deliveries << Delivery{d.toObject().value(QLatin1String("id")).toString(),
                                    d.toObject().value(QLatin1String("kind")).toString()};
    const QJsonArray move = o.value(QLatin1String("move")).toArray();
    for (const auto& path : move)
        plan.move << path.toString();
    plan.schedules = o.value(QLatin1String("schedules")).toString();
    plan.diskNeededBytes = o.value(QLatin1String("diskNeededBytes")).toInteger();
    return plan;
}

} // namespace df
