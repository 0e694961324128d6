#pragma once

#include "practice/practice_info.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace df::test {

/// The built program as its user starts it, without a display, with a home folder of its own that goes away
/// with this object. Journal, reports and known hosts last from one start to the next.
class WizardRun {
public:
    WizardRun();
    ~WizardRun();

    struct Ended {
        int exit = -1; ///< -1: it had to be killed
        QString out, err;
        QJsonObject report; ///< report.json, if one was written by this start
    };
    /// Writes the answers into a file and plays them. `extra`: further options.
    [[nodiscard]] Ended play(const QJsonObject& answers, const QStringList& extra = {}, int seconds = 300);
    [[nodiscard]] Ended playFile(const QByteArray& file, const QStringList& extra = {}, int seconds = 300);
    /// Any command line.
    [[nodiscard]] Ended run(const QStringList& arguments, int seconds = 60);

    /// For what happens meanwhile: begins, and gives the process away.
    void begin(const QJsonObject& answers, const QStringList& extra = {});
    [[nodiscard]] bool waitForLine(const QString& part, int seconds = 120);      ///< on standard output
    [[nodiscard]] bool waitForComplaint(const QString& part, int seconds = 120); ///< on standard error
    [[nodiscard]] Ended wait(int seconds = 300);
    void killNow();          ///< SIGKILL
    void signal(int number); ///< SIGSTOP, SIGCONT
    [[nodiscard]] qint64 pid() const { return m_process ? m_process->processId() : 0; }

    void setVariable(const QString& name, const QString& value) { m_variables.insert(name, value); }
    [[nodiscard]] QString home() const { return m_home.path(); }
    [[nodiscard]] QString reportFolder() const { return m_home.filePath(QStringLiteral("report")); }
    [[nodiscard]] QString pictureFolder() const { return m_home.filePath(QStringLiteral("pictures")); }
    QString program; ///< the file to start
    /// From now on as another account of this machine (needs root): its home is this one, with a copy of the
    /// program in it. False: could not be set up.
    [[nodiscard]] bool becomeUser(const QString& name);

private:
    void start(const QStringList& arguments);
    [[nodiscard]] bool waitFor(const QString& text, const QString& part, int seconds); ///< `text` grows
    [[nodiscard]] QString writeAnswers(const QByteArray& bytes) const;
    [[nodiscard]] QStringList playArguments(const QString& file, const QStringList& extra) const;

    QTemporaryDir m_home;
    QMap<QString, QString> m_variables;
    std::unique_ptr<QProcess> m_process;
    QString m_out, m_err, m_user;
};

/// An answer file's "server" for a practice server.
[[nodiscard]] QJsonObject serverAnswers(const PracticeInfo& info);
/// A whole answer file for an upgrade of it, to the newest release.
[[nodiscard]] QJsonObject upgradeAnswers(const PracticeInfo& info, const QString& afterVerify);

} // namespace df::test
