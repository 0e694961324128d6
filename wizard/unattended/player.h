#pragma once

#include "unattended/answer_file.h"
#include "unattended/exit_code.h"
#include "unattended/secret_answers.h"
#include "unattended/stage_printer.h"
#include "words/error_words.h"

#include "advise/advice.h"
#include "run/journal.h"
#include "ssh/connect_settings.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace df {

class Flow;
enum class Task;
class MainWindow;
class Page;
class StepWindow;

/// Plays an answer file through the pages of a real window, as a person would: it fills a page's widgets,
/// presses its button, waits until the page is complete, and goes on. It decides nothing that the answers
/// don't say. GUI thread; driven by a timer, never a nested event loop.
class Player : public QObject {
    Q_OBJECT
public:
    struct Options {
        QString reportFolder;     ///< empty: the program's own place
        QString screenshotFolder; ///< empty: none
        bool practice = false;
        QString cutLineAtStage;    ///< practice: id of the stage at whose begin the line is cut; empty: never
        int patienceSeconds = 120; ///< without contact, before it gives up (Exit::ContactLost)
    };
    struct Services {
        MainWindow& window;
        Journal& journal;
        std::function<std::unique_ptr<Flow>(Task)> makeFlow;
        std::function<void()> cutLine;
        std::function<void(const QString&)> say;      ///< a line of progress
        std::function<void(const QString&)> complain; ///< a line of diagnostics
    };

    Player(Services services, AnswerFile answers, Options options, QObject* parent = nullptr);

    /// `settings`: what the Connect page shows at first (a practice server's); answers of the file go over
    /// it. `newSettings`: the same for the new server of a move.
    void play(const SecretAnswers& secrets, const ConnectSettings& settings,
              const ConnectSettings& newSettings = {});

Q_SIGNALS:
    void ended(df::Exit code);

private:
    [[nodiscard]] Flow& flow() const;
    [[nodiscard]] StepWindow& steps() const;
    [[nodiscard]] std::optional<JournalEntry> openRun() const; ///< of this server, by the journal
    void openFlow(const std::optional<JournalEntry>& entry);
    [[nodiscard]] bool moves() const { return m_moves; }

    // One look at the page that is shown; each presses at most one button.
    void tick();
    void onConnect(Page& page);
    void onResume(Page& page);
    void onLook(Page& page);
    void onAdvice(Page& page);
    [[nodiscard]] bool logInRefused(Page& page);
    void onBefore(Page& page);
    void onAnswered(Page& page);
    [[nodiscard]] bool otherRelease(Page& page);
    [[nodiscard]] bool notAccepted(Page& page);
    void onPlan(Page& page);
    void onRun(Page& page);
    void onCompare(Page& page);
    void onDone(Page& page);

    void afterLook(Page& page);
    /// True: the files of the commercial edition are under way, or could not be had and it has ended.
    [[nodiscard]] bool fetchingFiles(Page& page);
    void refuse(Page& page, const QVector<Finding>& mustFix);
    /// One sentence where the way that was asked for isn't open on this server; else empty.
    [[nodiscard]] QString closedWay() const;
    void notStarted();
    [[nodiscard]] bool deliveryTrouble(Page& page);
    [[nodiscard]] bool mayComeYet(const Error& error);
    [[nodiscard]] bool opensYet();
    void sayDeliveries();
    void sayOldServer();
    [[nodiscard]] bool oldStaysShut() const;
    [[nodiscard]] std::optional<Error> whyShut() const;
    void wasEnded();
    void waitForTheWayBack();
    void standsStill(Page& page);
    void goBackFromCard(Page& page);
    void cameBack(Page& page);
    [[nodiscard]] bool backWasAsked() const;
    [[nodiscard]] std::optional<Error> whyBack() const; ///< a server that went back
    void decide(Page& page);
    [[nodiscard]] bool outOfContact(); ///< true: nothing to decide now
    void cutTheLine();
    void printStages();
    void sayCopies();

    /// False: it has ended because an answer is missing.
    [[nodiscard]] bool fillOnce(Page& page, const QString& variant = {});
    bool press(Page& page, const QString& buttonId); ///< in the footer; false: it can't be pressed now
    void pressOnce(Page& page, const QString& buttonId);
    bool pressCard(Page& page, const QString& action); ///< on the page's error card
    void pressConfirmation(Page& page);
    void goOn(Page& page, const QString& what); ///< complete: picture, line, next
    void sayOnce(const QString& line);          ///< empty: nothing
    void shoot(const Page& page);
    [[nodiscard]] Words wordsAbout(const Error& error) const;
    void complainAbout(const Error& error);
    void end(Exit code, const std::optional<Error>& why = {});
    [[nodiscard]] static QString questionOf(const QString& key);
    [[nodiscard]] static QString shownAnswer(const QJsonObject& answers, const QString& key);

    Services m_services;
    AnswerFile m_answers;
    Options m_options;
    QJsonObject m_json; ///< with secrets
    SecretAnswers m_secrets;
    ConnectSettings m_settings, m_newSettings;
    QTimer m_timer;
    StagePrinter m_printer;
    QSet<QString> m_filled, m_pressed, m_shot, m_said;
    bool m_moves = false; ///< two servers take part
    bool m_saidCopies = false;
    QElapsedTimer m_pageSince, m_withoutContact, m_dead, m_backSince, m_resumedAt;
    QElapsedTimer m_withoutOld, m_withoutDoor,
        m_askedOld; ///< a move: since when the old server is out of reach
    qint64 m_comeSoFar = 0;
    std::optional<Error> m_deliveryError; ///< why it was stopped, or the way back taken
    QString m_page;
    int m_pictures = 0, m_saidDeliveries = 0;
    bool m_attached = false;   ///< to a run that was begun before
    bool m_wentOn = false;     ///< a way back that had stopped half-way
    bool m_triedAgain = false; ///< a run that was found standing still
    bool m_failed = false;     ///< a stage failed, or the new release is worse
    int m_backsCutShort = 0;
    bool m_backAsked = false;
    bool m_ended = false;
};

} // namespace df
