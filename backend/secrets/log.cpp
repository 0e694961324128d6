#include "secrets/log.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>

#include <QDir>
#include <QStandardPaths>

#ifndef _WIN32
#include <sys/stat.h>
#endif

namespace df {
namespace {

constexpr std::size_t bytesPerFile = 2 * 1024 * 1024;
constexpr std::size_t rotatedFiles = 4; // and the current one

QString visible(const QString& text) {
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        if (c == QLatin1Char('\n'))
            out += QLatin1String("\n    ");
        else if (c == QLatin1Char('\t') || c.unicode() >= 0x20)
            out += c;
        else
            out += QStringLiteral("\\x%1").arg(c.unicode(), 2, 16, QLatin1Char('0'));
    }
    return out;
}

// New files appear at every rotation: each is closed to others as soon as it is open, within a folder that is
// 0700.
spdlog::file_event_handlers ownerOnly() {
    spdlog::file_event_handlers handlers;
#ifndef _WIN32
    handlers.after_open = [](const spdlog::filename_t&, std::FILE* file) {
        ::fchmod(::fileno(file), S_IRUSR | S_IWUSR);
    };
#endif
    return handlers;
}

} // namespace

QString Log::defaultFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/logs");
}

QString Log::file() const { return m_folder + QStringLiteral("/wizard.log"); }

Log::Log(std::shared_ptr<const Redactor> redactor, const QString& folder)
    : m_redactor(std::move(redactor)), m_folder(folder) {
    QDir().mkpath(m_folder);
    QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    try {
        auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
            QFile::encodeName(file()).toStdString(), bytesPerFile, rotatedFiles, false, ownerOnly());
        m_logger = std::make_shared<spdlog::logger>("wizard", sink);
        m_logger->set_pattern("%Y-%m-%d %H:%M:%S.%e %^%l%$ %v");
        m_logger->set_level(spdlog::level::debug);
        m_logger->flush_on(spdlog::level::info);
        m_logger->set_error_handler([](const std::string&) {}); // a full disk: nothing that helps here
    } catch (const spdlog::spdlog_ex& e) {
        m_problem = QString::fromLocal8Bit(e.what());
    }
}

Log::~Log() { flush(); }

void Log::write(int level, const QString& message) const {
    if (m_logger)
        m_logger->log(spdlog::level::level_enum(level), "{}",
                      visible(m_redactor->redact(message)).toStdString());
}

void Log::debug(const QString& message) const { write(spdlog::level::debug, message); }
void Log::info(const QString& message) const { write(spdlog::level::info, message); }
void Log::warning(const QString& message) const { write(spdlog::level::warn, message); }
void Log::error(const QString& message) const { write(spdlog::level::err, message); }

void Log::flush() const {
    if (m_logger)
        m_logger->flush();
}

} // namespace df
