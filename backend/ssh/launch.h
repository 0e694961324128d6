#pragma once

#include <QByteArray>
#include <QString>

namespace df {

/// How a script gets its rights on the server.
enum class Elevation {
    Direct,           ///< as the account that signed in
    SudoNoPassword,   ///< sudo -n
    SudoWithPassword, ///< sudo -k -S with a prompt of our own
};

/// What is sent to run one script, and the marks by which its own output is told from everything that a login
/// shell, its start files and sudo print before it. The marks hold a nonce, so no text of the server can fake
/// them.
///
/// The exec string has to survive every login shell (sh, bash, zsh, csh, fish): one line, single quotes only
/// around text without quotes, backslashes and "!", all else base64. The script finds LC_ALL=C, a PATH with
/// the usual folders, no arguments, and its standard input untouched; the umask is the account's own.
struct Launch {
    QByteArray execString;
    QByteArray scriptLine; ///< not empty: the script was too long for an argument; goes ahead of the input,
                           ///< after startMark
    QByteArray
        startMark; ///< printed on both streams right before the script; on stdout with " PID PROCESSGROUP"
    QByteArray sudoMark;   ///< printed on stderr right before sudo; empty: no sudo
    QByteArray sudoPrompt; ///< sudo's password prompt; empty: no password
};

[[nodiscard]] Launch makeLaunch(const QString& script, Elevation elevation);

/// Longest base64 form of a script that travels as an argument. Linux allows 128 KiB per argument, and the
/// whole exec string is one for the login shell.
constexpr qsizetype mostScriptInArgument = 60 * 1024;

} // namespace df
