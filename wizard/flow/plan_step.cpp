#include "flow/plan_step.h"

#include "flow/advice_step.h"
#include "flow/look_step.h"

#include <QCoreApplication>

namespace df {

PlanStep::PlanStep(LookStep& look, AdviceStep& advice, QObject* parent)
    : FlowStep(parent), m_look(look), m_advice(advice) {}

void PlanStep::takeOverChoices() {
    choices.commercialFiles = !commercialFilesHere().isEmpty();
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
    m_commercialFiles.reset();
    choices.commercialFiles = !commercialFilesHere().isEmpty();
    m_advice.choices.haveCommercialFiles = choices.commercialFiles;
    m_advice.recompute();
}

void PlanStep::giveCommercialFiles(const SftpAddress& address, std::shared_ptr<const QTemporaryDir> files,
                                   bool byPassword) {
    commercialFolder = address.toUrl();
    m_commercialFiles = std::move(files);
    m_commercialByPassword = byPassword;
    choices.commercialFiles = m_advice.choices.haveCommercialFiles = true;
    m_advice.recompute();
}

QString PlanStep::commercialFilesHere() const {
    if (m_commercialFiles)
        return m_commercialFiles->path();
    return isSftpAddress(commercialFolder) ? QString() : commercialFolder;
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
    auto plan = m_planner ? m_planner(m_runId)
                          : planInPlace(m_look.facts(), *installation, m_look.releases().chosen,
                                        m_advice.advice(), choices, m_runId);
    if (!plan) {
        m_plan = {};
        set(StateWord::Failed, {}, plan.error());
        return;
    }
    m_plan = std::move(*plan);
    set(StateWord::Done, QCoreApplication::translate("PlanStep", "%1 stages").arg(m_plan.stages.size()));
}

} // namespace df
