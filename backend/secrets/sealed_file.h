#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace df {

/// What a sealed file holds: a server's .env with its key, and where and when it was read.
struct SealedContent {
    QString server; ///< user@host
    QString path;   ///< of the file, there
    QDateTime takenAt;
    Secret env; ///< byte by byte
};

enum class SealedBy { Passphrase, Keychain };

/// What can be said of a sealed file without its key.
struct SealedHead {
    SealedBy by = SealedBy::Passphrase;
    QString id;               ///< 32 hexadecimal digits, another for each file
    int cost = 0;             ///< log2 of scrypt's N
    qsizetype secretSize = 0; ///< bytes that are sealed
    [[nodiscard]] QString keychainKey() const { return QStringLiteral("sealed ") + id; }
};

/// No bigger file is read; no .env comes near it.
constexpr qint64 mostSealedBytes = 4 * 1024 * 1024;

/// AES-256-GCM with the head as its associated data; the key comes from `key` by scrypt. Thread-safe, may
/// take a second. `cost` is for tests; 0: what is right for the kind of key.
[[nodiscard]] Result<QByteArray> seal(const SealedContent& content, SealedBy by, const Secret& key,
                                      int cost = 0);

/// FileUnreadable, `facts` begins with why: not-ours, other-version, cut-short, damaged, wrong-key.
[[nodiscard]] Result<SealedHead> readSealedHead(const QByteArray& file);
/// As readSealedHead(). "wrong-key" is also said of a file that somebody changed on purpose: nobody can tell.
/// Thread-safe, may take a second and 256 MB.
[[nodiscard]] Result<SealedContent> openSealed(const QByteArray& file, const Secret& key);

/// FileUnreadable as above, and too-big, no-file.
[[nodiscard]] Result<QByteArray> readSealedFile(const QString& path);
/// Whole or not at all, for its owner alone. FileUnwritable, `facts` is {path}.
[[nodiscard]] Result<void> writeForOwner(const QString& path, const QByteArray& bytes);

/// Pure: what was sealed, once it is open. For openSealed() and for fuzzing.
[[nodiscard]] Result<SealedContent> parseSealedContent(const QByteArray& plain);

} // namespace df
