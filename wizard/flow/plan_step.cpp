#include "flow/plan_step.h"

#include "flow/advice_step.h"
#include "flow/look_step.h"

#include <QCoreApplication>

namespace df {

PlanStep::PlanStep(LookStep& look, AdviceStep& advice, QObject* parent)
    : FlowStep(parent), m_look(look), m_advice(advice) {}

void PlanStep::takeOverChoices() {
    choices.commercialFiles = !commercialFolder.isEmpty();
    choices.databaseAdmin = !choices.databaseAdminUser.isEmpty() && !databaseAdminPassword.isEmpty();
    AdviceChoices wanted = m_advice.choices;
    wanted.haveCommercialFiles = choices.commercialFiles;
    wanted.haveDatabaseAdmin = choices.databaseAdmin;
    wanted.reapplyLocalChanges = choices.localChanges == LocalChanges::Reapply;
    const AdviceChoices& now = m_advice.choices;
    if (wanted.haveCommercialFiles != now.haveCommercialFiles ||
        wanted.haveDatabaseAdmin != now.haveDatabaseAdmin ||
        wanted.reapplyLocalChanges != now.reapplyLocalChanges) {
        m_advice.choices = wanted;
        m_advice.recompute();
    }
}

void PlanStep::giveDatabaseAdmin(const QString& user, const Secret& password) {
    choices.databaseAdminUser = user;
    databaseAdminPassword = password;
    choices.databaseAdmin = !user.isEmpty() && !password.isEmpty();
    m_advice.choices.haveDatabaseAdmin = choices.databaseAdmin;
    m_advice.recompute();
}

void PlanStep::giveCommercialFolder(const QString& folder) {
    commercialFolder = folder;
    choices.commercialFiles = !folder.isEmpty();
    m_advice.choices.haveCommercialFiles = choices.commercialFiles;
    m_advice.recompute();
}

void PlanStep::recompute() {
    const Installation* installation = m_look.installation();
    if (!installation) {
        m_plan = {};
        set(StateWord::NotStarted);
        return;
    }
    takeOverChoices();
    if (m_runId.isEmpty())
        m_runId = newRunId(QDateTime::currentDateTimeUtc());
    auto plan = planInPlace(m_look.facts(), *installation, m_look.releases().chosen, m_advice.advice(),
                            choices, m_runId);
    if (!plan) {
        m_plan = {};
        set(StateWord::Failed, {}, plan.error());
        return;
    }
    m_plan = std::move(*plan);
    set(StateWord::Done, QCoreApplication::translate("PlanStep", "%1 stages").arg(m_plan.stages.size()));
}

} // namespace df
