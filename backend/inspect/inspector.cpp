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
    if (facts)
        facts->seconds = double(clock.elapsed()) / 1000.0;
    return facts;
}

} // namespace df
