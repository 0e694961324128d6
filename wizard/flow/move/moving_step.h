#pragma once

#include "core/cancel.h"
#include "flow/step.h"
#include "inspect/movable.h"

#include <QStringList>

namespace df {

class HostWorker;
class LookStep;
struct FlowSeam; // tests/gui: sets the values that the steps show, without a server

/// What comes along besides database and settings: a checklist with sizes, read from the old server.
class MovingStep : public FlowStep {
    Q_OBJECT
public:
    MovingStep(HostWorker& worker, LookStep& look, QObject* parent = nullptr);
    [[nodiscard]] const Movable& found() const { return m_found; }
    [[nodiscard]] QStringList chosen() const { return m_chosen; } ///< in the order of the list
    [[nodiscard]] bool isChosen(const QString& path) const { return m_chosen.contains(path); }
    [[nodiscard]] const QStringList& added() const { return m_added; } ///< by the user, whether chosen or not
    void read();                                                       ///< also "look again"
    void cancel();
    void choose(const QString& path, bool on);
    /// A path of the user's own: below the installation, or absolute. Why it can't be, in a sentence; empty:
    /// it is in the list and chosen; whether it is there, the transfer finds out.
    [[nodiscard]] QString add(const QString& path);
    void remove(const QString& path); ///< of those added
    /// An answer file's; those that were not found are added. Why one can't be, in a sentence.
    [[nodiscard]] QString chooseOnly(const QStringList& paths);

private:
    void taken(Result<Movable> found);
    void settle();
    [[nodiscard]] const MovableEntry* find(const QString& path) const;

    HostWorker& m_worker;
    LookStep& m_look;
    CancelSource m_cancel;
    Movable m_found;
    QStringList m_chosen, m_added;
    bool m_defaults = false; ///< what is advised was ticked once
    friend struct FlowSeam;
};

/// "storage/app" of "./storage/app/"; empty: it leaves the installation, or isn't a path.
[[nodiscard]] QString cleanMovePath(const QString& path, const QString& root);

} // namespace df
