#pragma once

#include "core/secret.h"
#include "flow/step.h"
#include "plan/planner.h"

#include <QString>

namespace df {

class AdviceStep;
class Flow;
class LookStep;
struct FlowSeam; // tests/gui: sets the values that the steps show, without a server

/// Plan: a pure function of everything before; made anew when a choice changes.
class PlanStep : public FlowStep {
    Q_OBJECT
public:
    PlanStep(LookStep& look, AdviceStep& advice, QObject* parent = nullptr);
    PlanChoices choices;
    QString keepCopyHere;     ///< local folder, empty: none
    QString commercialFolder; ///< local folder with composer.*
    Secret databaseAdminPassword;
    [[nodiscard]] const Plan& plan() const { return m_plan; }
    void recompute();
    /// Given before this page as well: both settle findings of the advice. Empty takes it back.
    void giveDatabaseAdmin(const QString& user, const Secret& password);
    void giveCommercialFolder(const QString& folder);

private:
    void takeOverChoices();

    LookStep& m_look;
    AdviceStep& m_advice;
    QString m_runId; ///< one per flow until it has been started
    Plan m_plan;
    friend class Flow;
    friend struct FlowSeam;
};

} // namespace df
