#pragma once

#include "core/result.h"
#include "run/run_state.h"

#include <QJsonObject>
#include <QObject>
#include <QStringList>

#include <functional>
#include <optional>

namespace df {

class HostWorker;
class LookStep;

/// The proof that the old server of a move was only read: its fingerprint before the first byte is fetched,
/// and again when the move has ended. Lives in the GUI's thread.
class OldPrints : public QObject {
    Q_OBJECT
public:
    OldPrints(HostWorker& worker, const LookStep& old) : m_worker(worker), m_old(old) {}
    void takeBefore(); ///< once
    void takeNow();    ///< once, if there is one of before
    [[nodiscard]] bool busy() const { return m_busy; }
    /// Nothing: none could be taken. `now` is empty until the end.
    [[nodiscard]] std::optional<FingerprintFact> fact() const;

    /// For the journal, which keeps the hash alone; and from there.
    [[nodiscard]] QJsonObject toJson() const;
    void resume(const QJsonObject& json);

Q_SIGNALS:
    void changed();

private:
    void take(const std::function<void(const QStringList&)>& taken);

    HostWorker& m_worker;
    const LookStep& m_old;
    QStringList m_before;
    FingerprintFact m_fact;
    bool m_busy = false, m_askedBefore = false, m_askedNow = false;
};

} // namespace df
