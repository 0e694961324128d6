#pragma once

#include "host/remote_host.h"

#include <QMap>
#include <QString>
#include <QStringList>
#include <QVector>

namespace df {

/// Who gets what comes: names on the old server → names on the new one. "#1000" is an account without a name.
/// Counts only where the receiving end is root; else everything belongs to the account that receives.
struct OwnerMap {
    QMap<QString, QString> users, groups;
    QString user, group; ///< for all others

    bool operator==(const OwnerMap&) const = default;
};

/// One thing that goes from the old server to the new one, into the folder Trip::folder there. While it is on
/// its way it is "<id>.part" (with "<id>.journal" and "<id>.lock"); "<id>.done" comes last, when all of it is
/// there and both ends have the same hash. Its text: "sha256 TAB hex", "bytes TAB n", "files TAB n".
///
/// A hash is the SHA-256 of a content of one block (256 KiB) at most, else the SHA-256 of its blocks'
/// SHA-256s (32 bytes each) one after the other. Of Files: the SHA-256 of a line for each entry, in the order
/// of their names.
struct Parcel {
    enum class Kind {
        File,  ///< one file → <id>, 0600
        Files, ///< `paths` → files/ (those relative to the root) and files-abs/ (absolute ones); both exist
               ///< afterwards, whatever the id. Modes, times, links, empty folders are kept, and holes of
               ///< whole blocks; hard links become files, access lists and extended attributes are lost,
               ///< and told of where `ls` and `getfattr` know them. A path that is itself a link comes as
               ///< what it leads to, if root or the installation's owner made it; else as a link
        Database, ///< the system database → <id>, 0600: SQL (MySQL, MariaDB), custom format (PostgreSQL),
                  ///< file
        Tables,   ///< "table TAB rows TAB hash" lines → <id>, 0600: alike whatever the servers' versions
    };
    QString id; ///< letters, digits, "._-"
    Kind kind = Kind::File;
    QString source;           ///< File: absolute path
    QStringList paths;        ///< Files
    QStringList leaveOut;     ///< Files: paths as in `paths`, with all that is below them
    OwnerMap owners;          ///< Files
    QString envFile;          ///< Database, Tables: the .env that names it; empty: the root's
    QString dumpTool;         ///< Database: absolute path on the old server; empty: found on its PATH
    qint64 expectedBytes = 0; ///< Database: about how many, for progress; 0: not known

    bool operator==(const Parcel&) const = default;
};

/// One of the two servers, as the transfer uses it.
struct TransferEnd {
    QString php;  ///< absolute path of a PHP binary (7.2 to 8.5)
    QString root; ///< of the installation
    Privilege privilege = Privilege::SignedInUser;
};

struct TransferProgress {
    QString id;                ///< of the parcel
    QString name;              ///< of the file under way; untrusted
    qint64 bytesDone = 0;      ///< what the new server has, with what it had before
    qint64 bytesTotal = -1;    ///< -1: not known (yet)
    qint64 filesDone = 0;      //
    qint64 filesTotal = -1;    //
    qint64 bytesPerSecond = 0; ///< over the last seconds
    int cuts = 0;              ///< how often a line broke so far
    bool waiting = false;      ///< a line is cut, and it is being tried again
};

/// How a parcel travels.
struct Trip {
    QString folder;            ///< DF_IN: an existing folder of the new server, 0700
    qint64 bytesPerSecond = 0; ///< at most; 0: no limit
    /// A folder of this computer that gets a copy in passing (0600, see KeepCopy); empty: none. What isn't
    /// sent because it is there already doesn't pass.
    QString keepCopyIn;
    /// How long a cut line is tried again without anything arriving. 0: not at all.
    std::chrono::milliseconds patience{10 * 60'000};
    /// Called some times a second, from a thread of the courier's.
    std::function<void(const TransferProgress&)> progress;
};

/// What came of it.
struct Delivered {
    QString id, hash;
    qint64 bytes = 0, files = 0; ///< of the whole parcel
    qint64 bytesSent = 0;        ///< contents that the new server took, this time
    qint64 bytesSentAgain = 0;   ///< of these what it had taken before a cut
    int cuts = 0;
    bool before = false; ///< it was all there already; nothing was sent
    QStringList changed; ///< files that changed each time they were read: not of one moment. Untrusted
    QStringList
        leftOut;        ///< sockets, pipes, devices; where links lead that anybody could have made. Untrusted
    QStringList listed; ///< have access lists or extended attributes, which don't come along. Untrusted
    QStringList removed; ///< at most 1000 of what is no longer on the old server. Untrusted
    QString copy;        ///< where the copy is that was kept on this computer
    QString copyProblem; ///< why there is none, or not all of it
};

} // namespace df
