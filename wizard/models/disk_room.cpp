#include "models/disk_room.h"

namespace df {

const FileSystemFact* fileSystemOf(const MachineFacts& machine, const QString& path) {
    const FileSystemFact* best = nullptr;
    for (const FileSystemFact& f : machine.fileSystems) {
        const bool holds = f.mountPoint == QLatin1String("/") || path == f.mountPoint ||
                           path.startsWith(f.mountPoint + QLatin1Char('/'));
        if (holds && (!best || f.mountPoint.size() > best->mountPoint.size()))
            best = &f;
    }
    return best;
}

} // namespace df
