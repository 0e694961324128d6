#include "ssh/resolve.h"

#include <condition_variable>
#include <cstring>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace df {
namespace {

struct Lookup {
    std::mutex mutex;
    std::condition_variable changed;
    bool done = false;
    int rc = 0;
    std::vector<SocketAddress> found;
};

void lookUp(const std::shared_ptr<Lookup>& lookup, const std::string& host, const std::string& port) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* list = nullptr;
    const int rc = ::getaddrinfo(host.c_str(), port.c_str(), &hints, &list);
    std::vector<SocketAddress> found;
    for (const addrinfo* a = rc == 0 ? list : nullptr; a; a = a->ai_next) {
        SocketAddress address;
        if (a->ai_addrlen > sizeof address.storage)
            continue;
        std::memcpy(&address.storage, a->ai_addr, a->ai_addrlen);
        address.length = socklen_t(a->ai_addrlen);
        found.push_back(address);
    }
    if (list)
        ::freeaddrinfo(list);
    const std::lock_guard lock(lookup->mutex);
    lookup->rc = rc;
    lookup->found = std::move(found);
    lookup->done = true;
    lookup->changed.notify_all();
}

// Not all of one family first: a broken IPv6 must not cost the whole deadline.
std::vector<SocketAddress> alternating(const std::vector<SocketAddress>& in) {
    std::vector<SocketAddress> first, second, out;
    for (const SocketAddress& a : in)
        (a.family() == in.front().family() ? first : second).push_back(a);
    for (size_t i = 0; i < std::max(first.size(), second.size()); ++i) {
        if (i < first.size())
            out.push_back(first[i]);
        if (i < second.size())
            out.push_back(second[i]);
    }
    return out;
}

QString bare(QString host) {
    if (host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']')))
        host = host.mid(1, host.size() - 2);
    return host;
}

} // namespace

Result<std::vector<SocketAddress>> resolve(const QString& host, int port, const Patience& patience) {
    auto lookup = std::make_shared<Lookup>();
    std::thread(lookUp, lookup, bare(host).toStdString(), std::to_string(port)).detach();

    std::unique_lock lock(lookup->mutex);
    while (!lookup->done) {
        if (const auto why = patience.exhausted()) {
            if (*why == ErrorCode::Timeout)
                return fail(ErrorCode::HostNotFound,
                            QStringLiteral("The name %1 was not resolved in time.").arg(host), {host});
            return fail(*why, QStringLiteral("Stopped while resolving %1.").arg(host), {host});
        }
        lookup->changed.wait_for(lock, std::chrono::milliseconds(patience.slice(50)));
    }
    if (lookup->rc != 0 || lookup->found.empty()) {
        Error e{ErrorCode::HostNotFound,
                QStringLiteral("The name %1 does not resolve.").arg(host),
                {host},
                {},
                false};
        if (lookup->rc != 0)
            e.detail = QString::fromLocal8Bit(::gai_strerror(lookup->rc));
        e.retry = lookup->rc == EAI_AGAIN;
        return fail(e);
    }
    return alternating(lookup->found);
}

} // namespace df
