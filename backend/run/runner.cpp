#include "run/runner.h"

#include "core/shell.h"
#include "plan/run_folder.h"
#include "run/run_reading.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace df {

namespace {

constexpr int exitLocked = 75; ///< EX_TEMPFAIL, as deploy.sh and control.sh say it
constexpr qint64 mostReadBytes = 4 * 1024 * 1024;

QJsonObject fileJson(const QString& path, const QString& mode, const QByteArray& bytes) {
    return {{QStringLiteral("path"), path},
            {QStringLiteral("mode"), mode},
            {QStringLiteral("base64"), QString::fromLatin1(bytes.toBase64())}};
}

QByteArray deployInput(const Plan& plan, const QMap<QString, QByteArray>& extraFiles) {
    QJsonArray files;
    for (const RunFile& file : renderRunFolder(plan))
        files.append(fileJson(file.path, file.mode, file.bytes));
    for (auto it = extraFiles.cbegin(); it != extraFiles.cend(); ++it)
        files.append(fileJson(it.key(), QStringLiteral("0600"), it.value()));
    return QJsonDocument(QJsonObject{{QStringLiteral("files"), files}}).toJson(QJsonDocument::Compact);
}

/// What deploy.sh reads besides its standard input; no secret among them.
QString deployVariables(const Plan& plan, const QString& folder) {
    QString text = QStringLiteral("DF_FOLDER=%1\n").arg(shellQuote(folder));
    for (const char* name : {"DF_PHP_TOOL", "DF_LOCKS", "DF_LOCK_KEYS"})
        text += QLatin1String(name) + QLatin1Char('=') +
                shellQuote(plan.variables.value(QLatin1String(name))) + QLatin1Char('\n');
    return text;
}

QByteArray secretLines(const QMap<QString, Secret>& secrets) {
    QByteArray lines;
    for (auto it = secrets.cbegin(); it != secrets.cend(); ++it)
        lines += it.key().toUtf8() + ' ' + it.value().reveal().toBase64() + '\n';
    return lines;
}

Result<QByteArray> checked(Result<CommandResult> result, const QString& what) {
    if (!result)
        return fail(result.error());
    const QString err = QString::fromUtf8(result->err).trimmed().right(8000);
    if (result->exitCode == exitLocked)
        return fail(ErrorCode::Locked, QStringLiteral("Another run holds the lock."),
                    {err.section(QLatin1Char('\n'), -1)}, err);
    if (!result->exitCode && !result->signal)
        return fail(ErrorCode::CommandUnknown,
                    QStringLiteral("How \"%1\" ended on the server is not known.").arg(what), {what}, err);
    if (!result->ok())
        return fail(ErrorCode::CommandFailed, QStringLiteral("\"%1\" failed on the server.").arg(what),
                    {what}, err);
    if (result->truncated)
        return fail(ErrorCode::BadAnswer, QStringLiteral("The answer to \"%1\" was too long.").arg(what),
                    {what});
    return result->out;
}

Result<void> nothing(const Result<QByteArray>& answer) {
    if (!answer)
        return fail(answer.error());
    return {};
}

} // namespace

Runner::Runner(RemoteHost& host, QString runFolder, bool asRoot)
    : m_host(host), m_folder(std::move(runFolder)), m_asRoot(asRoot) {}

Result<void> Runner::deploy(const Plan& plan, const QMap<QString, QByteArray>& extraFiles,
                            const CancelToken& cancel) {
    QFile script(QStringLiteral(":/df/remote/run/deploy.sh"));
    if (!script.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Internal, QStringLiteral("deploy.sh is not in this program."));
    Command command;
    command.script = deployVariables(plan, m_folder) + QString::fromUtf8(script.readAll());
    command.input = deployInput(plan, extraFiles);
    command.privilege = m_asRoot ? Privilege::Root : Privilege::SignedInUser;
    command.timeout = std::chrono::seconds(120);
    return nothing(checked(m_host.run(command, cancel), QStringLiteral("deploy")));
}

Result<QByteArray> Runner::control(const QString& verb, const QByteArray& input, const CancelToken& cancel,
                                   int timeoutSeconds) {
    Command command;
    command.script = QStringLiteral("exec sh %1/control.sh %2").arg(shellQuote(m_folder), verb);
    command.input = input;
    command.privilege = m_asRoot ? Privilege::Root : Privilege::SignedInUser;
    command.timeout = std::chrono::seconds(timeoutSeconds);
    return checked(m_host.run(command, cancel), verb.section(QLatin1Char(' '), 0, 0));
}

