#pragma once

#include "core/secret.h"
#include "flow/commercial_fetch.h"
#include "flow/step.h"
#include "plan/planner.h"

#include <QString>

#include <functional>

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
    QString commercialFolder; ///< with composer.*: a local folder, or where they were fetched from (sftp://)
    Secret databaseAdminPassword;
    /// A move: users are shut out of the old server for the last copy. What they write there meanwhile would
    /// be lost, so it is what is advised.
    bool closeOld = true;
    [[nodiscard]] const Plan& plan() const { return m_plan; }
    void recompute();
    using Planner = std::function<Result<Plan>(const QString& runId)>;
    /// Another plan than that of an upgrade in place.
    void planBy(Planner planner) { m_planner = std::move(planner); }
    /// Given before this page as well: both settle findings of the advice. Empty takes it back.
    void giveDatabaseAdmin(const QString& user, const Secret& password);
    void giveCommercialFolder(const QString& folder);
    /// Fetched from `address` into a private folder, which is kept for as long as they are wanted.
    void giveCommercialFiles(const SftpAddress& address, std::shared_ptr<const QTemporaryDir> files,
                             bool byPassword);
    /// The folder of this computer in which they are; empty: not given.
    [[nodiscard]] QString commercialFilesHere() const;
    /// A password was needed where they came from.
    [[nodiscard]] bool commercialByPassword() const { return m_commercialFiles && m_commercialByPassword; }
    [[nodiscard]] CommercialFetch& commercialFetch() { return m_fetch; }

private:
    void takeOverChoices();

    LookStep& m_look;
    AdviceStep& m_advice;
    CommercialFetch m_fetch;
    std::shared_ptr<const QTemporaryDir> m_commercialFiles;
    bool m_commercialByPassword = false;
    QString m_runId; ///< one per flow until it has been started
    Planner m_planner;
    Plan m_plan;
    friend class Flow;
    friend struct FlowSeam;
};

} // namespace df
