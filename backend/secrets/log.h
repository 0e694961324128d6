#pragma once

#include "secrets/redactor.h"

#include <memory>

namespace spdlog {
class logger;
}

namespace df {

/// The program's log: rotating files (5 of 2 MB at most) that only the owner can read, every message through
/// the redactor. Control characters, which a server may have sent, are made visible. Where the folder can't
/// be written, messages go nowhere and problem() says why: a full disk must not stop an upgrade. Thread-safe
/// after construction.
class Log {
public:
    explicit Log(std::shared_ptr<const Redactor> redactor, const QString& folder = defaultFolder());
    ~Log();
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    void debug(const QString& message) const;
    void info(const QString& message) const;
    void warning(const QString& message) const;
    void error(const QString& message) const;

    [[nodiscard]] QString folder() const { return m_folder; }   ///< for "Open log folder"
    [[nodiscard]] QString file() const;                         ///< the current one
    [[nodiscard]] QString problem() const { return m_problem; } ///< empty: the log is written
    void flush() const;

    /// AppDataLocation/logs
    [[nodiscard]] static QString defaultFolder();

private:
    void write(int level, const QString& message) const;

    std::shared_ptr<const Redactor> m_redactor;
    QString m_folder;
    QString m_problem;
    std::shared_ptr<spdlog::logger> m_logger;
};

/// While it lives, what Qt and libraries print (qWarning …) also goes to the log. One at a time.
class QtMessagesToLog {
public:
    explicit QtMessagesToLog(const Log& log);
    ~QtMessagesToLog();
    QtMessagesToLog(const QtMessagesToLog&) = delete;
    QtMessagesToLog& operator=(const QtMessagesToLog&) = delete;
};

} // namespace df
