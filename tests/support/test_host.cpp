#include "support/test_host.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

namespace df::test {

namespace {

constexpr int firstTimeSeconds = 600; ///< the base and the image have to be built

const QString scripts = QStringLiteral(DF_SOURCE_DIR "/tests/hosts/");

QMap<QString, QString> lines(const QByteArray& text) {
    QMap<QString, QString> values;
    for (const QString& line : QString::fromUtf8(text).split(QLatin1Char('\n')))
        if (const auto at = line.indexOf(QLatin1Char('=')); at > 0)
            values.insert(line.left(at), line.mid(at + 1));
    return values;
}

/// OpenSSH takes a private key only from a file that nobody else can read.
QString ownKeyFile(const QByteArray& key) {
    static const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("key"));
    QFile file(path);
    if (!QFileInfo::exists(path) && file.open(QIODevice::WriteOnly)) {
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        file.write(key);
    }
    return path;
}

} // namespace

TestHost::TestHost(const QString& name) : TestHost(name, Options()) {}

TestHost::TestHost(const QString& name, Options options)
    : m_name(QStringLiteral("%1-%2").arg(name).arg(QCoreApplication::applicationPid())),
      m_options(std::move(options)) {}

TestHost::~TestHost() {
    if (QTest::currentTestFailed() && !m_facts.isEmpty())
        qWarning("%s", host({QStringLiteral("describe"), m_name}, 60).out.constData());
    if (const Answer answer = host({QStringLiteral("down"), m_name}, 60);
        answer.exitCode != 0 && !m_facts.isEmpty())
        qWarning("%s", answer.err.constData());
}

TestHost::Answer TestHost::host(const QStringList& arguments, int seconds) const {
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(QStringLiteral("bash"), QStringList{scripts + QStringLiteral("host")} + arguments);
    Answer answer;
    if (process.waitForFinished(seconds * 1000) && process.exitStatus() == QProcess::NormalExit)
        answer.exitCode = process.exitCode();
    answer.out = process.readAllStandardOutput();
    answer.err = process.readAllStandardError();
    return answer;
}

QString TestHost::start() {
    QProcess check;
    check.start(QStringLiteral("sh"), {scripts + QStringLiteral("can-run.sh")});
    if (!check.waitForFinished(60'000) || check.exitCode() != 0)
        return QStringLiteral("Test hosts can't be made on this machine: ") +
               QString::fromUtf8(check.readAllStandardOutput()).trimmed();
    QStringList arguments{
        QStringLiteral("up"),     m_name,         QStringLiteral("--db"),  m_options.database,
        QStringLiteral("--init"), m_options.init, QStringLiteral("--opt"), m_options.opt};
    if (!m_options.switchName.isEmpty())
        arguments << QStringLiteral("--switch") << m_options.switchName;
    for (const QString& disk : m_options.disks)
        arguments << QStringLiteral("--disk") << disk;
    arguments << QStringLiteral("--owner") << QString::number(QCoreApplication::applicationPid());
    const Answer answer = host(arguments, firstTimeSeconds);
    if (answer.exitCode != 0)
        return QStringLiteral("The host %1 did not come up: %2")
            .arg(m_name, QString::fromUtf8(answer.err).right(2000));
    m_facts = lines(answer.out);
    m_facts.insert(QStringLiteral("key"), ownKeyFile(host({QStringLiteral("key"), m_name}, 10).out));
    const Answer practice = sh(QStringLiteral("cat /srv/practice/practice.json"));
    const auto json = QJsonDocument::fromJson(practice.out).object();
    for (auto it = json.begin(); it != json.end(); ++it)
        m_practice.insert(it.key(), it.value().toString());
    return m_practice.isEmpty() ? QStringLiteral("The practice application has no description.") : QString();
}

QString TestHost::power(const QString& what) {
    const Answer answer = host({QStringLiteral("power"), m_name, what}, 90);
    return answer.exitCode == 0 ? QString() : QString::fromUtf8(answer.err);
}

TestHost::Answer TestHost::sh(const QString& script, int seconds) const {
    return host({QStringLiteral("exec"), m_name, QStringLiteral("sh"), QStringLiteral("-c"), script},
                seconds);
}

QString TestHost::output(const QString& script) const {
    const Answer answer = sh(script);
    return answer.exitCode == 0 ? QString::fromUtf8(answer.out).trimmed() : QString();
}

bool TestHost::await(const QString& script, int seconds) const {
    const QString loop = QStringLiteral("until { %1; } 2>/dev/null; do sleep 0.02; done").arg(script);
    return host({QStringLiteral("exec"), m_name, QStringLiteral("timeout"), QString::number(seconds),
                 QStringLiteral("sh"), QStringLiteral("-c"), loop},
                seconds + 10)
               .exitCode == 0;
}

bool TestHost::awaitStep(const QString& step, int seconds) const {
    return await(
        QStringLiteral("[ -d \"$(ls -d /var/lib/df-upgrade/2* | tail -n 1)/state/steps/%1\" ]").arg(step),
        seconds);
}

QString TestHost::runFolder() const {
    return output(QStringLiteral("ls -d /var/lib/df-upgrade/2* 2>/dev/null | tail -n 1"));
}

QString TestHost::phase() const {
    return output(QStringLiteral("cat \"$(ls -d /var/lib/df-upgrade/2* | tail -n 1)/state/phase\""));
}

QString TestHost::commit() const {
    return output(QStringLiteral("git -c safe.directory='*' -C /opt/dreamfactory rev-parse HEAD"));
}

QString TestHost::commitOf(const QString& tag) const {
    return output(
        QStringLiteral("git -c safe.directory='*' -C /srv/practice/remote/dreamfactory.git rev-parse '%1^{}'")
            .arg(tag));
}

QStringList TestHost::state() const {
    QFile script(scripts + QStringLiteral("state.sh"));
    if (!script.open(QIODevice::ReadOnly))
        return {QStringLiteral("no script")};
    const Answer answer = sh(QString::fromUtf8(script.readAll()), 120);
    if (answer.exitCode != 0) // too short to be equal to any other: see difference()
        return {QStringLiteral("could not be taken: ") + QString::fromUtf8(answer.err)};
    return QString::fromUtf8(answer.out).split(QLatin1Char('\n'));
}

QStringList TestHost::stateWithoutOtherRelease() const {
    QStringList lines = state();
    lines.removeIf([](const QString& line) {
        return line.contains(QLatin1String(" opt/dreamfactory.df-upgrade-")) ||
               line.contains(QLatin1String(" opt/dreamfactory/.df-upgrade")); // the root is a mount
    });
    return lines;
}

QByteArray TestHost::difference(const QStringList& before, const QStringList& now) {
    const QSet<QString> one(before.begin(), before.end()), two(now.begin(), now.end());
    QByteArrayList found;
    for (const QString& line : before)
        if (!two.contains(line))
            found << "- " + line.toUtf8();
    for (const QString& line : now)
        if (!one.contains(line))
            found << "+ " + line.toUtf8();
    if (before.size() < 200 || now.size() < 200)
        found << "a state that was not taken whole";
    return found.mid(0, 40).join('\n');
}

QString TestHost::startTrace(const QString& file) const {
    const Answer answer = host({QStringLiteral("trace"), m_name, QStringLiteral("start"), file}, 30);
    return answer.exitCode == 0 ? QString() : QString::fromUtf8(answer.err);
}

void TestHost::stopTrace() const {
    (void)host({QStringLiteral("trace"), m_name, QStringLiteral("stop")}, 30);
}

void TestHost::cutLines() const { (void)host({QStringLiteral("cut"), m_name}, 30); }

} // namespace df::test
