#include "advise/disk_claims.h"
#include "advise/rules_pair.h"
#include "advise/text.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace df {
namespace {

constexpr qint64 megabyte = 1'000'000;

/// What comes over and what is kept, by where it lies on the new server: the dump, a copy of the new one's
/// own, scratch and sibling database, the twin of the code, the files.
struct Room {
    qint64 runFolder = 0, besideTree = 0, data = 0, files = 0;
    [[nodiscard]] qint64 total() const { return runFolder + besideTree + data; }
};

/// A server's word for a size: one that no disk has would not add up.
qint64 sound(qint64 bytes) { return std::clamp<qint64>(bytes, 0, 1LL << 56); }

Room roomFor(const PairView& v) {
    const DatabaseFacts &x = v.pair.old.database, &y = v.pair.fresh.database;
    const bool inServer = y.engine != DatabaseEngine::Sqlite && !y.dataFolder.isEmpty();
    const qint64 there = sound(x.bytes), here = sound(y.bytes);
    Room r;
    const qint64 moved =
        v.choices.movable ? v.choices.movable->bytesOf(v.choices.move) : v.pair.old.storage.bytes;
    r.runFolder = there + here + 100 * megabyte + (inServer ? 0 : 2 * there);
    r.besideTree = sound(v.pair.fresh.bytesWithoutStorage) + 200 * megabyte + sound(moved);
    r.data = inServer ? 2 * there + 50 * megabyte : 0;
    return r;
}

QString parentOf(const QString& path) {
    const QString parent = path.section(QLatin1Char('/'), 0, -2, QString::SectionIncludeLeadingSep);
    return parent.isEmpty() ? QStringLiteral("/") : parent;
}

QVector<DiskClaim> claims(const PairView& v, const Room& room) {
    const MachineFacts& m = v.pair.newServer.machine;
    const QString runs = m.root || m.home.isEmpty() ? QStringLiteral("/var/lib") : m.home;
    return addedUp(
        {{fileSystemOf(m, parentOf(v.pair.fresh.path)), room.besideTree, 0, true},
         {fileSystemOf(m, runs), room.runFolder, 0, !m.root},
         {room.data > 0 ? fileSystemOf(m, v.pair.fresh.database.dataFolder) : nullptr, room.data, 0, false}});
}

/// "php /opt/dreamfactory/artisan schedule:run" → "schedule:run": what it is for, wherever DreamFactory lies.
QString artisanJob(const QString& text) {
    static const QRegularExpression job(QStringLiteral("artisan\\S*\\s+([a-z][\\w:-]*)"));
    const auto m = job.match(text);
    return m.hasMatch() ? m.captured(1) : text;
}

QString farApart(double seconds) {
    if (seconds > 86400)
        return Say::tr("more than a day");
    return seconds > 3600 ? Say::tr("more than an hour") : Say::tr("more than two minutes");
}

QString generationName(const QString& generation) {
    if (generation == QLatin1String("angularjs"))
        return Say::tr("the one of 5.x and earlier");
    if (generation == QLatin1String("6.x"))
        return Say::tr("the one of 6.x");
    return generation == QLatin1String("angular") ? Say::tr("the one of 7.x") : Say::tr("none");
}

} // namespace

void rulePairDisk(const PairView& v, Advice& a) {
    const Room room = roomFor(v);
    a.diskNeededBytes = room.total();
    for (const DiskClaim& claim : claims(v, room)) {
        const FileSystemFact& f = *claim.on;
        if (!f.readOnly && f.freeBytes >= claim.bytes)
            continue;
        mustFix(
            a, "pair-disk",
            f.readOnly ? Say::tr("The new server's file system %1 is mounted read-only.").arg(f.mountPoint)
                       : Say::tr("%1 of the new server has %2 free; %3 are needed.")
                             .arg(f.mountPoint, bytesText(f.freeBytes), bytesText(claim.bytes)),
            Say::tr("Database and files of the old server come there, beside a copy of what is there now."),
            {f.readOnly ? Say::tr("Make it writable, then check again.")
                        : Say::tr("Free some space, or move fewer files, then check again.")},
            QStringLiteral("df"));
        return;
    }
    const bool more =
        v.choices.movable ? v.choices.movable->atLeast(v.choices.move) : v.pair.old.storage.tooBigToCount;
    if (more)
        shouldKnow(
            a, "pair-disk", Say::tr("How much the old server's files take was not counted to the end."),
            Say::tr("If they don't fit, the move stops before users notice anything, and goes back."),
            {Say::tr("Make sure that the new server has room for all of them:"),
             QStringLiteral("$ du -sh %1").arg(shellWord(v.pair.old.path + QLatin1String("/storage")))},
            QStringLiteral("df"));
    else
        fine(a, "pair-disk",
             Say::tr("The new server has room for the %1 that the move needs.").arg(bytesText(room.total())),
             {}, QStringLiteral("df"));
}

void rulePairInterface(const PairView& v, Advice& a) {
    const QString &x = v.pair.old.code.uiGeneration, &y = v.pair.fresh.code.uiGeneration;
    if (!x.isEmpty() && !y.isEmpty() && x != y)
        fine(a, "pair-ui",
             Say::tr("The new server has another admin interface (%1) than the old one (%2).")
                 .arg(generationName(y), generationName(x)),
             Say::tr("It works on the same data. Links in mails and the start page are set for it."),
             Say::tr("files in %1/public").arg(v.pair.fresh.path));
}

void rulePairSchedules(const PairView& v, Advice& a) {
    QStringList there, missing;
    for (const ScheduleFact& s : v.pair.fresh.schedules)
        there << artisanJob(s.text);
    for (const ScheduleFact& s : v.pair.old.schedules)
        if (!there.contains(artisanJob(s.text)) && !missing.contains(s.text))
            missing << s.text;
    if (!missing.isEmpty()) {
        shouldKnow(a, "pair-schedules",
                   Say::tr("Scheduled jobs and workers of the old server don't come along: %1.")
                       .arg(listText(missing, 4)),
                   Say::tr("What they do stands still on the new server until they run there."),
                   {Say::tr("Set them up on the new server after the move, with its own paths and accounts."),
                    Say::tr("Stop them on the old server once the new one is in use, or they run on both.")},
                   QStringLiteral("crontab, processes"));
    }
}

void rulePairClock(const PairView& v, Advice& a) {
    const double x = v.pair.oldServer.machine.clockAheadSeconds,
                 y = v.pair.newServer.machine.clockAheadSeconds;
    if (std::abs(x - y) <= 120)
        return;
    shouldKnow(
        a, "pair-clock",
        (y > x ? Say::tr("The new server's clock is %1 ahead of the old one's.")
               : Say::tr("The new server's clock is %1 behind the old one's."))
            .arg(farApart(std::abs(x - y))),
        Say::tr("Sessions and links in mails that come over end too early or too late, and the times of "
                "the two servers can't be compared."),
        {Say::tr("Set the clock that is wrong. What a server knows of its own:"),
         QStringLiteral("$ date -u; timedatectl")},
        QStringLiteral("date"));
}

} // namespace df
