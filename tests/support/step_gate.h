#pragma once

#include <QString>
#include <QStringList>

namespace df::test {

class TestHost;

/// Holds each step of a run on a test host up until it is let go: whoever wants to do something while a
/// certain stage is at work need not be quick. Steps that undo others are held too ("migrate.run.undo").
class StepGate {
public:
    explicit StepGate(const TestHost& host) : m_host(host) {}

    /// From now on every step waits. What went wrong in one sentence, or nothing.
    [[nodiscard]] QString close() const;
    /// The step that waits now; waits for one itself. Empty: none came.
    [[nodiscard]] QString held(int seconds = 60) const;
    void let(const QString& step) const; ///< this one goes on
    void open() const;                   ///< this one and all after it go on
    /// Steps and stages of the newest run in their order, and the stage that a step belongs to.
    [[nodiscard]] QStringList steps() const;
    [[nodiscard]] QStringList stages() const;
    [[nodiscard]] QString stageOf(const QString& step) const;

private:
    const TestHost& m_host;
};

} // namespace df::test
