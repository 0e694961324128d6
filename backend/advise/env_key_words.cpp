#include "advise/env_key_words.h"

#include <QCoreApplication>

#include <iterator>

namespace df {

namespace {

// The sentences of resources/data/env-keys.json again, where lupdate finds them. A test holds the two lists
// together.
const char* const kWords[] = {
    QT_TRANSLATE_NOOP("EnvKeys", "From 7.0.2 the cache store is read from CACHE_STORE only."),
    QT_TRANSLATE_NOOP(
        "EnvKeys",
        "From 7.0.1 DB_DRIVER is ignored: without DB_CONNECTION an empty SQLite database would be used."),
    QT_TRANSLATE_NOOP("EnvKeys", "From 7.0.1 PostgreSQL's connection string is read from DB_URL."),
    QT_TRANSLATE_NOOP("EnvKeys", "From 7.0.1 BROADCAST_DRIVER is no longer read."),
    QT_TRANSLATE_NOOP("EnvKeys", "From 7.0.1 FILESYSTEM_DRIVER is no longer read."),
    QT_TRANSLATE_NOOP("EnvKeys", "From 7.7.0 Memcached's host is read from MEMCACHED_HOST only."),
    QT_TRANSLATE_NOOP("EnvKeys", "From 7.7.0 Memcached's port is read from MEMCACHED_PORT only."),
    QT_TRANSLATE_NOOP("EnvKeys", "From 7.7.0 MAIL_ENCRYPTION is no longer read."),
    QT_TRANSLATE_NOOP("EnvKeys", "From 3.1.0 the queue is read from QUEUE_CONNECTION."),
    QT_TRANSLATE_NOOP("EnvKeys", "From 3.1.0 the log channel is read from LOG_CHANNEL."),
    QT_TRANSLATE_NOOP("EnvKeys", "From 3.1.0 AWS_KEY is no longer read."),
    QT_TRANSLATE_NOOP("EnvKeys", "From 3.1.0 AWS_SECRET is no longer read."),
    QT_TRANSLATE_NOOP("EnvKeys", "From 3.1.0 AWS_REGION is no longer read."),
    QT_TRANSLATE_NOOP("EnvKeys", "From 3.1.0 SQS_KEY is no longer read."),
    QT_TRANSLATE_NOOP("EnvKeys", "From 3.1.0 SQS_SECRET is no longer read."),
    QT_TRANSLATE_NOOP("EnvKeys", "From 3.1.0 SQS_REGION is no longer read."),
    QT_TRANSLATE_NOOP(
        "EnvKeys",
        "From 2.7.0 the cipher is read from APP_CIPHER; another one could not read the stored secrets."),
    QT_TRANSLATE_NOOP("EnvKeys", "From 2.7.0 DF_LOG_LEVEL is no longer read."),
    QT_TRANSLATE_NOOP("EnvKeys", "From 2.7.0 DF_CACHE_PREFIX is no longer read."),
    QT_TRANSLATE_NOOP("EnvKeys", "From 2.7.0 DF_CONFIRM_ADMIN_INVITE_URL is no longer read."),
    QT_TRANSLATE_NOOP("EnvKeys", "From 3.1.0 this number is in seconds; it was in minutes."),
    QT_TRANSLATE_NOOP("EnvKeys", "From 3.1.0 the names of log levels are in lower case."),
    QT_TRANSLATE_NOOP("EnvKeys", "The admin interface of this release has that page under /auth/; the old "
                                 "link in mails would lead nowhere."),
};

} // namespace

QStringList envKeyWords() {
    QStringList all;
    for (const char* const* w = std::begin(kWords); w != std::end(kWords); ++w)
        all << QString::fromUtf8(*w);
    return all;
}

} // namespace df
