#include "run/run_reading.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

namespace df {

namespace {

constexpr int mostItems = 2000;
constexpr int longestText = 16'000;
constexpr int mostProbes = 500'000;
constexpr double largest = 9e15;      ///< bytes or seconds; a thousand times that is still a whole number
constexpr double latestTime = 1e11;   ///< seconds since 1970; what is later can't be written as a date
constexpr double longestAnswer = 1e9; ///< milliseconds

Error badAnswer(const QString& what, const QByteArray& output) {
    return {ErrorCode::BadAnswer, what, {}, QString::fromUtf8(output.left(2000)), true};
}

QString text(const QJsonObject& json, QLatin1String key) {
    return json.value(key).toString().left(longestText);
}

double number(const QJsonObject& json, QLatin1String key) {
    const double value = json.value(key).toDouble(0);
    return value > 0 && value < largest ? value : 0;
}

qint64 bytesOf(const QJsonObject& json, QLatin1String key) { return qint64(number(json, key)); }

QStringList texts(const QJsonValue& value) {
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue& item : array) {
        if (list.size() == mostItems)
            break;
        list << item.toString().left(longestText);
    }
    return list;
}

StepState stepFrom(const QJsonObject& json) {
    StepState step;
    step.id = text(json, QLatin1String("id"));
    step.status = stepStatusFromString(text(json, QLatin1String("status")));
    const QJsonValue code = json.value(QLatin1String("exit"));
    if (code.isDouble() && code.toDouble() >= 0 && code.toDouble() <= 255)
        step.exitCode = code.toInt();
    step.startedAt = number(json, QLatin1String("start"));
    step.endedAt = number(json, QLatin1String("end"));
    const QJsonValue progress = json.value(QLatin1String("progress"));
    if (progress.isDouble() && progress.toDouble() >= 0)
        step.progress = qMin(1.0, progress.toDouble());
    step.progressText = text(json, QLatin1String("progressText")).left(200);
    return step;
}

BackupFact backupFrom(const QJsonObject& json) {
    BackupFact backup;
    backup.what = text(json, QLatin1String("what"));
    backup.where = text(json, QLatin1String("where"));
    backup.sha256 = text(json, QLatin1String("sha256"));
    backup.provenBy = text(json, QLatin1String("provenBy"));
    backup.bytes = bytesOf(json, QLatin1String("bytes"));
    return backup;
}

FingerprintFact fingerprintFrom(const QJsonObject& json) {
    FingerprintFact fact;
    fact.before = text(json, QLatin1String("before"));
    fact.now = text(json, QLatin1String("now"));
    fact.differences = texts(json.value(QLatin1String("differences")));
    // The word of the server is not enough: "same" needs two fingerprints that are equal.
    fact.same = json.value(QLatin1String("same")).toBool() && !fact.before.isEmpty() &&
                fact.before == fact.now && fact.differences.isEmpty();
    return fact;
}

template<class T, class From>
QVector<T> listOf(const QJsonValue& value, From from) {
    QVector<T> list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue& item : array) {
        if (list.size() == mostItems)
            break;
        if (item.isObject())
            list << from(item.toObject());
    }
    return list;
}

RunState stateFrom(const QJsonObject& json) {
    RunState state;
    state.runId = text(json, QLatin1String("run"));
    state.phase = runPhaseFromString(text(json, QLatin1String("phase")));
    state.supervisorAlive = json.value(QLatin1String("alive")).toBool();
    state.rebooted = json.value(QLatin1String("rebooted")).toBool();
    state.serverNow = number(json, QLatin1String("now"));
    state.lastSignOfLife = number(json, QLatin1String("sign"));
    state.failedStep = text(json, QLatin1String("failedStep"));
    state.failure = text(json, QLatin1String("failure"));
    state.note = text(json, QLatin1String("note"));
    state.steps = listOf<StepState>(json.value(QLatin1String("steps")), stepFrom);
    state.backups = listOf<BackupFact>(json.value(QLatin1String("backups")), backupFrom);
    state.fingerprint = fingerprintFrom(json.value(QLatin1String("fingerprint")).toObject());
    return state;
}

struct Block {
    qint64 offset = 0;
    QByteArray bytes;
};

/// Reads "WORD offset bytes\n" and the bytes at `at`, and moves `at` behind them.
Result<Block> takeBlock(const QByteArray& output, qsizetype& at, const QByteArray& word) {
    const qsizetype end = output.indexOf('\n', at);
    if (end < 0)
        return fail(badAnswer(QStringLiteral("The run folder's answer ends too early."), output));
    const QList<QByteArray> parts = output.mid(at, end - at).trimmed().split(' ');
    bool offsetOk = false, sizeOk = false;
    const qint64 offset = parts.value(1).toLongLong(&offsetOk);
    const qint64 size = parts.value(2).toLongLong(&sizeOk);
    if (parts.size() != 3 || parts.first() != word || !offsetOk || !sizeOk || offset < 0 || size < 0)
        return fail(badAnswer(
            QStringLiteral("The run folder's answer has no %1 block.").arg(QString::fromUtf8(word)), output));
    if (size > output.size() - (end + 1))
        return fail(badAnswer(QStringLiteral("The run folder's answer ends too early."), output));
    Block block{offset, output.mid(end + 1, size)};
    at = end + 1 + size;
    if (at < output.size() && output.at(at) == '\n')
        ++at;
    return block;
}

} // namespace

QVector<Probe> parseProbeLines(const QByteArray& lines) {
    QVector<Probe> probes;
    for (const QByteArray& line : lines.split('\n')) {
        const QList<QByteArray> parts = line.simplified().split(' ');
        bool atOk = false, codeOk = false, msOk = false;
        const Probe probe{parts.value(0).toDouble(&atOk), parts.value(1).toInt(&codeOk),
                          parts.value(2).toDouble(&msOk)};
        const bool sane = parts.size() == 3 && atOk && codeOk && msOk && probe.at > 0 &&
                          probe.at < latestTime && probe.code >= 0 && probe.code <= 999 &&
                          std::abs(probe.milliseconds) < longestAnswer;
        if (sane && probes.size() < mostProbes)
            probes << probe;
    }
    return probes;
}

Result<RunState> parseRunReading(const QByteArray& output) {
    const qsizetype firstEnd = output.indexOf('\n');
    const QJsonDocument document = QJsonDocument::fromJson(firstEnd < 0 ? output : output.left(firstEnd));
    if (!document.isObject() || !document.object().value(QLatin1String("phase")).isString())
        return fail(badAnswer(QStringLiteral("The run folder's answer is not readable."), output));
    RunState state = stateFrom(document.object());
    qsizetype at = firstEnd < 0 ? output.size() : firstEnd + 1;
    const auto log = takeBlock(output, at, "LOG");
    if (!log)
        return fail(log.error());
    const auto probes = takeBlock(output, at, "PROBES");
    if (!probes)
        return fail(probes.error());
    state.logOffset = log->offset;
    state.logTail = log->bytes;
    state.probeOffset = probes->offset;
    state.probes = parseProbeLines(probes->bytes);
    return state;
}

} // namespace df
