#pragma once

#include "ssh/connect_settings.h"

namespace df {

/// Decides who answers a keyboard-interactive round: the saved password where that is safe to assume, else
/// the person. The password is given away at most once, and only to a round that is a single prompt without
/// echo which doesn't ask for a one-time code in so many words.
class PromptAnswers {
public:
    PromptAnswers(const Secret& password, const SignInQuestions& questions)
        : m_password(password), m_questions(questions) {}

    /// One answer per item; empty: the person gave up, or there is nobody to ask.
    [[nodiscard]] QVector<Secret> answer(const QString& instruction, const QVector<PromptItem>& items);
    [[nodiscard]] bool passwordUsed() const { return m_passwordUsed; }
    [[nodiscard]] bool gaveUp() const { return m_gaveUp; }

private:
    const Secret& m_password;
    const SignInQuestions& m_questions;
    bool m_passwordUsed = false;
    bool m_gaveUp = false;
};

} // namespace df
