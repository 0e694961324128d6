#include "ssh/exec_loop.h"

namespace df {
namespace {

using Clock = Patience::Clock;
constexpr qsizetype mostPerWrite = 256 * 1024;
// How far a server may send ahead of us: at a round trip of 50 ms 8 MiB carry 160 MB/s.
constexpr uint32_t wideWindow = 8 * 1024 * 1024;
// A source that has nothing yet is asked again this soon.
constexpr int askAgainMs = 2;
// The script's shell has ended, but a child that it left behind holds its output open: ssh would wait for
// ever.
constexpr auto quietAfterExit = std::chrono::seconds(3);
// Two calls make one message (see SshLine::keepAlive): one about every 30 s.
constexpr auto keepAliveEvery = std::chrono::seconds(15);
constexpr auto sudoMayTake = std::chrono::seconds(45);

QString tail(const QByteArray& text) { return QString::fromUtf8(text.right(4000)).trimmed(); }

} // namespace

ExecLoop::ExecLoop(SshLine& line, const Job& job, const OutputSink& sink)
    : m_line(line), m_job(job), m_sink(sink), m_out(job.launch.startMark, job.maxOutput),
      m_err(job.launch.startMark, job.maxOutput), m_sudo(job.launch), m_begin(Clock::now()),
      m_lastData(m_begin), m_lastSign(m_begin) {
    if (m_sink) {
        m_out.wantFresh();
        m_err.wantFresh();
    }
}

ExecLoop::~ExecLoop() {
    wipeBytes(m_passwordLine);
    if (!m_channel)
        return;
    ssh_remove_channel_callbacks(m_channel.get(), &m_callbacks);
    if (m_line.isOpen())
        ssh_channel_close(m_channel.get());
}

int ExecLoop::onData(ssh_session, ssh_channel, void* data, uint32_t size, int isError, void* self) {
    auto* loop = static_cast<ExecLoop*>(self);
    (isError ? loop->m_err : loop->m_out).append(static_cast<const char*>(data), qsizetype(size));
    loop->m_lastData = Clock::now();
    loop->m_sinceWidened += size;
    return int(size);
}

void ExecLoop::onExitStatus(ssh_session, ssh_channel, int status, void* self) {
    auto* loop = static_cast<ExecLoop*>(self);
    loop->m_exitCode = status;
    loop->m_lastData = Clock::now();
}

void ExecLoop::onExitSignal(ssh_session, ssh_channel, const char* signal, int, const char*, const char*,
                            void* self) {
    auto* loop = static_cast<ExecLoop*>(self);
    loop->m_exitSignal = QString::fromLatin1(signal);
    loop->m_lastData = Clock::now();
}

void ExecLoop::onClose(ssh_session, ssh_channel, void* self) {
    static_cast<ExecLoop*>(self)->m_closed = true;
}

Error ExecLoop::stopped(ErrorCode why) const {
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - m_begin).count();
    const QString what =
        why == ErrorCode::Timeout     ? QStringLiteral("The command did not end within %1 s.").arg(ms / 1000)
        : why == ErrorCode::Cancelled ? QStringLiteral("The command was stopped.")
                                      : QStringLiteral("The connection to %1 broke.").arg(m_job.host);
    return {why,
            what,
            {m_job.host},
            tail(m_err.kept().isEmpty() ? m_out.kept() : m_err.kept()),
            why != ErrorCode::Cancelled};
}

Error ExecLoop::notOpened(ErrorCode why) const {
    if (why != ErrorCode::BadAnswer || !m_line.isOpen())
        return stopped(why == ErrorCode::BadAnswer ? ErrorCode::ConnectionLost : why);
    return {why,
            QStringLiteral("%1 refused to start another command.").arg(m_job.host),
            {m_job.host},
            m_line.lastWords(),
            true};
}

tl::expected<int, ErrorCode> ExecLoop::request(ChannelHandle channel, const Patience& patience) {
    if (m_channel)
        ssh_remove_channel_callbacks(m_channel.get(), &m_callbacks);
    m_channel = std::move(channel);
    ssh_set_channel_callbacks(m_channel.get(), &m_callbacks);
    auto rc = m_line.settle([&] { return ssh_channel_open_session(m_channel.get()); }, SSH_AGAIN, patience);
    if (rc && *rc == SSH_OK)
        rc = m_line.settle(
            [&] { return ssh_channel_request_exec(m_channel.get(), m_job.launch.execString.constData()); },
            SSH_AGAIN, patience);
    return rc;
}

