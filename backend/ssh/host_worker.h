#pragma once

#include "host/place_host.h"
#include "ssh/question.h"
#include "ssh/relay.h"
#include "ssh/ssh_host.h"
#include "ssh/worker_core.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QThread>

namespace df {

/// A thread that owns one SshHost and runs jobs on it, one after the other, in blocking style. The HostWorker
/// itself, the contexts and all callbacks live in one thread (the GUI's); nothing here blocks it. There is no
/// nested event loop and no blocking connection: questions go out as signals with a promise, results come
/// back as queued calls.
///
/// A callback is bound to its context: when that object is gone, or after `dropResultsFor()`, the result is
/// dropped. Cancelled jobs report ErrorCode::Cancelled; jobs still queued when the worker is destroyed report
/// nothing.
class HostWorker : public QObject {
    Q_OBJECT

public:
    /// What opening found out.
    struct Session {
        QString displayName;
        HostKeyInfo hostKey;
        bool isRoot = false;
        bool usesSudo = false;
        bool canBeRoot = false;
        Error rootProblem; ///< meaningful if !canBeRoot
    };
    using Opened = std::function<void(const Result<Session>&)>;
    using Work = std::function<void(RemoteHost&, const CancelToken&)>;

    explicit HostWorker(QObject* parent = nullptr);
    /// Cancels and ends the thread; takes at most about a second.
    ~HostWorker() override;

    /// Connects and signs in; the settings (with their secrets) are kept in memory for `reopen()`.
    CancelSource open(const ConnectSettings& settings, QObject* context, Opened done);
    CancelSource reopen(QObject* context, Opened done);
    void close();
    [[nodiscard]] bool isOpen() const { return m_core->isOpen(); }
    /// From now on jobs run in that container or pod of the server; nothing: on the server itself. Jobs that
    /// are queued already run where they were meant to.
    void enter(const std::optional<Place>& place) { m_place = place; }

    /// Runs `work` on the thread. The returned source cancels this job, running or queued.
    CancelSource post(Work work);
    /// Runs `job` on the thread and hands its result to `done` in this thread.
    template<class T>
    CancelSource runJob(std::function<Result<T>(RemoteHost&, const CancelToken&)> job, QObject* context,
                        std::function<void(Result<T>)> done) {
        const Deliver deliver = deliverTo(context);
        return post([job = std::move(job), deliver, done = std::move(done)](RemoteHost& host,
                                                                            const CancelToken& cancel) {
            Result<T> result = fail(cancelledError());
            if (!cancel.cancelled())
                result = guarded<T>(job, host, cancel);
            deliver([done, result = std::move(result)]() mutable { done(std::move(result)); });
        });
    }

    /// For progress from inside a job: a function that may be called from any thread and runs its argument in
    /// this thread, as long as `context` lives. Get it here, before the job is posted.
    using Deliver = std::function<void(std::function<void()>)>;
    [[nodiscard]] Deliver deliverTo(QObject* context);
    /// Results under way to `context` are outdated.
    void dropResultsFor(QObject* context);

    /// Cancels the running job (queued ones stay). If it is stuck for more than 5 s, the line is broken.
    void cancelCurrent();
    /// While idle the line is proved this often (default 30 s; 0: never): see lineLost().
    void setKeepAlive(std::chrono::milliseconds interval) { m_core->setKeepAlive(interval); }

Q_SIGNALS:
    /// Where nobody is connected, an unknown key is refused and prompts are given up.
    void hostKeyAsked(const df::HostKeyQuestion& question);
    void promptsAsked(const df::PromptQuestion& question);
    /// "reached", "hostkey", "signin", "sudo" while opening; `detail` is untrusted.
    void progress(const QString& step, const QString& detail);
    /// The line broke, in a job or while idle. `reopen()` may help.
    void lineLost();

private:
    [[nodiscard]] static Error cancelledError();
    [[nodiscard]] static Error bugError(const char* what);
    /// A bug in a job must not leave its page waiting for ever.
    template<class T, class Job>
    [[nodiscard]] static Result<T> guarded(const Job& job, RemoteHost& host, const CancelToken& cancel) {
        try {
            return job(host, cancel);
        } catch (const std::exception& e) {
            return fail(bugError(e.what()));
        }
    }
    [[nodiscard]] static SignInQuestions questions(const std::shared_ptr<Relay>& relay, HostWorker* self,
                                                   const CancelToken& cancel);

    std::shared_ptr<Relay> m_relay;
    std::shared_ptr<WorkerCore> m_core;
    ConnectSettings m_settings;
    std::optional<Place> m_place;
    QHash<QObject*, quint64> m_generations; ///< raised by dropResultsFor()
    QThread* m_thread = nullptr;
};

} // namespace df
