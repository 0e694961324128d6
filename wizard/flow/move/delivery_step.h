#pragma once

#include "core/cancel.h"
#include "core/result.h"
#include "flow/step.h"
#include "ssh/question.h"
#include "transfer/courier.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QThread>

#include <memory>

namespace df {

struct FlowSeam; // tests/gui: sets the values that the steps show, without a server

/// What passes from the old server to the new one, through this computer. A thread of its own with lines of
/// its own; a line that breaks is opened again, and what has arrived stays. It may be begun again for the
/// same round at any time: what is there already isn't sent twice. What a server asks while its line is
/// opened (a second factor) is state: the page shows a question card.
class DeliveryStep : public FlowStep {
    Q_OBJECT
public:
    struct Job {
        int round = 0;    ///< 1, 2: see deliveryRound()
        double since = 0; ///< when the step that waits for it began, by the new server's clock
        QVector<Parcel> parcels;
        Trip trip;
        QString oldTitle, newTitle;
        ConnectSettings toOld, toNew;
        /// Into the container or pod of that server, where there is one; else the line itself.
        std::function<OpenLine(const OpenLine&)> intoOld, intoNew;
        TransferEnd oldEnd, newEnd;
    };

    explicit DeliveryStep(QObject* parent = nullptr);
    ~DeliveryStep() override; ///< takes at most about two seconds

    void deliver(const Job& job);
    void stop(); ///< what has arrived stays for the next time
    /// What a server asks; `instruction` says which. One at a time.
    [[nodiscard]] std::optional<PromptQuestion> question() const;
    void answer(const QVector<Secret>& answers);        ///< empty: give up
    [[nodiscard]] int round() const { return m_round; } ///< of the last one begun; 0: none
    /// Is that what it brings, or has brought? A step that waits anew, after a failure, isn't served by what
    /// was brought before.
    [[nodiscard]] bool serves(int round, double since) const { return m_round == round && m_since == since; }
    [[nodiscard]] int parcels() const { return m_parcels; }
    [[nodiscard]] int parcel() const { return m_parcel; } ///< the one under way, from 0
    [[nodiscard]] const QVector<Delivered>& delivered() const { return m_delivered; } ///< of all rounds
    [[nodiscard]] const TransferProgress& progress() const { return m_progress; }
    /// 0..1 over the parcels of the round, -1: not known.
    [[nodiscard]] double part() const;
    /// Seconds still to go for the parcel under way, as a range; {-1, -1}: not known yet.
    [[nodiscard]] std::pair<int, int> secondsToGo() const;

private:
    void ended(quint64 number, const Result<QVector<Delivered>>& result);
    void show(quint64 number, int parcel, const TransferProgress& progress);
    void endThread();
    void ask(quint64 number, const PromptQuestion& question);
    [[nodiscard]] std::function<SignInQuestions(const CancelToken&)> questionsOf(const QString& server);
    [[nodiscard]] std::unique_ptr<Courier> courierFor(const Job& job);

    QPointer<QThread> m_thread;
    CancelSource m_cancel;
    quint64 m_number = 0; ///< of the delivery under way: a former one's words no longer count
    double m_since = 0;
    int m_round = 0, m_parcels = 0, m_parcel = 0;
    TransferProgress m_progress;
    QElapsedTimer m_shown;
    QVector<Delivered> m_delivered;
    QList<PromptQuestion> m_questions; ///< not answered yet
    friend struct FlowSeam;
};

} // namespace df
