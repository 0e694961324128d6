#include "flow/move/delivery_step.h"

#include <QLocale>

#include <algorithm>

namespace df {

namespace {

constexpr int showEveryMs = 200; ///< figures that change more often can't be read

} // namespace

DeliveryStep::DeliveryStep(QObject* parent) : FlowStep(parent) {}

DeliveryStep::~DeliveryStep() { endThread(); }

void DeliveryStep::endThread() {
    m_cancel.cancel();
    if (m_thread) {
        m_thread->wait();
        delete m_thread;
    }
}

void DeliveryStep::deliver(const Job& job) {
    endThread();
    m_cancel = CancelSource();
    const quint64 number = ++m_number;
    m_round = job.round;
    m_since = job.since;
    m_parcels = int(job.parcels.size());
    m_parcel = 0;
    m_progress = {};
    m_questions.clear();
    set(StateWord::Running, tr("connecting"));
    // The step outlives its thread: the destructor waits for it.
    const auto tell = [this, number](int parcel, const TransferProgress& progress) {
        QMetaObject::invokeMethod(
            this, [this, number, parcel, progress] { show(number, parcel, progress); }, Qt::QueuedConnection);
    };
    // Made here, for it learns to ask; used and ended there.
    std::shared_ptr<Courier> made = courierFor(job);
    m_thread = QThread::create(
        [this, job, number, tell, made = std::move(made), cancel = m_cancel.token()]() mutable {
            Result<QVector<Delivered>> result = QVector<Delivered>();
            {
                const std::shared_ptr<Courier> courier = std::move(made);
                for (int i = 0; i < int(job.parcels.size()) && result; ++i) {
                    Trip trip = job.trip;
                    trip.progress = [tell, i](const TransferProgress& progress) { tell(i, progress); };
                    auto one = courier->carry(job.parcels[i], trip, cancel);
                    if (one)
                        result->append(*one);
                    else
                        result = fail(one.error());
                }
            }
            QMetaObject::invokeMethod(
                this, [this, number, result] { ended(number, result); }, Qt::QueuedConnection);
        });
    m_thread->start();
}

/// Further lines ask nobody: a code is good for one.
std::unique_ptr<Courier> DeliveryStep::courierFor(const Job& job) {
    return std::make_unique<Courier>(job.intoOld(askingLineTo(job.toOld, questionsOf(job.oldTitle))),
                                     job.intoNew(askingLineTo(job.toNew, questionsOf(job.newTitle))),
                                     job.oldEnd, job.newEnd,
                                     job.intoNew(lineTo(job.toNew, SignInQuestions())));
}

std::function<SignInQuestions(const CancelToken&)> DeliveryStep::questionsOf(const QString& server) {
    return [this, server, number = m_number](const CancelToken& cancel) {
        SignInQuestions q;
        q.answerPrompts = [this, server, number, cancel](const QString& instruction,
                                                         const QVector<PromptItem>& items) {
            PromptQuestion question{tr("%1: %2").arg(server, instruction), items, {}};
            auto future = question.reply.future();
            QMetaObject::invokeMethod(
                this, [this, number, question = std::move(question)] { ask(number, question); },
                Qt::QueuedConnection);
            return Question<QVector<Secret>>::await(std::move(future), cancel).value_or(QVector<Secret>());
        };
        return q;
    };
}

void DeliveryStep::ask(quint64 number, const PromptQuestion& question) {
    if (number != m_number)
        return;
    m_questions.append(question);
    set(StateWord::NeedsYou, tr("the server asks"));
}

std::optional<PromptQuestion> DeliveryStep::question() const {
    return m_questions.isEmpty() ? std::nullopt : std::optional(m_questions.first());
}

void DeliveryStep::answer(const QVector<Secret>& answers) {
    if (m_questions.isEmpty())
        return;
    m_questions.takeFirst().reply.answer(answers);
    set(m_questions.isEmpty() ? StateWord::Running : StateWord::NeedsYou);
}

void DeliveryStep::stop() {
    m_cancel.cancel();
    ++m_number;
    m_questions.clear();
    if (state() == StateWord::Running || state() == StateWord::NeedsYou)
        set(StateWord::NotStarted);
}

void DeliveryStep::show(quint64 number, int parcel, const TransferProgress& progress) {
    if (number != m_number)
        return;
    m_parcel = parcel;
    m_progress = progress;
    if (!m_questions.isEmpty())
        return;
    if (m_shown.isValid() && m_shown.elapsed() < showEveryMs)
        return;
    m_shown.start();
    set(StateWord::Running, part() < 0 ? progress.id : tr("%1 %").arg(QLocale().toString(int(100 * part()))));
}

void DeliveryStep::ended(quint64 number, const Result<QVector<Delivered>>& result) {
    if (number != m_number)
        return;
    m_questions.clear();
    if (!result) {
        set(result.error().code == ErrorCode::Cancelled ? StateWord::NotStarted : StateWord::Failed, {},
            result.error());
        return;
    }
    m_delivered += *result;
    m_parcel = m_parcels;
    set(StateWord::Done, tr("%n parcel(s)", nullptr, m_parcels));
}

double DeliveryStep::part() const {
    if (m_parcels == 0 || m_progress.id.isEmpty())
        return -1;
    const double own = m_progress.bytesTotal > 0
                           ? std::min(1.0, double(m_progress.bytesDone) / double(m_progress.bytesTotal))
                           : 0;
    return (m_parcel + own) / m_parcels;
}

std::pair<int, int> DeliveryStep::secondsToGo() const {
    if (m_progress.bytesPerSecond <= 0 || m_progress.bytesTotal < 0)
        return {-1, -1};
    const double left = double(std::max<qint64>(0, m_progress.bytesTotal - m_progress.bytesDone)) /
                        double(m_progress.bytesPerSecond);
    return {int(left * 0.8), int(left * 1.5) + 1};
}

} // namespace df
