#pragma once

#include "transfer/lane.h"
#include "transfer/stripes.h"

#include <vector>

namespace df {

/// Further lines to the new server that carry part of the stream, where it is far. They only add: what can't
/// be had is done without, and nobody is asked for anything for their sake. Used by one thread.
class Sides {
public:
    /// Lines are opened when they are needed, and kept. Without `open` there are none.
    explicit Sides(const OpenLine& open);

    /// `command` for each, by its number (1 and more), fed by `stripes`. stop() comes before the next time.
    void start(const std::function<Command(int)>& command, Stripes& stripes);
    void stop();
    [[nodiscard]] bool running() const { return m_running; }
    /// Looks after them: one that is refused, or breaks too often, isn't tried again.
    void watch();

private:
    std::vector<std::unique_ptr<Lane>> m_lanes;
    CancelSource m_cancel;
    int m_cuts = 0;
    bool m_running = false;
    bool m_looked = false; ///< at how they ended
    bool m_over = false;   ///< never again
};

} // namespace df
