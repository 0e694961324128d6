#pragma once

#include "flow/step.h"

#include <QString>

namespace df {

class Flow;
struct FlowSeam; // tests/gui: sets the values that the steps show, without a server

/// Done: the report and what is kept.
class DoneStep : public FlowStep {
    Q_OBJECT
public:
    explicit DoneStep(QObject* parent = nullptr) : FlowStep(parent) {}
    [[nodiscard]] QString reportFolder() const { return m_reportFolder; }
    [[nodiscard]] QString outcome() const { return m_outcome; } ///< report.json "outcome"

private:
    void settle(const QString& outcome, StateWord state) {
        m_outcome = outcome;
        set(state);
    }
    QString m_reportFolder, m_outcome;
    friend class Flow;
    friend struct FlowSeam;
};

} // namespace df
