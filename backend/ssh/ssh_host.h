#pragma once

#include "host/remote_host.h"
#include "ssh/connect_settings.h"

#include <memory>

namespace df {

/// libssh behind RemoteHost. Owned and used by one thread for its whole life (style rule: one session, one
/// thread); only `abort()` may be called from another.
///
/// The user's and the system's ssh configuration are not read: what the settings say is what happens (so no
/// ProxyJump, HostKeyAlias or the like). known_hosts is read and written as OpenSSH does. The agent is the
/// one in $SSH_AUTH_SOCK.
///
/// Scripts run under /bin/sh with LC_ALL=C and a PATH that has the sbin folders and /usr/local/bin; the umask
/// is the account's own. Output of login shells and sudo before the script's start is dropped. A script of
/// any length will do. When a call ends by cancel or timeout, the script's process group gets TERM, after 2 s
/// KILL.
///
/// Facts of errors: HostNotFound {host}; Unreachable {host, port, refused|no-route|timeout|not-ssh};
/// HostKeyUnknown and HostKeyChanged {host, port, type, fingerprint}; SignInRefused {user, host, reason,
/// methods offered…} (reasons: see SignIn); KeyFileUnreadable {path, reason} (see loadKeyFile()); SudoRefused
/// and SecretMissing {user, host, reason} (see sudoReason()).
class SshHost final : public RemoteHost {
public:
    SshHost();
    ~SshHost() override;
    SshHost(const SshHost&) = delete;
    SshHost& operator=(const SshHost&) = delete;

    /// Connects, checks the host key, signs in, finds out about sudo. On error nothing stays open. A wrong
    /// sudo password is an error; an account that may not use sudo is not: canBeRoot() is false, and
    /// Privilege::Root fails with sudo's own words as detail. Where sudo wants a password and none is set,
    /// `questions.answerPrompts` is asked for it.
    [[nodiscard]] Result<void> open(const ConnectSettings& settings, const SignInQuestions& questions,
                                    const CancelToken& cancel);
    void close();
    [[nodiscard]] bool isOpen() const;
    /// Breaks a stuck call from any thread (shuts the socket down).
    void abort();

    Result<CommandResult> run(const Command& command, const CancelToken& cancel,
                              const OutputSink& sink = {}) override;
    bool canBeRoot() const override;
    QString displayName() const override;

    [[nodiscard]] bool isRoot() const;         ///< signed in as uid 0
    [[nodiscard]] bool usesSudo() const;       ///< root through sudo
    [[nodiscard]] Error rootProblem() const;   ///< why canBeRoot() is false: SudoRefused or SecretMissing
    [[nodiscard]] HostKeyInfo hostKey() const; ///< of the open session
    [[nodiscard]] int
    lastRoundTrips() const; ///< number of execs since open(), for the bench and the Look page

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace df
