#include "core/error.h"

namespace df {

QString toString(ErrorCode code) {
    switch (code) {
    case ErrorCode::Internal:
        return QStringLiteral("internal");
    case ErrorCode::Cancelled:
        return QStringLiteral("cancelled");
    case ErrorCode::Timeout:
        return QStringLiteral("timeout");
    case ErrorCode::HostNotFound:
        return QStringLiteral("host-not-found");
    case ErrorCode::Unreachable:
        return QStringLiteral("unreachable");
    case ErrorCode::HostKeyUnknown:
        return QStringLiteral("host-key-unknown");
    case ErrorCode::HostKeyChanged:
        return QStringLiteral("host-key-changed");
    case ErrorCode::SignInRefused:
        return QStringLiteral("sign-in-refused");
    case ErrorCode::KeyFileUnreadable:
        return QStringLiteral("key-file-unreadable");
    case ErrorCode::SudoRefused:
        return QStringLiteral("sudo-refused");
    case ErrorCode::ConnectionLost:
        return QStringLiteral("connection-lost");
    case ErrorCode::CommandFailed:
        return QStringLiteral("command-failed");
    case ErrorCode::CommandUnknown:
        return QStringLiteral("command-unknown");
    case ErrorCode::BadAnswer:
        return QStringLiteral("bad-answer");
    case ErrorCode::NoInstallation:
        return QStringLiteral("no-installation");
    case ErrorCode::MustFix:
        return QStringLiteral("must-fix");
    case ErrorCode::Locked:
        return QStringLiteral("locked");
    case ErrorCode::RunFailed:
        return QStringLiteral("run-failed");
    case ErrorCode::NotAsBefore:
        return QStringLiteral("not-as-before");
    case ErrorCode::TransferFailed:
        return QStringLiteral("transfer-failed");
    case ErrorCode::BadAnswerFile:
        return QStringLiteral("bad-answer-file");
    case ErrorCode::FileUnreadable:
        return QStringLiteral("file-unreadable");
    case ErrorCode::FileUnwritable:
        return QStringLiteral("file-unwritable");
    case ErrorCode::SecretMissing:
        return QStringLiteral("secret-missing");
    case ErrorCode::NotAvailable:
        return QStringLiteral("not-available");
    }
    return QStringLiteral("internal");
}

} // namespace df
