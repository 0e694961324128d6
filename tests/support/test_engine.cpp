#include "support/test_engine.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QTest>

namespace df::test {

namespace {

const QString scripts = QStringLiteral(DF_SOURCE_DIR "/tests/containers/");
constexpr int firstTimeSeconds = 900; ///< the base and the images have to be built

} // namespace

TestEngine::TestEngine(const QString& name)
    : m_name(QStringLiteral("%1-%2").arg(name).arg(QCoreApplication::applicationPid())) {}

TestEngine::~TestEngine() {
    if (QTest::currentTestFailed() && !m_facts.isEmpty())
        qWarning("%s",
                 sh(QStringLiteral("podman ps -a; ps -eo pid,stat,etime,args | tail -n 30")).out.constData());
    if (const Answer answer = engine({QStringLiteral("down"), m_name}, 90);
        answer.exitCode != 0 && !m_facts.isEmpty())
        qWarning("%s", answer.err.constData());
}

TestEngine::Answer TestEngine::engine(const QStringList& arguments, int seconds,
                                      const QByteArray& input) const {
    QProcess process;
    process.start(QStringLiteral("bash"), QStringList{scripts + QStringLiteral("engine")} + arguments);
    process.write(input);
    process.closeWriteChannel();
    Answer answer;
    if (process.waitForFinished(seconds * 1000) && process.exitStatus() == QProcess::NormalExit)
        answer.exitCode = process.exitCode();
    answer.out = process.readAllStandardOutput();
    answer.err = process.readAllStandardError();
    return answer;
}

QString TestEngine::start() {
    QProcess check;
    check.start(QStringLiteral("sh"), {scripts + QStringLiteral("can-run.sh")});
    if (!check.waitForFinished(60'000) || check.exitCode() != 0)
        return QStringLiteral("Containers can't be made on this machine: ") +
               QString::fromUtf8(check.readAllStandardOutput()).trimmed();
    const Answer answer = engine({QStringLiteral("up"), m_name, QStringLiteral("--owner"),
                                  QString::number(QCoreApplication::applicationPid())},
                                 60);
    if (answer.exitCode != 0)
        return QStringLiteral("The engine %1 did not come up: %2")
            .arg(m_name, QString::fromUtf8(answer.err).right(2000));
    for (const QString& line : QString::fromUtf8(answer.out).split(QLatin1Char('\n')))
        if (const auto at = line.indexOf(QLatin1Char('=')); at > 0)
            m_facts.insert(line.left(at), line.mid(at + 1));
    // OpenSSH takes a private key only from a file that nobody else can read; root made it.
    QFile key(m_dir.filePath(QStringLiteral("key")));
    const QByteArray text = sh(QStringLiteral("cat '%1'").arg(m_facts.value(QStringLiteral("key")))).out;
    if (text.isEmpty() || !key.open(QIODevice::WriteOnly) ||
        !key.setPermissions(QFile::ReadOwner | QFile::WriteOwner) || key.write(text) != text.size())
        return QStringLiteral("The engine's key can't be had.");
    m_facts.insert(QStringLiteral("key"), key.fileName());
    return {};
}

QString TestEngine::run(const QString& container, const QString& release, const QStringList& options) const {
    const Answer answer =
        engine(QStringList{QStringLiteral("run"), m_name, container, release} + options, firstTimeSeconds);
    return answer.exitCode == 0 ? QString() : QString::fromUtf8(answer.err).right(2000);
}

QJsonObject TestEngine::server() const {
    return {{QStringLiteral("host"), m_facts.value(QStringLiteral("address"))},
            {QStringLiteral("port"), m_facts.value(QStringLiteral("port")).toInt()},
            {QStringLiteral("user"), QStringLiteral("root")},
            {QStringLiteral("identityFile"), m_facts.value(QStringLiteral("key"))},
            {QStringLiteral("hostKey"), m_facts.value(QStringLiteral("hostKey"))}};
}

TestEngine::Answer TestEngine::sh(const QString& script, int seconds) const {
    return engine({QStringLiteral("exec"), m_name, QStringLiteral("sh"), QStringLiteral("-c"), script},
                  seconds);
}

TestEngine::Answer TestEngine::inside(const QString& container, const QString& script, int seconds) const {
    return engine({QStringLiteral("inside"), m_name, container, QStringLiteral("sh"), QStringLiteral("-s")},
                  seconds, script.toUtf8());
}

QString TestEngine::output(const QString& container, const QString& script) const {
    const Answer answer = inside(container, script);
    return answer.exitCode == 0 ? QString::fromUtf8(answer.out).trimmed() : QString();
}

bool TestEngine::await(const QString& container, const QString& script, int seconds) const {
    return inside(container,
                  QStringLiteral("i=0; until { %1; } 2>/dev/null; do i=$((i + 1)); [ $i -lt %2 ] || exit 1; "
                                 "sleep 0.1; done")
                      .arg(script)
                      .arg(seconds * 10),
                  seconds + 60)
               .exitCode == 0;
}

QStringList TestEngine::state(const QString& container) const {
    QFile script(QStringLiteral(DF_SOURCE_DIR "/tests/hosts/state.sh"));
    if (!script.open(QIODevice::ReadOnly))
        return {QStringLiteral("no script")};
    const Answer answer = inside(container, QString::fromUtf8(script.readAll()), 120);
    if (answer.exitCode != 0) // too short to be equal to any other: see TestHost::difference()
        return {QStringLiteral("could not be taken: ") + QString::fromUtf8(answer.err)};
    return QString::fromUtf8(answer.out).split(QLatin1Char('\n'));
}

} // namespace df::test
