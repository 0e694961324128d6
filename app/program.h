#pragma once

#include "options.h"

#include "main_window.h"
#include "practice/practice_session.h"
#include "run/journal.h"
#include "secrets/keychain.h"
#include "secrets/log.h"
#include "secrets/saved_servers.h"
#include "theme/theme_switch.h"
#include "unattended/player.h"
#include "verify/snapshot_store.h"

#include <QMap>

#include <memory>

namespace df {

/// The parts of the program and how they hang together. One object in main(), for as long as the program
/// runs.
class Program : public QObject {
    Q_OBJECT
public:
    Program(QApplication& app, Options options);
    ~Program() override;

    /// A person at the window.
    void openWindow();
    /// `answers` are played; the program ends with its exit code.
    void play(const AnswerFile& answers);
    /// The practice upgrade that is played where nobody can see a window.
    void playPractice();

private:
    [[nodiscard]] WindowServices windowServices();
    [[nodiscard]] std::unique_ptr<Flow> makeFlow(Task task);
    [[nodiscard]] QVector<ConnectSettings> savedServers() const;
    void watch(Flow& flow);
    void hideSecrets(const AnswerFile& answers);
    void showSecrets(); ///< again, for fetchSecrets()
    void preparePractice(const AnswerFile& answers);
    void startPractices(const AnswerFile& answers, const QString& breakSwitch);
    void practiceReady(AnswerFile answers, const Result<PracticeInfo>& info);
    void newPracticeReady(AnswerFile answers, const ConnectSettings& settings,
                          const Result<PracticeInfo>& info);
    /// `newSettings`: of a move.
    void fetchAndPlay(const AnswerFile& answers, const ConnectSettings& settings,
                      const ConnectSettings& newSettings = {});
    void startPlayer(const AnswerFile& answers, const SecretAnswers& secrets, const ConnectSettings& settings,
                     const ConnectSettings& newSettings);
    [[nodiscard]] bool movedLast() const;
    [[nodiscard]] bool sameRunIsOpen(const PracticeInfo& info) const;
    void refuse(const Error& error, Exit code);

    QApplication& m_app;
    Options m_options;
    std::shared_ptr<Redactor> m_redactor;
    Log m_log;
    QtMessagesToLog m_messages;
    Journal m_journal;
    SnapshotStore m_snapshots;
    SavedServers m_saved;
    Keychain m_keychain;
    PracticeSession m_practice, m_newPractice;
    ThemeSwitch m_theme;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Player> m_player;
    QMap<QByteArray, Secret> m_hidden; ///< while the practice server is set up
    bool m_builtIn = false;            ///< the built-in practice answers are played
};

} // namespace df
