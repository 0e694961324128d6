#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QObject>

#include <functional>

namespace df {

/// The system's keychain (Secret Service, macOS Keychain, Windows Credential Manager). Asynchronous: results
/// come in the calling thread's event loop, and are dropped when `context` is gone. That there is none is a
/// normal outcome (NotAvailable): the secret is then kept for this session only. It never falls back to a
/// plain-text store.
class Keychain : public QObject {
    Q_OBJECT

public:
    explicit Keychain(QString service = QStringLiteral("df-upgrade-wizard"), QObject* parent = nullptr)
        : QObject(parent), m_service(std::move(service)) {}

    enum class Kind { Password, Passphrase, SudoPassword };
    /// One entry per server and kind; `server` is SavedServer::id().
    [[nodiscard]] static QString key(const QString& server, Kind kind);

    /// SecretMissing {key}: nothing stored. NotAvailable {reason}: no-keychain, denied or failed.
    void read(const QString& key, QObject* context, std::function<void(const Result<Secret>&)> done) const;
    void store(const QString& key, const Secret& secret, QObject* context,
               std::function<void(const Result<void>&)> done) const;
    /// Removing what isn't there is fine.
    void remove(const QString& key, QObject* context, std::function<void(const Result<void>&)> done) const;

private:
    QString m_service;
};

} // namespace df
