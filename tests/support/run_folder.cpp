#include "support/run_folder.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QThread>

#include <pwd.h>
#include <signal.h>
#include <unistd.h>

namespace df::test {

namespace {

QString slurp(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

template<class Check>
bool waitFor(int seconds, Check check) {
    QElapsedTimer timer;
    timer.start();
    while (!check()) {
        if (timer.elapsed() > 1000LL * seconds)
            return false;
        QThread::msleep(10);
    }
    return true;
}

} // namespace

QString RunFolder::path() const {
    const struct passwd* me = getpwuid(geteuid());
    const QDir base(geteuid() == 0
                        ? QStringLiteral("/var/lib/df-upgrade")
                        : QFile::decodeName(me->pw_dir) + QStringLiteral("/.local/state/df-upgrade"));
    const QStringList names = base.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    for (const QString& name : names)
        if (slurp(base.filePath(name) + QStringLiteral("/vars.sh"))
                .contains(QStringLiteral("\nDF_ROOT='%1'\n").arg(m_root)))
            return base.filePath(name);
    return {};
}

QStringList RunFolder::stages() const {
    QStringList ids;
    const QStringList lines = slurp(path() + QStringLiteral("/order")).split(QLatin1Char('\n'));
    for (const QString& line : lines)
        if (const QString id = line.section(QLatin1Char('\t'), 1, 1); !id.isEmpty() && !ids.contains(id))
            ids << id;
    return ids;
}

QStringList RunFolder::begunStages() const {
    QStringList ids;
    const QString folder = path();
    const QStringList lines = slurp(folder + QStringLiteral("/order")).split(QLatin1Char('\n'));
    for (const QString& line : lines) {
        const QString id = line.section(QLatin1Char('\t'), 1, 1),
                      step = line.section(QLatin1Char('\t'), 2, 2);
        if (!id.isEmpty() && !ids.contains(id) &&
            QFile::exists(folder + QStringLiteral("/state/steps/") + step))
            ids << id;
    }
    return ids;
}

QString RunFolder::phase() const { return slurp(path() + QStringLiteral("/state/phase")).trimmed(); }

bool RunFolder::waitForStage(const QString& id, int seconds) const {
    return waitFor(seconds, [&] { return begunStages().contains(id); });
}

bool RunFolder::waitForPhase(const QString& word, int seconds) const {
    return waitFor(seconds, [&] { return phase() == word; });
}

bool RunFolder::signal(int number) const {
    const int pid =
        slurp(path() + QStringLiteral("/state/supervisor")).section(QLatin1Char(' '), 0, 0).toInt();
    return pid > 1 && kill(pid, number) == 0;
}

} // namespace df::test
