#pragma once

#include "host/remote_host.h"
#include "ssh/launch.h"
#include "ssh/marked_stream.h"
#include "ssh/ssh_line.h"
#include "ssh/sudo_dialogue.h"

namespace df {

/// The script's shell on the server, known once it has begun. 0: not known.
struct RemoteProcess {
    qint64 pid = 0;
    qint64 group = 0;
};

/// Runs one launch on a channel of its own: both streams are read by callbacks in slices, input is written as
/// the window allows, until the channel is closed. Used once. Errors: ConnectionLost, Timeout, Cancelled,
/// SudoRefused, BadAnswer (the login shell didn't start the script).
class ExecLoop {
public:
    struct Job {
        const Launch& launch;
        const QByteArray& input;
        const InputSource& more; ///< empty: `input` is all
        bool bulkOutput;
        const Secret& sudoPassword;
        qint64 maxOutput;
        QString user, host; ///< for errors
    };

    /// All of it is referred to, and must outlive this object.
    ExecLoop(SshLine& line, const Job& job, const OutputSink& sink);
    ExecLoop(SshLine& line, const Job& job, OutputSink&& sink) = delete;
    ~ExecLoop();
    ExecLoop(const ExecLoop&) = delete;
    ExecLoop& operator=(const ExecLoop&) = delete;

    [[nodiscard]] Result<CommandResult> run(const Patience& patience);
    /// Just starts it, for a command whose end nobody waits for: until the script has begun or `patience`
    /// ends.
    [[nodiscard]] bool start(const Patience& patience);
    [[nodiscard]] RemoteProcess process() const;

private:
    static int onData(ssh_session, ssh_channel, void* data, uint32_t size, int isError, void* self);
    static void onExitStatus(ssh_session, ssh_channel, int status, void* self);
    static void onExitSignal(ssh_session, ssh_channel, const char* signal, int, const char*, const char*,
                             void* self);
    static void onClose(ssh_session, ssh_channel, void* self);

    [[nodiscard]] tl::expected<int, ErrorCode> request(ChannelHandle channel, const Patience& patience);
    [[nodiscard]] Result<void> open(const Patience& patience);
    [[nodiscard]] Result<void> step();
    [[nodiscard]] Result<void> talkToSudo();
    void queueInput();
    void writeSome();
    void write(const QByteArray& bytes, qsizetype& offset);
    [[nodiscard]] bool writePending() const;
    void writeMore();
    void sendEof();
    void widen();
    void deliver();
    void staySociable();
    [[nodiscard]] bool finished() const;
    [[nodiscard]] Result<CommandResult> outcome();
    [[nodiscard]] Error stopped(ErrorCode why) const;
    [[nodiscard]] Error notOpened(ErrorCode why) const;

    SshLine& m_line;
    Job m_job;
    const OutputSink& m_sink;
    ChannelHandle m_channel;
    ssh_channel_callbacks_struct m_callbacks{};
    MarkedStream m_out, m_err;
    SudoDialogue m_sudo;
    QByteArray m_passwordLine;
    qsizetype m_passwordAt = 0, m_scriptAt = 0, m_inputAt = 0;
    bool m_inputOpen = false; ///< the script has begun (or needs nothing): its input may go
    QByteArray m_piece;       ///< of Job::more
    qsizetype m_pieceAt = 0;
    bool m_moreEnded = false;
    bool m_waitsForPiece = false;
    bool m_eofSent = false;
    qint64 m_sinceWidened = 0; ///< bytes of output
    bool m_closed = false;
    std::optional<int> m_exitCode;
    std::optional<QString> m_exitSignal;
    Patience::Clock::time_point m_begin, m_lastData, m_lastSign;
};

} // namespace df
