#include "transfer/sides.h"

#include "transfer/transfer_script.h"
#include "transfer/transfer_trouble.h"

namespace df {
namespace {

using namespace std::chrono_literals;

constexpr int sides = 2;
constexpr int exitNotFound = 127;
constexpr int mostCuts = 5;

/// It may also end because the one it serves did: that is no reason never to try again.
Result<void> carry(RemoteHost& host, const Command& command, const CancelToken& cancel) {
    const auto done = host.run(command, cancel);
    if (!done)
        return fail(done.error());
    if (done->ok())
        return {};
    const bool cannot = done->exitCode && (*done->exitCode == exitNoPipe || *done->exitCode == exitNotFound);
    return fail(cannot ? ErrorCode::CommandFailed : ErrorCode::ConnectionLost,
                QStringLiteral("A further line to %1 ended.").arg(host.displayName()));
}

} // namespace

Sides::Sides(const OpenLine& open) {
    for (int i = 0; i < sides && open; ++i)
        m_lanes.push_back(std::make_unique<Lane>(open));
}

void Sides::start(const std::function<Command(int)>& command, Stripes& stripes) {
    if (m_over || m_lanes.empty())
        return;
    m_cancel = {};
    m_running = true;
    m_looked = false;
    for (int side = 1; side <= int(m_lanes.size()); ++side) {
        Command c = command(side);
        c.more = [&stripes, side] { return stripes.forSide(side); };
        const auto job = [c, cancel = m_cancel.token()](RemoteHost& host) { return carry(host, c, cancel); };
        m_lanes[size_t(side - 1)]->start(job, m_cancel.token());
    }
}

void Sides::watch() {
    if (!m_running || m_looked || m_cancel.token().cancelled())
        return;
    for (const auto& lane : m_lanes) {
        if (!lane->wait(0ms))
            continue;
        const Result<void> ended = lane->result();
        if (ended)
            continue;
        // What it carried is lost, and the new server will say so: all of them begin anew then
        m_looked = true;
        m_over = !isCut(ended.error().code) || ++m_cuts >= mostCuts;
    }
}

void Sides::stop() {
    if (!m_running)
        return;
    watch();
    m_cancel.cancel();
    for (const auto& lane : m_lanes)
        while (!lane->wait(100ms))
            ;
    m_running = false;
}

} // namespace df
