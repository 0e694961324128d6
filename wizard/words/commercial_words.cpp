#include "words/commercial_words.h"

#include <QCoreApplication>

namespace df {

namespace {

struct CommercialText {
    Q_DECLARE_TR_FUNCTIONS(df::CommercialFiles)
public:
    static QString address(const QString& reason);
    static QString unreachable(const Error& e);
    static QString refused(const Error& e);
    static QString file(const QString& path, const QString& reason);
};

QString CommercialText::address(const QString& reason) {
    if (reason == QLatin1String("password"))
        return tr("An SFTP address must not hold a password: give it on its own.");
    if (reason == QLatin1String("port"))
        return tr("The port of the SFTP address must be a number from 1 to 65535.");
    if (reason == QLatin1String("extra"))
        return tr("The SFTP address has a \"?\" or \"#\": write %1 and %2 where a name holds them.")
            .arg(QStringLiteral("%3F"), QStringLiteral("%23"));
    if (reason == QLatin1String("folder"))
        return tr("The folder of the SFTP address holds characters that no folder has.");
    if (reason == QLatin1String("user"))
        return tr("The SFTP address names no user: write sftp://user@host/folder.");
    return tr("This is not an SFTP address: write sftp://user@host/folder.");
}

QString CommercialText::unreachable(const Error& e) {
    const QString host = e.facts.value(0), port = e.facts.value(1), why = e.facts.value(2);
    if (why == QLatin1String("refused"))
        return tr("Nothing listens on port %2 of %1. Check the address and its port.").arg(host, port);
    if (why == QLatin1String("not-ssh"))
        return tr("What answers on port %2 of %1 is not an SFTP server. Check the address and its port.")
            .arg(host, port);
    return tr("%1 doesn't answer on port %2. Check the address, and whether a firewall is in between.")
        .arg(host, port);
}

QString CommercialText::refused(const Error& e) {
    const QString user = e.facts.value(0), host = e.facts.value(1), reason = e.facts.value(2);
    if (reason == QLatin1String("prompts"))
        return tr("%1 asks %2 for more than a password. Fetch the files in another way, and give their "
                  "folder.")
            .arg(host, user);
    if (reason == QLatin1String("agent-keys") || reason == QLatin1String("no-agent"))
        return tr("%1 didn't let %2 in without a password: no key of the agent was accepted. Give the "
                  "password.")
            .arg(host, user);
    return tr("%1 refused to let %2 in. Check the user and the password that the vendor gave you.")
        .arg(host, user);
}

QString CommercialText::file(const QString& path, const QString& reason) {
    if (reason == QLatin1String("no-folder"))
        return tr("The SFTP server has no folder %1. Check the address's path.").arg(path);
    if (reason == QLatin1String("not-a-folder"))
        return tr("%1 on the SFTP server is not a folder. Name the folder that holds the files.").arg(path);
    if (reason == QLatin1String("no-file"))
        return tr("The SFTP server has no file %1. Check the address's path, or ask the vendor for the file.")
            .arg(path);
    if (reason == QLatin1String("not-a-file"))
        return tr("%1 on the SFTP server is a link or a folder and is not followed. Name the folder that "
                  "holds "
                  "the file itself.")
            .arg(path);
    if (reason == QLatin1String("no-rights"))
        return tr("The SFTP server doesn't let this user read %1. Ask the vendor for the right to.")
            .arg(path);
    if (reason == QLatin1String("too-large"))
        return tr("%1 on the SFTP server has more than 16 MB, so it is not a file that Composer wrote. Check "
                  "the address's path.")
            .arg(path);
    if (reason == QLatin1String("not-json"))
        return tr("%1 on the SFTP server is not what Composer writes. Ask the vendor for the right file.")
            .arg(path);
    return tr("The SFTP server could not read %1. Try again, or ask the vendor.").arg(path);
}

} // namespace

QString commercialTrouble(const Error& e) {
    const QString first = e.facts.value(0);
    switch (e.code) {
    case ErrorCode::HostNotFound:
        return CommercialText::tr("There is no server called %1. Check the address for a typing mistake.")
            .arg(first);
    case ErrorCode::Unreachable:
        return CommercialText::unreachable(e);
    case ErrorCode::HostKeyUnknown:
        return CommercialText::tr(
                   "The host key of the SFTP server %1 (port %2) is not known: %3. Compare it with "
                   "the vendor's, and trust it or put it into known_hosts.")
            .arg(first, e.facts.value(1), e.facts.value(3));
    case ErrorCode::HostKeyChanged:
        return CommercialText::tr(
                   "The host key of the SFTP server %1 (port %2) is not the one that known_hosts "
                   "has: it shows %3. No password was sent. Ask the vendor; where the key is "
                   "right, remove the old one from known_hosts.")
            .arg(first, e.facts.value(1), e.facts.value(3));
    case ErrorCode::SignInRefused:
        return CommercialText::refused(e);
    case ErrorCode::ConnectionLost:
        return CommercialText::tr(
                   "The line to the SFTP server %1 broke while the files were read. Try again.")
            .arg(first);
    case ErrorCode::Timeout:
        return CommercialText::tr("The SFTP server %1 stopped answering. Try again later.").arg(first);
    case ErrorCode::FileUnreadable:
        return CommercialText::file(first, e.facts.value(1));
    case ErrorCode::BadAnswer:
        if (e.facts.value(1) == QLatin1String("no-sftp"))
            return CommercialText::tr(
                       "%1 lets this user in, but offers no SFTP. Check the address and the user.")
                .arg(first);
        return e.facts.size() == 1 ? CommercialText::address(first) : e.what;
    default:
        return e.what;
    }
}

Words commercialWords(const Error& error) {
    Words w = wordsFor(error);
    w.title = CommercialText::tr("The files of the commercial edition could not be fetched.");
    w.happened = commercialTrouble(error);
    w.means = CommercialText::tr("Nothing on the server was changed. Users notice nothing.");
    w.hint.clear();
    w.detail = error.detail;
    return w;
}

bool isNotConnected(const Error& e) {
    switch (e.code) {
    case ErrorCode::HostNotFound:
    case ErrorCode::Unreachable:
    case ErrorCode::HostKeyUnknown:
    case ErrorCode::HostKeyChanged:
    case ErrorCode::SignInRefused:
    case ErrorCode::ConnectionLost:
    case ErrorCode::Timeout:
    case ErrorCode::BadAnswer:
        return true;
    default:
        return false;
    }
}

} // namespace df
