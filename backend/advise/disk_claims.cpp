#include "advise/disk_claims.h"

#include <algorithm>

namespace df {
namespace {

bool contains(const QString& mountPoint, const QString& path) {
    return mountPoint == QLatin1String("/") || path == mountPoint ||
           path.startsWith(mountPoint + QLatin1Char('/'));
}

} // namespace

const FileSystemFact* fileSystemOf(const MachineFacts& machine, const QString& path) {
    const FileSystemFact* best = nullptr;
    for (const FileSystemFact& f : machine.fileSystems)
        if (contains(f.mountPoint, path) && (!best || f.mountPoint.size() > best->mountPoint.size()))
            best = &f;
    return best;
}

bool rootIsMount(const Installation& i) { return i.storage.mountsBelow.contains(i.path); }

QVector<DiskClaim> addedUp(const QVector<DiskClaim>& claims) {
    QVector<DiskClaim> all;
    for (const DiskClaim& one : claims) {
        const auto same =
            std::find_if(all.begin(), all.end(), [&](const DiskClaim& x) { return x.on == one.on; });
        if (!one.on)
            continue;
        if (same == all.end()) {
            all << one;
        } else {
            same->bytes += one.bytes;
            same->files += one.files;
            same->byOwner = same->byOwner || one.byOwner;
        }
    }
    return all;
}

} // namespace df
