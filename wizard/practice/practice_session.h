#pragma once

#include "practice/practice_server.h"
#include "ssh/connect_settings.h"

#include <functional>

namespace df {

/// The practice server as window and unattended player use it: one object, answers by callback. GUI thread.
class PracticeSession : public QObject {
    Q_OBJECT
public:
    /// `name`: empty, or "new" for the new server of a move.
    explicit PracticeSession(const QString& name = {}, QObject* parent = nullptr);

    using Ready = std::function<void(const Result<PracticeInfo>&)>;
    /// Sets one up anew; an earlier one is removed first.
    void start(const QString& switchName, Ready done);
    /// The same, with that release and nobody's data on it.
    void startEmpty(const QString& release, Ready done);
    /// The one that a former call left, started again if it stands still; NotAvailable if there is none.
    void reuse(Ready done);
    void remove(std::function<void(const Result<void>&)> done);
    /// Cuts every SSH connection to it (break switch line-cut:STAGE). What runs there goes on.
    void cutLine();

    [[nodiscard]] bool isSetUp() const { return m_server.isSetUp(); }
    [[nodiscard]] std::optional<PracticeInfo> running() const { return m_server.findRunning(); }
    /// How to sign in to it.
    [[nodiscard]] static ConnectSettings settings(const PracticeInfo& info);
    /// One sentence: what this computer lacks; empty: practising works.
    [[nodiscard]] static QString whyNot();

Q_SIGNALS:
    void progress(const QString& sentence);

private:
    void answer(const Result<PracticeInfo>& info);

    PracticeServer m_server;
    Ready m_ready;
    std::function<void(const Result<void>&)> m_removed;
};

} // namespace df
