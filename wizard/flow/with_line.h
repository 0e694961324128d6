#pragma once

#include "ssh/host_worker.h"

namespace df {

/// Runs `go` at once where the line stands, else after signing in again; `no` gets the error of that. Both in
/// this thread, neither when `context` is gone.
inline void withLine(HostWorker& worker, QObject* context, std::function<void()> go,
                     std::function<void(const Error&)> no) {
    if (worker.isOpen()) {
        go();
        return;
    }
    worker.reopen(context,
                  [go = std::move(go), no = std::move(no)](const Result<HostWorker::Session>& session) {
                      if (session)
                          go();
                      else
                          no(session.error());
                  });
}

} // namespace df
