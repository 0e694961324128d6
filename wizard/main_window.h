#pragma once

#include "core/result.h"
#include "ssh/connect_settings.h"

#include <QMainWindow>

#include <functional>
#include <memory>

class QStackedWidget;

namespace df {

class Flow;
class Journal;
class StartPage;
class HistoryPage;
class PracticeStrip;
class SnapshotsPage;
class SnapshotStore;
class StepWindow;
class ThemeSwitch;
struct JournalEntry;
enum class Task;

/// What the program hands to its window; made in app/main.cpp. Everything outlives the window.
struct WindowServices {
    Journal& journal;
    std::function<std::unique_ptr<Flow>(Task)> makeFlow;
    std::function<QVector<ConnectSettings>()>
        savedServers; ///< without secrets, or with those of the keychain
    std::function<void(const ConnectSettings&)> forgetServer;
    ThemeSwitch* theme = nullptr; ///< View menu; null: the menu has no colours
    /// Starts the practice server (or finds the one that is there) without blocking; `done` comes on the GUI
    /// thread.
    std::function<void(const QString& breakSwitch, std::function<void(Result<ConnectSettings>)> done)>
        startPractice;
    std::function<void(std::function<void(Result<void>)> done)> removePractice;
    QString practiceWhyNot; ///< sentence: what is needed on this computer; empty: practising works
    QString logFolder;      ///< for Help → Open log folder
    SnapshotStore* snapshots = nullptr; ///< null: nothing is kept to be compared later
};

/// The program's window: menu, practice strip, and either the start page, the history or the stepped window
/// of one flow.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(WindowServices services, QWidget* parent = nullptr);
    ~MainWindow() override;

    void showStart();
    void showHistory();
    void showSnapshots();
    [[nodiscard]] SnapshotsPage* snapshots() const { return m_snapshots; } ///< null: there is no store
    /// Opens the stepped window at Connect for a new flow. The flow belongs to the window from here on.
    StepWindow& openFlow(std::unique_ptr<Flow> flow);
    /// As a click on the start page's cards: makes the flow, sets its task, opens it.
    StepWindow& openTask(Task task);
    StepWindow& openServer(const ConnectSettings& settings); ///< look at a saved server
    StepWindow& openPractice(const ConnectSettings& settings);
    StepWindow& openResume(const JournalEntry& entry);
    [[nodiscard]] StepWindow* steps() const { return m_steps; } ///< null on the start page
    [[nodiscard]] StartPage& startPage() const { return *m_start; }

private:
    void buildMenus();
    void buildViewMenu();
    void leaveSteps();
    void connectStart();
    void connectHistory();
    void connectSnapshots();
    void startPractice(const QString& breakSwitch);
    void removePractice();
    void showHelp();
    void showAbout();
    void openSealed();
    void openReport(const QString& folder);
    void openOutside(const QString& path, const QString& what);
    void refreshStart();

    WindowServices m_services;
    PracticeStrip* m_practiceStrip = nullptr;
    QStackedWidget* m_stack = nullptr;
    StartPage* m_start = nullptr;
    HistoryPage* m_history = nullptr;
    SnapshotsPage* m_snapshots = nullptr;
    StepWindow* m_steps = nullptr;
    std::unique_ptr<Flow> m_flow;
};

} // namespace df
