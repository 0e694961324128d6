// How long does it take to compare two snapshots of 100,000 rows? Beside it what tells differences of the
// same data as text, a row a line: `diff` and `git diff --no-index`. Alternately, in one run; what counts is
// the ratio. They say where lines differ; ours also masks, classes and gives reasons. Nothing is asserted:
//   ninja bench_compare && bin/bench_compare [ROUNDS [ROWS]]
#include "verify/rank_test.h"
#include "verify/snapshot.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace df;

namespace {

constexpr int attributes = 10;

SnapshotItem service(int number, bool after) {
    const QString id = QStringLiteral("service%1").arg(number, 6, 10, QLatin1Char('0'));
    SnapshotItem item{id, id + QStringLiteral(" (mysql)"), {}};
    for (int a = 0; a < attributes; ++a)
        item.attributes.insert(QStringLiteral("config.setting%1").arg(a),
                               QStringLiteral("value %1 of %2").arg(number * 31 % 997).arg(a));
    if (after && number % 100 == 7)
        item.attributes[QStringLiteral("config.setting3")] = QStringLiteral("another");
    if (number % 50 == 3)
        item.varies = {QStringLiteral("config.setting5")};
    return item;
}

/// One percent of the items have a value changed, a few are gone, a few are new.
Snapshot snapshot(int rows, bool after) {
    SnapshotArea area{QStringLiteral("services"), true, {}, {}, QStringLiteral("rest")};
    for (int i = 0; i < rows / attributes; ++i)
        if (i % 1000 != (after ? 500 : 900))
            area.items.append(service(i, after));
    Snapshot s;
    s.areas.append(area);
    return s;
}

void write(const QString& path, const Snapshot& snapshot) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("can't write %s", qPrintable(path));
    for (const SnapshotItem& item : snapshot.areas.first().items)
        for (auto it = item.attributes.begin(); it != item.attributes.end(); ++it)
            file.write(
                (item.id + QLatin1Char('\t') + it.key() + QLatin1Char('\t') + it.value() + QLatin1Char('\n'))
                    .toUtf8());
}

struct Row {
    const char* name;
    std::function<qsizetype()> work; ///< gives how many differences it told
    QVector<double> milliseconds = {};
    qsizetype told = 0;
};

qsizetype lines(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(120000) || process.exitCode() != 1)
        qFatal("%s failed: %s", qPrintable(program), process.readAllStandardError().constData());
    const QByteArray out = process.readAllStandardOutput();
    return out.count("\n+") + out.count("\n-");
}

qsizetype ours(const Snapshot& before, const Snapshot& after) {
    const Comparison comparison = compare(before, after, {});
    return comparison.areas.first().differences.size();
}

double mebibytes(int who) {
    rusage usage{};
    getrusage(who, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    const int rounds = argc > 1 ? std::max(1, atoi(argv[1])) : 11;
    const int rows = argc > 2 ? std::max(attributes, atoi(argv[2])) : 100000;
    const Snapshot before = snapshot(rows, false), after = snapshot(rows, true);
    const QTemporaryDir dir;
    const QString a = dir.filePath(QStringLiteral("before")), b = dir.filePath(QStringLiteral("after"));
    write(a, before);
    write(b, after);
    const double held = mebibytes(RUSAGE_SELF);
    QVector<Row> table{{"compare()", [&] { return ours(before, after); }},
                       {"diff -u",
                        [&] {
                            return lines(QStringLiteral("diff"), {QStringLiteral("-u"), a, b});
                        }},
                       {"git diff --no-index", [&] {
                            return lines(QStringLiteral("git"),
                                         {QStringLiteral("--no-pager"), QStringLiteral("diff"),
                                          QStringLiteral("--no-index"), QStringLiteral("--no-color"), a, b});
                        }}};
    for (int i = 0; i < rounds; ++i)
        for (Row& row : table) {
            QElapsedTimer timer;
            timer.start();
            row.told = row.work();
            row.milliseconds.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
    std::printf("%d rows, %d rounds; memory: the two snapshots %.0f MiB, at most %.0f MiB, the others at "
                "most %.0f MiB\n",
                rows, rounds, held, mebibytes(RUSAGE_SELF), mebibytes(RUSAGE_CHILDREN));
    for (const Row& row : std::as_const(table)) {
        QVector<double> ratios;
        for (int i = 0; i < rounds; ++i)
            ratios.append(table[0].milliseconds[i] / row.milliseconds[i]);
        std::printf("  %-20s %8.1f ms (%.1f to %.1f)  %6lld told  compare() : this = %.2f\n", row.name,
                    medianOf(row.milliseconds),
                    *std::min_element(row.milliseconds.begin(), row.milliseconds.end()),
                    *std::max_element(row.milliseconds.begin(), row.milliseconds.end()),
                    static_cast<long long>(row.told), medianOf(ratios));
    }
    return 0;
}
