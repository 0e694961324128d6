#pragma once

#include "core/cancel.h"
#include "core/result.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>

namespace df {

enum class Privilege {
    SignedInUser, ///< as the account that signed in
    Root,         ///< root: the account itself, or through sudo. Fails with SudoRefused where neither works
};

/// A piece of a command's input. No bytes and no end: nothing yet, ask again soon.
struct InputPiece {
    QByteArray bytes = {};
    bool end = false; ///< these were the last
};

/// Asked for the next piece whenever the last one is on its way, on the thread that runs the command. Must
/// not wait: what isn't there yet is asked for again within some milliseconds.
using InputSource = std::function<InputPiece()>;

/// One POSIX sh script to run. The script must hold no secret (it travels in argv); secrets go through
/// `input`.
struct Command {
    QString script;
    QByteArray input = {};   ///< the script's standard input, whole; then EOF
    InputSource more = {};   ///< goes on after `input`, until its end
    bool bulkOutput = false; ///< a far server may send more ahead, for output of many megabytes
    Privilege privilege = Privilege::SignedInUser;
    std::chrono::milliseconds timeout{60'000}; ///< its process is abandoned after that (ErrorCode::Timeout)
    qint64 maxOutput = 16 * 1024 * 1024;       ///< bytes kept per stream; the rest is read and dropped
};

struct CommandResult {
    std::optional<int> exitCode; ///< neither code nor signal: unknown, never success
    std::optional<QString> signal;
    QByteArray out;
    QByteArray err;
    std::chrono::milliseconds duration{0};
    bool truncated = false;
    [[nodiscard]] bool ok() const { return exitCode == 0; }
};

/// Called on the calling thread while the command runs; `isError` tells stderr from stdout.
using OutputSink = std::function<void(const QByteArray& chunk, bool isError)>;

/// One machine at the other end of a wire (a host; later a container or pod on it). Blocking; used from one
/// thread at a time, the one that owns it. Every call returns within about a second once `cancel` is set.
class RemoteHost {
public:
    virtual ~RemoteHost() = default;

    /// Runs `command` with LC_ALL=C. An error means that the command could not be run or its end was not seen
    /// (ConnectionLost, Timeout, Cancelled, SudoRefused); a command that ended badly is a value.
    [[nodiscard]] virtual Result<CommandResult> run(const Command& command, const CancelToken& cancel,
                                                    const OutputSink& sink = {}) = 0;
    /// Can Privilege::Root be had? Known after signing in; costs nothing.
    [[nodiscard]] virtual bool canBeRoot() const = 0;
    /// Name for people: "deploy@api.example.com".
    [[nodiscard]] virtual QString displayName() const = 0;
};

/// Runs and demands exit code 0; otherwise CommandFailed with stderr as detail.
[[nodiscard]] Result<QByteArray> runChecked(RemoteHost& host, const Command& command,
                                            const CancelToken& cancel);

} // namespace df
