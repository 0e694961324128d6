#include "inspect/inspector.h"

#include "inspect/json_clip.h"
#include "inspect/probe_script.h"

#include <QElapsedTimer>

namespace df {

Result<ServerFacts> inspectServer(RemoteHost& host, const QStringList& extraPaths,
                                  const CancelToken& cancel) {
    const QString nonce = freshNonce();
    QElapsedTimer clock;
    clock.start();
    const QDateTime asked = QDateTime::currentDateTimeUtc();
    const auto answer = host.run(
        probeCommand(nonce, extraPaths, host.canBeRoot() ? Privilege::Root : Privilege::SignedInUser),
        cancel);
    if (!answer)
        return tl::unexpected(answer.error());
    const QByteArray ours = fromMarker(answer->out, nonce);
    if (ours.isEmpty())
        return fail(ErrorCode::BadAnswer, QStringLiteral("the look gave no answer"), {host.displayName()},
                    clipText(QString::fromUtf8(answer->err + answer->out).trimmed(), 8000));
    auto facts = parseProbe(ours);
    if (!facts)
        return facts;
    const double here = double(clock.elapsed()) / 1000.0;
    // What the answer took beyond the look itself was spent on the two ways, half of it on each.
    if (facts->machine.clock.isValid())
        facts->machine.clockAheadSeconds =
            double(asked.msecsTo(facts->machine.clock)) / 1000.0 - std::max(0.0, here - facts->seconds) / 2;
    facts->seconds = here;
    return facts;
}

Error nothingFound(const ServerFacts& facts, const QStringList& extraPaths) {
    const QString problems = facts.problems.join(QLatin1Char('\n'));
    if (!facts.complete)
        return {ErrorCode::Timeout,
                QStringLiteral("The look did not come to its end, and had found no DreamFactory until then."),
                {},
                problems,
                true};
    const QString silent = facts.machine.silentEngines.join(QStringLiteral(", "));
    if (!silent.isEmpty())
        return {
            ErrorCode::NoInstallation,
            QStringLiteral("No DreamFactory was found, but %1 could not say what runs there.").arg(silent),
            {QStringLiteral("engine-silent"), silent},
            problems,
            true};
    return {ErrorCode::NoInstallation,
            QStringLiteral("No DreamFactory was found on this server."),
            extraPaths,
            {},
            true};
}

} // namespace df
