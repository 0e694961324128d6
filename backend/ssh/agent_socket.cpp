#include "ssh/agent_socket.h"

#ifndef _WIN32
#include <cstring>
#include <sys/un.h>
#endif

namespace df {

Result<net::Socket> connectToAgent() {
    const auto none = [](const QString& why) {
        return fail(ErrorCode::NotAvailable, QStringLiteral("No SSH agent answers."),
                    {QStringLiteral("no-agent")}, why);
    };
#ifdef _WIN32
    return none(QStringLiteral("Signing in with an agent is not supported on Windows yet."));
#else
    const QByteArray path = qgetenv("SSH_AUTH_SOCK");
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.isEmpty() || size_t(path.size()) >= sizeof address.sun_path)
        return none(QStringLiteral("SSH_AUTH_SOCK is not set."));
    std::memcpy(address.sun_path, path.constData(), size_t(path.size()));
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        const QString why = QString::fromLocal8Bit(std::strerror(errno));
        if (fd >= 0)
            ::close(fd);
        return none(why);
    }
    return fd;
#endif
}

} // namespace df
