#include "ssh/sftp_fetch.h"

#include "secrets/redactor.h"
#include "ssh/ask.h"
#include "ssh/open_line.h"
#include "ssh/sftp_reader.h"

#include <QThread>

namespace df {
namespace {

QString inFolder(const QString& folder, const QString& name) {
    return folder.endsWith(QLatin1Char('/')) ? folder + name : folder + QLatin1Char('/') + name;
}

Result<FetchedFiles> readFiles(SftpReader& reader, const SftpWish& wish, const SignInQuestions& questions) {
    auto ready = reader.open();
    if (ready)
        ready = reader.checkFolder(wish.folder);
    if (!ready)
        return fail(ready.error());
    FetchedFiles files;
    for (const QString& name : wish.names) {
        if (questions.progress)
            questions.progress(QStringLiteral("file"), name);
        const QString path = inFolder(wish.folder, name);
        auto bytes = reader.read(path, wish.mostBytes);
        if (!bytes)
            return fail(bytes.error());
        if (wish.looksRight && !wish.looksRight(*bytes))
            return fail(ErrorCode::FileUnreadable, QStringLiteral("%1 is not what it should be.").arg(path),
                        {path, QStringLiteral("not-json")});
        files.insert(name, *bytes);
    }
    return files;
}

Result<FetchedFiles> fetch(const SftpWish& wish, const SignInQuestions& questions,
                           const CancelToken& cancel) {
    AbortSwitch abortSwitch;
    SshLine line(abortSwitch);
    if (const auto opened = openLine(line, wish.settings, questions, cancel, abortSwitch); !opened)
        return fail(opened.error());
    const Patience patience(cancel, abortSwitch.aborted(), wish.allMayTake);
    SftpReader reader(line, abortSwitch, wish.settings.host, patience, wish.answerTime);
    return readFiles(reader, wish, questions);
}

} // namespace

Result<FetchedFiles> fetchBySftp(const SftpWish& wish, const SignInQuestions& questions,
                                 const CancelToken& cancel) {
    auto files = fetch(wish, questions, cancel);
    if (files)
        return files;
    if (cancel.cancelled())
        return fail(ErrorCode::Cancelled, QStringLiteral("Reading was stopped."), {wish.settings.host});
    Redactor redactor; // detail is the server's own words
    redactor.add({wish.settings.password, wish.settings.passphrase});
    files.error().detail = redactor.redact(files.error().detail);
    return files;
}

SftpFetch::~SftpFetch() { drop(); }

void SftpFetch::start(const SftpWish& wish, Done done) {
    drop();
    m_done = std::move(done);
    m_cancel = CancelSource();
    m_relay = std::make_shared<Relay>(this);
    // What these hold of `this` runs in our own thread only. An earlier fetch may have left calls in the
    // queue.
    const auto post = [this, relay = m_relay, mine = m_count](std::function<void()> call) {
        relay->post([this, mine, call = std::move(call)] {
            if (mine == m_count)
                call();
        });
    };
    SignInQuestions questions;
    questions.trustHostKey = [this, relay = m_relay, mine = m_count,
                              cancel = m_cancel.token()](const HostKeyInfo& info) {
        const auto raise = [this, mine](const HostKeyQuestion& question) {
            if (mine == m_count)
                Q_EMIT hostKeyAsked(question);
        };
        return ask(relay, HostKeyQuestion{info, {}}, raise, cancel).value_or(false);
    };
    questions.progress = [this, post](const QString& step, const QString& detail) {
        post([this, step, detail] { Q_EMIT progress(step, detail); });
    };
    m_thread = QThread::create([this, post, wish, questions, cancel = m_cancel.token()] {
        const auto files = fetchBySftp(wish, questions, cancel);
        post([this, files] { ended(files); });
    });
    m_thread->setObjectName(QStringLiteral("sftp"));
    m_thread->start();
}

void SftpFetch::drop() {
    ++m_count;
    if (!m_thread)
        return;
    m_relay->retire();
    m_cancel.cancel();
    m_thread->wait();
    delete std::exchange(m_thread, nullptr);
    m_relay.reset();
}

void SftpFetch::ended(const Result<FetchedFiles>& files) {
    const Done done = std::move(m_done);
    drop();
    done(files);
}

} // namespace df
