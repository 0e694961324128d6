#pragma once

#include "core/result.h"
#include "ssh/connect_settings.h"
#include "ssh/ssh_line.h"

namespace df {

/// Who is at the other end? Between connect and sign-in. `expectedHostKey`, if set, decides alone and nothing
/// is written; else known_hosts (hashed names and ports as OpenSSH writes them); an unknown key is asked
/// about and written after consent only. HostKeyUnknown, HostKeyChanged {host, port, type, fingerprint}.
[[nodiscard]] Result<HostKeyInfo> checkHostKey(SshLine& line, const ConnectSettings& settings,
                                               const SignInQuestions& questions);

/// Connects and checks the host key. A server has several keys, and the expected fingerprint may be of
/// another type than the one that was negotiated: before HostKeyChanged is said, the other types are tried.
[[nodiscard]] Result<HostKeyInfo> connectAndCheckHostKey(SshLine& line, const ConnectSettings& settings,
                                                         const SignInQuestions& questions,
                                                         const Patience& patience);

} // namespace df
