#pragma once

#include "ssh/question.h"
#include "ssh/relay.h"

namespace df {

/// Sends a question to the home thread and waits there for nobody: the caller's thread waits, in slices.
template<class Q, class Signal>
auto ask(const std::shared_ptr<Relay>& relay, Q question, Signal emitSignal, const CancelToken& cancel) {
    using Reply = decltype(question.reply);
    auto future = question.reply.future();
    relay->post([question = std::move(question), emitSignal] { emitSignal(question); });
    return Reply::await(std::move(future), cancel);
}

} // namespace df
