#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QTemporaryFile>

namespace df {

/// What each of them may have, and how they are named: also where they come from elsewhere.
constexpr qint64 mostCommercialBytes = 16 * 1024 * 1024;
[[nodiscard]] QStringList commercialFileNames();
[[nodiscard]] bool looksLikeComposerFile(const QByteArray& bytes); ///< a JSON object

/// The three files of the commercial edition (facts §13) from a folder of this computer, keyed by their path
/// in the run folder ("commercial/composer.json" …). All must be there and be JSON objects; otherwise
/// FileUnreadable, `facts` is {path}.
[[nodiscard]] Result<QMap<QString, QByteArray>> readCommercialFiles(const QString& folder);

/// A file that holds secrets: 0600 from its first byte, made in the folder of `path` (which is made, 0700,
/// where it isn't there), and only on commit() at `path`, as a whole. Without commit() nothing is left
/// behind.
class PrivateFile {
public:
    explicit PrivateFile(QString path);
    void append(const QByteArray& bytes);                               ///< a failure shows at commit()
    [[nodiscard]] QByteArray sha256() const { return m_hash.result(); } ///< of what was appended
    [[nodiscard]] Result<void> commit();                                ///< FileUnwritable; `facts` is {path}
    [[nodiscard]] Result<void> state() const;                           ///< what commit() would say so far

private:
    QString m_path;
    QTemporaryFile m_file;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    QString m_why; ///< why it can't be written, once it couldn't
};

[[nodiscard]] Result<void> writePrivately(const QString& path, const QByteArray& bytes);

} // namespace df
