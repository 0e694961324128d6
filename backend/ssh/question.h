#pragma once

#include "core/cancel.h"
#include "ssh/connect_settings.h"

#include <QMetaType>

#include <future>
#include <memory>
#include <mutex>
#include <optional>

namespace df {

/// A question that a worker asks and a person answers in another thread. Copies are handles to one promise:
/// the first answer counts, and when the last handle on the answering side goes away unanswered, the answer
/// is "nothing". All functions are thread-safe.
template<class T>
class Question {
public:
    Question() : m_promise(std::make_shared<Promise>()) {}

    void answer(T value) const {
        const std::lock_guard lock(m_promise->mutex);
        if (!std::exchange(m_promise->answered, true))
            m_promise->promise.set_value(std::move(value));
    }

    /// Waits in slices; nothing when cancelled or unanswered for ever. The asking side takes the future
    /// before it gives the question away, and drops its own handle.
    [[nodiscard]] std::future<T> future() const { return m_promise->promise.get_future(); }
    [[nodiscard]] static std::optional<T> await(std::future<T> future, const CancelToken& cancel) {
        while (future.wait_for(std::chrono::milliseconds(50)) != std::future_status::ready)
            if (cancel.cancelled())
                return {};
        try {
            return future.get();
        } catch (const std::future_error&) { // every handle is gone: nobody will answer
            return {};
        }
    }

private:
    struct Promise {
        std::mutex mutex;
        std::promise<T> promise;
        bool answered = false;
    };
    std::shared_ptr<Promise> m_promise;
};

/// May this unknown host key be trusted? Answer true or false.
struct HostKeyQuestion {
    HostKeyInfo info;
    Question<bool> reply;
};

/// Prompts of the server (second factor), or for the sudo password. One answer per item; empty: give up.
struct PromptQuestion {
    QString instruction; ///< untrusted
    QVector<PromptItem> items;
    Question<QVector<Secret>> reply;
};

} // namespace df

Q_DECLARE_METATYPE(df::HostKeyQuestion)
Q_DECLARE_METATYPE(df::PromptQuestion)
