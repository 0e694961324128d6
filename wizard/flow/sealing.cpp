#include "flow/sealing.h"

#include "flow/look_step.h"
#include "flow/move/env_secrets.h"
#include "flow/with_line.h"
#include "secrets/passphrase.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QPointer>
#include <QThreadPool>

namespace df {

namespace {

Result<QByteArray> readAndSeal(RemoteHost& host, const Installation& at, SealedContent content, SealedBy by,
                               const Secret& key, const CancelToken& cancel) {
    auto env = readEnvFile(host, at, cancel);
    if (!env)
        return fail(env.error());
    content.env = Secret(std::move(*env));
    return seal(content, by, key);
}

/// What is on the disk counts, not what was meant to be: it is read, and opened again.
Result<SealedCopy> writeAndProve(const QString& path, const QByteArray& bytes, SealedBy by,
                                 const Secret& key) {
    if (const auto written = writeForOwner(path, bytes); !written)
        return fail(written.error());
    const auto file = readSealedFile(path);
    if (!file)
        return fail(file.error());
    if (const auto opened = openSealed(*file, key); !opened)
        return fail(opened.error());
    const QByteArray hash = QCryptographicHash::hash(*file, QCryptographicHash::Sha256).toHex();
    return SealedCopy{path, by, QString::fromLatin1(hash), file->size()};
}

/// `work` on a thread of its own, `done` with its result in this one, unless `context` is gone by then.
template<class T>
void aside(QObject* context, std::function<Result<T>()> work, std::function<void(const Result<T>&)> done) {
    QThreadPool::globalInstance()->start(
        [guard = QPointer<QObject>(context), home = QThread::currentThread(), work, done] {
            const Result<T> result = work();
            auto* carrier = new QObject; // the context itself may only be looked at in its own thread
            carrier->moveToThread(home);
            QMetaObject::invokeMethod(
                carrier,
                [carrier, guard, done, result] {
                    carrier->deleteLater();
                    if (guard)
                        done(result);
                },
                Qt::QueuedConnection);
        });
}

} // namespace

Sealing::Sealing(HostWorker& worker, LookStep& look, const Keychain& keychain, QObject* parent)
    : QObject(parent), m_worker(worker), m_look(look), m_keychain(keychain) {}

QString Sealing::server() const { return m_look.facts().machine.hostName; }

QString Sealing::path() const {
    const Installation* at = m_look.installation();
    return at ? at->path + QStringLiteral("/.env") : QString();
}

void Sealing::sealByPassphrase(const QString& file, const Secret& passphrase) {
    begin({file, SealedBy::Passphrase, passphrase});
}

void Sealing::sealByKeychain(const QString& file) {
    if (const auto key = newKeychainKey())
        begin({file, SealedBy::Keychain, *key});
    else
        ended(fail(key.error()));
}

void Sealing::begin(const Job& job) {
    const Installation* at = m_look.installation();
    if (m_busy || !at)
        return;
    m_busy = true;
    m_error.reset();
    Q_EMIT changed();
    const SealedContent about{server(), path(), QDateTime::currentDateTimeUtc(), {}};
    const auto sealed = [this, job](const Result<QByteArray>& bytes) {
        if (!bytes)
            ended(fail(bytes.error()));
        else
            put(job, *bytes);
    };
    withLine(
        m_worker, this,
        [this, job, at = *at, about, sealed] {
            m_worker.runJob<QByteArray>(
                [job, at, about](RemoteHost& host, const CancelToken& cancel) {
                    return readAndSeal(host, at, about, job.by, job.key, cancel);
                },
                this, sealed);
        },
        [this](const Error& error) { ended(fail(error)); });
}

/// A file whose key was lost is worth nothing: the key is in its place first.
void Sealing::put(const Job& job, const QByteArray& bytes) {
    const auto write = [this, job, bytes] {
        aside<SealedCopy>(
            this, [job, bytes] { return writeAndProve(job.file, bytes, job.by, job.key); },
            [this](const Result<SealedCopy>& copy) { ended(copy); });
    };
    if (job.by == SealedBy::Passphrase) {
        write();
        return;
    }
    const auto head = readSealedHead(bytes);
    if (!head) {
        ended(fail(head.error()));
        return;
    }
    m_keychain.store(head->keychainKey(), job.key, this, [this, write](const Result<void>& stored) {
        if (stored)
            write();
        else
            ended(fail(stored.error()));
    });
}

void Sealing::ended(const Result<SealedCopy>& copy) {
    m_busy = false;
    if (copy)
        m_copies.append(*copy);
    else
        m_error = copy.error();
    Q_EMIT changed();
    if (copy)
        Q_EMIT sealed();
}

QJsonArray toJson(const QVector<SealedCopy>& copies) {
    QJsonArray json;
    for (const SealedCopy& c : copies)
        json.append(QJsonObject{{QStringLiteral("file"), c.file},
                                {QStringLiteral("keychain"), c.by == SealedBy::Keychain},
                                {QStringLiteral("sha256"), c.sha256},
                                {QStringLiteral("bytes"), c.bytes}});
    return json;
}

QVector<SealedCopy> sealedCopiesFromJson(const QJsonArray& json) {
    QVector<SealedCopy> copies;
    for (const QJsonValue& value : json) {
        const QJsonObject o = value.toObject();
        const bool keychain = o.value(QLatin1String("keychain")).toBool();
        copies.append(
            {o.value(QLatin1String("file")).toString(), keychain ? SealedBy::Keychain : SealedBy::Passphrase,
             o.value(QLatin1String("sha256")).toString(), o.value(QLatin1String("bytes")).toInteger()});
    }
    return copies;
}

void openSealedAside(const QByteArray& file, const Secret& key, QObject* context,
                     std::function<void(const Result<SealedContent>&)> done) {
    aside<SealedContent>(
        context, [file, key] { return openSealed(file, key); }, std::move(done));
}

} // namespace df
