#pragma once

#include "ssh/sftp_address.h"
#include "ssh/sftp_fetch.h"

#include <QTemporaryDir>

#include <optional>

namespace df {

struct FlowSeam; // tests/gui: sets the values that the dialog shows, without a server

/// The files of the commercial edition on their way from an SFTP server into a private folder of this
/// computer (0700, files 0600). Questions are state, as in ConnectStep. GUI thread.
class CommercialFetch : public QObject {
    Q_OBJECT
public:
    explicit CommercialFetch(QObject* parent = nullptr);

    /// `address` must have a user. Without a password the keys of the agent are tried.
    void start(const SftpAddress& address, const Secret& password);
    void cancel(); ///< also forgets the error
    void answerHostKey(bool trust);

    [[nodiscard]] bool busy() const { return m_fetch.busy(); }
    [[nodiscard]] std::optional<HostKeyInfo> hostKeyQuestion() const;
    [[nodiscard]] std::optional<Error> error() const { return m_error; }
    [[nodiscard]] QString progress() const { return m_progress; } ///< "reached" …, or the file's name
    [[nodiscard]] const SftpAddress& address() const { return m_address; }
    [[nodiscard]] bool byPassword() const { return m_byPassword; }
    /// What was fetched; once.
    [[nodiscard]] std::shared_ptr<const QTemporaryDir> takeFiles() { return std::exchange(m_files, nullptr); }

Q_SIGNALS:
    void changed();
    void fetched(); ///< takeFiles() has them

private:
    void ended(const Result<FetchedFiles>& files);
    [[nodiscard]] Result<std::shared_ptr<const QTemporaryDir>> keep(const FetchedFiles& files) const;

    SftpFetch m_fetch;
    SftpAddress m_address;
    bool m_byPassword = false;
    std::optional<HostKeyQuestion> m_question;
    std::optional<Error> m_error;
    QString m_progress;
    std::shared_ptr<const QTemporaryDir> m_files;
    friend struct FlowSeam;
};

} // namespace df
