#include "advise/rules.h"
#include "advise/text.h"

namespace df {
namespace {

/// File systems that several machines can mount at once.
bool isShared(const QString& type) {
    static const QStringList kinds{
        QStringLiteral("nfs"),       QStringLiteral("nfs4"),           QStringLiteral("cifs"),
        QStringLiteral("smb3"),      QStringLiteral("ceph"),           QStringLiteral("lustre"),
        QStringLiteral("9p"),        QStringLiteral("gfs2"),           QStringLiteral("ocfs2"),
        QStringLiteral("afs"),       QStringLiteral("fuse.glusterfs"), QStringLiteral("fuse.ceph"),
        QStringLiteral("fuse.s3fs"), QStringLiteral("fuse.sshfs"),     QStringLiteral("beegfs"),
        QStringLiteral("virtiofs")};
    return kinds.contains(type);
}

/// "/opt/dreamfactory/storage (nfs4, files.example:/df)" for each such file system at, below or above the
/// root.
QStringList sharedFolders(const Case& c) {
    QStringList list;
    const QString& root = c.here.path;
    for (const FileSystemFact& f : c.server.machine.fileSystems) {
        const bool below = c.here.storage.mountsBelow.contains(f.mountPoint);
        const bool above =
            f.mountPoint != QLatin1String("/") && root.startsWith(f.mountPoint + QLatin1Char('/'));
        if (isShared(f.type) && (below || above))
            list << QStringLiteral("%1 (%2, %3)").arg(f.mountPoint, f.type, f.device);
    }
    return list;
}

void severalNodes(Advice& a, const QString& text, const QString& source) {
    mustFix(a, "several-web-nodes", text,
            Say::tr("If they serve DreamFactory too, they would run old code on a new database. This version "
                    "of the wizard upgrades "
                    "one server at a time."),
            {Say::tr("Stop DreamFactory on the other machines, or end their connections, then check again.")},
            source);
}

} // namespace

void ruleSeveralNodes(const Case& c, Advice& a) {
    const int others = c.here.database.foreignConnections;
    const QStringList shared = sharedFolders(c), &upstreams = c.here.web.upstreams;
    if (others > 0)
        severalNodes(a,
                     c.here.database.foreignHosts.isEmpty()
                         ? Say::tr("Other machines hold connections to the system database: %1.").arg(others)
                         : Say::tr("Other machines are connected to the system database: %1.")
                               .arg(listText(c.here.database.foreignHosts, 4)),
                     QStringLiteral("information_schema"));
    else if (!shared.isEmpty() && !upstreams.isEmpty())
        severalNodes(
            a,
            Say::tr(
                "The web server hands requests to %1 as well, and a folder here can be shared with it: %2.")
                .arg(listText(upstreams, 4), listText(shared, 2)),
            c.here.web.siteFile);
    else if (!upstreams.isEmpty())
        shouldKnow(a, "upstreams",
                   Say::tr("The web server hands requests to other machines as well: %1.")
                       .arg(listText(upstreams, 6)),
                   Say::tr("If one of them serves this DreamFactory, it would run the old code beside the "
                           "new, on the changed database."),
                   {Say::tr("If one does, take it out of the web server's group until it is upgraded, too.")},
                   c.here.web.siteFile);
    else if (!shared.isEmpty())
        shouldKnow(a, "shared-folder",
                   Say::tr("A folder of the installation can be shared with other machines: %1.")
                       .arg(listText(shared, 3)),
                   Say::tr("If another server runs DreamFactory from it, that one goes on in the middle of "
                           "the upgrade. No connection from it was seen just now, which proves little."),
                   {Say::tr("Make sure that no other server uses it.")},
                   QStringLiteral("/proc/self/mountinfo"));
}

} // namespace df