Result<void> ExecLoop::open(const Patience& patience) {
    if (!m_line.isOpen())
        return fail(stopped(ErrorCode::ConnectionLost));
    m_callbacks.userdata = this;
    m_callbacks.channel_data_function = &ExecLoop::onData;
    m_callbacks.channel_close_function = &ExecLoop::onClose;
    m_callbacks.channel_exit_status_function = &ExecLoop::onExitStatus;
    m_callbacks.channel_exit_signal_function = &ExecLoop::onExitSignal;
    ssh_callbacks_init(&m_callbacks);

    tl::expected<int, ErrorCode> rc = SSH_ERROR;
    if (ChannelHandle spare = m_line.takeSpare(patience))
        rc = request(std::move(spare), patience);
    // There was none, or the server has closed it just now. One that allows a single session may not have put
    // the last one away yet when it hears of the next.
    for (int tries = 0; tries < 3 && rc && *rc != SSH_OK && m_line.isOpen(); ++tries) {
        m_closed = false;
        rc = request(ChannelHandle(ssh_channel_new(m_line.session())), patience);
    }
    if (!rc || *rc != SSH_OK)
        return fail(notOpened(rc ? ErrorCode::BadAnswer : rc.error()));
    m_line.openSpare();
    // Nothing to send and no password to wait for: end of input at once saves a round trip
    m_inputOpen = m_job.launch.scriptLine.isEmpty() && m_job.input.isEmpty() && !m_job.more &&
                  m_job.launch.sudoPrompt.isEmpty();
    widen();
    return {};
}

Result<CommandResult> ExecLoop::run(const Patience& patience) {
    if (const auto opened = open(patience); !opened)
        return fail(opened.error());
    while (!finished()) {
        if (const auto why = patience.exhausted())
            return fail(stopped(*why));
        if (const auto stepped = step(); !stepped)
            return fail(stepped.error());
    }
    deliver();
    return outcome();
}

bool ExecLoop::start(const Patience& patience) {
    if (!open(patience))
        return false;
    while (!finished() && !m_out.begun())
        if (patience.exhausted() || !step())
            return false;
    return true;
}

bool ExecLoop::finished() const {
    if (m_closed) // not ssh_channel_is_closed(): that is also true when the line broke
        return true;
    return (m_exitCode || m_exitSignal) && Clock::now() - m_lastData > quietAfterExit;
}

Result<void> ExecLoop::step() {
    writeSome();
    const bool alive = m_line.pump(m_waitsForPiece ? askAgainMs : 100);
    if (alive && m_sinceWidened > wideWindow / 4)
        widen();
    deliver();
    if (!alive && !finished())
        return fail(stopped(ErrorCode::ConnectionLost));
    if (!m_out.begun()) {
        if (const auto talked = talkToSudo(); !talked)
            return talked;
    } else {
        m_inputOpen = true;
    }
    staySociable();
    return {};
}

Result<void> ExecLoop::talkToSudo() {
    if (!m_sudo.active())
        return {};
    const QByteArray& said = m_err.preamble();
    const SudoDialogue::Step step = m_sudo.look(said);
    if (step == SudoDialogue::Step::Refused)
        return fail(sudoRefused(m_job.user, m_job.host, m_sudo.words(said), true));
    if (step == SudoDialogue::Step::SendPassword)
        m_passwordLine = m_job.sudoPassword.reveal() + '\n';
    if (Clock::now() - m_begin > sudoMayTake)
        return fail(sudoTookTooLong(m_job.user, m_job.host, m_sudo.words(said)));
    return {};
}

void ExecLoop::write(const QByteArray& bytes, qsizetype& offset) {
    const qsizetype room =
        std::min<qsizetype>(mostPerWrite, qsizetype(ssh_channel_window_size(m_channel.get())));
    const qsizetype size = std::min(room, bytes.size() - offset);
    if (size <= 0)
        return;
    const int written = ssh_channel_write(m_channel.get(), bytes.constData() + offset, uint32_t(size));
    // A script may end without reading its input: that is no failure, its exit code tells
    m_eofSent = m_eofSent || written < 0;
    offset = written < 0 ? bytes.size() : offset + written;
}

