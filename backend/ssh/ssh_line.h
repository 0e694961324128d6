#pragma once

#include "core/result.h"
#include "ssh/abort_switch.h"
#include "ssh/connect_settings.h"
#include "ssh/patience.h"
#include "ssh/ssh_handles.h"

namespace df {

/// One libssh session and its socket: connect, serve, close. Lives in one thread. The session is non-blocking
/// from the start to the end, so that every wait can see a cancel; `settle` turns its "again" into a wait.
class SshLine {
public:
    explicit SshLine(AbortSwitch& abortSwitch) : m_abort(abortSwitch) {}
    ~SshLine() { close(); }
    SshLine(const SshLine&) = delete;
    SshLine& operator=(const SshLine&) = delete;

    /// TCP and key exchange; neither host key check nor sign-in. `hostKeyTypes`: only these, comma-separated;
    /// empty: what libssh prefers, types from known_hosts first. HostNotFound, Unreachable {host, port,
    /// reason}.
    [[nodiscard]] Result<void> connect(const ConnectSettings& settings, const Patience& patience,
                                       const QByteArray& hostKeyTypes = {});
    void close();
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] ssh_session session() const { return m_session; }

    /// Serves the session for at most `ms`; callbacks of channels run in here. false: the line is dead.
    bool pump(int ms);
    /// Repeats `call` while it answers `again`. The error is the reason why the wait ended early.
    template<class Call>
    [[nodiscard]] tl::expected<int, ErrorCode> settle(Call call, int again, const Patience& patience) {
        for (;;) {
            const int rc = call();
            if (rc != again)
                return rc;
            if (const auto why = patience.exhausted())
                return tl::unexpected(*why);
            if (!pump(patience.slice(50)))
                return tl::unexpected(ErrorCode::ConnectionLost);
        }
    }
    /// Tells the server that we are still here. Its answer is not waited for.
    void keepAlive();
    /// A session channel is asked for in advance, so that the next command saves a round trip to a far
    /// server. Nothing is waited for; a server that wants no second channel is not asked again.
    void openSpare();
    /// The one that was asked for, open; null where there is none.
    [[nodiscard]] ChannelHandle takeSpare(const Patience& patience);
    /// libssh's words for the last failure; they are overwritten by the next call, so ask at once.
    [[nodiscard]] QString lastWords() const;

private:
    void prepare(const ConnectSettings& settings, net::Socket socket, const QByteArray& hostKeyTypes);
    [[nodiscard]] Result<void> handshake(const ConnectSettings& settings, const Patience& patience);
    void waitForSocket(int ms) const;

    AbortSwitch& m_abort;
    ssh_session m_session = nullptr;
    ssh_event m_event = nullptr;
    ChannelHandle m_spare;
    bool m_oneIsEnough = false; ///< the server refused a spare one
    bool m_dead = false;
};

/// "[host]:port" without the brackets where the port is 22: how known_hosts and people name a server.
[[nodiscard]] QString hostAndPort(const ConnectSettings& settings);

} // namespace df
