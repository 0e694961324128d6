// Web server, files, container and machine.
#include "models/fact_rows_builder.h"

#include "words/amounts.h"

#include <cmath>

namespace df {

namespace {

/// A clock that is that far off is worth a mark: certificates and log times suffer.
constexpr double clockNoticeSeconds = 60;

QString memoryText(const MachineFacts& m) {
    if (m.memoryBytes <= 0)
        return {};
    const QString text =
        FactText::tr("%1, %2 available").arg(bytes(m.memoryBytes), bytes(m.memoryAvailableBytes));
    return m.swapBytes > 0 ? FactText::tr("%1, swap %2").arg(text, bytes(m.swapBytes)) : text;
}

QString clockText(const MachineFacts& m) {
    const double off = std::abs(m.clockAheadSeconds);
    if (off < 2)
        return FactText::tr("right, in %1").arg(m.timeZone.isEmpty() ? QStringLiteral("UTC") : m.timeZone);
    return m.clockAheadSeconds > 0 ? FactText::tr("%1 ahead").arg(duration(off))
                                   : FactText::tr("%1 behind").arg(duration(off));
}

QString leftCopiesText(const QVector<LeftCopy>& copies) {
    QStringList parts;
    for (const LeftCopy& copy : copies)
        parts << (copy.bytes > 0 ? FactText::tr("%1 (%2, %3)")
                                       .arg(copy.path, bytes(copy.bytes),
                                            copy.time.toString(QStringLiteral("yyyy-MM-dd")))
                                 : FactText::tr("%1 (%2)").arg(
                                       copy.path, copy.time.toString(QStringLiteral("yyyy-MM-dd"))));
    return clippedList(parts, 3);
}

} // namespace

void addWebFacts(FactRowsBuilder& rows, const ServerFacts& s, const Installation& i) {
    rows.group(QT_TRANSLATE_NOOP("df::Facts", "Web server and services"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Web server"),
             i.web.version.isEmpty() ? i.web.kind : FactText::tr("%1 %2").arg(i.web.kind, i.web.version),
             i.web.service.isEmpty() ? FactText::tr("processes") : i.web.service);
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Answers on"),
             i.web.serverName.isEmpty() || i.web.serverName == QLatin1String("_")
                 ? i.web.localUrl
                 : FactText::tr("%1 as %2").arg(i.web.localUrl, i.web.serverName),
             i.web.siteFile);
    if (!i.web.upstreams.isEmpty())
        rows.note(QT_TRANSLATE_NOOP("df::Facts", "Hands requests to"), clippedList(i.web.upstreams, 3),
                  i.web.siteFile, QT_TRANSLATE_NOOP("df::Facts", "Look"));
    if (i.web.loginRateLimited)
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Log-ins"),
                 FactText::tr("limited in number by the web server"), i.web.siteFile);
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Started by"),
             s.machine.serviceManager == ServiceManager::Systemd ? QStringLiteral("systemd")
             : s.machine.serviceManager == ServiceManager::SysV  ? QStringLiteral("init scripts")
                                                                 : FactText::tr("no service manager"),
             FactText::tr("process 1"));
    if (i.closed)
        return;
    QStringList schedules;
    for (const ScheduleFact& f : i.schedules)
        schedules << FactText::tr("%1 (%2)").arg(f.kind, f.where);
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Schedules"),
             schedules.isEmpty() ? FactText::tr("none") : clippedList(schedules, 3),
             FactText::tr("crontabs, units, processes"));
}

void addFileFacts(FactRowsBuilder& rows, const Installation& i) {
    rows.group(QT_TRANSLATE_NOOP("df::Facts", "Files and settings"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Owner"), FactText::tr("%1:%2, %3").arg(i.owner, i.group, i.mode),
             FactText::tr("folder of the installation"));
    if (!i.env.exists)
        rows.trouble(QT_TRANSLATE_NOOP("df::Facts", "Settings"), FactText::tr("there is no .env"),
                     QStringLiteral(".env"), QT_TRANSLATE_NOOP("df::Facts", "Missing"));
    else
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Settings"),
                 FactText::tr("%1 keys, %2:%3 %4")
                     .arg(i.env.entries.size())
                     .arg(i.env.owner, i.env.group, i.env.mode),
                 QStringLiteral(".env"));
    if (!i.env.problems.isEmpty())
        rows.note(QT_TRANSLATE_NOOP("df::Facts", "Oddities"), clippedList(i.env.problems, 3),
                  QStringLiteral(".env"), QT_TRANSLATE_NOOP("df::Facts", "Look"));
    if (!i.env.overridden.isEmpty()) {
        QStringList keys;
        for (auto it = i.env.overridden.begin(); it != i.env.overridden.end(); ++it)
            keys << FactText::tr("%1 by %2").arg(it.key(), it.value());
        rows.note(QT_TRANSLATE_NOOP("df::Facts", "Set elsewhere too"), clippedList(keys, 3),
                  QStringLiteral(".env"), QT_TRANSLATE_NOOP("df::Facts", "Look"));
    }
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Secrets' key"), i.env.appKeyForm, QStringLiteral("APP_KEY"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "User data"),
             i.storage.tooBigToCount
                 ? FactText::tr("more than %1").arg(bytes(i.storage.bytes))
                 : FactText::tr("%1 in %2 files").arg(bytes(i.storage.bytes)).arg(i.storage.files),
             QStringLiteral("storage/"));
    if (!i.storage.mountsBelow.isEmpty())
        rows.note(QT_TRANSLATE_NOOP("df::Facts", "Mounted below"), clippedList(i.storage.mountsBelow, 3),
                  FactText::tr("mount table"), QT_TRANSLATE_NOOP("df::Facts", "Look"));
    if (!i.leftovers.isEmpty())
        rows.note(QT_TRANSLATE_NOOP("df::Facts", "Left over"), clippedList(i.leftovers, 3),
                  FactText::tr("neighbouring folders"), QT_TRANSLATE_NOOP("df::Facts", "Look"));
    if (!i.leftCopies.isEmpty())
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Copies to go back to"), leftCopiesText(i.leftCopies),
                 FactText::tr("beside and inside the installation"));
}

