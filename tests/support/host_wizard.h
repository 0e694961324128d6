#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <memory>

/// With what the wizard printed as the message. (QVERIFY2 makes its message before it looks at the
/// condition.)
#define VERIFY_SAID(condition, wizard)                                                                       \
    do {                                                                                                     \
        const bool dfCondition = (condition);                                                                \
        QVERIFY2(dfCondition, (wizard).said());                                                              \
    } while (false)

namespace df::test {

class TestHost;

/// The built program, playing answer files against a test host without a display, with a home of its own that
/// lasts as long as this object: a run that was killed is found again by the next start.
class HostWizard {
public:
    struct Ending {
        int exitCode = -1; ///< -1: it was killed, or did not end in time
        QByteArray out, err;
        QJsonObject report;                      ///< report.json
        [[nodiscard]] QByteArray text() const;   ///< for a failed test: all that it said
        [[nodiscard]] QString errorCode() const; ///< report.json error.code
        [[nodiscard]] QString outcome() const;   ///< report.json outcome
        [[nodiscard]] QStringList findings(const QString& severity) const; ///< ids
    };

    explicit HostWizard(QString program) : m_program(std::move(program)) {}
    ~HostWizard();
    HostWizard(const HostWizard&) = delete;
    HostWizard& operator=(const HostWizard&) = delete;

    /// "server" as root with the key, as admin with password and sudo password, as guest with password.
    [[nodiscard]] static QJsonObject asRoot(const TestHost& host);
    [[nodiscard]] static QJsonObject asAdmin(const TestHost& host);
    [[nodiscard]] static QJsonObject asGuest(const TestHost& host);
    /// A whole answer file; with onFailure go-back.
    [[nodiscard]] static QJsonObject upgrade(const QJsonObject& server, const QString& release,
                                             const QJsonArray& accept, const QString& afterVerify);
    /// What a variable holds that the answers name.
    void setSecret(const QString& name, const QString& value) { m_secrets.insert(name, value); }
    /// Ids of the findings that an upgrade to this release wants to be understood: looks, and answers them.
    [[nodiscard]] QJsonArray toAccept(const QJsonObject& server, const QString& release);

    void start(const QJsonObject& answers);
    /// Waits until it has printed this on its standard output.
    [[nodiscard]] bool awaitWord(const QByteArray& word, int seconds);
    /// Waits until a step of the host's newest run has begun; false also when the program has ended before.
    [[nodiscard]] bool awaitStep(const TestHost& host, const QString& step, int seconds = 120);
    [[nodiscard]] Ending wait(int seconds = 300);
    [[nodiscard]] QByteArray said(); ///< all that it printed so far
    void kill();                     ///< -9
    [[nodiscard]] bool runs() const { return m_process && m_process->state() != QProcess::NotRunning; }
    [[nodiscard]] Ending play(const QJsonObject& answers, int seconds = 300);

    [[nodiscard]] QString home() const { return m_home.path(); }

private:
    [[nodiscard]] QProcessEnvironment environment() const;
    [[nodiscard]] QString writeAnswers(QJsonObject answers) const;
    void collect();

    QString m_program;
    QTemporaryDir m_home;
    QMap<QString, QString> m_secrets;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_out, m_err;
    int m_count = 0;
};

} // namespace df::test
