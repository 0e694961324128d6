#pragma once

#include "core/error.h"
#include "practice/practice_info.h"

#include <QMap>
#include <QObject>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <optional>

namespace df {

/// A throw-away server on loopback under this user's own account, to practise on: a real sshd, git, composer
/// and a small stand-in for DreamFactory. It goes on when this object, or the whole program, ends: stop() or
/// remove() end it.
///
/// Lives in the thread that made it and never blocks: each call starts a shell script and returns; a signal
/// tells its end. One call at a time; another one while `busy()` is answered by failed().
class PracticeServer : public QObject {
    Q_OBJECT
public:
    /// `folder`: where everything goes (empty: defaultFolder()); "<folder>-kit" beside it holds the scripts.
    explicit PracticeServer(const QString& folder = {}, QObject* parent = nullptr);

    /// Below the user's data folder. `name` tells a second server from the first ("new" for a migration's
    /// target).
    [[nodiscard]] static QString defaultFolder(const QString& name = {});
    /// The break switches that a person may pick, by name (unattended.md); isSwitch() also knows
    /// "line-cut:STAGE", which takes any stage.
    [[nodiscard]] static QStringList switches();
    [[nodiscard]] static bool isSwitch(const QString& name);
    /// Why a switch can't be had here, in a sentence; empty: it can.
    [[nodiscard]] static QString whyNoSwitch(const QString& name);
    /// What a switch makes go wrong, one sentence for a menu.
    [[nodiscard]] static QString describeSwitch(const QString& name);
    /// What this computer lacks, in sentences (see missingForPractice()).
    [[nodiscard]] static QStringList missing();

    /// Sets a server up anew (an earlier one in the folder is removed) and starts it: progress()…, then
    /// ready().
    void start(const QString& switchName = {});
    /// The same with `release` and no data but what that brings: the new server of a move.
    void startEmpty(const QString& release);
    /// Starts one again that is set up but doesn't run, e.g. after a reboot.
    void startAgain();
    /// One that runs, perhaps left by an earlier call of the program. Reads three small files.
    [[nodiscard]] std::optional<PracticeInfo> findRunning() const;
    [[nodiscard]] bool isSetUp() const; ///< running or not
    /// Ends its processes, and only those: stopped(). What it holds stays.
    void stop();
    /// Ends its processes and deletes its folder: removed().
    void remove();
    /// Cuts every SSH connection to it, as a line that breaks would: lineCut(). What runs on it goes on.
    void cutLine();

    [[nodiscard]] bool busy() const { return m_process.state() != QProcess::NotRunning; }
    [[nodiscard]] QString folder() const { return m_folder; }

Q_SIGNALS:
    void progress(const QString& sentence);
    void ready(const df::PracticeInfo& info);
    void stopped();
    void removed();
    void lineCut();
    void failed(const df::Error& error);

private:
    using Done = void (PracticeServer::*)();
    void run(const QString& script, const QStringList& arguments, Done done,
             const QMap<QString, QString>& variables = {});
    void finished(int exitCode, QProcess::ExitStatus status);
    void readProgress();
    void announceReady();
    [[nodiscard]] QString kit() const;

    QString m_folder;
    QProcess m_process;
    Done m_done = nullptr;
    QByteArray m_errors; ///< the script's standard error, its last 64 KiB
};

} // namespace df
