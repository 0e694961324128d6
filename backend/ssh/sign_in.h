#pragma once

#include "core/result.h"
#include "ssh/prompt_answers.h"
#include "ssh/ssh_line.h"

namespace df {

/// Signs in with what the settings say and nothing else: one key file, the agent's keys, or the password (by
/// keyboard-interactive where offered, as OpenSSH does, else by "password"). Where the server wants more
/// after a first success (PARTIAL), it goes on with prompts or the password. Used once, from the session's
/// thread. An answer of the server may take 30 s, one of the agent (which may ask a person) 2 minutes; a
/// person's own time doesn't count.
///
/// SignInRefused {user, host, reason, methods the server offers…}, reason being one of: key, agent-keys,
/// no-agent, password, no-password, prompts (given up), not-offered, too-many-tries. KeyFileUnreadable: see
/// loadKeyFile().
class SignIn {
public:
    SignIn(SshLine& line, const ConnectSettings& settings, const SignInQuestions& questions,
           const Patience& patience)
        : m_line(line), m_settings(settings), m_patience(patience), m_answers(settings.password, questions) {}

    [[nodiscard]] Result<void> run();

private:
    using Outcome = Result<int>; ///< an SSH_AUTH_* value: SUCCESS, PARTIAL or DENIED
    [[nodiscard]] Outcome first();
    [[nodiscard]] Outcome next();
    [[nodiscard]] Outcome withKeyFile();
    [[nodiscard]] Outcome withAgent();
    [[nodiscard]] Outcome withPassword();
    [[nodiscard]] Outcome withPrompts();
    [[nodiscard]] Outcome byPasswordMethod();
    template<class Call>
    [[nodiscard]] Outcome attempt(Call call, std::chrono::seconds budget = std::chrono::seconds(30));

    [[nodiscard]] bool offered(int method) const;
    [[nodiscard]] QVector<PromptItem> promptItems() const;
    void giveAnswers(const QVector<Secret>& answers, int prompts) const;
    [[nodiscard]] Error refused(const QString& reason) const;
    [[nodiscard]] Error stopped(ErrorCode why) const;

    SshLine& m_line;
    const ConnectSettings& m_settings;
    const Patience& m_patience;
    PromptAnswers m_answers;
    QString m_reason; ///< why the last attempt was refused
    bool m_passwordRefused = false;
};

} // namespace df
