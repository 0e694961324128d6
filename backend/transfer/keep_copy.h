#pragma once

#include "transfer/frame.h"

#include <QCryptographicHash>
#include <QFile>
#include <QString>

namespace df {

/// Writes what passes into a folder of this computer: <id>, or files/ and files-abs/, for the owner alone.
/// Links are not made but listed in <id>.links, names that this system doesn't know are written with %.
/// A problem ends the copy, not the transfer. To be used from one thread.
class KeepCopy {
public:
    KeepCopy(const QString& folder, const QString& id);

    void take(const Frame& frame);
    [[nodiscard]] QString problem() const { return m_problem; } ///< empty: all that passed is there

    /// Where the entry goes below the folder; empty: nowhere, it has no name that could be one.
    [[nodiscard]] static QString placeOf(const FrameEntry& entry, const QString& id);

private:
    void begin(const FrameEntry& entry);
    void beginFile(const QString& path, qint64 blocks);
    void end(const QByteArray& hash);
    void remove(const FrameEntry& entry);
    void listLink(const FrameEntry& entry);
    void stop(const QString& problem);
    [[nodiscard]] bool makeFolder(const QString& path);

    QString m_folder, m_id, m_problem;
    QString m_target; ///< of the file that is being written
    QFile m_file;
};

} // namespace df
