#include "host/remote_host.h"

namespace df {

Result<QByteArray> runChecked(RemoteHost& host, const Command& command, const CancelToken& cancel) {
    auto result = host.run(command, cancel);
    if (!result)
        return fail(result.error());
    if (result->ok())
        return result->out;
    const QString detail = QString::fromUtf8(result->err.isEmpty() ? result->out : result->err).right(8000);
    if (result->exitCode)
        return fail(ErrorCode::CommandFailed,
                    QStringLiteral("The command ended with code %1.").arg(*result->exitCode),
                    {QString::number(*result->exitCode)}, detail);
    if (result->signal)
        return fail(ErrorCode::CommandFailed,
                    QStringLiteral("The command was ended by signal %1.").arg(*result->signal),
                    {*result->signal}, detail);
    return fail(ErrorCode::CommandUnknown, QStringLiteral("The command's exit code never arrived."), {},
                detail);
}

} // namespace df
