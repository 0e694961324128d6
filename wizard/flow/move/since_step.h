#pragma once

#include "flow/step.h"
#include "transfer/since.h"

#include <functional>
#include <optional>

namespace df {

class HostWorker;

/// "What was written on the old one since": remembers how the old server was right before each delivery, and
/// asks it later. It is only read.
class SinceStep : public FlowStep {
    Q_OBJECT
public:
    explicit SinceStep(HostWorker& worker, QObject* parent = nullptr) : FlowStep(parent), m_worker(worker) {}
    [[nodiscard]] const OldMark& mark() const { return m_mark; }
    void takeMark(const OldMark& mark) { m_mark = mark; } ///< as the journal has it
    /// Marks, then `go`; at once where this round is marked: what is brought again was there at the first
    /// mark, too. A mark that fails doesn't hold a delivery up. While one is being made: nothing.
    void markThen(int round, const TransferEnd& end, std::function<void()> go);
    void ask(const TransferEnd& end, const Parcel& files);
    [[nodiscard]] const std::optional<OldSince>& since() const { return m_since; } ///< of the last ask()

Q_SIGNALS:
    void marked();

private:
    using Answered = std::function<void(const Result<OldNow>&)>;
    void askThere(const TransferEnd& end, const Parcel& files, qint64 since, const Answered& answered);

    HostWorker& m_worker;
    OldMark m_mark;
    bool m_marking = false;
    std::optional<OldSince> m_since;
    friend struct FlowSeam;
};

} // namespace df
