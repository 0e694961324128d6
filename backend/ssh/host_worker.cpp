#include "ssh/host_worker.h"

#include "ssh/ask.h"

#include <QTimer>

namespace df {
namespace {

constexpr int stuckAfterMs = 5000;
constexpr auto politeEnd = std::chrono::milliseconds(700);
constexpr auto abortedEnd = std::chrono::milliseconds(300);

HostWorker::Session sessionOf(const SshHost& host) {
    HostWorker::Session s;
    s.displayName = host.displayName();
    s.hostKey = host.hostKey();
    s.isRoot = host.isRoot();
    s.usesSudo = host.usesSudo();
    s.canBeRoot = host.canBeRoot();
    s.rootProblem = host.rootProblem();
    return s;
}

} // namespace

HostWorker::HostWorker(QObject* parent) : QObject(parent), m_relay(std::make_shared<Relay>(this)) {
    m_core =
        std::make_shared<WorkerCore>([this, relay = m_relay] { relay->post([this] { Q_EMIT lineLost(); }); });
    m_thread = QThread::create([core = m_core] { core->loop(); });
    m_thread->setObjectName(QStringLiteral("ssh"));
    m_thread->start();
}

HostWorker::~HostWorker() {
    m_relay->retire();
    m_core->stop();
    bool ended = m_thread->wait(QDeadlineTimer(politeEnd));
    if (!ended) {
        m_core->abort();
        ended = m_thread->wait(QDeadlineTimer(abortedEnd));
    }
    if (ended)
        delete m_thread;
    else // a job that ignores its token: it keeps the core alive and ends when it likes
        QObject::connect(m_thread, &QThread::finished, m_thread, &QObject::deleteLater);
}

Error HostWorker::cancelledError() {
    return {ErrorCode::Cancelled, QStringLiteral("Stopped before it began."), {}, {}, false};
}

Error HostWorker::bugError(const char* what) {
    return {
        ErrorCode::Internal, QStringLiteral("A job threw an exception."), {}, QString::fromUtf8(what), false};
}

HostWorker::Deliver HostWorker::deliverTo(QObject* context) {
    Q_ASSERT(context && context->thread() == thread());
    const QPointer<QObject> alive(context);
    const quint64 generation = m_generations.value(context);
    // The inner lambda runs in our own thread: only there the pointers are looked at
    return [this, relay = m_relay, alive, context, generation](std::function<void()> call) {
        relay->post([this, alive, context, generation, call = std::move(call)] {
            if (alive && m_generations.value(context) == generation)
                call();
        });
    };
}

void HostWorker::dropResultsFor(QObject* context) {
    if (!m_generations.contains(context))
        QObject::connect(context, &QObject::destroyed, this,
                         [this, context] { m_generations.remove(context); });
    ++m_generations[context];
}

// `self` is only touched in its own thread, in what the relay runs: on the worker's thread it may be gone.
SignInQuestions HostWorker::questions(const std::shared_ptr<Relay>& relay, HostWorker* self,
                                      const CancelToken& cancel) {
    SignInQuestions q;
    q.trustHostKey = [relay, self, cancel](const HostKeyInfo& info) {
        const auto raise = [self](const HostKeyQuestion& question) { Q_EMIT self->hostKeyAsked(question); };
        return ask(relay, HostKeyQuestion{info, {}}, raise, cancel).value_or(false);
    };
    q.answerPrompts = [relay, self, cancel](const QString& instruction, const QVector<PromptItem>& items) {
        const auto raise = [self](const PromptQuestion& question) { Q_EMIT self->promptsAsked(question); };
        return ask(relay, PromptQuestion{instruction, items, {}}, raise, cancel).value_or(QVector<Secret>());
    };
    q.progress = [relay, self](const QString& step, const QString& detail) {
        relay->post([self, step, detail] { Q_EMIT self->progress(step, detail); });
    };
    return q;
}

CancelSource HostWorker::open(const ConnectSettings& settings, QObject* context, Opened done) {
    m_settings = settings;
    return reopen(context, std::move(done));
}

CancelSource HostWorker::reopen(QObject* context, Opened done) {
    return m_core->post(
        [settings = m_settings, relay = m_relay, self = this, deliver = deliverTo(context),
         done = std::move(done)](SshHost& host, const CancelToken& cancel) {
            const auto opened = host.open(settings, questions(relay, self, cancel), cancel);
            const Result<Session> result = opened ? Result<Session>(sessionOf(host)) : fail(opened.error());
            deliver([done, result] { done(result); });
        },
        WorkerCore::Line::Changes);
}

void HostWorker::close() {
    m_core->post([](SshHost& host, const CancelToken&) { host.close(); }, WorkerCore::Line::Changes);
}

CancelSource HostWorker::post(Work work) {
    if (!m_place)
        return m_core->post(std::move(work));
    return m_core->post([work = std::move(work), place = *m_place](SshHost& host, const CancelToken& cancel) {
        PlaceHost inside(host, place);
        work(inside, cancel);
    });
}

void HostWorker::cancelCurrent() {
    const quint64 job = m_core->cancelCurrent();
    if (job != 0)
        QTimer::singleShot(stuckAfterMs, this, [this, job] { m_core->abortIfStillRunning(job); });
}

} // namespace df
