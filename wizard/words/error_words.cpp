#include "words/error_words.h"

#include "words/transfer_words.h"

#include <QCoreApplication>

namespace df {

namespace {

/// The engine did not get into the container (host/place_trouble.h).
bool isPlace(const Error& e, const char* fact) { return e.facts.value(0) == QLatin1String(fact); }

struct ErrorText {
    Q_DECLARE_TR_FUNCTIONS(df::ErrorWords)
public:
    static QString title(const Error& e, const Situation& s);
    static QString happened(const Error& e, const Situation& s);
    static QVector<Words::Action> actions(const Error& e);
    static QString hint(const Error& e);
    static QString hostOf(const Error& e, const Situation& s);
    static QString fact(const Error& e, int i) { return e.facts.value(i); }
};

QString ErrorText::hostOf(const Error& e, const Situation& s) {
    const bool names = e.code == ErrorCode::Unreachable || e.code == ErrorCode::ConnectionLost ||
                       e.code == ErrorCode::HostNotFound;
    const QString own = e.code == ErrorCode::SignInRefused ? fact(e, 1) : names ? fact(e, 0) : QString();
    if (!s.movesFrom.isEmpty() && !own.isEmpty()) // one of two servers
        return own;
    if (!s.host.isEmpty())
        return s.host;
    return e.facts.isEmpty() ? tr("the server") : e.facts.first();
}

QString ErrorText::title(const Error& e, const Situation& s) {
    const QString host = hostOf(e, s);
    switch (e.code) {
    case ErrorCode::Internal:
        return tr("The wizard made a mistake of its own.");
    case ErrorCode::Cancelled:
        return tr("You stopped it.");
    case ErrorCode::Timeout:
        return tr("%1 took too long to answer.").arg(host);
    case ErrorCode::HostNotFound:
        return tr("There is no server called %1.").arg(host);
    case ErrorCode::Unreachable:
        return tr("%1 doesn't answer.").arg(host);
    case ErrorCode::HostKeyUnknown:
        return tr("%1 isn't known yet, and nobody vouched for it.").arg(host);
    case ErrorCode::HostKeyChanged:
        return tr("This is not the fingerprint you trusted before.");
    case ErrorCode::SignInRefused:
        return tr("%1 refused the sign-in.").arg(host);
    case ErrorCode::KeyFileUnreadable:
        return tr("The key file could not be used.");
    case ErrorCode::SudoRefused:
        return tr("sudo was refused.");
    case ErrorCode::ConnectionLost:
        return tr("The line to %1 broke.").arg(host);
    case ErrorCode::CommandFailed:
        return tr("A command on the server ended with an error.");
    case ErrorCode::CommandUnknown:
        return tr("It isn't known how a command on the server ended.");
    case ErrorCode::BadAnswer:
        return tr("The server's answer could not be understood.");
    case ErrorCode::NoInstallation:
        if (isPlace(e, "place-gone"))
            return tr("%1 is not there any more.").arg(e.facts.value(1));
        if (isPlace(e, "place-stopped"))
            return tr("%1 doesn't run.").arg(e.facts.value(1));
        if (isPlace(e, "engine-silent"))
            return tr("No DreamFactory was found on %1, but %2 doesn't answer.").arg(host, e.facts.value(1));
        return tr("No DreamFactory was found on %1.").arg(host);
    case ErrorCode::MustFix:
        return tr("Something must be fixed before the upgrade can start.");
    case ErrorCode::Locked:
        return tr("Another upgrade is at work on this server.");
    case ErrorCode::RunFailed:
        return tr("A stage of the upgrade failed.");
    case ErrorCode::NotAsBefore:
        return tr("The server went back, but something differs.");
    case ErrorCode::TransferFailed:
        return tr("The transfer to the new server stopped.");
    case ErrorCode::BadAnswerFile:
        return tr("The answer file is wrong.");
    case ErrorCode::FileUnreadable:
        return tr("A file on this computer could not be read.");
    case ErrorCode::FileUnwritable:
        return tr("A file on this computer could not be written.");
    case ErrorCode::SecretMissing:
        return tr("A password is missing.");
    case ErrorCode::NotAvailable:
        return tr("This computer lacks something that is needed.");
    }
    return {};
}

QString ErrorText::happened(const Error& e, const Situation& s) {
    const QString host = hostOf(e, s);
    switch (e.code) {
    case ErrorCode::Internal:
        return tr("This should not happen. The log has the details: %1").arg(e.what);
    case ErrorCode::Cancelled:
        return tr("The work was stopped because you asked for it.");
    case ErrorCode::Timeout:
        return tr("There was no answer before the deadline. A slow line or a busy server can be the cause.");
    case ErrorCode::HostNotFound:
        return tr("The name service doesn't know this name. A typing mistake is the most frequent cause.");
    case ErrorCode::Unreachable:
        return tr("No SSH server answered at this address and port. It may be off, behind a firewall or on "
                  "another port.");
    case ErrorCode::HostKeyUnknown:
        return tr("The wizard stopped before signing in, because the fingerprint was not confirmed.");
    case ErrorCode::HostKeyChanged:
        return tr("The wizard stopped before signing in. No secret left this computer.");
    case ErrorCode::SignInRefused:
        return tr("User, password or key were not accepted.");
    case ErrorCode::KeyFileUnreadable:
        return tr("The file is missing, is not a private key, or its passphrase is wrong.");
    case ErrorCode::SudoRefused:
        return tr("This user may not use sudo, or the sudo password is wrong. Looking works without; "
                  "upgrading doesn't.");
    case ErrorCode::ConnectionLost:
        return tr("Contact was lost while work was under way.");
    case ErrorCode::CommandFailed:
    case ErrorCode::CommandUnknown:
    case ErrorCode::BadAnswer:
        return e.what;
    case ErrorCode::NoInstallation:
        if (isPlace(e, "place-gone"))
            return tr(
                "It was removed, or made anew: one of the same name is another one. What was done in it "
                "is gone with it.");
        if (isPlace(e, "place-stopped"))
            return tr("What was begun in it is still there.");
        if (isPlace(e, "engine-silent"))
            return tr("Whether one runs in a container or pod there isn't known: %1 is there, but could not "
                      "say what runs. "
                      "The account may not be allowed to ask, or the engine is busy or hangs.")
                .arg(e.facts.value(1));
        return tr("No DreamFactory was found: neither the usual places nor the web server's and PHP's "
                  "configuration nor the running programs name one.");
    case ErrorCode::MustFix:
        return e.what.isEmpty() ? tr("At least one finding blocks the start.") : e.what;
    case ErrorCode::Locked:
        return e.what.isEmpty() ? tr("It holds the lock, so this one can't start.") : e.what;
    case ErrorCode::TransferFailed:
        return transferTrouble(e);
    case ErrorCode::RunFailed:
    case ErrorCode::NotAsBefore:
    case ErrorCode::BadAnswerFile:
    case ErrorCode::FileUnreadable:
    case ErrorCode::FileUnwritable:
    case ErrorCode::SecretMissing:
    case ErrorCode::NotAvailable:
        return e.what;
    }
    return {};
}

QVector<Words::Action> ErrorText::actions(const Error& e) {
    const Words::Action again{QStringLiteral("again"), tr("&Try again"), QStringLiteral("refresh"), false};
    const Words::Action settings{QStringLiteral("settings"), tr("Change the &settings"), {}, false};
    const Words::Action close{QStringLiteral("close"), tr("&Leave it for now"), {}, false};
    const Words::Action log{QStringLiteral("open-log"), tr("Open the &log folder"), QStringLiteral("folder"),
                            false};
    switch (e.code) {
    case ErrorCode::HostNotFound:
    case ErrorCode::SignInRefused:
    case ErrorCode::KeyFileUnreadable:
    case ErrorCode::SudoRefused:
    case ErrorCode::HostKeyUnknown:
    case ErrorCode::SecretMissing:
        return {settings, again};
    case ErrorCode::HostKeyChanged:
    case ErrorCode::BadAnswerFile:
        return {close};
    case ErrorCode::Unreachable:
    case ErrorCode::Timeout:
        return {again, settings};
    case ErrorCode::NoInstallation:
        return {again, close};
    case ErrorCode::MustFix:
        return {{QStringLiteral("check-again"), tr("&Check again"), QStringLiteral("refresh"), false}, close};
    case ErrorCode::Internal:
        return {close, log};
    case ErrorCode::FileUnreadable:
    case ErrorCode::FileUnwritable:
    case ErrorCode::NotAvailable:
        return {close};
    default:
        return {again, close};
    }
}

QString ErrorText::hint(const Error& e) {
    switch (e.code) {
    case ErrorCode::Locked:
        return tr("Two upgrades of one server at a time would destroy each other. Wait for the other one, or "
                  "open it from there.");
    case ErrorCode::ConnectionLost:
        return tr("What runs on the server goes on by itself. Connecting again shows how far it is.");
    case ErrorCode::NoInstallation:
        if (isPlace(e, "place-gone"))
            return tr(
                "If it is the old one, look at what took its place. If it is the new one, begin the move "
                "again: the old server has everything.");
        if (isPlace(e, "place-stopped"))
            return tr("Start it (%1 start %2), then try again.").arg(e.facts.value(2), e.facts.value(1));
        if (isPlace(e, "engine-silent"))
            return tr("See that this account gets an answer there (docker ps, podman ps, kubectl get pods "
                      "-A), then look again. "
                      "If DreamFactory is in an unusual folder, name the folder on this page.");
        return tr("If it is in an unusual folder, name the folder on this page and look again.");
    case ErrorCode::BadAnswerFile:
        return tr("Put right what is named, and start again with the same file.");
    case ErrorCode::TransferFailed:
        return transferHint(e);
    case ErrorCode::HostKeyChanged:
        return tr("Ask whoever runs the server whether it was set up anew, and for its fingerprint.");
    default:
        return {};
    }
}

} // namespace

Words wordsFor(const Error& error, const Situation& situation) {
    Words w;
    w.look = error.code == ErrorCode::Cancelled ? Words::Look::Neutral : Words::Look::Error;
    w.title = ErrorText::title(error, situation);
    w.happened = ErrorText::happened(error, situation);
    w.means = !situation.changesBegan
                  ? ErrorText::tr("Nothing on the server was changed. Users notice nothing.")
              : situation.now.isEmpty() ? ErrorText::tr("The server is as the last state above says.")
                                        : situation.now;
    const bool here = error.code == ErrorCode::FileUnreadable || error.code == ErrorCode::FileUnwritable ||
                      error.code == ErrorCode::NotAvailable;
    if (here && (!situation.changesBegan || situation.now.isEmpty()))
        w.means = ErrorText::tr("The server isn't concerned by this.");
    w.actions = ErrorText::actions(error);
    w.hint = ErrorText::hint(error);
    w.detail = error.detail;
    if (!error.what.isEmpty() && error.what != w.happened)
        w.detail = w.detail.isEmpty() ? error.what : error.what + QLatin1Char('\n') + error.detail;
    w.detailTitle = error.facts.join(QStringLiteral(" · "));
    return w;
}

} // namespace df
