#pragma once

#include "core/result.h"
#include "ssh/ssh_line.h"

namespace df {

/// The first part of every session: reaches the server within the settings' time, checks its host key, signs
/// in. Progress: "reached", "hostkey", "signin". HostNotFound {host} where address or user is missing; else
/// the errors of connectAndCheckHostKey() and SignIn. `aborted` is the line's own switch.
[[nodiscard]] Result<HostKeyInfo> openLine(SshLine& line, const ConnectSettings& settings,
                                           const SignInQuestions& questions, const CancelToken& cancel,
                                           const AbortSwitch& abortSwitch);

} // namespace df
