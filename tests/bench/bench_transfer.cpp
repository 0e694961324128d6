// How fast does a big file go from one server through this computer to another? Beside scp, ssh and rsync, in
// turns, near and with a relay that holds every piece back (50 ms there and back), with the processor time
// that all of it takes: both servers' and this computer's. Nothing is asserted. As users get it, without the
// disk (only ours waits until the disk has it), on two cores that nothing else may take:
//   cmake --preset bench && cmake --build --preset bench
//   TMPDIR=/dev/shm chrt -r 1 build/bench/bin/bench_transfer [ROUNDS] [MEGABYTES NEAR] [MEGABYTES FAR]
#include "support/delay_relay.h"
#include "support/result_text.h"
#include "support/transfer_case.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <thread>

#include <unistd.h>

using namespace df;
using namespace df::test;

namespace {

struct Way {
    const char* name;
    std::function<bool()> go;             ///< from the old server's file to the new one's
    QVector<double> rates = {}, cpu = {}; ///< MB/s; seconds of processor time per GB
};

struct Ends {
    ConnectSettings from, to;
    QString source, target;
    qint64 bytes = 0;
    QVector<qint64> servers; ///< process ids
};

/// Of a process and its children that have ended and were waited for.
double cpuSeconds(const QString& process) {
    QFile stat(QStringLiteral("/proc/%1/stat").arg(process));
    const QByteArray text = stat.open(QIODevice::ReadOnly) ? stat.readAll() : QByteArray();
    const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
    double ticks = 0;
    for (int i = 11; i < 15; ++i)
        ticks += fields.value(i).toDouble();
    return ticks / double(::sysconf(_SC_CLK_TCK));
}

/// A server counts a session's time when it has put it away.
void waitForEnd(qint64 server) {
    QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(server));
    for (int i = 0; i < 500 && children.open(QIODevice::ReadOnly); ++i) {
        if (children.readAll().trimmed().isEmpty())
            return;
        children.close();
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

double cpuSeconds(const Ends& e) {
    double sum = cpuSeconds(QStringLiteral("self"));
    for (const qint64 server : e.servers) {
        waitForEnd(server);
        sum += cpuSeconds(QString::number(server));
    }
    return sum;
}

double median(QVector<double> values) {
    std::sort(values.begin(), values.end());
    return values.isEmpty() ? 0 : values[values.size() / 2];
}

QString sshOptions(const ConnectSettings& s, const char* port) {
    return QStringLiteral("-q -i %1 %2 %3 -F none -o StrictHostKeyChecking=no -o "
                          "UserKnownHostsFile=/dev/null -o BatchMode=yes "
                          "-o ControlMaster=no")
        .arg(s.keyFile, QLatin1String(port), QString::number(s.port));
}

bool shell(const QString& text) { return runLocal(QStringLiteral("sh"), {QStringLiteral("-c"), text}); }

QString at(const ConnectSettings& s) { return s.user + QLatin1Char('@') + s.host; }

bool ours(const Ends& e) {
    const QString in = QFileInfo(e.target).path() + QStringLiteral("/in");
    QDir(in).removeRecursively();
    QDir().mkpath(in);
    Courier courier(lineTo(e.from, {}), lineTo(e.to, {}),
                    {TransferCase::php(), QFileInfo(e.source).path(), Privilege::SignedInUser},
                    {TransferCase::php(), {}, Privilege::SignedInUser}, lineTo(e.to, {}));
    Trip trip;
    trip.folder = in;
    const auto d = courier.carry(TransferCase::files({QFileInfo(e.source).fileName()}), trip, {});
    if (!d)
        std::fprintf(stderr, "%s\n", qPrintable(why(d)));
    return d && d->bytes == e.bytes;
}

QVector<Way> waysBetween(const Ends& e, const QString& here) {
    const auto arrived = [e](const QString& command) {
        QFile::remove(e.target);
        return shell(command) && QFileInfo(e.target).size() == e.bytes;
    };
    const QString pipe =
        QStringLiteral("ssh %1 %2 \"cat '%3'\" | ssh %4 %5 \"cat > '%6'\"")
            .arg(sshOptions(e.from, "-p"), at(e.from), e.source, sshOptions(e.to, "-p"), at(e.to), e.target);
    // scp takes one set of options for both: the ports stand in the addresses
    const QString scp =
        QStringLiteral(
            "scp -3 -q -i %1 -i %2 -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null "
            "-o BatchMode=yes 'scp://%3:%4/%5' 'scp://%6:%7/%8'")
            .arg(e.from.keyFile, e.to.keyFile, at(e.from), QString::number(e.from.port), e.source, at(e.to),
                 QString::number(e.to.port), e.target);
    const QString rsync =
        QStringLiteral("rm -f '%1' && rsync -W -e 'ssh %2' '%3:%4' '%1' && rsync -W -e 'ssh %5' '%1' '%6:%7'")
            .arg(here, sshOptions(e.from, "-p"), at(e.from), e.source, sshOptions(e.to, "-p"), at(e.to),
                 e.target);
    return {{"transfer", [e] { return ours(e); }},
            {"ssh | ssh", [=] { return arrived(pipe); }},
            {"scp -3", [=] { return arrived(scp); }},
            {"rsync, two legs", [=] { return arrived(rsync); }}};
}

bool measureOnce(Way& way, const Ends& e) {
    // what the last one has left for the disk to write is not this one's
    QFile::remove(e.target);
    shell(QStringLiteral("sync -f '%1'").arg(QFileInfo(e.target).path()));
    const double before = cpuSeconds(e);
    QElapsedTimer clock;
    clock.start();
    if (!way.go())
        return false;
    way.rates << double(e.bytes) / 1e6 / (double(clock.nsecsElapsed()) / 1e9);
    way.cpu << (cpuSeconds(e) - before) / (double(e.bytes) / 1e9);
    return true;
}

/// false: something failed
bool measure(const char* title, const Ends& e, const QString& here, int rounds) {
    QVector<Way> ways = waysBetween(e, here);
    QVector<QVector<double>> ratios(ways.size());
    for (int round = 0; round < rounds; ++round) {
        for (Way& way : ways)
            if (!measureOnce(way, e)) {
                std::fprintf(stderr, "%s failed.\n", way.name);
                return false;
            }
        for (qsizetype i = 0; i < ways.size(); ++i)
            ratios[i] << ways[0].rates.last() / ways[i].rates.last();
    }
    std::printf("%s, %lld MB, medians of %d rounds\n", title, e.bytes / 1'000'000, rounds);
    for (qsizetype i = 0; i < ways.size(); ++i)
        std::printf("  %-16s %7.1f MB/s   transfer : it %5.2f   %5.1f s of processor time per GB\n",
                    ways[i].name, median(ways[i].rates), median(ratios[i]), median(ways[i].cpu));
    std::fflush(stdout);
    return true;
}

int argument(int argc, char** argv, int i, int otherwise) {
    return argc > i ? std::max(1, std::atoi(argv[i])) : otherwise;
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    const int rounds = argument(argc, argv, 1, 5);
#ifndef NDEBUG
    std::fputs("This build is not what users get: see the first lines of bench_transfer.cpp.\n", stderr);
#endif
    TransferCase two;
    const QString user = currentUser();
    const QString fromKey = two.oldServer.addKeyUser(user), toKey = two.newServer.addKeyUser(user);
    if (!two.start()) {
        std::fputs("No SSH server could be started.\n", stderr);
        return 1;
    }
    bool good = true;
    for (const int delay : {0, 25}) {
        Ends e{two.oldServer.keySettings(user, fromKey),
               two.newServer.keySettings(user, toKey),
               two.path(QStringLiteral("source.%1").arg(delay)),
               two.path(QStringLiteral("target")),
               0,
               {two.oldServer.pid(), two.newServer.pid()}};
        e.bytes = qint64(argument(argc, argv, delay == 0 ? 2 : 3, delay == 0 ? 1000 : 300)) * 1'000'000;
        if (!shell(QStringLiteral("head -c %1 /dev/urandom > '%2'").arg(e.bytes).arg(e.source)))
            return 1;
        DelayRelay oldRelay(e.from.host, e.from.port, delay), newRelay(e.to.host, e.to.port, delay);
        if (delay > 0) {
            e.from.host = e.to.host = QStringLiteral("127.0.0.1");
            e.from.port = oldRelay.port();
            e.to.port = newRelay.port();
        }
        good = measure(delay == 0 ? "0 ms" : "50 ms", e, two.path(QStringLiteral("here")), rounds) && good;
        QFile::remove(e.source);
    }
    return good ? 0 : 1;
}
