#include "practice/practice_server.h"

#include "practice/practice_kit.h"
#include "practice/process_mark.h"

#include <QDir>
#include <QFile>
#include <QProcessEnvironment>
#include <QStandardPaths>

namespace df {

PracticeServer::PracticeServer(const QString& folder, QObject* parent)
    : QObject(parent), m_folder(folder.isEmpty() ? defaultFolder() : folder) {
    connect(&m_process, &QProcess::finished, this, &PracticeServer::finished);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &PracticeServer::readProgress);
    connect(&m_process, &QProcess::readyReadStandardError, this,
            [this] { m_errors = (m_errors + m_process.readAllStandardError()).right(64 * 1024); });
}

QString PracticeServer::defaultFolder(const QString& name) {
    const QString base = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return base + QStringLiteral("/df-upgrade-wizard/practice") +
           (name.isEmpty() ? QString() : QLatin1Char('-') + name);
}

QStringList PracticeServer::missing() { return missingForPractice(); }

QString PracticeServer::kit() const { return m_folder + QStringLiteral("-kit"); }

void PracticeServer::start(const QString& switchName) {
    run(QStringLiteral("setup.sh"), {m_folder, switchName}, &PracticeServer::announceReady);
}

void PracticeServer::startEmpty(const QString& release) {
    run(QStringLiteral("setup.sh"), {m_folder}, &PracticeServer::announceReady,
        {{QStringLiteral("PRACTICE_RELEASE"), release},
         {QStringLiteral("PRACTICE_DATA"), QStringLiteral("none")}});
}

void PracticeServer::startAgain() {
    run(QStringLiteral("start.sh"), {m_folder}, &PracticeServer::announceReady);
}

void PracticeServer::stop() { run(QStringLiteral("stop.sh"), {m_folder}, &PracticeServer::stopped); }

void PracticeServer::remove() { run(QStringLiteral("remove.sh"), {m_folder}, &PracticeServer::removed); }

void PracticeServer::cutLine() { run(QStringLiteral("cut.sh"), {m_folder}, &PracticeServer::lineCut); }

bool PracticeServer::isSetUp() const { return QFile::exists(m_folder + QStringLiteral("/practice.json")); }

std::optional<PracticeInfo> PracticeServer::findRunning() const {
    QFile file(m_folder + QStringLiteral("/practice.json"));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    auto info = parsePracticeInfo(file.readAll(), m_folder);
    if (!info || !markedProcessRuns(m_folder + QStringLiteral("/run/web.pid")) ||
        !markedProcessRuns(m_folder + QStringLiteral("/run/sshd.pid")))
        return std::nullopt;
    return *info;
}

void PracticeServer::run(const QString& script, const QStringList& arguments, Done done,
                         const QMap<QString, QString>& variables) {
    if (busy()) {
        Q_EMIT failed(
            {ErrorCode::NotAvailable, QStringLiteral("The practice server is busy."), {}, {}, true});
        return;
    }
    QDir().mkpath(QFileInfo(m_folder).path());
    if (const auto unpacked = unpackPracticeKit(kit()); !unpacked) {
        Q_EMIT failed(unpacked.error());
        return;
    }
    m_done = done;
    m_errors.clear();
    m_process.setStandardInputFile(QProcess::nullDevice());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (auto it = variables.cbegin(); it != variables.cend(); ++it)
        environment.insert(it.key(), it.value());
    m_process.setProcessEnvironment(environment);
    m_process.start(QStringLiteral("/bin/sh"), QStringList{kit() + QLatin1Char('/') + script} + arguments);
}

void PracticeServer::readProgress() {
    while (m_process.canReadLine()) {
        const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
        if (!line.startsWith(QLatin1String("step ")))
            continue;
        const QString id = line.section(QLatin1Char(' '), 1, 1);
        if (id == QLatin1String("remove"))
            Q_EMIT progress(tr("Removing the earlier practice server"));
        else if (id == QLatin1String("releases"))
            Q_EMIT progress(tr("Writing the releases"));
        else if (id == QLatin1String("install"))
            Q_EMIT progress(tr("Installing the oldest release"));
        else if (id == QLatin1String("data"))
            Q_EMIT progress(tr("Filling it with data"));
        else if (id == QLatin1String("web"))
            Q_EMIT progress(tr("Starting the web server"));
        else if (id == QLatin1String("ssh"))
            Q_EMIT progress(tr("Starting the SSH server"));
    }
}

void PracticeServer::finished(int exitCode, QProcess::ExitStatus status) {
    readProgress();
    m_errors += m_process.readAllStandardError();
    const Done done = std::exchange(m_done, nullptr);
    if (status == QProcess::NormalExit && exitCode == 0 && done) {
        (this->*done)();
        return;
    }
    Q_EMIT failed({ErrorCode::CommandFailed,
                   QStringLiteral("The practice server's script failed."),
                   {m_folder},
                   QString::fromUtf8(m_errors),
                   true});
}

void PracticeServer::announceReady() {
    if (const auto info = findRunning())
        Q_EMIT ready(*info);
    else
        Q_EMIT failed({ErrorCode::NotAvailable,
                       QStringLiteral("The practice server does not run."),
                       {m_folder},
                       {},
                       true});
}

} // namespace df
