#include "ssh/sign_in.h"

#include "ssh/agent_socket.h"
#include "ssh/cancel_watch.h"
#include "ssh/key_file.h"

namespace df {
namespace {

constexpr int mostFactors = 5; // a server that always says "partial" must not keep us for ever

QStringList methodNames(int list) {
    QStringList names;
    if (list & SSH_AUTH_METHOD_PUBLICKEY)
        names << QStringLiteral("publickey");
    if (list & SSH_AUTH_METHOD_PASSWORD)
        names << QStringLiteral("password");
    if (list & SSH_AUTH_METHOD_INTERACTIVE)
        names << QStringLiteral("keyboard-interactive");
    if (list & SSH_AUTH_METHOD_HOSTBASED)
        names << QStringLiteral("hostbased");
    if (list & SSH_AUTH_METHOD_GSSAPI_MIC)
        names << QStringLiteral("gssapi-with-mic");
    return names;
}

} // namespace

bool SignIn::offered(int method) const { return ssh_userauth_list(m_line.session(), nullptr) & method; }

Error SignIn::refused(const QString& reason) const {
    return {ErrorCode::SignInRefused,
            QStringLiteral("%1 refused to sign in %2: %3.").arg(m_settings.host, m_settings.user, reason),
            QStringList{m_settings.user, m_settings.host, reason} +
                methodNames(ssh_userauth_list(m_line.session(), nullptr)),
            m_line.lastWords(), false};
}

Error SignIn::stopped(ErrorCode why) const {
    return {why,
            QStringLiteral("Stopped while signing in to %1.").arg(m_settings.host),
            {m_settings.host},
            {},
            why != ErrorCode::Cancelled};
}

template<class Call>
SignIn::Outcome SignIn::attempt(Call call, std::chrono::seconds budget) {
    const auto rc = m_line.settle(call, SSH_AUTH_AGAIN, m_patience.withBudget(budget));
    if (!rc && rc.error() != ErrorCode::ConnectionLost)
        return fail(stopped(rc.error()));
    if (rc && *rc != SSH_AUTH_ERROR)
        return *rc;
    const QString words = m_line.lastWords();
    if (words.contains(QLatin1String("Too many authentication failures")))
        return fail(refused(QStringLiteral("too-many-tries")));
    if (const auto why = m_patience.exhausted())
        return fail(stopped(*why));
    return fail({ErrorCode::ConnectionLost,
                 QStringLiteral("%1 ended the connection during sign-in.").arg(m_settings.host),
                 {m_settings.host},
                 words,
                 true});
}

Result<void> SignIn::run() {
    // What the server offers is asked first; a key goes there without that round trip
    Outcome rc = SSH_AUTH_DENIED;
    if (m_settings.signInWith != SignInWith::KeyFile)
        rc = attempt([&] { return ssh_userauth_none(m_line.session(), nullptr); });
    if (rc && *rc != SSH_AUTH_SUCCESS)
        rc = first();
    for (int factor = 1; rc && *rc == SSH_AUTH_PARTIAL && factor < mostFactors; ++factor)
        rc = next();
    if (!rc)
        return fail(rc.error());
    if (*rc != SSH_AUTH_SUCCESS)
        return fail(refused(m_reason));
    return {};
}

SignIn::Outcome SignIn::first() {
    switch (m_settings.signInWith) {
    case SignInWith::KeyFile:
        return withKeyFile();
    case SignInWith::Agent:
        return withAgent();
    case SignInWith::Password:
        return withPassword();
    }
    return SSH_AUTH_DENIED;
}

// After a first factor: a key may be followed by prompts or the password, a password by prompts.
SignIn::Outcome SignIn::next() {
    if (offered(SSH_AUTH_METHOD_INTERACTIVE | SSH_AUTH_METHOD_PASSWORD))
        return withPassword();
    if (offered(SSH_AUTH_METHOD_PUBLICKEY) && !m_settings.keyFile.isEmpty())
        return withKeyFile();
    m_reason = QStringLiteral("not-offered");
    return SSH_AUTH_DENIED;
}

SignIn::Outcome SignIn::withKeyFile() {
    const auto key = loadKeyFile(m_settings.keyFile, m_settings.passphrase);
    if (!key)
        return fail(key.error());
    // Only this key: others that an agent holds would use up the server's tries
    const Outcome rc = attempt([&] { return ssh_userauth_publickey(m_line.session(), nullptr, key->get()); });
    m_reason = offered(SSH_AUTH_METHOD_PUBLICKEY) ? QStringLiteral("key") : QStringLiteral("not-offered");
    return rc;
}

SignIn::Outcome SignIn::withAgent() {
    const auto agent = connectToAgent();
    if (!agent) {
        Error e = refused(QStringLiteral("no-agent"));
        e.detail = agent.error().detail;
        return fail(e);
    }
    ssh_set_agent_socket(m_line.session(), *agent);
    m_reason =
        offered(SSH_AUTH_METHOD_PUBLICKEY) ? QStringLiteral("agent-keys") : QStringLiteral("not-offered");
    // The agent may wait for a person (confirmation, touch): libssh would wait with it, whatever our cancel
    // says
    const auto budget = std::chrono::seconds(120);
    const CancelWatch watch(m_patience.withBudget(budget), [fd = *agent] { ::shutdown(fd, net::shutBoth); });
    return attempt([&] { return ssh_userauth_agent(m_line.session(), nullptr); }, budget);
}

SignIn::Outcome SignIn::withPassword() {
    m_reason = QStringLiteral("not-offered");
    if (offered(SSH_AUTH_METHOD_INTERACTIVE)) {
        const bool usedBefore = m_answers.passwordUsed();
        const Outcome rc = withPrompts();
        if (!rc || *rc != SSH_AUTH_DENIED)
            return rc;
        if (m_answers.passwordUsed() && !usedBefore)
            m_passwordRefused = true;
        if (m_answers.gaveUp() || m_passwordRefused)
            return rc;
    }
    return offered(SSH_AUTH_METHOD_PASSWORD) ? byPasswordMethod() : Outcome(SSH_AUTH_DENIED);
}

SignIn::Outcome SignIn::byPasswordMethod() {
    if (m_passwordRefused)
        return SSH_AUTH_DENIED;
    if (m_settings.password.isEmpty()) {
        m_reason = QStringLiteral("no-password");
        return SSH_AUTH_DENIED;
    }
    m_reason = QStringLiteral("password");
    m_passwordRefused = true; // unless it succeeds; it is never sent twice
    return attempt([&] {
        return ssh_userauth_password(m_line.session(), nullptr, m_settings.password.reveal().constData());
    });
}

SignIn::Outcome SignIn::withPrompts() {
    for (;;) {
        const Outcome rc = attempt([&] { return ssh_userauth_kbdint(m_line.session(), nullptr, nullptr); });
        if (!rc || *rc != SSH_AUTH_INFO)
            return rc;
        const int prompts = ssh_userauth_kbdint_getnprompts(m_line.session());
        const QString instruction = QString::fromUtf8(ssh_userauth_kbdint_getinstruction(m_line.session()));
        m_reason = QStringLiteral("password");
        const QVector<Secret> answers = m_answers.answer(instruction, promptItems());
        if (m_answers.gaveUp())
            m_reason = QStringLiteral("prompts");
        giveAnswers(answers, prompts); // every prompt gets one, an empty one after giving up
        if (const auto why = m_patience.exhausted())
            return fail(stopped(*why));
    }
}

QVector<PromptItem> SignIn::promptItems() const {
    QVector<PromptItem> items;
    const int count = ssh_userauth_kbdint_getnprompts(m_line.session());
    for (int i = 0; i < count; ++i) {
        char echo = 0;
        const char* text = ssh_userauth_kbdint_getprompt(m_line.session(), unsigned(i), &echo);
        items.push_back({QString::fromUtf8(text), echo != 0});
    }
    return items;
}

void SignIn::giveAnswers(const QVector<Secret>& answers, int prompts) const {
    for (int i = 0; i < prompts; ++i) {
        const Secret answer = answers.value(i);
        ssh_userauth_kbdint_setanswer(m_line.session(), unsigned(i),
                                      answer.isEmpty() ? "" : answer.reveal().constData());
    }
}

} // namespace df
