#pragma once

#include "flow/step.h"
#include "widgets/card.h"

namespace df {

struct SmallStep {
    StateWord state = StateWord::NotStarted;
    QString text;
    bool operator==(const SmallStep&) const = default;
};

/// A few steps in one line, each with icon and word: what connecting has got to.
class StepsStrip : public Card {
    Q_OBJECT
public:
    explicit StepsStrip(QWidget* parent = nullptr);
    void set(const QVector<SmallStep>& steps);

private:
    QWidget* m_row;
    QVector<SmallStep> m_steps;
};

} // namespace df
