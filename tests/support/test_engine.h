#pragma once

#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace df::test {

/// A machine with Podman on it, in namespaces of its own (tests/containers/engine): sshd, and containers with
/// the practice application on MariaDB. It goes away with this object, and also when the test program is
/// killed. Blocking, with bounds on everything. Needs root or sudo without a password.
class TestEngine {
public:
    struct Answer {
        int exitCode = -1; ///< -1: no end within the time
        QByteArray out, err;
    };

    explicit TestEngine(const QString& name);
    ~TestEngine();
    TestEngine(const TestEngine&) = delete;
    TestEngine& operator=(const TestEngine&) = delete;

    /// Brings it up; what went wrong in one sentence, or nothing.
    [[nodiscard]] QString start();
    /// A container with that release: 6.3.0 has data, any other one is new. What went wrong, or nothing.
    [[nodiscard]] QString run(const QString& container, const QString& release,
                              const QStringList& options = {}) const;

    /// An answer file's "server": root, with a key.
    [[nodiscard]] QJsonObject server() const;
    /// A shell script as root: on the machine, in one of its containers.
    [[nodiscard]] Answer sh(const QString& script, int seconds = 60) const;
    [[nodiscard]] Answer inside(const QString& container, const QString& script, int seconds = 60) const;
    [[nodiscard]] QString output(const QString& container, const QString& script) const; ///< trimmed
    /// Waits until `script` ends well in the container.
    [[nodiscard]] bool await(const QString& container, const QString& script, int seconds) const;
    /// As TestHost::state(), of what is in a container; compare with TestHost::difference().
    [[nodiscard]] QStringList state(const QString& container) const;

private:
    [[nodiscard]] Answer engine(const QStringList& arguments, int seconds,
                                const QByteArray& input = {}) const;

    QString m_name;
    QTemporaryDir m_dir;
    QMap<QString, QString> m_facts;
};

} // namespace df::test
