#pragma once

#include "support/practice_fixture.h"
#include "support/wizard_run.h"

#include <QJsonArray>
#include <QJsonObject>

#include <memory>

namespace df::test {

/// A practice server whose files and rows the test itself remembers, before anybody touches it.
struct WatchedServer {
    PracticeFixture practice;
    QMap<QString, QString> tree, rows;

    [[nodiscard]] QString start(const QString& breakSwitch = {});
    [[nodiscard]] QString root() const { return practice.info().path; }
    [[nodiscard]] QString database() const;
    void remember();
    /// Empty: all is as it was.
    [[nodiscard]] QString changed() const;
    [[nodiscard]] QString version() const; ///< that /status says
};

/// The program of this build, in a home of its own.
[[nodiscard]] std::unique_ptr<WizardRun> wizardRun(const char* program);

/// For a failure's message.
[[nodiscard]] QString said(const WizardRun::Ended& ended);
[[nodiscard]] QString outcome(const WizardRun::Ended& ended);
[[nodiscard]] QJsonObject part(const WizardRun::Ended& ended, const char* key); ///< of report.json
[[nodiscard]] QJsonArray findings(const QJsonObject& report, const QString& severity);
/// What is wrong with report.json of a run, by the format's own words (unattended.md); empty: nothing.
[[nodiscard]] QString reportTrouble(const QJsonObject& report);
/// What is missing at the end of an upgrade that was kept, of its exit code and in its report; empty:
/// nothing.
[[nodiscard]] QString keptTrouble(const WizardRun::Ended& ended);
/// "stage:status", in order.
[[nodiscard]] QStringList stageStatuses(const QJsonObject& report);

[[nodiscard]] QJsonObject lookAnswers(const PracticeInfo& info);
/// An upgrade to 7.3.3: the release without slow changes of the database.
[[nodiscard]] QJsonObject quickUpgrade(const PracticeInfo& info, const QString& afterVerify,
                                       const QString& onFailure = QStringLiteral("go-back"));
[[nodiscard]] QJsonObject goBackAnswers(const PracticeInfo& info);

/// The files below `folder` that hold `secret`, but for those whose path contains one of `except`.
[[nodiscard]] QStringList filesThatHold(const QString& folder, const QByteArray& secret,
                                        const QStringList& except = {});

} // namespace df::test
