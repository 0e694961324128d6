#include "ssh/open_line.h"

#include "ssh/host_key_check.h"
#include "ssh/sign_in.h"

namespace df {
namespace {

constexpr auto signInMayTake = std::chrono::minutes(10);

Result<HostKeyInfo> connectAndSignIn(SshLine& line, const ConnectSettings& settings,
                                     const SignInQuestions& questions, const Patience& patience) {
    const auto tell = [&](const char* step, const QString& detail) {
        if (questions.progress)
            questions.progress(QLatin1String(step), detail);
    };
    const auto key = connectAndCheckHostKey(line, settings, questions, patience);
    if (!key)
        return key;
    tell("hostkey", key->fingerprint);
    if (auto signedIn = SignIn(line, settings, questions, patience.withBudget(signInMayTake)).run();
        !signedIn)
        return fail(signedIn.error());
    tell("signin", settings.user);
    return key;
}

} // namespace

Result<HostKeyInfo> openLine(SshLine& line, const ConnectSettings& settings, const SignInQuestions& questions,
                             const CancelToken& cancel, const AbortSwitch& abortSwitch) {
    if (settings.host.isEmpty() || settings.host.contains(QLatin1Char('@')) || settings.user.isEmpty())
        return fail(ErrorCode::HostNotFound, QStringLiteral("Address or user name is missing."),
                    {settings.host});
    const auto budget = std::chrono::seconds(settings.connectTimeoutSeconds);
    const Patience patience(cancel, abortSwitch.aborted(), budget);
    bool asked = false;
    SignInQuestions watched = questions;
    if (questions.trustHostKey)
        watched.trustHostKey = [&](const HostKeyInfo& info) {
            return (asked = true) && questions.trustHostKey(info);
        };
    auto opened = connectAndSignIn(line, settings, watched, patience);
    // While a person compared fingerprints, the server's patience (LoginGraceTime) may have run out
    if (!opened && asked && opened.error().code == ErrorCode::ConnectionLost && !cancel.cancelled() &&
        !abortSwitch.aborted())
        opened = connectAndSignIn(line, settings, watched, patience.withBudget(budget));
    return opened;
}

} // namespace df
