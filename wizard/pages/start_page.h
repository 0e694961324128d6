#pragma once

#include "run/journal.h"
#include "ssh/connect_settings.h"
#include "theme/theme.h"

#include <QWidget>

class QBoxLayout;
class QComboBox;
class QPushButton;

namespace df {

class Card;
class ErrorCard;
class TaskCard;
struct Words;

/// What the start page shows.
struct StartValues {
    QVector<JournalEntry> history; ///< newest first; open ones get a card of their own
    QVector<ConnectSettings> saved;
    QString practiceWhyNot; ///< empty: practising works on this computer
};

/// "What would you like to do?": what waits for an answer first, four tasks, saved servers, history.
class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(QWidget* parent = nullptr);
    void show(const StartValues& values);
    using QWidget::show;
    void setPracticeBusy(bool busy);
    void showTrouble(const Words& words);
    [[nodiscard]] QString helpText() const;
    [[nodiscard]] QComboBox* breakMenu() const { return m_break; }

Q_SIGNALS:
    void upgradeChosen();
    void moveChosen();
    void lookChosen();
    void practiceChosen(const QString& breakSwitch); ///< empty: nothing breaks
    void removePracticeChosen();
    void resumeChosen(const df::JournalEntry& entry);
    void serverChosen(const df::ConnectSettings& settings);
    void forgetServerChosen(const df::ConnectSettings& settings);
    void reportChosen(const QString& folder);
    void historyChosen();
    void helpChosen();
    void closeChosen();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QWidget* buildLeft();
    [[nodiscard]] QWidget* buildRight();
    [[nodiscard]] QWidget* buildFooter();
    void buildPracticeCard();
    void fillResume(const StartValues& values);
    void fillSaved(const StartValues& values);
    void fillHistory(const StartValues& values);

    QBoxLayout* m_columns;
    QBoxLayout* m_resume;
    ErrorCard* m_trouble;
    TaskCard* m_upgrade;
    TaskCard* m_move;
    TaskCard* m_look;
    TaskCard* m_practise;
    QComboBox* m_break;
    QPushButton* m_removePractice;
    Card* m_saved;
    Card* m_history;
    QPushButton* m_all;
};

/// "Upgrade to 7.3.3", "Practice: the disk is full" … and "docker.example.net · 3 Nov · off for 7 s".
[[nodiscard]] QString historyTitle(const JournalEntry& entry);
[[nodiscard]] QString historyServer(const JournalEntry& entry); ///< for people: host, or "practice-server"
[[nodiscard]] QString historyNote(const JournalEntry& entry);
[[nodiscard]] QString historyIcon(const JournalEntry& entry, Tone* tone);
/// Names of the break switches for people; id as in the answer file format.
[[nodiscard]] QVector<QPair<QString, QString>> breakSwitches();

} // namespace df
