#include "secrets/keychain.h"

#include <qt6keychain/keychain.h>

namespace df {
namespace {

Error toError(const QKeychain::Job& job) {
    const auto notAvailable = [&](const char* reason) {
        return Error{ErrorCode::NotAvailable,
                     QStringLiteral("The keychain can't be used."),
                     {QLatin1String(reason)},
                     job.errorString(),
                     false};
    };
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return {ErrorCode::SecretMissing,
                QStringLiteral("The keychain has no such entry."),
                {job.key()},
                {},
                false};
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return notAvailable("denied");
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return notAvailable("no-keychain");
    default:
        return notAvailable("failed"); // without D-Bus libsecret reports just "other error"
    }
}

void prepare(QKeychain::Job* job, const QString& key) {
    job->setKey(key);
    job->setInsecureFallback(false);
    job->setAutoDelete(true);
}

} // namespace

QString Keychain::key(const QString& server, Kind kind) {
    switch (kind) {
    case Kind::Password:
        return server + QStringLiteral(" password");
    case Kind::Passphrase:
        return server + QStringLiteral(" passphrase");
    case Kind::SudoPassword:
        return server + QStringLiteral(" sudo");
    }
    return server;
}

void Keychain::read(const QString& key, QObject* context,
                    std::function<void(const Result<Secret>&)> done) const {
    auto* job = new QKeychain::ReadPasswordJob(m_service);
    prepare(job, key);
    connect(job, &QKeychain::Job::finished, context, [job, done = std::move(done)] {
        if (job->error() != QKeychain::NoError) {
            done(fail(toError(*job)));
            return;
        }
        done(Secret(job->binaryData()));
    });
    job->start();
}

void Keychain::store(const QString& key, const Secret& secret, QObject* context,
                     std::function<void(const Result<void>&)> done) const {
    auto* job = new QKeychain::WritePasswordJob(m_service);
    prepare(job, key);
    job->setBinaryData(secret.reveal());
    connect(job, &QKeychain::Job::finished, context, [job, done = std::move(done)] {
        done(job->error() == QKeychain::NoError ? Result<void>() : fail(toError(*job)));
    });
    job->start();
}

void Keychain::remove(const QString& key, QObject* context,
                      std::function<void(const Result<void>&)> done) const {
    auto* job = new QKeychain::DeletePasswordJob(m_service);
    prepare(job, key);
    connect(job, &QKeychain::Job::finished, context, [job, done = std::move(done)] {
        const bool gone = job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
        done(gone ? Result<void>() : fail(toError(*job)));
    });
    job->start();
}

} // namespace df
