#pragma once

#include "core/error.h"

#include <QObject>
#include <QString>

#include <optional>

namespace df {

struct FlowSeam;

/// The seven states, the same everywhere: rail, stages, history, report (mock-ups, "State vocabulary").
enum class StateWord { NotStarted, NeedsYou, Running, Done, Skipped, Failed, Undone };

/// What one page of the wizard shows and does, without widgets: state as values, actions as slots, one signal
/// when any of it changed. GUI thread only. Work goes to the server's worker thread; results arrive as values
/// by queued signals.
class FlowStep : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] StateWord state() const { return m_state; }
    [[nodiscard]] QString stateNote() const { return m_note; } ///< "49 facts", "1 must fix", "63 %"
    [[nodiscard]] std::optional<Error> error() const { return m_error; }
    [[nodiscard]] bool busy() const { return m_state == StateWord::Running; }
    /// May the user go on to the next page now? If not, `blockedBy()` is the one sentence why.
    [[nodiscard]] virtual bool canGoOn() const { return m_state == StateWord::Done; }
    [[nodiscard]] virtual QString blockedBy() const { return {}; }

Q_SIGNALS:
    void changed();

protected:
    void set(StateWord state, const QString& note = {}, const std::optional<Error>& error = {}) {
        m_state = state;
        m_note = note;
        m_error = error;
        Q_EMIT changed();
    }

private:
    StateWord m_state = StateWord::NotStarted;
    QString m_note;
    std::optional<Error> m_error;
    friend struct FlowSeam;
};

} // namespace df
