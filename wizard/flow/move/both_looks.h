#pragma once

#include "flow/step.h"

namespace df {

class LookStep;

/// Looking at the old and the new server of a move, beside each other: one state out of two.
class BothLooks : public FlowStep {
    Q_OBJECT
public:
    BothLooks(LookStep& old, LookStep& fresh, QObject* parent = nullptr);
    void look(); ///< at both, at the same time
    void cancel();
    [[nodiscard]] QString blockedBy() const override;

private:
    void settle();
    LookStep& m_old;
    LookStep& m_new;
};

} // namespace df
