#pragma once

#include <atomic>
#include <memory>

namespace df {

/// Says to a blocking call that its answer is no longer wanted. Copyable; every copy sees the same flag.
/// Thread-safe.
class CancelToken {
public:
    [[nodiscard]] bool cancelled() const { return m_flag && m_flag->load(); }

private:
    friend class CancelSource;
    std::shared_ptr<std::atomic_bool> m_flag; ///< null: can't be cancelled
};

class CancelSource {
public:
    CancelSource() : m_flag(std::make_shared<std::atomic_bool>(false)) {}
    void cancel() { m_flag->store(true); }
    [[nodiscard]] CancelToken token() const {
        CancelToken t;
        t.m_flag = m_flag;
        return t;
    }

private:
    std::shared_ptr<std::atomic_bool> m_flag;
};

} // namespace df
