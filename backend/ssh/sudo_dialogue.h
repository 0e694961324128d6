#pragma once

#include "core/error.h"
#include "ssh/launch.h"

namespace df {

/// Watches sudo's words on stderr. The password is sent when our own prompt appears and never a second time.
/// Pure.
class SudoDialogue {
public:
    enum class Step { Wait, SendPassword, Refused };

    explicit SudoDialogue(const Launch& launch) : m_mark(launch.sudoMark), m_prompt(launch.sudoPrompt) {}

    /// `stderrSoFar`: everything before the start mark. SendPassword is said once.
    [[nodiscard]] Step look(const QByteArray& stderrSoFar);
    [[nodiscard]] bool active() const { return !m_mark.isEmpty(); }
    /// sudo was reached (its absence shows after that).
    [[nodiscard]] bool reached(const QByteArray& stderrSoFar) const {
        return active() && stderrSoFar.contains(m_mark);
    }
    /// What sudo said, without prompts and banners, for Error::detail.
    [[nodiscard]] QString words(const QByteArray& stderrSoFar) const;

private:
    QByteArray m_mark, m_prompt;
    bool m_sent = false;
};

/// Why sudo refused, from its own words in the C locale: wrong-password, password-needed, not-allowed,
/// no-sudo, needs-tty or other.
[[nodiscard]] QString sudoReason(const QString& words, bool promptedAgain);

/// SudoRefused {user, host, reason}.
[[nodiscard]] Error sudoRefused(const QString& user, const QString& host, const QString& words,
                                bool promptedAgain);

/// Who refuses says so: SudoRefused with `words`, but Timeout {host} where there are none, for silence is a
/// line that stalls or a server that is busy.
[[nodiscard]] Error sudoTookTooLong(const QString& user, const QString& host, const QString& words);

} // namespace df
