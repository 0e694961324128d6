#include "support/practice_case.h"

#include "support/tree_hash.h"

#include <QDateTime>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

namespace df::test {

namespace {

QString text(const QJsonValue& value, const char* key) { return value[QLatin1String(key)].toString(); }

QString keysTrouble(const QJsonObject& object, const QStringList& keys, const QString& where) {
    for (const QString& key : keys)
        if (!object.contains(key))
            return where + key + QStringLiteral(" is missing");
    return {};
}

QString stageTrouble(const QJsonValue& stage) {
    static const QStringList words{QStringLiteral("done"), QStringLiteral("skipped"),
                                   QStringLiteral("failed"), QStringLiteral("undone"),
                                   QStringLiteral("not-started")};
    const QString id = text(stage, "id");
    const QString lacking =
        keysTrouble(stage.toObject(),
                    {QStringLiteral("id"), QStringLiteral("title"), QStringLiteral("status"),
                     QStringLiteral("seconds"), QStringLiteral("usersMayNotice"), QStringLiteral("steps")},
                    QStringLiteral("stage "));
    if (!lacking.isEmpty())
        return lacking;
    if (!words.contains(text(stage, "status")))
        return id + QStringLiteral(" has a status that the format doesn't know");
    const double seconds = stage[QLatin1String("seconds")].toDouble();
    if (seconds < 0 || seconds > 600)
        return id + QStringLiteral(" took %1 seconds").arg(seconds);
    const QJsonArray steps = stage[QLatin1String("steps")].toArray();
    for (const QJsonValue& step : steps)
        if (const QString t = keysTrouble(step.toObject(),
                                          {QStringLiteral("id"), QStringLiteral("command"),
                                           QStringLiteral("exit"), QStringLiteral("seconds")},
                                          id + QStringLiteral(" step "));
            !t.isEmpty())
            return t;
    return {};
}

QString backupTrouble(const QJsonValue& backup) {
    static const QRegularExpression hash(QStringLiteral("^[0-9a-f]{64}$"));
    const QString what = text(backup, "what");
    if (text(backup, "where").isEmpty() || text(backup, "provenBy").isEmpty())
        return what + QStringLiteral(" without a place or a proof");
    if (!what.endsWith(QLatin1String("-after")) && !hash.match(text(backup, "sha256")).hasMatch())
        return what + QStringLiteral(" has no hash");
    if (backup[QLatin1String("bytes")].toDouble() <= 0)
        return what + QStringLiteral(" has no bytes");
    return {};
}

QString downtimeTrouble(const QJsonObject& downtime, double runSeconds) {
    const double seconds = downtime.value(QLatin1String("seconds")).toDouble();
    double each = 0;
    const QJsonArray absences = downtime.value(QLatin1String("absences")).toArray();
    for (const QJsonValue& absence : absences)
        each += absence[QLatin1String("seconds")].toDouble();
    if (qAbs(each - seconds) > 0.01)
        return QStringLiteral("downtime: the absences don't add up");
    if (seconds < 0 || seconds > runSeconds)
        return QStringLiteral("downtime: %1 s in a run of %2 s").arg(seconds).arg(runSeconds);
    int answers = 0, failed = 0;
    const QJsonObject codes = downtime.value(QLatin1String("codes")).toObject();
    for (auto it = codes.begin(); it != codes.end(); ++it) {
        answers += it.value().toInt();
        failed += it.key().startsWith(QLatin1Char('2')) || it.key().startsWith(QLatin1Char('3'))
                      ? 0
                      : it.value().toInt();
    }
    const bool sums = answers == downtime.value(QLatin1String("probes")).toInt() &&
                      failed == downtime.value(QLatin1String("failedProbes")).toInt();
    return sums && (failed > 0) == (seconds > 0) ? QString()
                                                 : QStringLiteral("downtime: the numbers don't fit");
}

QString errorTrouble(const QJsonObject& error) {
    for (const char* key : {"code", "what", "means"})
        if (text(error, key).isEmpty())
            return QStringLiteral("error.%1 is empty").arg(QLatin1String(key));
    const QJsonArray todo = error.value(QLatin1String("do")).toArray();
    if (todo.isEmpty() || todo.first().toString().isEmpty())
        return QStringLiteral("error.do is empty");
    const QString all = text(error, "what") + text(error, "means");
    if (all.contains(QLatin1String("“”")) || all.contains(QLatin1String("Stage 0")) ||
        all.contains(QLatin1String("%1")))
        return QStringLiteral("error: ") + all;
    return {};
}

template<class Check>
QString firstTrouble(const QJsonArray& list, Check check) {
    for (const QJsonValue& item : list)
        if (const QString trouble = check(item); !trouble.isEmpty())
            return trouble;
    return {};
}

} // namespace

QString WatchedServer::start(const QString& breakSwitch) {
    const QString trouble = practice.start(breakSwitch);
    if (trouble.isEmpty())
        remember();
    return trouble;
}

QString WatchedServer::database() const {
    return root() + QStringLiteral("/storage/databases/dreamfactory.sqlite");
}

void WatchedServer::remember() {
    tree = treeOf(root());
    rows = rowsOf(database());
}

QString WatchedServer::changed() const {
    return differences(tree, treeOf(root())) + differences(rows, rowsOf(database()));
}

QString WatchedServer::version() const {
    return practice.ask("GET", QStringLiteral("/status")).json().value(QStringLiteral("version")).toString();
}

std::unique_ptr<WizardRun> wizardRun(const char* program) {
    auto wizard = std::make_unique<WizardRun>();
    wizard->program = QString::fromUtf8(program);
    return wizard;
}

QString said(const WizardRun::Ended& ended) {
    return QStringLiteral("exit %1\n--- out\n%2--- err\n%3").arg(ended.exit).arg(ended.out, ended.err);
}

QString outcome(const WizardRun::Ended& ended) {
    return ended.report.value(QStringLiteral("outcome")).toString();
}

QJsonObject part(const WizardRun::Ended& ended, const char* key) {
    return ended.report.value(QLatin1String(key)).toObject();
}

QJsonArray findings(const QJsonObject& report, const QString& severity) {
    QJsonArray found;
    const QJsonArray all =
        report.value(QStringLiteral("advice")).toObject().value(QStringLiteral("findings")).toArray();
    for (const QJsonValue& f : all)
        if (text(f, "severity") == severity)
            found.append(f);
    return found;
}

QString reportTrouble(const QJsonObject& report) {
    const QString lacking =
        keysTrouble(report,
                    {QStringLiteral("version"), QStringLiteral("task"), QStringLiteral("run"),
                     QStringLiteral("outcome"), QStringLiteral("startedAt"), QStringLiteral("seconds"),
                     QStringLiteral("stages"), QStringLiteral("snapshots")},
                    {});
    if (!lacking.isEmpty())
        return lacking;
    const double seconds = report.value(QLatin1String("seconds")).toDouble();
    const auto started = QDateTime::fromString(text(report, "startedAt"), Qt::ISODate);
    if (report.value(QLatin1String("version")).toInt() != 1 || seconds <= 0 || seconds > 900 ||
        qAbs(started.secsTo(QDateTime::currentDateTimeUtc())) > 1800)
        return QStringLiteral("version, seconds or startedAt make no sense");
    QString trouble = firstTrouble(report.value(QLatin1String("stages")).toArray(), stageTrouble);
    if (trouble.isEmpty() && report.contains(QLatin1String("backups")))
        trouble = firstTrouble(report.value(QLatin1String("backups")).toArray(), backupTrouble);
    if (trouble.isEmpty() && report.contains(QLatin1String("downtime")))
        trouble = downtimeTrouble(report.value(QLatin1String("downtime")).toObject(), seconds);
    if (trouble.isEmpty() && report.contains(QLatin1String("error")))
        trouble = errorTrouble(report.value(QLatin1String("error")).toObject());
    return trouble;
}

QString keptTrouble(const WizardRun::Ended& ended) {
    if (ended.exit != 0 || outcome(ended) != QLatin1String("done"))
        return said(ended);
    if (const QString trouble = reportTrouble(ended.report); !trouble.isEmpty())
        return trouble;
    if (part(ended, "comparison").value(QLatin1String("areas")).toArray().size() <= 10)
        return QStringLiteral("too few areas were compared");
    for (const QString& stage : stageStatuses(ended.report))
        if (!stage.endsWith(QLatin1String(":done")) && !stage.endsWith(QLatin1String(":skipped")))
            return stage;
    return {};
}

QStringList stageStatuses(const QJsonObject& report) {
    QStringList list;
    const QJsonArray stages = report.value(QLatin1String("stages")).toArray();
    for (const QJsonValue& stage : stages)
        list << text(stage, "id") + QLatin1Char(':') + text(stage, "status");
    return list;
}

QJsonObject lookAnswers(const PracticeInfo& info) {
    QJsonObject answers = upgradeAnswers(info, {});
    for (const char* key : {"onFailure", "afterVerify"})
        answers.remove(QLatin1String(key));
    answers.insert(QStringLiteral("task"), QStringLiteral("look"));
    return answers;
}

QJsonObject quickUpgrade(const PracticeInfo& info, const QString& afterVerify, const QString& onFailure) {
    QJsonObject answers = upgradeAnswers(info, afterVerify);
    answers.insert(QStringLiteral("release"), QStringLiteral("7.3.3"));
    answers.insert(QStringLiteral("onFailure"), onFailure);
    return answers;
}

QJsonObject goBackAnswers(const PracticeInfo& info) {
    QJsonObject answers = lookAnswers(info);
    answers.remove(QStringLiteral("release"));
    answers.insert(QStringLiteral("task"), QStringLiteral("go-back"));
    return answers;
}

QStringList filesThatHold(const QString& folder, const QByteArray& secret, const QStringList& except) {
    QStringList found;
    QDirIterator it(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        const QString path = file.fileName();
        const bool left =
            std::any_of(except.begin(), except.end(), [&path](const QString& e) { return path.contains(e); });
        if (!left && file.open(QIODevice::ReadOnly) && file.readAll().contains(secret))
            found << path;
    }
    return found;
}

} // namespace df::test
