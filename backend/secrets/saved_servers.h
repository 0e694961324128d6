#pragma once

#include "core/result.h"

#include <QDateTime>
#include <QVector>

namespace df {

/// A server that was connected to before. Everything but secrets: there is no field for one.
struct SavedServer {
    QString name; ///< what the user calls it; empty: its address
    QString host;
    int port = 22;
    QString user;
    QString signInWith; ///< "key-file", "agent" or "password"
    QString keyFile;
    QString rights;      ///< "sudo" or "none"
    QString lastVersion; ///< DreamFactory version seen there last; may be empty
    QDateTime lastSeen;  ///< when that was (UTC)
    QDateTime lastUsed;  ///< last sign-in (UTC)

    [[nodiscard]] QString id() const; ///< "user@host:port": the same entry; also the keychain's key
    [[nodiscard]] QString title() const { return name.isEmpty() ? host : name; }
};

/// The list of saved servers: a JSON file that only its owner can read, replaced as a whole. A broken file is
/// kept aside and said so, never overwritten. Safe against a second wizard that saves at the same moment.
class SavedServers {
public:
    explicit SavedServers(QString file = defaultFile()) : m_file(std::move(file)) {}

    struct Loaded {
        QVector<SavedServer> servers; ///< the most recently used first
        QString keptAside;            ///< not empty: the file was broken; this is where it went
    };
    /// No file is an empty list. FileUnreadable {path}: it can't be read, or a newer version of the program
    /// wrote it.
    [[nodiscard]] Result<Loaded> load() const;
    /// Adds it, or replaces the entry with the same id. FileUnwritable {path}.
    [[nodiscard]] Result<void> remember(const SavedServer& server) const;
    [[nodiscard]] Result<void> forget(const QString& id) const;

    [[nodiscard]] QString file() const { return m_file; }
    /// AppConfigLocation/servers.json
    [[nodiscard]] static QString defaultFile();

private:
    template<class Change>
    [[nodiscard]] Result<void> update(Change change) const;
    [[nodiscard]] Result<void> save(const QVector<SavedServer>& servers) const;

    QString m_file;
};

} // namespace df
