#pragma once

#include "core/cancel.h"
#include "core/result.h"
#include "ssh/connect_settings.h"
#include "ssh/question.h"

#include <QMap>
#include <QObject>
#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>

class QThread;

namespace df {

class Relay;

/// Which files of which folder, and how much of them.
struct SftpWish {
    ConnectSettings settings;
    QString folder;                                ///< see SftpAddress
    QStringList names;                             ///< plain files in it; all must be there
    qint64 mostBytes = 16 * 1024 * 1024;           ///< each
    std::chrono::milliseconds answerTime{30'000};  ///< for each answer of the server after signing in
    std::chrono::milliseconds allMayTake{600'000}; ///< after signing in
    /// Is this what the file should hold? Called on the fetching thread.
    std::function<bool(const QByteArray&)> looksRight;
};

using FetchedFiles = QMap<QString, QByteArray>; ///< by name

/// Signs in and reads them by the sftp subsystem alone: no shell and no command, so that it works where the
/// server allows nothing else. Links and folders in place of a file are not followed. Blocking; ends soon
/// after `cancel`. `questions.progress` also says "file" with each name.
///
/// Errors: those of openLine(); BadAnswer {host, no-sftp}; FileUnreadable {path, reason}: no-folder,
/// not-a-folder, no-file, not-a-file, no-rights, too-large, not-json (looksRight said no), failed;
/// ConnectionLost and Timeout {host}; Cancelled {host}.
[[nodiscard]] Result<FetchedFiles> fetchBySftp(const SftpWish& wish, const SignInQuestions& questions,
                                               const CancelToken& cancel);

/// The same on a thread of its own. Lives, asks and answers in one thread (the GUI's); one fetch at a time.
class SftpFetch : public QObject {
    Q_OBJECT
public:
    explicit SftpFetch(QObject* parent = nullptr) : QObject(parent) {}
    ~SftpFetch() override; ///< cancels; takes at most about a second

    using Done = std::function<void(const Result<FetchedFiles>&)>;
    /// A fetch that is under way is dropped.
    void start(const SftpWish& wish, Done done);
    /// Drops it: neither a signal nor `done` comes any more.
    void drop();
    [[nodiscard]] bool busy() const { return m_thread != nullptr; }

Q_SIGNALS:
    void hostKeyAsked(const df::HostKeyQuestion& question); ///< nobody connected: refused
    void progress(const QString& step, const QString& detail);

private:
    void ended(const Result<FetchedFiles>& files);

    quint64 m_count = 0; ///< of fetches begun and dropped
    Done m_done;
    CancelSource m_cancel;
    std::shared_ptr<Relay> m_relay;
    QThread* m_thread = nullptr;
};

} // namespace df
