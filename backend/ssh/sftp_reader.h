#pragma once

#include "core/result.h"
#include "ssh/ssh_line.h"

#include <libssh/sftp.h>

namespace df {

/// Reads plain files over a signed-in line, one request after the other. libssh's sftp calls block, so the
/// line is made blocking for this object's life; an end of `patience`, or an answer that takes longer than
/// `answerTime`, breaks the line. Errors as fetchBySftp() says.
class SftpReader {
public:
    SftpReader(SshLine& line, AbortSwitch& abortSwitch, QString host, const Patience& patience,
               std::chrono::milliseconds answerTime);
    ~SftpReader();
    SftpReader(const SftpReader&) = delete;
    SftpReader& operator=(const SftpReader&) = delete;

    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> checkFolder(const QString& folder);
    [[nodiscard]] Result<QByteArray> read(const QString& path, qint64 mostBytes);

private:
    template<class Call>
    auto ask(Call call) -> decltype(call());
    [[nodiscard]] Result<void> checkFile(const QString& path, qint64 mostBytes);
    [[nodiscard]] Result<QByteArray> readAll(sftp_file file, const QString& path, qint64 mostBytes);
    [[nodiscard]] Error failed(const QString& path, const char* missing) const;
    [[nodiscard]] std::optional<Error> broken() const;

    SshLine& m_line;
    AbortSwitch& m_abort;
    QString m_host;
    const Patience& m_patience;
    std::chrono::milliseconds m_answerTime;
    std::atomic<int> m_stopped{-1}; ///< the ErrorCode that ended a wait
    sftp_session m_sftp = nullptr;
};

} // namespace df
