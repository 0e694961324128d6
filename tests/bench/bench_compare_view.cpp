// Showing very many differences in the comparison of the wizard, offscreen:  bin/bench_compare_view [ROWS]
// Figures, beside what diff and git do with the same data as text. No limits: a person reads them.
#include "support/gui_samples.h"
#include "widgets/comparison_view.h"
#include "widgets/difference_tree.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QThread>

#include <atomic>
#include <cstdio>
#include <functional>
#include <thread>

using namespace df;

namespace {

constexpr int attributes = 10;

/// `rows` attributes in all; of the second one every value is another.
Snapshot snapshotOf(int rows, bool now) {
    Snapshot s;
    s.release = now ? QStringLiteral("7.6.0") : QStringLiteral("6.3.0");
    s.takenAt = QDateTime(QDate(2026, 11, 22), QTime(14, now ? 31 : 2), Qt::UTC);
    SnapshotArea services;
    services.id = QStringLiteral("services");
    services.collected = true;
    for (int i = 0; i < rows / attributes; ++i) {
        SnapshotItem item;
        item.id = QStringLiteral("service%1").arg(i, 6, 10, QLatin1Char('0'));
        item.label = item.id + QStringLiteral(" (remote web service)");
        for (int k = 0; k < attributes; ++k)
            item.attributes.insert(QStringLiteral("setting%1").arg(k),
                                   QStringLiteral("value %1 of %2").arg(now ? i + 1 : i).arg(k));
        services.items.append(item);
    }
    s.areas = {services};
    return s;
}

/// Resident memory of this process, in MiB; 0 where the system doesn't say.
double residentMiB() {
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toDouble() * 4096 / 1048576
                                          : 0;
}

/// The longest time that the GUI thread was away from its events while `work` ran and for `after` ms of
/// events more.
double longestStall(const std::function<void()>& work) {
    QElapsedTimer clock;
    clock.start();
    double worst = 0, last = 0;
    const auto beat = [&] {
        const double now = double(clock.nsecsElapsed()) / 1e6;
        worst = std::max(worst, now - last);
        last = now;
    };
    work();
    beat();
    for (int i = 0; i < 20; ++i) {
        QApplication::processEvents();
        beat();
    }
    return worst;
}

void print(const char* what, double value, const char* unit) {
    std::printf("%-58s %10.1f %s\n", what, value, unit);
}

double timed(const std::function<void()>& work) {
    QElapsedTimer clock;
    clock.start();
    work();
    return double(clock.nsecsElapsed()) / 1e6;
}

void writeText(const Snapshot& s, const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("%s", qPrintable(file.errorString()));
    for (const SnapshotItem& item : s.areas.first().items)
        for (auto it = item.attributes.begin(); it != item.attributes.end(); ++it)
            file.write(QStringLiteral("%1.%2: %3\n").arg(item.id, it.key(), it.value()).toUtf8());
}

double ran(const QString& program, const QStringList& arguments) {
    return timed([&] {
        QProcess p;
        p.setStandardOutputFile(QProcess::nullDevice());
        p.start(program, arguments);
        p.waitForFinished(600'000);
    });
}

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    const int rows = argc > 1 ? QByteArray(argv[1]).toInt() : 100'000;
    const Snapshot before = snapshotOf(rows, false), now = snapshotOf(rows, true);
    Comparison comparison;
    print("differences", rows, "");
    print("compare()", timed([&] { comparison = compare(before, now, {}); }), "ms");
    ComparisonView view;
    view.resize(1280, 800);
    view.QWidget::show();
    QApplication::processEvents();
    const double memory = residentMiB();
    print("shown: to the first picture", timed([&] {
              view.show(before, now, comparison, QStringLiteral("6.3.0"), QStringLiteral("7.6.0"));
              view.grab();
          }),
          "ms");
    print("memory for showing them", residentMiB() - memory, "MiB");
    print(
        "longest stall: scrolled from top to end in 50 steps",
        [&] {
            double worst = 0;
            QScrollBar* bar = view.tree()->verticalScrollBar();
            for (int i = 0; i <= 50; ++i)
                worst = std::max(worst, longestStall([&] {
                                     bar->setValue(bar->maximum() / 50 * i);
                                     view.tree()->viewport()->repaint();
                                 }));
            return worst;
        }(),
        "ms");
    print(
        "longest stall: 200 × next difference",
        [&] {
            double worst = 0;
            for (int i = 0; i < 200; ++i)
                worst = std::max(worst, longestStall([&] { view.nextDifference(false); }));
            return worst;
        }(),
        "ms");
    print("longest stall: one searched for", longestStall([&] {
              view.tree()->show(comparison, {QStringLiteral("service000777"), {}, {}}, now);
          }),
          "ms");
    QTemporaryDir dir;
    const QString a = dir.filePath(QStringLiteral("a")), b = dir.filePath(QStringLiteral("b"));
    writeText(before, a);
    writeText(now, b);
    print("diff -u of the same as text", ran(QStringLiteral("diff"), {QStringLiteral("-u"), a, b}), "ms");
    print("git diff --no-index of the same as text",
          ran(QStringLiteral("git"), {QStringLiteral("diff"), QStringLiteral("--no-index"), a, b}), "ms");
    return 0;
}
