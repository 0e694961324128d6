#include "support/local_host.h"

#include <QElapsedTimer>
#include <QProcess>

#include <unistd.h>

namespace df::test {

namespace {

void keep(QByteArray& into, const QByteArray& chunk, qint64 most, bool& truncated) {
    const qint64 room = most - into.size();
    truncated = truncated || chunk.size() > room;
    into += chunk.left(std::max<qint64>(0, room));
}

void drain(QProcess& p, const Command& command, CommandResult& result, const OutputSink& sink) {
    const QByteArray out = p.readAllStandardOutput(), err = p.readAllStandardError();
    keep(result.out, out, command.maxOutput, result.truncated);
    keep(result.err, err, command.maxOutput, result.truncated);
    if (sink && !out.isEmpty())
        sink(out, false);
    if (sink && !err.isEmpty())
        sink(err, true);
}

/// true: that was all
bool feed(QProcess& p, const Command& command) {
    if (p.bytesToWrite() > 4 * 1024 * 1024) {
        p.waitForBytesWritten(50);
        return false;
    }
    const InputPiece piece = command.more();
    p.write(piece.bytes);
    if (piece.end)
        p.closeWriteChannel();
    else if (piece.bytes.isEmpty())
        p.waitForReadyRead(2);
    return piece.end;
}

} // namespace

bool LocalHost::canBeRoot() const { return m_account.isEmpty() && geteuid() == 0; }

Result<CommandResult> LocalHost::run(const Command& command, const CancelToken& cancel,
                                     const OutputSink& sink) {
    if (command.privilege == Privilege::Root && !canBeRoot())
        return fail(ErrorCode::SudoRefused, QStringLiteral("not root"));
    QProcess p;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    QStringList words{QStringLiteral("/bin/sh"), QStringLiteral("-c"), command.script};
    if (!m_account.isEmpty())
        words =
            QStringList{QStringLiteral("runuser"), QStringLiteral("-u"), m_account, QStringLiteral("--")} +
            words;
    p.setProcessEnvironment(environment);
    p.setWorkingDirectory(QStringLiteral("/"));
    QElapsedTimer clock;
    clock.start();
    p.start(words.takeFirst(), words);
    if (!p.waitForStarted(5000))
        return fail(ErrorCode::CommandFailed, p.errorString());
    p.write(command.input);
    if (!command.more)
        p.closeWriteChannel();
    bool inputEnded = !command.more;
    CommandResult result;
    while (p.state() != QProcess::NotRunning) {
        if (inputEnded)
            p.waitForFinished(50);
        else
            inputEnded = feed(p, command);
        drain(p, command, result, sink);
        const bool late = clock.elapsed() > command.timeout.count();
        if (late || cancel.cancelled()) {
            p.terminate();
            if (!p.waitForFinished(3000))
                p.kill();
            p.waitForFinished(1000);
            return fail(late ? ErrorCode::Timeout : ErrorCode::Cancelled,
                        QStringLiteral("ended before it was done"));
        }
    }
    drain(p, command, result, sink);
    if (p.exitStatus() == QProcess::NormalExit)
        result.exitCode = p.exitCode();
    else
        result.signal = QStringLiteral("signal");
    result.duration = std::chrono::milliseconds(clock.elapsed());
    return result;
}

} // namespace df::test
