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

} // namespace df
