#pragma once

#include "core/secret.h"
#include "flow/step.h"
#include "ssh/connect_settings.h"
#include "ssh/host_worker.h"

#include <QMap>
#include <QVector>

#include <optional>

namespace df {

class Flow;
struct FlowSeam; // tests/gui: sets the values that the steps show, without a server

/// Connect: settings in, a signed-in worker out. Questions (host key, prompts) are state: the page shows a
/// question card.
class ConnectStep : public FlowStep {
    Q_OBJECT
public:
    explicit ConnectStep(HostWorker& worker, QObject* parent = nullptr);
    ConnectSettings settings;     ///< the page edits it, then calls connectNow()
    bool saveServer = true;       ///< after signing in: keep it in the list, no secrets
    bool rememberSecrets = false; ///< after signing in: secrets into the keychain
    [[nodiscard]] std::optional<HostKeyInfo> hostKeyQuestion() const { return m_keyQuestion; }
    [[nodiscard]] QVector<PromptItem> promptQuestion() const { return m_prompts; }
    [[nodiscard]] QString promptInstruction() const { return m_instruction; }
    /// "reached", "hostkey", "signin", "sudo" → done so far, with a detail ("38 ms").
    [[nodiscard]] QMap<QString, QString> progress() const { return m_progress; }
    void connectNow();
    void cancel();
    void answerHostKey(bool trust);
    /// After HostKeyChanged, with what the user was given on another way: if it is the key shown, it replaces
    /// the saved one and connecting begins anew.
    void replaceHostKey(const QString& pasted);
    void answerPrompts(const QVector<Secret>& answers); ///< empty: give up
    /// What signing in found out; empty until connected.
    [[nodiscard]] const std::optional<HostWorker::Session>& session() const { return m_session; }

private:
    void askHostKey(const HostKeyQuestion& question);
    void askPrompts(const PromptQuestion& question);
    void opened(const Result<HostWorker::Session>& session);
    void dropQuestions();

    HostWorker& m_worker;
    std::optional<HostWorker::Session> m_session;
    std::optional<HostKeyQuestion> m_keyReply;
    std::optional<PromptQuestion> m_promptReply;
    QString m_vouchedKey; ///< fingerprint the user brought after a change
    CancelSource m_cancel;
    std::optional<HostKeyInfo> m_keyQuestion;
    QVector<PromptItem> m_prompts;
    QString m_instruction;
    QMap<QString, QString> m_progress;
    friend class Flow;
    friend struct FlowSeam;
};

} // namespace df
