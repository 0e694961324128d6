#pragma once

#include <QString>
#include <QStringList>

namespace df::test {

/// The run folder of a practice server on this machine, seen from outside: which stage is under way, and a
/// hand on its supervisor, so that a stage lasts as long as the test wants.
class RunFolder {
public:
    explicit RunFolder(QString root) : m_root(std::move(root)) {}

    /// The newest run of the installation; empty: none yet.
    [[nodiscard]] QString path() const;
    [[nodiscard]] QStringList stages() const;      ///< ids in order; empty until the plan is there
    [[nodiscard]] QStringList begunStages() const; ///< those of which a step has begun
    [[nodiscard]] QString phase() const;
    [[nodiscard]] bool waitForStage(const QString& id, int seconds = 60) const; ///< begun
    [[nodiscard]] bool waitForPhase(const QString& word, int seconds = 60) const;
    /// To the supervisor alone: what it has started goes on. False: there is none.
    bool signal(int number) const;

private:
    QString m_root;
};

} // namespace df::test
