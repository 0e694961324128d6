#pragma once

#include "ssh/connect_settings.h"
#include "support/test_sshd.h"
#include "transfer/courier.h"

#include <QTemporaryDir>

namespace df::test {

/// Two servers for a transfer: an SSH server each, a folder each. The courier signs in as whoever runs the
/// test.
class TransferCase {
public:
    TransferCase();
    ~TransferCase();
    TransferCase(const TransferCase&) = delete;
    TransferCase& operator=(const TransferCase&) = delete;

    [[nodiscard]] bool start();
    /// `from`: the installation on the old server; empty: root().
    [[nodiscard]] std::unique_ptr<Courier> courier(const QString& from = {});
    /// Both servers by way of something that changes where they are met.
    [[nodiscard]] std::unique_ptr<Courier> courierBy(const std::function<void(ConnectSettings&)>& way);
    [[nodiscard]] Trip trip() const; ///< into in(), impatient
    [[nodiscard]] QString root() const { return m_dir.filePath(QStringLiteral("old server/root")); }
    [[nodiscard]] QString in() const { return m_dir.filePath(QStringLiteral("new/in")); }
    [[nodiscard]] QString path(const QString& name) const { return m_dir.filePath(name); }
    [[nodiscard]] static QString php();

    void write(const QString& path, const QByteArray& bytes) const; ///< below root(), with its folders
    [[nodiscard]] QByteArray read(const QString& path) const;       ///< below in()
    /// What is below a folder: kind, mode, time, link, hash and name of each, one a line.
    [[nodiscard]] static QByteArray listing(const QString& folder);
    [[nodiscard]] static Parcel files(const QStringList& paths);

    TestSshd oldServer, newServer;

private:
    QTemporaryDir m_dir;
};

} // namespace df::test
