// How fast is the way to the server? Each row is measured side by side with its alternative, alternately, in
// one run; what counts is the ratio. Nothing is asserted:  ninja bench_ssh && bin/bench_ssh [ROUNDS]
#include "ssh/ssh_host.h"
#include "support/test_sshd.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace df;
using namespace df::test;

namespace {

using Work = std::function<bool()>;

double milliseconds(const Work& work) {
    QElapsedTimer timer;
    timer.start();
    if (!work()) {
        std::fputs("A measured command failed.\n", stderr);
        std::exit(1);
    }
    return double(timer.nsecsElapsed()) / 1e6;
}

double median(QVector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void compare(const char* what, const char* oneName, const Work& one, const char* otherName, const Work& other,
             int rounds) {
    QVector<double> ours, theirs, ratios;
    for (int i = 0; i < rounds; ++i) {
        ours << milliseconds(one);
        theirs << milliseconds(other);
        ratios << theirs.last() / ours.last();
    }
    std::printf("%-34s %s %9.2f ms   %s %9.2f ms   ratio %6.2f\n", what, oneName, median(ours), otherName,
                median(theirs), median(ratios));
}

QStringList opensshArguments(const ConnectSettings& settings, const QString& keyFile) {
    const QString line =
        QStringLiteral("-q -i %1 -p %2 -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null "
                       "-o BatchMode=yes %3@%4")
            .arg(keyFile, QString::number(settings.port), settings.user, settings.host);
    return line.split(QLatin1Char(' '));
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 11;
    TestSshd sshd;
    const QString keyFile = sshd.addKeyUser(currentUser());
    SshHost host;
    const bool started = sshd.start();
    const ConnectSettings settings = sshd.keySettings(currentUser(), keyFile);
    if (!started || !host.open(settings, {}, {})) {
        std::fputs("No SSH server could be started.\n", stderr);
        return 1;
    }
    const QStringList ssh = opensshArguments(settings, keyFile);
    const auto ours = [&host](const QString& script) {
        Command command;
        command.script = script;
        const auto result = host.run(command, {});
        return result && result->ok();
    };
    const auto theirs = [&ssh](const QString& script) {
        return runLocal(QStringLiteral("ssh"), ssh + QStringList{script});
    };

    const QString question = QStringLiteral("uname -a; cat /etc/os-release; id");
    compare(
        "one command", "open session", [&] { return ours(question); }, "ssh program",
        [&] { return theirs(question); }, rounds);

    QString script;
    for (int i = 0; i < 20; ++i)
        script += question + QStringLiteral("; ");
    compare(
        "twenty questions", "one script  ", [&] { return ours(script); }, "one by one ",
        [&] {
            for (int i = 0; i < 20; ++i)
                if (!ours(question))
                    return false;
            return true;
        },
        rounds);

    const QString bigFile = sshd.path(QStringLiteral("dump"));
    if (!runLocal(QStringLiteral("dd"), {QStringLiteral("if=/dev/urandom"), QStringLiteral("of=") + bigFile,
                                         QStringLiteral("bs=1M"), QStringLiteral("count=200")}))
        return 1;
    compare(
        "download of 200 MB, piece by piece", "open session",
        [&] {
            Command command;
            command.script = QStringLiteral("exec cat '%1'").arg(bigFile);
            command.maxOutput = 1024;
            QFile sink(sshd.path(QStringLiteral("ours")));
            if (!sink.open(QIODevice::WriteOnly))
                return false;
            const auto result =
                host.run(command, {}, [&sink](const QByteArray& chunk, bool) { sink.write(chunk); });
            return result && result->ok() && sink.size() == 200 * 1024 * 1024;
        },
        "ssh program",
        [&] {
            const QString download = QStringLiteral("ssh \"$@\" \"cat '%1'\" > '%2'")
                                         .arg(bigFile, sshd.path(QStringLiteral("theirs")));
            return runLocal(QStringLiteral("sh"),
                            QStringList{QStringLiteral("-c"), download, QStringLiteral("sh")} + ssh);
        },
        std::max(1, rounds / 3));
    return 0;
}
