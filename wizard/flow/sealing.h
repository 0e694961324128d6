#pragma once

#include "core/error.h"
#include "core/result.h"
#include "core/secret.h"
#include "inspect/server_facts.h"
#include "secrets/keychain.h"
#include "secrets/sealed_file.h"

#include <QObject>
#include <QString>
#include <QVector>

#include <functional>
#include <optional>

namespace df {

class HostWorker;
class LookStep;

/// A sealed copy of .env that was written to this computer, and opened again to prove it.
struct SealedCopy {
    QString file;
    SealedBy by = SealedBy::Passphrase;
    QString sha256; ///< of the file, hexadecimal
    qint64 bytes = 0;
};

/// Keeps a sealed copy of the .env of the server that is upgraded, or moved from. Reads there, writes here.
class Sealing : public QObject {
    Q_OBJECT
public:
    Sealing(HostWorker& worker, LookStep& look, const Keychain& keychain, QObject* parent = nullptr);
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] const QVector<SealedCopy>& copies() const { return m_copies; }
    /// What was written before, as a journal knows it.
    void takeCopies(const QVector<SealedCopy>& copies) { m_copies = copies; }
    [[nodiscard]] QString server() const; ///< whose .env it is, for people
    [[nodiscard]] QString path() const;   ///< where it is there
    /// By this passphrase, as newPassphrase() made it.
    void sealByPassphrase(const QString& file, const Secret& passphrase);
    /// By a new key, which is in the keychain before the file is written.
    void sealByKeychain(const QString& file);

Q_SIGNALS:
    void changed();
    void sealed(); ///< the last of copies() was added

private:
    struct Job {
        QString file;
        SealedBy by = SealedBy::Passphrase;
        Secret key;
    };
    void begin(const Job& job);
    void put(const Job& job, const QByteArray& bytes);
    void ended(const Result<SealedCopy>& copy);

    HostWorker& m_worker;
    LookStep& m_look;
    const Keychain& m_keychain;
    bool m_busy = false;
    std::optional<Error> m_error;
    QVector<SealedCopy> m_copies;
};

[[nodiscard]] QJsonArray toJson(const QVector<SealedCopy>& copies);
[[nodiscard]] QVector<SealedCopy> sealedCopiesFromJson(const QJsonArray& json);

/// Opens it on a thread of its own (a passphrase takes a second); `done` comes in the caller's thread, and
/// never when `context` is gone.
void openSealedAside(const QByteArray& file, const Secret& key, QObject* context,
                     std::function<void(const Result<SealedContent>&)> done);

} // namespace df
