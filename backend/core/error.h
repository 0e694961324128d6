#pragma once

#include <QString>
#include <QStringList>

namespace df {

/// What went wrong, as a stable word: report.json carries `code(ErrorCode)`, and wizard/words turns it into
/// sentences.
enum class ErrorCode {
    Internal,  ///< a bug in this program
    Cancelled, ///< the user stopped it
    Timeout,   ///< a deadline passed
    // connecting
    HostNotFound,      ///< the name does not resolve
    Unreachable,       ///< no route, refused, or no answer
    HostKeyUnknown,    ///< never met, and the user (or answer file) did not vouch for it
    HostKeyChanged,    ///< differs from what is known: stop
    SignInRefused,     ///< wrong user, password or key
    KeyFileUnreadable, ///< key file missing, not a key, or wrong passphrase
    SudoRefused,       ///< may not use sudo, or the sudo password is wrong
    ConnectionLost,    ///< the line broke; what runs on the server may go on
    // commands
    CommandFailed,  ///< ended with a non-zero code or a signal
    CommandUnknown, ///< neither code nor signal came: state unknown, never success
    BadAnswer,      ///< the server's output is not what was expected
    // looking and advising
    NoInstallation, ///< no DreamFactory found
    MustFix,        ///< findings block the start
    // running
    Locked,      ///< another run holds the lock
    RunFailed,   ///< a stage failed; `facts` names it
    NotAsBefore, ///< went back, but the server differs
    // from one server to another
    TransferFailed, ///< `facts`: end ("old", "new", "here"), reason, path, host
    // files and input of this computer
    BadAnswerFile,
    FileUnreadable,
    FileUnwritable,
    SecretMissing, ///< a needed secret was not given
    NotAvailable,  ///< this computer lacks something (sshd for practice, a keychain)
};

[[nodiscard]] QString toString(ErrorCode code);

/// A failure as a value. Carries facts; the sentences for the user are made in wizard/words.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    QString what;       ///< one technical sentence, English, no secrets
    QStringList facts;  ///< e.g. host, path, stage id: what the sentence for the user needs
    QString detail;     ///< raw output, redacted, may be long; shown folded and as plain text
    bool retry = false; ///< does trying again make sense without changing anything?
};

} // namespace df