Result<QByteArray> Runner::controlWithSecrets(const QString& verb, const QMap<QString, Secret>& secrets,
                                              const CancelToken& cancel) {
    QByteArray lines = secretLines(secrets);
    auto answer = control(verb, lines, cancel);
    wipeBytes(lines);
    return answer;
}

Result<void> Runner::start(const QMap<QString, Secret>& secrets, const CancelToken& cancel, Hold hold) {
    const QString verb = hold == Hold::BeforeSwitch ? QStringLiteral("start hold") : QStringLiteral("start");
    return nothing(controlWithSecrets(verb, secrets, cancel));
}

Result<void> Runner::retry(const QMap<QString, Secret>& secrets, const CancelToken& cancel,
                           LastCopy lastCopy) {
    const QString verb =
        lastCopy == LastCopy::Stands ? QStringLiteral("retry closed") : QStringLiteral("retry");
    return nothing(controlWithSecrets(verb, secrets, cancel));
}

Result<void> Runner::requestPause(const CancelToken& cancel) {
    return nothing(control(QStringLiteral("pause"), {}, cancel));
}

Result<void> Runner::requestStop(const CancelToken& cancel) {
    return nothing(control(QStringLiteral("stop"), {}, cancel));
}

Result<void> Runner::undoStage(const QString& stageId, const CancelToken& cancel) {
    return nothing(control(QStringLiteral("undo-stage ") + shellQuote(stageId), {}, cancel));
}

Result<void> Runner::goBack(bool afterKeep, const CancelToken& cancel) {
    const QString verb = afterKeep ? QStringLiteral("go-back after-keep") : QStringLiteral("go-back");
    return nothing(control(verb, {}, cancel));
}

Result<void> Runner::keep(const CancelToken& cancel) {
    return nothing(control(QStringLiteral("keep"), {}, cancel, 300));
}

Result<void> Runner::deleteBackup(const QString& what, const CancelToken& cancel) {
    return nothing(control(QStringLiteral("delete ") + shellQuote(what), {}, cancel, 600));
}

Result<bool> Runner::isDeployed(const CancelToken& cancel) {
    Command command;
    // Its last file.
    command.script = QStringLiteral("[ ! -f %1/state/phase ] || echo deployed").arg(shellQuote(m_folder));
    command.privilege = m_asRoot ? Privilege::Root : Privilege::SignedInUser;
    const auto answer = checked(m_host.run(command, cancel), QStringLiteral("look"));
    if (!answer)
        return fail(answer.error());
    return answer->trimmed() == "deployed";
}

Result<RunState> Runner::read(const RunState& since, const CancelToken& cancel) {
    const auto answer =
        control(QStringLiteral("read %1 %2").arg(since.logOffset).arg(since.probeOffset), {}, cancel, 30);
    if (!answer)
        return fail(answer.error());
    return parseRunReading(*answer);
}

Result<Plan> Runner::readPlan(const CancelToken& cancel) {
    const auto bytes = readFile(QStringLiteral("plan.json"), mostReadBytes, cancel);
    if (!bytes)
        return fail(bytes.error());
    const QJsonDocument document = QJsonDocument::fromJson(*bytes);
    Plan plan = planFromJson(document.object());
    if (!document.isObject() || plan.runId.isEmpty() || plan.stages.isEmpty())
        return fail(ErrorCode::BadAnswer, QStringLiteral("plan.json in %1 is not readable.").arg(m_folder),
                    {m_folder});
    return plan;
}

Command Runner::catCommand(const QString& relativePath) const {
    Command command;
    command.script =
        QStringLiteral("exec sh %1/control.sh cat %2").arg(shellQuote(m_folder), shellQuote(relativePath));
    command.privilege = m_asRoot ? Privilege::Root : Privilege::SignedInUser;
    return command;
}

Result<QByteArray> Runner::readFile(const QString& relativePath, qint64 maxBytes, const CancelToken& cancel) {
    Command command = catCommand(relativePath);
    command.maxOutput = maxBytes;
    return checked(m_host.run(command, cancel), QStringLiteral("cat"));
}

Result<void> Runner::fetchFile(const QString& relativePath,
                               const std::function<void(const QByteArray&)>& take,
                               const CancelToken& cancel) {
    Command command = catCommand(relativePath);
    command.timeout = std::chrono::hours(12);
    command.maxOutput = 64 * 1024; // of the error text; the file goes to `take`
    auto result = m_host.run(command, cancel, [&take](const QByteArray& chunk, bool isError) {
        if (!isError)
            take(chunk);
    });
    if (result)
        result->truncated = false;
    return nothing(checked(std::move(result), QStringLiteral("cat")));
}

} // namespace df
