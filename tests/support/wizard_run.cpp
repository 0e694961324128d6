#include "support/wizard_run.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <signal.h>

namespace df::test {

WizardRun::WizardRun() : m_home(QDir::tempPath() + QStringLiteral("/dfw-XXXXXX")) {}

WizardRun::~WizardRun() { killNow(); }

QString WizardRun::writeAnswers(const QByteArray& bytes) const {
    QFile file(m_home.filePath(QStringLiteral("answers.json")));
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
    return file.fileName();
}

QStringList WizardRun::playArguments(const QString& file, const QStringList& extra) const {
    return QStringList{QStringLiteral("--answers"),     file,
                       QStringLiteral("--report"),      reportFolder(),
                       QStringLiteral("--screenshots"), pictureFolder()} +
           extra;
}

void WizardRun::start(const QStringList& arguments) {
    killNow();
    m_out.clear();
    m_err.clear();
    QDir(reportFolder()).removeRecursively();
    m_process = std::make_unique<QProcess>();
    QProcessEnvironment env = QProcessEnvironment::systemEnvironment();
    for (const char* name :
         {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS", "SSH_AUTH_SOCK"})
        env.remove(QLatin1String(name));
    env.insert(QStringLiteral("HOME"), home());
    env.insert(QStringLiteral("XDG_DATA_HOME"), m_home.filePath(QStringLiteral("data")));
    env.insert(QStringLiteral("XDG_CONFIG_HOME"), m_home.filePath(QStringLiteral("config")));
    env.insert(QStringLiteral("XDG_CACHE_HOME"), m_home.filePath(QStringLiteral("cache")));
    for (auto it = m_variables.cbegin(); it != m_variables.cend(); ++it)
        env.insert(it.key(), it.value());
    m_process->setProcessEnvironment(env);
    m_process->setStandardInputFile(QProcess::nullDevice());
    if (m_user.isEmpty())
        m_process->start(program, arguments);
    else
        m_process->start(QStringLiteral("runuser"),
                         QStringList{QStringLiteral("-u"), m_user, QStringLiteral("--"), program} +
                             arguments);
}

bool WizardRun::becomeUser(const QString& name) {
    const QString copy = m_home.filePath(QStringLiteral("df-upgrade-wizard"));
    if (!QFile::copy(program, copy) ||
        QProcess::execute(QStringLiteral("chown"), {QStringLiteral("-R"), name, home()}) != 0)
        return false;
    program = copy;
    m_user = name;
    return true;
}

void WizardRun::begin(const QJsonObject& answers, const QStringList& extra) {
    start(playArguments(writeAnswers(QJsonDocument(answers).toJson()), extra));
}

bool WizardRun::waitForLine(const QString& part, int seconds) { return waitFor(m_out, part, seconds); }

bool WizardRun::waitForComplaint(const QString& part, int seconds) { return waitFor(m_err, part, seconds); }

bool WizardRun::waitFor(const QString& text, const QString& part, int seconds) {
    QElapsedTimer timer;
    timer.start();
    while (!text.contains(part)) {
        if (timer.elapsed() > 1000LL * seconds || m_process->state() == QProcess::NotRunning)
            return false;
        m_process->waitForReadyRead(200);
        m_out += QString::fromUtf8(m_process->readAllStandardOutput());
        m_err += QString::fromUtf8(m_process->readAllStandardError());
    }
    return true;
}

WizardRun::Ended WizardRun::wait(int seconds) {
    Ended ended;
    const bool finished =
        m_process->state() == QProcess::NotRunning || m_process->waitForFinished(seconds * 1000);
    ended.out = m_out + QString::fromUtf8(m_process->readAllStandardOutput());
    ended.err = m_err + QString::fromUtf8(m_process->readAllStandardError());
    if (finished && m_process->exitStatus() == QProcess::NormalExit)
        ended.exit = m_process->exitCode();
    QFile report(reportFolder() + QStringLiteral("/report.json"));
    if (report.open(QIODevice::ReadOnly))
        ended.report = QJsonDocument::fromJson(report.readAll()).object();
    return ended;
}

void WizardRun::killNow() {
    if (m_process && m_process->state() != QProcess::NotRunning) {
        m_process->kill();
        m_process->waitForFinished(5000);
    }
}

void WizardRun::signal(int number) {
    if (m_process && m_process->state() != QProcess::NotRunning)
        ::kill(static_cast<pid_t>(m_process->processId()), number);
}

WizardRun::Ended WizardRun::run(const QStringList& arguments, int seconds) {
    start(arguments);
    return wait(seconds);
}

WizardRun::Ended WizardRun::playFile(const QByteArray& file, const QStringList& extra, int seconds) {
    return run(playArguments(writeAnswers(file), extra), seconds);
}

WizardRun::Ended WizardRun::play(const QJsonObject& answers, const QStringList& extra, int seconds) {
    return playFile(QJsonDocument(answers).toJson(), extra, seconds);
}

QJsonObject serverAnswers(const PracticeInfo& info) {
    return {{QStringLiteral("host"), info.host},
            {QStringLiteral("port"), info.port},
            {QStringLiteral("user"), info.user},
            {QStringLiteral("identityFile"), info.identityFile},
            {QStringLiteral("hostKey"), info.hostKeyFingerprint}};
}

QJsonObject upgradeAnswers(const PracticeInfo& info, const QString& afterVerify) {
    return {{QStringLiteral("version"), 1},
            {QStringLiteral("task"), QStringLiteral("upgrade")},
            {QStringLiteral("server"), serverAnswers(info)},
            {QStringLiteral("installation"), QJsonObject{{QStringLiteral("path"), info.path}}},
            {QStringLiteral("release"), QStringLiteral("newest")},
            {QStringLiteral("onFailure"), QStringLiteral("go-back")},
            {QStringLiteral("afterVerify"), afterVerify}};
}

} // namespace df::test
