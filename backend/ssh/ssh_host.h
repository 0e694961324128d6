#pragma once

#include "host/remote_host.h"
#include "ssh/connect_settings.h"

#include <memory>

namespace df {

/// libssh behind RemoteHost. Owned and used by one thread for its whole life (style rule: one session, one thread);
/// only `abort()` may be called from another.
class SshHost final : public RemoteHost {
public:
    SshHost();
    ~SshHost() override;
    SshHost(const SshHost&) = delete;
    SshHost& operator=(const SshHost&) = delete;

    /// Connects, checks the host key, signs in, finds out about sudo. On error nothing stays open.
    [[nodiscard]] Result<void> open(const ConnectSettings& settings, const SignInQuestions& questions,
                                    const CancelToken& cancel);
    void close();
    [[nodiscard]] bool isOpen() const;
    /// Breaks a stuck call from any thread (shuts the socket down).
    void abort();

    Result<CommandResult> run(const Command& command, const CancelToken& cancel, const OutputSink& sink = {}) override;
    bool canBeRoot() const override;
    QString displayName() const override;

    [[nodiscard]] bool isRoot() const;            ///< signed in as uid 0
    [[nodiscard]] bool usesSudo() const;          ///< root through sudo
    [[nodiscard]] HostKeyInfo hostKey() const;    ///< of the open session
    [[nodiscard]] int lastRoundTrips() const;     ///< number of execs since open(), for the bench and the Look page

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace df
