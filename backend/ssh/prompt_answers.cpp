#include "ssh/prompt_answers.h"

#include <QRegularExpression>

namespace df {
namespace {

bool asksForCode(const QString& prompt) {
    static const QRegularExpression code(
        QStringLiteral("verification|one-time|\\bOTP\\b|token|passcode|\\bcode\\b|\\bPIN\\b|authenticator"),
        QRegularExpression::CaseInsensitiveOption);
    return prompt.contains(code);
}

} // namespace

QVector<Secret> PromptAnswers::answer(const QString& instruction, const QVector<PromptItem>& items) {
    if (items.isEmpty())
        return {};
    const bool single = items.size() == 1 && !items.first().echo;
    if (single && !m_password.isEmpty() && !m_passwordUsed && !asksForCode(items.first().text)) {
        m_passwordUsed = true;
        return {m_password};
    }
    QVector<Secret> answers;
    if (m_questions.answerPrompts)
        answers = m_questions.answerPrompts(instruction, items);
    if (answers.size() != items.size()) {
        m_gaveUp = true;
        return {};
    }
    return answers;
}

} // namespace df
