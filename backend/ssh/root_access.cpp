#include "ssh/root_access.h"

#include "ssh/sudo_dialogue.h"

#include <QCoreApplication>

namespace df {
namespace {

// -k: a warm ticket must not look like "no password needed"
constexpr auto probe = "id -u\n"
                       "[ \"$(id -u)\" = 0 ] && exit 0\n"
                       "sudo -k -n -- /bin/sh -c : </dev/null 2>&1\n"
                       "echo \"df-sudo $?\"\n";

struct Answer {
    QString uid;
    QString sudoCode;
    QString sudoWords;
};

Answer parse(const QByteArray& out) {
    QStringList lines = QString::fromUtf8(out).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    Answer a;
    if (!lines.isEmpty())
        a.uid = lines.takeFirst().trimmed();
    if (!lines.isEmpty() && lines.last().startsWith(QLatin1String("df-sudo ")))
        a.sudoCode = lines.takeLast().mid(8);
    a.sudoWords = lines.join(QLatin1Char('\n'));
    return a;
}

/// The probe's last line is missing: what sudo would have said isn't known.
Error cutOff(const ConnectSettings& settings, const CommandResult& result) {
    return {ErrorCode::ConnectionLost,
            QStringLiteral("%1 stopped answering when asked for the rights of %2.")
                .arg(settings.host, settings.user),
            {settings.host},
            QString::fromUtf8(result.out + result.err).trimmed().left(2000),
            true};
}

Secret askForPassword(const ConnectSettings& settings, const SignInQuestions& questions) {
    if (!questions.answerPrompts)
        return {};
    const QString why = QCoreApplication::translate(
                            "df::RootAccess",
                            "%1 asks for the password of %2 before it allows administrator commands (sudo).")
                            .arg(settings.host, settings.user);
    const QString prompt =
        QCoreApplication::translate("df::RootAccess", "Password of %1 for sudo:").arg(settings.user);
    return questions.answerPrompts(why, {{prompt, false}}).value(0);
}

} // namespace

Result<void> RootAccess::findOut(const ConnectSettings& settings, const SignInQuestions& questions,
                                 const Runner& run) {
    Command command;
    command.script = settings.rights == Rights::Sudo ? QLatin1String(probe) : QStringLiteral("id -u");
    const auto result = run(command, Elevation::Direct);
    if (!result)
        return fail(result.error());
    const Answer answer = parse(result->out);
    m_isRoot = answer.uid == QLatin1String("0");
    if (m_isRoot)
        return {};
    if (settings.rights == Rights::Sudo && answer.sudoCode.isEmpty())
        return fail(cutOff(settings, *result));
    m_problem = sudoRefused(settings.user, settings.host, answer.sudoWords, false);
    if (settings.rights == Rights::None) {
        m_problem = {ErrorCode::SudoRefused,
                     QStringLiteral("Signed in without administrator rights, as chosen."),
                     {settings.user, settings.host, QStringLiteral("not-wanted")},
                     {},
                     false};
        return {};
    }
    if (answer.sudoCode == QLatin1String("0")) {
        m_usesSudo = true;
        m_elevation = Elevation::SudoNoPassword;
        return {};
    }
    if (sudoReason(answer.sudoWords, false) != QLatin1String("password-needed"))
        return {};
    return tryPassword(settings, questions, run);
}

Result<void> RootAccess::tryPassword(const ConnectSettings& settings, const SignInQuestions& questions,
                                     const Runner& run) {
    m_password =
        settings.sudoPassword.isEmpty() ? askForPassword(settings, questions) : settings.sudoPassword;
    if (m_password.isEmpty()) {
        m_problem = {ErrorCode::SecretMissing,
                     QStringLiteral("sudo wants a password and none was given."),
                     {settings.user, settings.host, QStringLiteral("password-needed")},
                     {},
                     false};
        return {};
    }
    Command command;
    command.script = QStringLiteral(":");
    const auto tried = run(command, Elevation::SudoWithPassword);
    if (tried) {
        m_usesSudo = true;
        m_elevation = Elevation::SudoWithPassword;
        return {};
    }
    m_problem = tried.error();
    const bool mayNot = m_problem.code == ErrorCode::SudoRefused &&
                        m_problem.facts.value(2) != QLatin1String("wrong-password");
    if (mayNot)
        return {};
    return fail(m_problem);
}

QString RootAccess::describe() const {
    if (m_isRoot)
        return QStringLiteral("root");
    if (!m_usesSudo)
        return QStringLiteral("none");
    return m_elevation == Elevation::SudoWithPassword ? QStringLiteral("sudo-password")
                                                      : QStringLiteral("sudo");
}

} // namespace df
