#include "support/host_wizard.h"

#include "support/test_host.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>

namespace df::test {

namespace {

QJsonObject server(const TestHost& host, const QString& user) {
    return {{QStringLiteral("host"), host.address()},
            {QStringLiteral("user"), user},
            {QStringLiteral("hostKey"), host.hostKey()}};
}

} // namespace

QByteArray HostWizard::Ending::text() const {
    return "exit " + QByteArray::number(exitCode) + " after " +
           QByteArray::number(report.value(QLatin1String("seconds")).toDouble()) + " s\n" + out + err +
           QJsonDocument(report.value(QLatin1String("error")).toObject()).toJson();
}

QString HostWizard::Ending::errorCode() const {
    return report.value(QLatin1String("error")).toObject().value(QLatin1String("code")).toString();
}

QString HostWizard::Ending::outcome() const { return report.value(QLatin1String("outcome")).toString(); }

QStringList HostWizard::Ending::findings(const QString& severity) const {
    QStringList ids;
    const auto findings =
        report.value(QLatin1String("advice")).toObject().value(QLatin1String("findings")).toArray();
    for (const auto& finding : findings)
        if (finding[QLatin1String("severity")].toString() == severity)
            ids << finding[QLatin1String("id")].toString();
    return ids;
}

HostWizard::~HostWizard() { kill(); }

QJsonObject HostWizard::asRoot(const TestHost& host) {
    QJsonObject s = server(host, QStringLiteral("root"));
    s.insert(QStringLiteral("identityFile"), host.keyFile());
    return s;
}

QJsonObject HostWizard::asAdmin(const TestHost& host) {
    QJsonObject s = server(host, QStringLiteral("admin"));
    s.insert(QStringLiteral("password"), QStringLiteral("env:ADMIN_PASSWORD"));
    s.insert(QStringLiteral("sudoPassword"), QStringLiteral("env:ADMIN_PASSWORD"));
    return s;
}

QJsonObject HostWizard::asGuest(const TestHost& host) {
    QJsonObject s = server(host, QStringLiteral("guest"));
    s.insert(QStringLiteral("password"), QStringLiteral("env:GUEST_PASSWORD"));
    return s;
}

QJsonObject HostWizard::upgrade(const QJsonObject& server, const QString& release, const QJsonArray& accept,
                                const QString& afterVerify) {
    return {{QStringLiteral("task"), QStringLiteral("upgrade")},
            {QStringLiteral("server"), server},
            {QStringLiteral("release"), release},
            {QStringLiteral("accept"), accept},
            {QStringLiteral("onFailure"), QStringLiteral("go-back")},
            {QStringLiteral("afterVerify"), afterVerify}};
}

QJsonArray HostWizard::toAccept(const QJsonObject& server, const QString& release) {
    const Ending looked = play({{QStringLiteral("task"), QStringLiteral("look")},
                                {QStringLiteral("server"), server},
                                {QStringLiteral("release"), release}});
    if (looked.exitCode != 0)
        qWarning("looking: %s", looked.text().constData());
    return QJsonArray::fromStringList(looked.findings(QStringLiteral("should-know")));
}

QProcessEnvironment HostWizard::environment() const {
    QProcessEnvironment environment;
    const auto inherited = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"PATH", "LANG", "LC_ALL", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"})
        if (inherited.contains(QLatin1String(name)))
            environment.insert(QLatin1String(name), inherited.value(QLatin1String(name)));
    environment.insert(QStringLiteral("HOME"), m_home.path());
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("ADMIN_PASSWORD"), QStringLiteral("Adm1n-of-this-host"));
    environment.insert(QStringLiteral("GUEST_PASSWORD"), QStringLiteral("Gu3st-of-this-host"));
    for (auto it = m_secrets.begin(); it != m_secrets.end(); ++it)
        environment.insert(it.key(), it.value());
    return environment;
}

QString HostWizard::writeAnswers(QJsonObject answers) const {
    answers.insert(QStringLiteral("version"), 1);
    const QString path = m_home.filePath(QStringLiteral("answers.json"));
    QFile out(path);
    if (!out.open(QIODevice::WriteOnly) || out.write(QJsonDocument(answers).toJson()) <= 0)
        qFatal("can't write %s", qPrintable(path));
    return path;
}

void HostWizard::start(const QJsonObject& answers) {
    kill();
    const QString file = writeAnswers(answers);
    const QString report = m_home.filePath(QStringLiteral("report-%1").arg(++m_count));
    m_out.clear();
    m_err.clear();
    m_process = std::make_unique<QProcess>();
    m_process->setProcessEnvironment(environment());
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->start(m_program, {QStringLiteral("--answers"), file, QStringLiteral("--report"), report});
}

bool HostWizard::awaitWord(const QByteArray& word, int seconds) {
    QElapsedTimer timer;
    timer.start();
    while (!m_out.contains(word) && runs() && timer.elapsed() < seconds * 1000) {
        (void)m_process->waitForReadyRead(100);
        collect();
    }
    return m_out.contains(word);
}

bool HostWizard::awaitStep(const TestHost& host, const QString& step, int seconds) {
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < seconds * 1000) {
        const bool alive = runs();
        if (host.awaitStep(step, alive ? 2 : 1))
            return true;
        if (!alive)
            return false;
    }
    return false;
}

void HostWizard::collect() {
    m_out += m_process->readAllStandardOutput();
    m_err += m_process->readAllStandardError();
}

QByteArray HostWizard::said() {
    if (runs())
        (void)m_process->waitForReadyRead(0);
    if (m_process)
        collect();
    return (runs() ? "It still runs.\n" : "It has ended.\n") + m_out + m_err;
}

HostWizard::Ending HostWizard::wait(int seconds) {
    Ending ending;
    if (!m_process)
        return ending;
    const bool ended = !runs() || m_process->waitForFinished(seconds * 1000);
    if (ended && m_process->exitStatus() == QProcess::NormalExit)
        ending.exitCode = m_process->exitCode();
    collect();
    ending.out = m_out;
    ending.err = m_err + (ended ? "" : "It still runs.\n");
    QFile report(m_home.filePath(QStringLiteral("report-%1/report.json").arg(m_count)));
    if (report.open(QIODevice::ReadOnly))
        ending.report = QJsonDocument::fromJson(report.readAll()).object();
    return ending;
}

void HostWizard::kill() {
    if (!runs())
        return;
    m_process->kill();
    m_process->waitForFinished(5000);
}

HostWizard::Ending HostWizard::play(const QJsonObject& answers, int seconds) {
    start(answers);
    Ending ending = wait(seconds);
    kill();
    return ending;
}

} // namespace df::test
