#include "ssh/ssh_host.h"

#include "secrets/redactor.h"
#include "ssh/exec_loop.h"
#include "ssh/open_line.h"
#include "ssh/root_access.h"

namespace df {

namespace {
// Within the second that a cancelled call has
constexpr auto killMayTake = std::chrono::milliseconds(600);

ConnectSettings tidied(ConnectSettings s) {
    s.host = s.host.trimmed();
    s.user = s.user.trimmed();
    if (s.host.startsWith(QLatin1Char('[')) && s.host.endsWith(QLatin1Char(']')))
        s.host = s.host.mid(1, s.host.size() - 2);
    return s;
}
} // namespace

struct SshHost::Private {
    AbortSwitch abortSwitch;
    SshLine line{abortSwitch};
    ConnectSettings settings;
    HostKeyInfo hostKey;
    RootAccess root;
    std::unique_ptr<Redactor> redactor;
    int execs = 0;

    /// Error::detail is raw output of the server: no secret of ours, nor what looks like one, leaves by it.
    template<class T>
    Result<T> clean(Result<T> result) const {
        if (!result && redactor)
            result.error().detail = redactor->redact(result.error().detail);
        return result;
    }

    Result<void> signIn(const SignInQuestions& questions, const CancelToken& cancel);
    Result<void> findOutAboutRoot(const SignInQuestions& questions, const CancelToken& cancel);
    Result<CommandResult> exec(const Command& command, Elevation elevation, const CancelToken& cancel,
                               const OutputSink& sink);
    void kill(const RemoteProcess& process, Elevation elevation);
};

SshHost::SshHost() : d(std::make_unique<Private>()) {}
SshHost::~SshHost() { close(); }

Result<void> SshHost::open(const ConnectSettings& settings, const SignInQuestions& questions,
                           const CancelToken& cancel) {
    close();
    d->abortSwitch.reset();
    d->settings = tidied(settings);
    d->execs = 0;
    d->redactor = std::make_unique<Redactor>();
    d->redactor->add({settings.password, settings.passphrase, settings.sudoPassword});
    auto done = d->signIn(questions, cancel);
    if (done)
        done = d->findOutAboutRoot(questions, cancel);
    if (done)
        return done;
    close();
    // Whatever a refused question or a broken wait looked like: it was the user's wish
    if (cancel.cancelled())
        return fail(ErrorCode::Cancelled, QStringLiteral("Connecting was stopped."), {settings.host});
    return d->clean(std::move(done));
}

Result<void> SshHost::Private::signIn(const SignInQuestions& questions, const CancelToken& cancel) {
    const auto key = openLine(line, settings, questions, cancel, abortSwitch);
    if (!key)
        return fail(key.error());
    hostKey = *key;
    return {};
}

Result<void> SshHost::Private::findOutAboutRoot(const SignInQuestions& questions, const CancelToken& cancel) {
    root = RootAccess();
    const auto runner = [&](const Command& command, Elevation elevation) {
        return exec(command, elevation, cancel, {});
    };
    auto found = root.findOut(settings, questions, runner);
    if (found && questions.progress)
        questions.progress(QStringLiteral("sudo"), root.describe());
    return found;
}

void SshHost::close() { d->line.close(); }
bool SshHost::isOpen() const { return d->line.isOpen(); }
void SshHost::abort() { d->abortSwitch.abort(); }

Result<CommandResult> SshHost::run(const Command& command, const CancelToken& cancel,
                                   const OutputSink& sink) {
    Elevation elevation = Elevation::Direct;
    if (command.privilege == Privilege::Root) {
        if (!d->root.possible())
            return fail(d->root.problem());
        elevation = d->root.elevation();
    }
    return d->clean(d->exec(command, elevation, cancel, sink));
}

Result<CommandResult> SshHost::Private::exec(const Command& command, Elevation elevation,
                                             const CancelToken& cancel, const OutputSink& sink) {
    const Launch launch = makeLaunch(command.script, elevation);
    const Patience patience(cancel, abortSwitch.aborted(), command.timeout);
    RemoteProcess process;
    Result<CommandResult> result = fail(ErrorCode::Internal, {});
    {
        ++execs;
        ExecLoop loop(line,
                      {launch, command.input, command.more, command.bulkOutput, root.password(),
                       command.maxOutput, settings.user, settings.host},
                      sink);
        result = loop.run(patience);
        process = loop.process();
    }
    const bool leftRunning =
        !result && (result.error().code == ErrorCode::Timeout || result.error().code == ErrorCode::Cancelled);
    if (leftRunning && process.pid > 1 && line.isOpen())
        kill(process, elevation);
    return result;
}

// Closing a channel does not stop its command, and OpenSSH refuses signals for another user's process: so by
// hand.
void SshHost::Private::kill(const RemoteProcess& process, Elevation elevation) {
    const QString script = QStringLiteral("trap '' HUP\n"
                                          "kill -s TERM -- -%1 2>/dev/null || kill -s TERM %2 2>/dev/null\n"
                                          "(sleep 2; kill -s KILL -- -%1) </dev/null >/dev/null 2>&1 &\n")
                               .arg(process.group > 1 ? process.group : process.pid)
                               .arg(process.pid);
    const Launch launch = makeLaunch(script, elevation);
    const Patience patience({}, abortSwitch.aborted(), killMayTake);
    ++execs;
    const QByteArray noInput; // both are only referred to
    const InputSource nothingMore;
    const OutputSink nobody;
    ExecLoop loop(line,
                  {launch, noInput, nothingMore, false, root.password(), 0, settings.user, settings.host},
                  nobody);
    (void)loop.run(patience);
}

bool SshHost::canBeRoot() const { return d->root.possible(); }
bool SshHost::isRoot() const { return d->root.isRoot(); }
bool SshHost::usesSudo() const { return d->root.usesSudo(); }
Error SshHost::rootProblem() const { return d->root.problem(); }
HostKeyInfo SshHost::hostKey() const { return d->hostKey; }
int SshHost::lastRoundTrips() const { return d->execs; }

QString SshHost::displayName() const {
    const QString name = d->settings.user + QLatin1Char('@') + d->settings.host;
    return d->settings.port == 22 ? name : name + QLatin1Char(':') + QString::number(d->settings.port);
}

} // namespace df
