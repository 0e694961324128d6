#include "ssh/ssh_line.h"

#include "ssh/tcp_connect.h"

#include <QDir>
#include <QFile>

#include <csignal>
#include <mutex>

namespace df {
namespace {

// libssh 0.10 writes to its socket without MSG_NOSIGNAL: a line that breaks must not end the program.
void ignoreBrokenPipes() {
#ifndef _WIN32
    static std::once_flag once;
    std::call_once(once, [] {
        struct sigaction current {};
        if (::sigaction(SIGPIPE, nullptr, &current) == 0 && current.sa_handler == SIG_DFL)
            std::signal(SIGPIPE, SIG_IGN);
    });
#endif
}

void option(ssh_session session, ssh_options_e name, const QByteArray& value) {
    ssh_options_set(session, name, value.constData());
}

} // namespace

QString hostAndPort(const ConnectSettings& settings) {
    return settings.port == 22 ? settings.host
                               : QStringLiteral("[%1]:%2").arg(settings.host).arg(settings.port);
}

Result<void> SshLine::connect(const ConnectSettings& settings, const Patience& patience,
                              const QByteArray& hostKeyTypes) {
    close();
    ignoreBrokenPipes();
    const auto socket = connectTcp(settings.host, settings.port, patience);
    if (!socket)
        return fail(socket.error());
    m_abort.arm(*socket);
    prepare(settings, *socket, hostKeyTypes);
    if (auto done = handshake(settings, patience); !done) {
        close();
        return done;
    }
    m_event = ssh_event_new();
    ssh_event_add_session(m_event, m_session);
    return {};
}

void SshLine::prepare(const ConnectSettings& settings, net::Socket socket, const QByteArray& hostKeyTypes) {
    m_dead = false;
    m_oneIsEnough = false;
    m_session = ssh_new();
    ssh_set_blocking(m_session, 0);
    // What the page shows is what happens: no user or system ssh config (a Port there would replace ours)
    const int no = 0, quiet = SSH_LOG_NOLOG;
    ssh_options_set(m_session, SSH_OPTIONS_PROCESS_CONFIG, &no);
    ssh_options_set(m_session, SSH_OPTIONS_LOG_VERBOSITY, &quiet);
    option(m_session, SSH_OPTIONS_HOST, settings.host.toUtf8());
    const unsigned port = unsigned(settings.port);
    ssh_options_set(m_session, SSH_OPTIONS_PORT, &port);
    option(m_session, SSH_OPTIONS_USER, settings.user.toUtf8());
    // libssh's own first choice, chacha20, is several times slower where the processor knows AES. The server
    // may still have none but the others.
    for (const ssh_options_e direction : {SSH_OPTIONS_CIPHERS_C_S, SSH_OPTIONS_CIPHERS_S_C})
        option(m_session, direction,
               "aes128-gcm@openssh.com,aes256-gcm@openssh.com,chacha20-poly1305@openssh.com,aes256-ctr,"
               "aes192-ctr,aes128-ctr");
    const int noDelay = 1;
    ssh_options_set(m_session, SSH_OPTIONS_NODELAY, &noDelay);
    const long seconds =
        settings.connectTimeoutSeconds; // our own deadlines rule; this bounds what libssh waits inside
    ssh_options_set(m_session, SSH_OPTIONS_TIMEOUT, &seconds);
    // Named in any case: libssh takes the home of the account, everything else that of $HOME.
    option(m_session, SSH_OPTIONS_KNOWNHOSTS,
           settings.knownHostsFile.isEmpty()
               ? QFile::encodeName(QDir::homePath() + QStringLiteral("/.ssh/known_hosts"))
               : settings.knownHostsFile.toLocal8Bit());
    if (!settings.knownHostsFile.isEmpty())
        option(m_session, SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null");
    if (!hostKeyTypes.isEmpty())
        option(m_session, SSH_OPTIONS_HOSTKEYS, hostKeyTypes);
    const socket_t fd = socket;
    ssh_options_set(m_session, SSH_OPTIONS_FD, &fd);
}

Result<void> SshLine::handshake(const ConnectSettings& settings, const Patience& patience) {
    const QStringList facts{settings.host, QString::number(settings.port)};
    for (;;) {
        const int rc = ssh_connect(m_session);
        if (rc == SSH_OK)
            return {};
        if (rc != SSH_AGAIN)
            return fail({ErrorCode::Unreachable,
                         QStringLiteral("%1 does not answer as an SSH server.").arg(settings.host),
                         facts + QStringList{QStringLiteral("not-ssh")}, lastWords(), true});
        if (const auto why = patience.exhausted()) {
            if (*why == ErrorCode::Timeout)
                return fail({ErrorCode::Unreachable,
                             QStringLiteral("%1 accepts, but says nothing.").arg(settings.host),
                             facts + QStringList{QStringLiteral("timeout")},
                             {},
                             true});
            return fail(*why, QStringLiteral("Stopped while connecting to %1.").arg(settings.host), facts);
        }
        waitForSocket(patience.slice(50));
    }
}

void SshLine::waitForSocket(int ms) const {
    const bool pending = ssh_get_poll_flags(m_session) & SSH_WRITE_PENDING;
    net::PollFd fd{ssh_get_fd(m_session), short(POLLIN | (pending ? POLLOUT : 0)), 0};
    net::pollSockets(&fd, 1, ms);
}

bool SshLine::isOpen() const {
    return m_session && !m_dead && !m_abort.aborted().load() && ssh_is_connected(m_session) &&
           !(ssh_get_status(m_session) & (SSH_CLOSED | SSH_CLOSED_ERROR));
}

bool SshLine::pump(int ms) {
    if (m_dead || !m_event)
        return false;
    if (ssh_event_dopoll(m_event, ms) == SSH_ERROR || !isOpen())
        m_dead = true;
    return !m_dead;
}

void SshLine::keepAlive() {
    // On a non-blocking session the first call sends and the next one only collects the answer
    ssh_send_keepalive(m_session);
}

void SshLine::openSpare() {
    if (m_spare || m_oneIsEnough || !isOpen())
        return;
    m_spare.reset(ssh_channel_new(m_session));
    if (ssh_channel_open_session(m_spare.get()) == SSH_ERROR) {
        m_spare.reset();
        m_oneIsEnough = true;
    }
}

ChannelHandle SshLine::takeSpare(const Patience& patience) {
    ChannelHandle spare = std::move(m_spare);
    if (!spare)
        return spare;
    const auto rc = settle([&] { return ssh_channel_open_session(spare.get()); }, SSH_AGAIN, patience);
    m_oneIsEnough = m_oneIsEnough || (rc && *rc != SSH_OK);
    // A server may close what nobody uses (ChannelTimeout).
    if (!rc || *rc != SSH_OK || ssh_channel_is_closed(spare.get()) || ssh_channel_is_eof(spare.get()))
        spare.reset();
    return spare;
}

QString SshLine::lastWords() const {
    return m_session ? QString::fromUtf8(ssh_get_error(m_session)) : QString();
}

void SshLine::close() {
    m_spare.reset();
    if (m_event) {
        ssh_event_remove_session(m_event, m_session);
        ssh_event_free(m_event);
        m_event = nullptr;
    }
    m_abort.disarm();
    if (m_session) {
        // Since 0.10 libssh leaves a socket open that was given to it, unless it no longer knows so: the
        // server would keep the session until this program ends.
        const socket_t notGiven = SSH_INVALID_SOCKET;
        ssh_options_set(m_session, SSH_OPTIONS_FD, &notGiven);
        ssh_disconnect(m_session);
        ssh_free(m_session);
        m_session = nullptr;
    }
}

} // namespace df
