#include "advise/disk_claims.h"
#include "advise/rules.h"
#include "advise/text.h"

#include <algorithm>

namespace df {
namespace {

constexpr qint64 megabyte = 1'000'000;

QString parentOf(const QString& path) {
    return path.section(QLatin1Char('/'), 0, -2, QString::SectionIncludeLeadingSep);
}

/// What is needed where; needs on one file system are added up.
QVector<DiskClaim> claims(const Case& c) {
    const DiskNeed need = diskNeed(c);
    const QString parent = parentOf(c.here.path), home = c.server.machine.home;
    const QString beside = rootIsMount(c.here) ? c.here.path
                           : parent.isEmpty()  ? QStringLiteral("/")
                                               : parent;
    const QString runs = c.server.machine.root || home.isEmpty() ? QStringLiteral("/var/lib") : home;
    const qint64 files = std::max<qint64>(2000, need.besideTree / 10000);
    const FileSystemFact* data =
        need.besideData > 0 ? fileSystemOf(c.server.machine, c.here.database.dataFolder) : nullptr;
    const FileSystemFact* system =
        need.packages > 0 ? fileSystemOf(c.server.machine, QStringLiteral("/usr")) : nullptr;
    return addedUp({{fileSystemOf(c.server.machine, beside), need.besideTree, files, true},
                    {fileSystemOf(c.server.machine, runs), need.runFolder, 500, !c.server.machine.root},
                    {data, need.besideData, 500, false},
                    {system, need.packages, 5000, false}});
}

/// The top-level folder of the release in which `path` lies; empty if it is not one.
QString trackedFolder(const Case& c, const QString& path) {
    if (!path.startsWith(c.here.path + QLatin1Char('/')))
        return {};
    const QString top = path.mid(c.here.path.size() + 1).section(QLatin1Char('/'), 0, 0);
    return top != QLatin1String("storage") && c.target.trackedTopLevel.contains(top) ? top : QString();
}

/// Whose quota counts: root builds the new release as the tree's owner.
QString writer(const Case& c) { return c.server.machine.root ? c.here.owner : c.server.machine.user; }

} // namespace

DiskNeed diskNeed(const Case& c) {
    const Installation& i = c.here;
    DiskNeed need;
    const int trees = rootIsMount(i) ? 3 : 2; // where names can't be exchanged, a full copy comes on top
    need.besideTree =
        trees * i.bytesWithoutStorage + 200 * megabyte; // the tree, and what composer downloads and unpacks
    // Two dumps and the ballast; the scratch copy is the database server's own, where that makes it here.
    const DatabaseFacts& d = i.database;
    const bool inServer =
        d.scratchWay == QLatin1String("root-socket") || d.scratchWay == QLatin1String("app-user");
    need.runFolder = 2 * d.bytes + 100 * megabyte;
    if (inServer && !d.dataFolder.isEmpty())
        need.besideData = d.bytes + 50 * megabyte;
    else
        need.runFolder += d.bytes;
    if (c.php.beside && !c.php.beside->installed)
        need.packages = 200 * megabyte; // PHP's own some 60, twice for the archives, and what they ask for
    return need;
}

void ruleDisk(const Case& c, Advice& a) {
    bool enough = true;
    for (const DiskClaim& claim : claims(c)) {
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
        } else if (claim.byOwner && f.quotaFreeBytes >= 0 && f.quotaFreeBytes < claim.bytes) {
            mustFix(a, "disk-quota",
                    Say::tr("The quota of %1 leaves %2 on %3; %4 are needed.")
                        .arg(writer(c), bytesText(f.quotaFreeBytes), f.mountPoint, bytesText(claim.bytes)),
                    Say::tr("The new release is built beside the old one, by this account."),
                    {Say::tr("Raise the quota, then check again:"),
                     QStringLiteral("$ edquota -u %1").arg(shellWord(writer(c)))},
                    QStringLiteral("quota"));
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
        fine(a, "disk-space",
             Say::tr("There is room for the %1 that the plan needs.").arg(bytesText(diskNeed(c).total())), {},
             QStringLiteral("df"));
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
        mustFix(
            a, "mounts", Say::tr("Folders of the release lie elsewhere: %1.").arg(listText(inside, 4)),
            Say::tr("The new release brings these folders itself; what is mounted or linked there would "
                    "not go with it."),
            {Say::tr("Move their content into DreamFactory's folder, or below storage, then check again.")},
            QStringLiteral("/proc/self/mountinfo"));
}

} // namespace df