void addContainerFacts(FactRowsBuilder& rows, const Installation& i) {
    if (i.kind == InstallationKind::Machine)
        return;
    rows.group(QT_TRANSLATE_NOOP("df::Facts", "Container"));
    if (i.kind == InstallationKind::Kubernetes)
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Pod"),
                 i.nameSpace.isEmpty() ? i.pod : FactText::tr("%1 in %2").arg(i.pod, i.nameSpace),
                 QStringLiteral("kubectl"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Container's name"), i.container,
             FactText::tr("the container engine"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Image"), i.image, FactText::tr("the container engine"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Kept outside the container"),
             i.containerVolumes.isEmpty() ? FactText::tr("nothing") : clippedList(i.containerVolumes, 4),
             FactText::tr("its volumes"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Variables of its definition"),
             i.containerEnv.isEmpty() ? FactText::tr("none") : clippedList(i.containerEnv, 6),
             FactText::tr("names alone"));
}

void addMachineFacts(FactRowsBuilder& rows, const ServerFacts& s) {
    const MachineFacts& m = s.machine;
    rows.group(QT_TRANSLATE_NOOP("df::Facts", "Machine"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "System"), m.osName, QStringLiteral("/etc/os-release"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Processors"),
             m.cpus ? FactText::tr("%1, %2").arg(m.cpus).arg(m.architecture) : QString(),
             QStringLiteral("/proc"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Memory"), memoryText(m), QStringLiteral("/proc/meminfo"));
    if (m.clockAheadSeconds != 0) // measured
        rows.addOrNote(std::abs(m.clockAheadSeconds) >= clockNoticeSeconds,
                       QT_TRANSLATE_NOOP("df::Facts", "Clock"), clockText(m),
                       FactText::tr("against this computer"), QT_TRANSLATE_NOOP("df::Facts", "Differs"));
    for (const FileSystemFact& f : m.fileSystems.mid(0, 6)) {
        const QString value =
            FactText::tr("%1: %2 free of %3").arg(f.mountPoint, bytes(f.freeBytes), bytes(f.totalBytes));
        if (f.quotaFreeBytes >= 0)
            rows.addOrNote(f.quotaFreeBytes < f.freeBytes, QT_TRANSLATE_NOOP("df::Facts", "Disk"),
                           FactText::tr("%1 · %2 left by quota").arg(value, bytes(f.quotaFreeBytes)), f.type,
                           QT_TRANSLATE_NOOP("df::Facts", "Quota"));
        else if (f.readOnly)
            rows.note(QT_TRANSLATE_NOOP("df::Facts", "Disk"), value, f.type,
                      QT_TRANSLATE_NOOP("df::Facts", "Read only"));
        else
            rows.add(QT_TRANSLATE_NOOP("df::Facts", "Disk"), value, f.type);
    }
    if (!m.seLinux.isEmpty())
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "SELinux"), m.seLinux, QStringLiteral("getenforce"));
    if (m.packageManagerBusy.isEmpty())
        rows.add(QT_TRANSLATE_NOOP("df::Facts", "Package manager"), m.packageManager,
                 FactText::tr("programs of this server"));
    else
        rows.note(QT_TRANSLATE_NOOP("df::Facts", "Package manager"),
                  FactText::tr("%1, held by %2").arg(m.packageManager, m.packageManagerBusy),
                  FactText::tr("its lock"), QT_TRANSLATE_NOOP("df::Facts", "Busy"));
    rows.add(QT_TRANSLATE_NOOP("df::Facts", "Looked as"), m.root ? FactText::tr("root") : m.user,
             FactText::tr("the look itself"));
}

} // namespace df
