#pragma once

#include "core/cancel.h"
#include "core/error.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>

namespace df {

/// What may end a wait: the caller's cancel, SshHost::abort() from another thread, or a deadline. A value;
/// `aborted` must outlive it.
class Patience {
public:
    using Clock = std::chrono::steady_clock;
    using Ms = std::chrono::milliseconds;

    Patience(CancelToken cancel, const std::atomic_bool& aborted, Ms budget)
        : m_cancel(std::move(cancel)), m_aborted(&aborted), m_end(Clock::now() + budget) {}

    /// Cancelled, ConnectionLost (aborted) or Timeout; nothing while waiting makes sense.
    [[nodiscard]] std::optional<ErrorCode> exhausted() const {
        if (m_cancel.cancelled())
            return ErrorCode::Cancelled;
        if (m_aborted->load())
            return ErrorCode::ConnectionLost;
        if (Clock::now() >= m_end)
            return ErrorCode::Timeout;
        return {};
    }
    /// Milliseconds for one slice of waiting: at most `most`, so that a cancel is seen soon.
    [[nodiscard]] int slice(int most = 100) const {
        const auto left = std::chrono::duration_cast<Ms>(m_end - Clock::now()).count();
        return int(std::clamp<qint64>(left, 0, most));
    }
    /// The same reasons to stop with a deadline of its own.
    [[nodiscard]] Patience withBudget(Ms budget) const { return {m_cancel, *m_aborted, budget}; }
    [[nodiscard]] const CancelToken& cancel() const { return m_cancel; }

private:
    CancelToken m_cancel;
    const std::atomic_bool* m_aborted;
    Clock::time_point m_end;
};

} // namespace df
