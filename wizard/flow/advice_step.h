#pragma once

#include "advise/adviser.h"
#include "flow/step.h"

#include <QDateTime>
#include <QMap>
#include <QSet>
#include <QStringList>
#include <QVector>

#include <functional>
#include <optional>
#include <utility>

namespace df {

class Flow;
class LookStep;
struct FlowSeam; // tests/gui: sets the values that the steps show, without a server

/// What checking again came to, against what was open before.
struct CheckedAgain {
    QDateTime at; ///< local time
    int mustFixGone = 0, mustFixNew = 0, shouldKnowGone = 0, shouldKnowNew = 0;
    bool releaseToo = false; ///< the release's files were read again as well
};

/// Advice: recomputed whenever facts, release or choices change.
class AdviceStep : public FlowStep {
    Q_OBJECT
public:
    explicit AdviceStep(LookStep& look, QObject* parent = nullptr);
    [[nodiscard]] const Advice& advice() const { return m_advice; }
    [[nodiscard]] const QStringList& accepted() const { return m_accepted; } ///< finding ids
    [[nodiscard]] Way way() const { return m_way; } ///< the user's choice, at first the recommended one
    AdviceChoices choices;
    /// A move: the advice is about two servers, and there is one way to go.
    using Adviser = std::function<Advice(const AdviceChoices&)>;
    void pairWith(LookStep& fresh, Adviser adviser);
    void recompute();
    void accept(const QString& findingId, bool on);
    void chooseWay(Way way);
    /// In steps: the first stop becomes the release to upgrade to, and its files are read. What was chosen
    /// before it is kept as goal().
    void takeFirstStop();
    /// The release that was meant when a stop on the way to it was taken; empty: the chosen one is meant.
    [[nodiscard]] QString goal() const;
    void takeGoal(); ///< chooses goal() again
    /// F5: looks again, and reads the release's files only where that can change what is open.
    void checkAgain();
    [[nodiscard]] const std::optional<CheckedAgain>& checkedAgain() const { return m_checkedAgain; }
    /// The plan may install the needed PHP beside the old one.
    void letPlanInstallPhp(bool on);
    /// Items of the vendor's checklist that the user has ticked, by id. They block nothing.
    [[nodiscard]] const QStringList& checklist() const { return m_checklist; }
    void tickChecklist(const QString& itemId, bool on);
    bool canGoOn() const override;
    QString blockedBy() const override;
    [[nodiscard]] QVector<Finding> open(Severity severity) const; ///< those that aren't accepted

private:
    using Ids = QSet<QString>;
    [[nodiscard]] Ids ids(Severity severity) const;
    [[nodiscard]] bool releaseMatters() const;
    void compareWithBefore();
    void looked();
    [[nodiscard]] bool canBeGone() const; ///< the way that is chosen leads to the next page
    void settle();

    LookStep& m_look;
    LookStep* m_newLook = nullptr; ///< of a move
    Adviser m_adviser;
    QMap<QString, QString> m_acceptedContent; ///< finding id → content when it was ticked
    bool m_wayChosen = false;
    QString m_goal, m_stop; ///< the stop that was taken, and what for
    Advice m_advice;
    QStringList m_accepted;
    Way m_way = Way::None;
    std::optional<std::pair<Ids, Ids>> m_before; ///< must fix, should know: while checking again
    std::optional<CheckedAgain> m_checkedAgain;
    QStringList m_checklist;
    friend class Flow;
    friend struct FlowSeam;
};

} // namespace df
