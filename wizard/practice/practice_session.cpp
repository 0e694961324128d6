#include "practice/practice_session.h"

namespace df {

PracticeSession::PracticeSession(const QString& name, QObject* parent)
    : QObject(parent), m_server(PracticeServer::defaultFolder(name)) {
    connect(&m_server, &PracticeServer::progress, this, &PracticeSession::progress);
    connect(&m_server, &PracticeServer::ready, this, [this](const PracticeInfo& info) { answer(info); });
    connect(&m_server, &PracticeServer::removed, this, [this] {
        if (const auto done = std::exchange(m_removed, {}))
            done({});
    });
    connect(&m_server, &PracticeServer::failed, this, [this](const Error& error) {
        if (const auto done = std::exchange(m_removed, {}))
            done(fail(error));
        else
            answer(fail(error));
    });
}

void PracticeSession::answer(const Result<PracticeInfo>& info) {
    if (const auto done = std::exchange(m_ready, {}))
        done(info);
}

void PracticeSession::start(const QString& switchName, Ready done) {
    if (const QString why = PracticeServer::whyNoSwitch(switchName); !why.isEmpty()) {
        done(fail(ErrorCode::NotAvailable, why));
        return;
    }
    m_ready = std::move(done);
    m_server.start(switchName);
}

void PracticeSession::startEmpty(const QString& release, Ready done) {
    m_ready = std::move(done);
    m_server.startEmpty(release);
}

void PracticeSession::reuse(Ready done) {
    if (const auto info = m_server.findRunning()) {
        done(*info);
        return;
    }
    if (!m_server.isSetUp()) {
        done(fail(ErrorCode::NotAvailable, tr("There is no practice server to go back on.")));
        return;
    }
    m_ready = std::move(done);
    m_server.startAgain();
}

void PracticeSession::remove(std::function<void(const Result<void>&)> done) {
    m_removed = std::move(done);
    m_server.remove();
}

void PracticeSession::cutLine() {
    if (!m_server.busy())
        m_server.cutLine();
}

ConnectSettings PracticeSession::settings(const PracticeInfo& info) {
    ConnectSettings s;
    s.host = info.host;
    s.port = info.port;
    s.user = info.user;
    s.signInWith = SignInWith::KeyFile;
    s.keyFile = info.identityFile;
    // Its one account owns everything; with the switch sudo-password it is to be asked all the same.
    s.rights = info.sudoPassword.isEmpty() ? Rights::None : Rights::Sudo;
    s.expectedHostKey = info.hostKeyFingerprint;
    return s;
}

QString PracticeSession::whyNot() { return PracticeServer::missing().join(QLatin1Char(' ')); }

} // namespace df
