#include "advise/env_merge_rules.h"

#include <QCoreApplication>

#include <iterator>

namespace df {

namespace {

// The sentences of resources/data/env-merge.json again, where lupdate finds them. A test holds the two lists
// together.
const char* const kWords[] = {
    QT_TRANSLATE_NOOP("EnvMerge",
                      "It opens the stored secrets that come over; with another key they could not be read."),
    QT_TRANSLATE_NOOP("EnvMerge", "Earlier keys of the stored secrets that come over."),
    QT_TRANSLATE_NOOP("EnvMerge",
                      "Stored secrets can only be read with the cipher that they were written with."),
    QT_TRANSLATE_NOOP(
        "EnvMerge", "Users stay signed in: sessions are signed with it, or with APP_KEY if it isn't there."),
    QT_TRANSLATE_NOOP("EnvMerge", "Sessions that are open now were signed with this."),
    QT_TRANSLATE_NOOP("EnvMerge", "Your licence moves with DreamFactory."),
    QT_TRANSLATE_NOOP(
        "EnvMerge", "The tables come over under the names that they have, and these begin with this prefix."),
    QT_TRANSLATE_NOOP("EnvMerge",
                      "It says which kind of database the new server uses; both servers use the same."),
    QT_TRANSLATE_NOOP("EnvMerge", "The new server has a database of its own; with the old one's settings it "
                                  "would write into the old one's."),
    QT_TRANSLATE_NOOP("EnvMerge", "New tables are made like those that come over."),
    QT_TRANSLATE_NOOP("EnvMerge", "Applications rely on how the API behaves."),
    QT_TRANSLATE_NOOP("EnvMerge", "It belongs to the new server's database."),
    QT_TRANSLATE_NOOP(
        "EnvMerge",
        "The new server keeps its cache where it does now. Nothing is lost: a cache fills itself again."),
    QT_TRANSLATE_NOOP("EnvMerge", "For how long answers are kept is part of how the API behaves."),
    QT_TRANSLATE_NOOP("EnvMerge",
                      "A cache belongs to its server: two servers that share one would disturb each other."),
    QT_TRANSLATE_NOOP("EnvMerge",
                      "Jobs are done at once unless a worker runs on the new server to do them later."),
    QT_TRANSLATE_NOOP(
        "EnvMerge",
        "A queue belongs to its server: the workers of two servers would take each other's jobs."),
    QT_TRANSLATE_NOOP("EnvMerge", "It names a server that the new one reaches."),
    QT_TRANSLATE_NOOP(
        "EnvMerge",
        "Where sessions of web pages are kept belongs to the server; log-ins to the API don't depend on it."),
    QT_TRANSLATE_NOOP(
        "EnvMerge",
        "Two servers must not write into one access log: the migrations of a new release empty it."),
    QT_TRANSLATE_NOOP("EnvMerge", "It says how the new server was installed."),
    QT_TRANSLATE_NOOP("EnvMerge", "The address under which users reach the new server."),
    QT_TRANSLATE_NOOP("EnvMerge", "It belongs to the network in which the new server stands."),
    QT_TRANSLATE_NOOP("EnvMerge", "A place on the machine."),
    QT_TRANSLATE_NOOP(
        "EnvMerge",
        "With another cost than the stored passwords have, the first log-in destroys a password."),
    QT_TRANSLATE_NOOP("EnvMerge", "The page that / leads to."),
    QT_TRANSLATE_NOOP("EnvMerge", "Links in mails lead to this page."),
    QT_TRANSLATE_NOOP("EnvMerge", "DreamFactory goes on as it was set up."),
    QT_TRANSLATE_NOOP("EnvMerge", "What is logged stays as it was set up."),
    QT_TRANSLATE_NOOP("EnvMerge", "Mails go out as they did."),
    QT_TRANSLATE_NOOP("EnvMerge", "An account at another provider: your data there moves with DreamFactory."),
    QT_TRANSLATE_NOOP("EnvMerge", "DreamFactory doesn't know this key; your own code may read it."),
};

} // namespace

QStringList envMergeWords() {
    QStringList all;
    for (const char* const* w = std::begin(kWords); w != std::end(kWords); ++w)
        all << QString::fromUtf8(*w);
    return all;
}

} // namespace df
