#include "ssh/sudo_dialogue.h"

#include <QRegularExpression>

namespace df {

SudoDialogue::Step SudoDialogue::look(const QByteArray& stderrSoFar) {
    if (m_prompt.isEmpty())
        return Step::Wait;
    const qsizetype start = stderrSoFar.indexOf(m_mark);
    const qsizetype prompt = start < 0 ? -1 : stderrSoFar.indexOf(m_prompt, start);
    if (prompt < 0)
        return Step::Wait;
    if (!m_sent) {
        m_sent = true;
        return Step::SendPassword;
    }
    return stderrSoFar.indexOf(m_prompt, prompt + m_prompt.size()) >= 0 ? Step::Refused : Step::Wait;
}

QString SudoDialogue::words(const QByteArray& stderrSoFar) const {
    QByteArray text = stderrSoFar;
    if (const qsizetype at = text.indexOf(m_mark); active() && at >= 0)
        text = text.mid(at + m_mark.size());
    if (!m_prompt.isEmpty())
        text.replace(m_prompt, QByteArray());
    static const QRegularExpression encoded(
        QStringLiteral("[A-Za-z0-9+/=]{120,}")); // sudo quotes the command it refuses
    return QString::fromUtf8(text).replace(encoded, QStringLiteral("…")).trimmed().left(2000);
}

QString sudoReason(const QString& words, bool promptedAgain) {
    const auto says = [&](const char* text) {
        return words.contains(QLatin1String(text), Qt::CaseInsensitive);
    };
    if (says("must have a tty") || says("no tty present"))
        return QStringLiteral("needs-tty");
    if (says("sudo: not found") || says("sudo: command not found") || says("sudo: No such file"))
        return QStringLiteral("no-sudo");
    if (says("not in the sudoers") || says("not allowed to") || says("may not run sudo") ||
        says("not permitted"))
        return QStringLiteral("not-allowed");
    if (promptedAgain || says("incorrect password") || says("try again"))
        return QStringLiteral("wrong-password");
    if (says("a password is required") || says("no password was provided"))
        return QStringLiteral("password-needed");
    return QStringLiteral("other");
}

Error sudoRefused(const QString& user, const QString& host, const QString& words, bool promptedAgain) {
    const QString reason = sudoReason(words, promptedAgain);
    return {ErrorCode::SudoRefused,
            QStringLiteral("sudo refused to give %1 root rights: %2.").arg(user, reason),
            {user, host, reason},
            words,
            false};
}

Error sudoTookTooLong(const QString& user, const QString& host, const QString& words) {
    if (!words.isEmpty())
        return sudoRefused(user, host, words, false);
    return {ErrorCode::Timeout, QStringLiteral("sudo did not answer %1.").arg(user), {host}, {}, true};
}

} // namespace df
