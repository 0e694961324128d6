#include "advise/end_of_life.h"
#include "advise/rules.h"
#include "advise/sources.h"
#include "advise/text.h"

#include <cmath>

namespace df {
namespace {

/// Installing from a lock takes Composer some 200 MB, unpacking and a migration beside it as much again.
constexpr qint64 littleMemory = 800'000'000, littleFree = 300'000'000;

QStringList addSwap() {
    return {Say::tr("Give the server more memory, or a swap file, then check again:"),
            QStringLiteral("$ fallocate -l 1G /swapfile && chmod 600 /swapfile && mkswap /swapfile && swapon "
                           "/swapfile")};
}

/// Whole words, so that the text stays the same while the clocks drift.
QString farApart(double seconds) {
    if (seconds > 86400)
        return Say::tr("more than a day");
    return seconds > 3600 ? Say::tr("more than an hour") : Say::tr("more than two minutes");
}

bool hasTool(const Case& c, const char* name) { return c.server.machine.tools.contains(QLatin1String(name)); }

} // namespace

void ruleMemory(const Case& c, Advice& a) {
    const MachineFacts& m = c.server.machine;
    if (m.memoryBytes <= 0)
        return;
    if (m.memoryBytes + m.swapBytes < littleMemory)
        shouldKnow(
            a, "memory",
            Say::tr("The server has %1 of memory and %2 of swap.")
                .arg(bytesText(m.memoryBytes), m.swapBytes > 0 ? bytesText(m.swapBytes) : Say::tr("none")),
            Say::tr("Composer and the database may need more at the same time: then the kernel ends one of "
                    "them. Before the switch that costs nothing but a new try."),
            addSwap(), QStringLiteral("/proc/meminfo"));
    else if (m.memoryAvailableBytes > 0 && m.memoryAvailableBytes + m.swapBytes < littleFree)
        fine(a, "memory",
             Say::tr("Of the server's %1 of memory %2 are free now, and there is %3 of swap.")
                 .arg(bytesText(m.memoryBytes), bytesText(m.memoryAvailableBytes), bytesText(m.swapBytes)),
             Say::tr("Composer needs some 200 MB."), QStringLiteral("/proc/meminfo"), addSwap());
}

void ruleClock(const Case& c, Advice& a) {
    const double apart = std::abs(c.server.machine.clockAheadSeconds);
    if (apart <= 120)
        return;
    const QString text = c.server.machine.clockAheadSeconds > 0
                             ? Say::tr("The server's clock is %1 ahead of this computer's.")
                             : Say::tr("The server's clock is %1 behind this computer's.");
    const QStringList todo{Say::tr("Find out which of the two is wrong. What the server knows of its clock:"),
                           QStringLiteral("$ date -u; timedatectl")};
    if (apart > 3600)
        shouldKnow(a, "clock", text.arg(farApart(apart)),
                   Say::tr("If the server's is wrong, certificates seem expired or not yet valid to it: "
                           "fetching the release and its packages may fail, and log-ins end at wrong times."),
                   todo, QStringLiteral("date"));
    else
        fine(a, "clock", text.arg(farApart(apart)),
             Say::tr("The run goes by the server's clock alone; times in the report are the server's."),
             QStringLiteral("date"), todo);
}

void ruleSystemAge(const Case& c, Advice& a) {
    const MachineFacts& m = c.server.machine;
    const QDate end = systemEndOfLife(m.osId, m.osVersion);
    if (end.isValid() && m.clock.isValid() && end < m.clock.date())
        fine(
            a, "system-end",
            Say::tr("%1 has had no security fixes since %2.")
                .arg(m.osName.isEmpty() ? m.osId + QLatin1Char(' ') + m.osVersion : m.osName, monthText(end)),
            Say::tr("The upgrade works all the same. New PHP versions are no longer made for it, so a later "
                    "release may need a new server."),
            Say::tr("support dates of the system's makers"));
}

void rulePackageManager(const Case& c, Advice& a) {
    const MachineFacts& m = c.server.machine;
    if (m.packageManagerBusy.isEmpty())
        return;
    const QString text =
        Say::tr("Packages are being installed on the server now, by %1.").arg(m.packageManagerBusy);
    const QStringList todo{Say::tr("Let it end, then check again.")};
    const bool installs = c.php.beside && !c.php.beside->installed;
    fine(a, "package-manager-busy", text,
         installs
             ? Say::tr("Only one may install at a time: before the plan installs PHP, it waits three minutes "
                       "for its turn.")
             : Say::tr(
                   "The plan installs no packages. An update of PHP or of the database in the middle of it "
                   "would be in its way."),
         QStringLiteral("/proc/locks"), todo);
}

void ruleSeLinux(const Case& c, Advice& a) {
    if (c.server.machine.seLinux != QLatin1String("enforcing"))
        return;
    QStringList missing;
    for (const char* tool : {"chcon", "restorecon"})
        if (!hasTool(c, tool))
            missing << QLatin1String(tool);
    if (missing.isEmpty())
        fine(a, "selinux", Say::tr("SELinux is enforcing."),
             Say::tr("The plan gives the new release the labels of the old one, so that the web site may "
                     "write where it may now."),
             source::seLinux());
    else
        mustFix(
            a, "selinux",
            Say::tr("SELinux is enforcing, but %1 was not found.").arg(missing.join(QStringLiteral(", "))),
            Say::tr("The new release would lack the labels that let the web site write to it."),
            {Say::tr("Install it, then check again:"),
             QStringLiteral("$ dnf install policycoreutils coreutils")},
            source::seLinux());
}

} // namespace df
