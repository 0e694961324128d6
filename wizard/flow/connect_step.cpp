#include "flow/connect_step.h"

#include "ssh/forget_host.h"

#include <QCoreApplication>
#include <QDir>

namespace df {

namespace {

QString knownHostsFile(const ConnectSettings& settings) {
    return settings.knownHostsFile.isEmpty() ? QDir::homePath() + QStringLiteral("/.ssh/known_hosts")
                                             : settings.knownHostsFile;
}

QString bare(QString fingerprint) {
    fingerprint = fingerprint.simplified();
    if (fingerprint.startsWith(QLatin1String("SHA256:"), Qt::CaseInsensitive))
        fingerprint = fingerprint.mid(7);
    while (fingerprint.endsWith(QLatin1Char('=')))
        fingerprint.chop(1);
    return fingerprint;
}

} // namespace

ConnectStep::ConnectStep(HostWorker& worker, QObject* parent) : FlowStep(parent), m_worker(worker) {
    connect(&worker, &HostWorker::hostKeyAsked, this, &ConnectStep::askHostKey);
    connect(&worker, &HostWorker::promptsAsked, this, &ConnectStep::askPrompts);
    connect(&worker, &HostWorker::progress, this, [this](const QString& step, const QString& detail) {
        m_progress.insert(step, detail.left(200));
        Q_EMIT changed();
    });
}

void ConnectStep::connectNow() {
    dropQuestions();
    m_progress.clear();
    m_session.reset();
    set(StateWord::Running);
    m_cancel = m_worker.open(settings, this,
                             [this](const Result<HostWorker::Session>& session) { opened(session); });
}

void ConnectStep::opened(const Result<HostWorker::Session>& session) {
    dropQuestions();
    if (!session) {
        const bool given = session.error().code == ErrorCode::Cancelled;
        set(given ? StateWord::NotStarted : StateWord::Failed, {},
            given ? std::nullopt : std::optional<Error>(session.error()));
        return;
    }
    m_vouchedKey.clear();
    m_session = *session;
    set(StateWord::Done, m_session->usesSudo ? tr("%1, sudo").arg(settings.user) : settings.user);
}

void ConnectStep::cancel() {
    dropQuestions();
    m_cancel.cancel();
    m_worker.cancelCurrent();
}

void ConnectStep::askHostKey(const HostKeyQuestion& question) {
    if (!m_vouchedKey.isEmpty() && bare(question.info.fingerprint) == m_vouchedKey) {
        question.reply.answer(true);
        return;
    }
    m_keyReply = question;
    m_keyQuestion = question.info;
    set(StateWord::NeedsYou, QCoreApplication::translate("ConnectStep", "trust this server?"));
}

void ConnectStep::answerHostKey(bool trust) {
    const auto question = std::exchange(m_keyReply, {});
    m_keyQuestion.reset();
    set(StateWord::Running);
    if (question)
        question->reply.answer(trust);
}

void ConnectStep::askPrompts(const PromptQuestion& question) {
    m_promptReply = question;
    m_prompts = question.items;
    m_instruction = question.instruction;
    set(StateWord::NeedsYou, QCoreApplication::translate("ConnectStep", "the server asks"));
}

void ConnectStep::answerPrompts(const QVector<Secret>& answers) {
    const auto question = std::exchange(m_promptReply, {});
    m_prompts.clear();
    m_instruction.clear();
    set(StateWord::Running);
    if (question)
        question->reply.answer(answers);
}

void ConnectStep::dropQuestions() {
    m_keyReply.reset(); // unanswered handles that go away mean "no"
    m_promptReply.reset();
    m_keyQuestion.reset();
    m_prompts.clear();
    m_instruction.clear();
}

void ConnectStep::replaceHostKey(const QString& pasted) {
    const auto failure = error();
    if (!failure || failure->code != ErrorCode::HostKeyChanged || bare(pasted).isEmpty() ||
        bare(pasted) != bare(failure->facts.value(3)))
        return;
    if (!settings.expectedHostKey.isEmpty())
        settings.expectedHostKey = pasted.simplified();
    else if (const auto forgotten = forgetKnownHost(knownHostsFile(settings), settings.host, settings.port);
             !forgotten) {
        set(StateWord::Failed, {}, forgotten.error());
        return;
    }
    m_vouchedKey = bare(pasted);
    connectNow();
}

} // namespace df
