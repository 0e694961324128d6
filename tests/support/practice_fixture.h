#pragma once

#include "practice/practice_server.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QMap>
#include <QTemporaryDir>

#include <optional>

namespace df::test {

struct HttpAnswer {
    int status = 0; ///< 0: no answer
    QByteArray body;
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    [[nodiscard]] QJsonObject json() const;
};

struct ShellAnswer {
    int exitCode = -1;
    QString out, err;
};

/// A practice server for tests, in a folder of its own; ends with this object. Blocking, with bounds on
/// everything.
class PracticeFixture {
public:
    PracticeFixture();
    ~PracticeFixture();

    /// Sets one up anew. An error text if it doesn't come up within two minutes; empty: it runs.
    [[nodiscard]] QString start(const QString& switchName = {});
    /// The same with that release, and nobody's data on it.
    [[nodiscard]] QString startEmpty(const QString& release);
    [[nodiscard]] QString stop();
    [[nodiscard]] QString startAgain();
    [[nodiscard]] QString remove();
    [[nodiscard]] QString cutLine();

    [[nodiscard]] const PracticeInfo& info() const { return *m_info; }
    [[nodiscard]] PracticeServer& server() { return m_server; }
    [[nodiscard]] QString folder() const { return m_server.folder(); }

    /// A shell script in the installation's root, on this machine, as composer and artisan are run by hand.
    [[nodiscard]] ShellAnswer sh(const QString& script, int seconds = 60) const;
    /// `path` begins with a slash; redirects aren't followed.
    [[nodiscard]] HttpAnswer ask(const QByteArray& verb, const QString& path, const QByteArray& body = {},
                                 const QMap<QByteArray, QByteArray>& headers = {}) const;
    /// With the token of the last signIn(); asks again where quick log-ins are turned away.
    [[nodiscard]] HttpAnswer get(const QString& path) const;
    /// Signs the administrator in (waits first where quick log-ins are turned away). Empty: see `answer`.
    QString signIn(HttpAnswer* answer = nullptr);
    /// Processes that carry this practice server's folder in their environment.
    [[nodiscard]] QStringList processes() const;

private:
    [[nodiscard]] HttpAnswer askPatiently(const QByteArray& verb, const QString& path, const QByteArray& body,
                                          const QMap<QByteArray, QByteArray>& headers) const;
    template<class Signal>
    [[nodiscard]] QString await(Signal signal, const std::function<void()>& begin);

    QTemporaryDir m_dir;
    PracticeServer m_server;
    std::optional<PracticeInfo> m_info;
    QString m_token;
};

} // namespace df::test
