#include "advise/rules.h"
#include "advise/text.h"

#include <algorithm>

namespace df {
namespace {

constexpr qint64 megabyte = 1'000'000;

QString parentOf(const QString& path) {
    return path.section(QLatin1Char('/'), 0, -2, QString::SectionIncludeLeadingSep);
}

bool contains(const QString& mountPoint, const QString& path) {
    return mountPoint == QLatin1String("/") || path == mountPoint ||
           path.startsWith(mountPoint + QLatin1Char('/'));
}

const FileSystemFact* fileSystemOf(const MachineFacts& machine, const QString& path) {
    const FileSystemFact* best = nullptr;
    for (const FileSystemFact& f : machine.fileSystems)
        if (contains(f.mountPoint, path) && (!best || f.mountPoint.size() > best->mountPoint.size()))
            best = &f;
    return best;
}

bool rootIsMount(const Installation& i) { return i.storage.mountsBelow.contains(i.path); }

struct Claim {
    const FileSystemFact* on = nullptr;
    qint64 bytes = 0, files = 0;
};

/// What is needed where; needs on one file system are added up.
QVector<Claim> claims(const Case& c) {
    const DiskNeed need = diskNeed(c.here);
    const QString parent = parentOf(c.here.path), home = c.server.machine.home;
    const QString beside = rootIsMount(c.here) ? c.here.path
                           : parent.isEmpty()  ? QStringLiteral("/")
                                               : parent;
    const QString runs = c.server.machine.root || home.isEmpty() ? QStringLiteral("/var/lib") : home;
    const qint64 files = std::max<qint64>(2000, need.besideTree / 10000);
    QVector<Claim> all;
    for (const Claim& one : {Claim{fileSystemOf(c.server.machine, beside), need.besideTree, files},
                             Claim{fileSystemOf(c.server.machine, runs), need.runFolder, 500}}) {
        const auto same =
            std::find_if(all.begin(), all.end(), [&](const Claim& x) { return x.on == one.on; });
        if (!one.on)
            continue;
        if (same == all.end()) {
            all << one;
        } else {
            same->bytes += one.bytes;
            same->files += one.files;
        }
    }
    return all;
}

/// The top-level folder of the release in which `path` lies; empty if it is not one.
QString trackedFolder(const Case& c, const QString& path) {
    if (!path.startsWith(c.here.path + QLatin1Char('/')))
        return {};
    const QString top = path.mid(c.here.path.size() + 1).section(QLatin1Char('/'), 0, 0);
    return top != QLatin1String("storage") && c.target.trackedTopLevel.contains(top) ? top : QString();
}

} // namespace

DiskNeed diskNeed(const Installation& i) {
    DiskNeed need;
    const int trees = rootIsMount(i) ? 3 : 2; // where names can't be exchanged, a full copy comes on top
    need.besideTree =
        trees * i.bytesWithoutStorage + 200 * megabyte; // the tree, and what composer downloads and unpacks
    need.runFolder = 3 * i.database.bytes + 100 * megabyte; // dump, final dump, scratch database; the ballast
    return need;
}

void ruleRoot(const Case& c, Advice& a) {
    const MachineFacts& m = c.server.machine;
    if (m.root || c.choices.canBeRoot) {
        fine(a, "root", Say::tr("The plan can act as root on this server."), {}, QStringLiteral("sudo"));
        return;
    }
    const bool oneUser = m.signedInUser == c.here.owner &&
                         (c.here.webUser.isEmpty() || c.here.webUser == c.here.owner) &&
                         c.here.fpm.service.isEmpty();
    if (oneUser) {
        fine(a, "root", Say::tr("Everything here belongs to %1; root is not needed.").arg(m.signedInUser), {},
             QStringLiteral("id"));
        return;
    }
    mustFix(
        a, "no-root", Say::tr("%1 is not root and may not use sudo.").arg(m.signedInUser),
        Say::tr("The tree belongs to %1, and PHP-FPM must be reloaded: both need root.").arg(c.here.owner),
        {Say::tr("Sign in as root, or as a user who may use sudo."),
         Say::tr("If sudo asks for a password, give it on the first page.")},
        QStringLiteral("sudo"));
}

void ruleDisk(const Case& c, Advice& a) {
    bool enough = true;
    for (const Claim& claim : claims(c)) {
        const FileSystemFact& f = *claim.on;
        if (f.readOnly) {
            mustFix(a, "read-only", Say::tr("The file system %1 is mounted read-only.").arg(f.mountPoint),
                    Say::tr("The new release and the copies can't be written."),
                    {Say::tr("Make it writable, then check again.")}, QStringLiteral("mount"));
            enough = false;
        } else if (f.freeBytes < claim.bytes) {
            mustFix(
                a, "disk-space",
                Say::tr("%1 has %2 free; %3 are needed.")
                    .arg(f.mountPoint, bytesText(f.freeBytes), bytesText(claim.bytes)),
                Say::tr("The new release is built beside the old one, and the database is copied: both "
                        "stay until you say so."),
                {Say::tr("Free some space, then check again. What takes most:"),
                 QStringLiteral("$ du -xh --max-depth=2 %1 | sort -h | tail").arg(shellWord(f.mountPoint))},
                QStringLiteral("df"));
            enough = false;
        } else if (f.freeInodes >= 0 && f.freeInodes < claim.files) {
            mustFix(a, "disk-files",
                    Say::tr("%1 has room for %2 more files; about %3 are needed.")
                        .arg(f.mountPoint, QString::number(f.freeInodes), QString::number(claim.files)),
                    Say::tr("The new release is built beside the old one."),
                    {Say::tr("Delete files that nobody needs, then check again.")}, QStringLiteral("df -i"));
            enough = false;
        }
    }
    if (enough)
        fine(
            a, "disk-space",
            Say::tr("There is room for the %1 that the plan needs.").arg(bytesText(diskNeed(c.here).total())),
            {}, QStringLiteral("df"));
}

void ruleMounts(const Case& c, Advice& a) {
    const StorageFacts& s = c.here.storage;
    if (rootIsMount(c.here))
        fine(a, "root-is-a-mount", Say::tr("%1 is a mount point of its own.").arg(c.here.path),
             Say::tr("The plan keeps it: a full copy is made first, then the files in it are replaced."),
             QStringLiteral("/proc/self/mountinfo"));
    QStringList inside;
    for (const QString& mount : s.mountsBelow)
        if (!trackedFolder(c, mount).isEmpty())
            inside << mount;
    for (const QString& link : s.symlinks) {
        const QString name = link.section(QStringLiteral(" → "), 0, 0);
        const QString path = name.startsWith(QLatin1Char('/')) ? name : c.here.path + QLatin1Char('/') + name;
        const bool topLevel = parentOf(path) == c.here.path;
        if (topLevel && !trackedFolder(c, path).isEmpty())
            inside << link;
    }
    if (!inside.isEmpty())
        mustFix(a, "mounts", Say::tr("Folders of the release lie elsewhere: %1.").arg(listText(inside, 4)),
                Say::tr("The new release brings these folders itself; what is mounted or linked there would "
                        "not go with it."),
                {Say::tr("Move their content into the tree, or below storage, then check again.")},
                QStringLiteral("/proc/self/mountinfo"));
}

void ruleSchedules(const Case& c, Advice& a) {
    if (!c.here.schedules.isEmpty())
        fine(a, "schedules",
             Say::tr("Scheduled jobs and workers of DreamFactory: %1.").arg(c.here.schedules.size()),
             Say::tr("The plan pauses them during the switch and starts them again."),
             QStringLiteral("crontab, processes"));
    if (c.to && !c.toAtLeast("5.0.0"))
        fine(a, "no-bypass",
             Say::tr("%1 can't be looked at through the web server while maintenance is on.").arg(c.toText),
             Say::tr("The plan checks it by a private way instead."), QStringLiteral("facts §16"));
}

} // namespace df