bool ExecLoop::writePending() const { return ssh_get_poll_flags(m_line.session()) & SSH_WRITE_PENDING; }

void ExecLoop::writeSome() {
    if (m_eofSent || m_closed || writePending())
        return;
    if (m_passwordAt < m_passwordLine.size()) {
        write(m_passwordLine, m_passwordAt);
        return;
    }
    if (!m_inputOpen)
        return;
    if (m_scriptAt < m_job.launch.scriptLine.size())
        write(m_job.launch.scriptLine, m_scriptAt);
    else if (m_inputAt < m_job.input.size())
        write(m_job.input, m_inputAt);
    if (m_scriptAt < m_job.launch.scriptLine.size() || m_inputAt < m_job.input.size())
        return;
    if (m_job.more)
        writeMore();
    else
        sendEof();
}

void ExecLoop::writeMore() {
    m_waitsForPiece = false;
    while (!m_eofSent && !writePending()) {
        if (m_pieceAt >= m_piece.size()) {
            if (m_moreEnded) {
                sendEof();
                return;
            }
            InputPiece piece = m_job.more();
            m_piece = std::move(piece.bytes);
            m_pieceAt = 0;
            m_moreEnded = piece.end;
            if (m_piece.isEmpty()) {
                m_waitsForPiece = !m_moreEnded;
                if (m_waitsForPiece)
                    return;
                continue;
            }
        }
        const qsizetype before = m_pieceAt;
        write(m_piece, m_pieceAt);
        if (m_pieceAt == before) // the server's window is full
            return;
    }
}

void ExecLoop::sendEof() {
    ssh_channel_send_eof(m_channel.get());
    m_eofSent = true;
}

// By itself libssh lets the server send 1.25 MiB ahead. A wish to read more makes it say so at once; what has
// come goes to the callback all the same, so that nothing is left to be read here.
void ExecLoop::widen() {
    m_sinceWidened = 0;
    if (!m_job.bulkOutput)
        return;
    QByteArray room(qsizetype(wideWindow), Qt::Uninitialized);
    const int left = ssh_channel_read_timeout(m_channel.get(), room.data(), wideWindow, 0, 0);
    if (left > 0)
        onData(nullptr, nullptr, room.data(), uint32_t(left), 0, this);
}

void ExecLoop::deliver() {
    if (!m_sink)
        return;
    if (const QByteArray fresh = m_out.takeFresh(); !fresh.isEmpty())
        m_sink(fresh, false);
    if (const QByteArray fresh = m_err.takeFresh(); !fresh.isEmpty())
        m_sink(fresh, true);
}

void ExecLoop::staySociable() {
    const auto now = Clock::now();
    if (now - std::max(m_lastData, m_lastSign) < keepAliveEvery)
        return;
    m_lastSign = now;
    m_line.keepAlive();
}

RemoteProcess ExecLoop::process() const {
    const QList<QByteArray> words = m_out.markLine().split(' ');
    return {words.value(0).toLongLong(), words.value(1).toLongLong()};
}

Result<CommandResult> ExecLoop::outcome() {
    if (!m_out.begun()) {
        const QByteArray& said = m_err.preamble();
        if (!m_exitCode && !m_exitSignal && (!m_line.isOpen() || m_sudo.reached(said)))
            return fail(stopped(ErrorCode::ConnectionLost)); // it was cut off before it could say a word
        if (m_sudo.reached(said))
            return fail(sudoRefused(m_job.user, m_job.host, m_sudo.words(said), false));
        return fail(ErrorCode::BadAnswer,
                    QStringLiteral("The login shell of %1 does not run commands.").arg(m_job.user),
                    {m_job.user, m_job.host}, tail(m_out.preamble() + '\n' + said));
    }
    CommandResult result;
    result.exitCode = m_exitCode;
    result.signal = m_exitSignal;
    result.out = m_out.kept();
    result.err = m_err.kept();
    result.truncated = m_out.truncated() || m_err.truncated();
    result.duration = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - m_begin);
    return result;
}

} // namespace df
