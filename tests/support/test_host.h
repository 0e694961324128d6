#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace df::test {

/// A whole machine with the practice application on it, in namespaces of its own (tests/hosts/host): an
/// address, sshd, nginx, PHP-FPM, a database. It goes away with this object, and also when the test program
/// is killed. Blocking, with bounds on everything. Needs root or sudo without a password.
class TestHost {
public:
    struct Options {
        QString database = QStringLiteral("mariadb"); ///< or "sqlite"
        QString init = QStringLiteral("plain");       ///< or "systemd"
        QString opt = QStringLiteral("own"); ///< "overlay": the folders of the installation can't be renamed
        QString switchName = {};             ///< break switch of the practice application
        QStringList disks = {};              ///< "/path=20m": a file system of this size there
    };
    struct Answer {
        int exitCode = -1; ///< -1: no end within the time
        QByteArray out, err;
    };

    /// `name` becomes the host's name, with this process's id.
    explicit TestHost(const QString& name);
    TestHost(const QString& name, Options options);
    ~TestHost();
    TestHost(const TestHost&) = delete;
    TestHost& operator=(const TestHost&) = delete;

    /// Brings it up; what went wrong in one sentence, or nothing.
    [[nodiscard]] QString start();
    /// "kill": as when the plug is pulled; "off"; "on".
    [[nodiscard]] QString power(const QString& what);

    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] QString address() const { return m_facts.value(QStringLiteral("address")); }
    /// Private key of root and ops, readable by the user who runs the test.
    [[nodiscard]] QString keyFile() const { return m_facts.value(QStringLiteral("key")); }
    [[nodiscard]] QString hostKey() const { return m_facts.value(QStringLiteral("hostKey")); }
    /// Values of the practice application's own description: adminEmail, adminPassword, appKey …
    [[nodiscard]] QString practice(const QString& name) const { return m_practice.value(name); }

    /// A shell script as root in it, not through SSH.
    [[nodiscard]] Answer sh(const QString& script, int seconds = 60) const;
    [[nodiscard]] QString output(const QString& script) const; ///< trimmed; empty when it failed
    /// Waits until `script` ends well; asked again every 20 ms inside the host.
    [[nodiscard]] bool await(const QString& script, int seconds) const;
    /// Waits until a step of the newest run has begun.
    [[nodiscard]] bool awaitStep(const QString& step, int seconds) const;
    [[nodiscard]] QString runFolder() const; ///< of the newest run; empty: none
    [[nodiscard]] QString phase() const;     ///< of the newest run
    [[nodiscard]] QString commit() const;    ///< git rev-parse HEAD
    [[nodiscard]] QString commitOf(const QString& tag) const;

    /// Everything that must be equal when nothing has changed: each file of the installation (kind, mode,
    /// owner, content), but for logs and caches, what lies beside it, each table, /etc, crontabs, databases
    /// and their accounts, running services. Made by this test's own means.
    [[nodiscard]] QStringList state() const;
    /// The same without what a finished switch leaves beside the installation until somebody deletes it: the
    /// release that is not in use.
    [[nodiscard]] QStringList stateWithoutOtherRelease() const;
    /// The first lines that only one of two states has; empty: they are equal.
    [[nodiscard]] static QByteArray difference(const QStringList& before, const QStringList& now);

    [[nodiscard]] QString startTrace(const QString& file) const;
    void stopTrace() const;
    void cutLines() const; ///< breaks every SSH connection

private:
    [[nodiscard]] Answer host(const QStringList& arguments, int seconds) const;

    QString m_name;
    Options m_options;
    QMap<QString, QString> m_facts, m_practice;
};

} // namespace df::test
