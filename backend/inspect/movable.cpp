#include "inspect/movable.h"

#include "inspect/facts_archive.h"
#include "inspect/json_clip.h"
#include "inspect/probe_script.h"

#include "core/shell.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace df {

template<class A>
void fields(A& a, MovableEntry& f) {
    a("path", f.path);
    a("kind", f.kind);
    a("folder", f.folder);
    a("bytes", f.bytes);
    a("files", f.files);
    a("atLeast", f.atLeast);
    a("ticked", f.ticked);
    a("neededBy", f.neededBy);
    a("except", f.except);
    a("linkTo", f.linkTo);
}

template<class A>
void fields(A& a, CannotMove& f) {
    a("what", f.what);
    a("doThis", f.doThis);
}

template<class A>
void fields(A& a, Movable& f) {
    a("entries", f.entries);
    a("cannotMove", f.cannotMove);
}

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(Movable)
};

constexpr int mostEntries = 500;

/// What a page and a command on a server can take: no control characters, no way out of the folder.
bool isSoundPath(const QString& path) {
    const bool odd = std::any_of(path.begin(), path.end(), [](QChar c) { return c.unicode() < 32; });
    const QStringList parts = path.split(QLatin1Char('/'));
    return !path.isEmpty() && path != QLatin1String("/") && !odd && !parts.contains(QStringLiteral("..")) &&
           !parts.mid(1).contains(QString()) && !parts.contains(QStringLiteral("."));
}

/// Entries that can be taken at their word, each path once.
QVector<MovableEntry> soundOnes(const QVector<MovableEntry>& all) {
    QVector<MovableEntry> sound;
    QStringList seen;
    for (const MovableEntry& e : all) {
        if (!isSoundPath(e.path) || seen.contains(e.path) || sound.size() >= mostEntries)
            continue;
        seen << e.path;
        sound.append(e);
        sound.last().bytes = std::max<qint64>(0, e.bytes);
        sound.last().files = std::max<qint64>(0, e.files);
    }
    return sound;
}

const MovableEntry* find(const Movable& m, const QString& path) {
    const auto it = std::find_if(m.entries.begin(), m.entries.end(),
                                 [&](const MovableEntry& e) { return e.path == path; });
    return it == m.entries.end() ? nullptr : &*it;
}

/// What the PHP part is told: the look's own facts, so that it needs neither database nor git.
QByteArray question(const QString& nonce, const Installation& in) {
    const QJsonObject ask{
        {QStringLiteral("nonce"), nonce},
        {QStringLiteral("root"), in.path},
        {QStringLiteral("servicePaths"), QJsonArray::fromStringList(in.database.servicePaths)},
        {QStringLiteral("systemDatabase"),
         in.database.engine == DatabaseEngine::Sqlite ? in.database.name : QString()},
        {QStringLiteral("interface"), in.code.uiGeneration},
        {QStringLiteral("commercial"), in.code.commercial}};
    return "<?php\n$ask = json_decode(base64_decode('" +
           QJsonDocument(ask).toJson(QJsonDocument::Compact).toBase64() + "'), true);\n";
}

} // namespace

QString MovableEntry::why() const {
    switch (kind) {
    case MovableKind::StorageFolder:
        return path == QLatin1String("storage/app") ? Words::tr("What users and services have stored.")
                                                    : Words::tr("Files that don't come with the release.");
    case MovableKind::ServiceDatabase:
        return Words::tr("SQLite databases of services.");
    case MovableKind::ServiceFolder:
        return Words::tr("A folder that services use.");
    case MovableKind::Certificate:
        return Words::tr("A certificate or key that services use.");
    case MovableKind::ServiceFile:
        return Words::tr("A file that services use.");
    case MovableKind::CustomFile:
        return Words::tr("Somebody put it into the web folder; it doesn't come with the release.");
    case MovableKind::CommercialFile:
        return Words::tr("It belongs to the old server's release. The new server has its own.");
    }
    return {};
}

QStringList Movable::tickedByDefault() const {
    QStringList paths;
    for (const MovableEntry& e : entries)
        if (e.ticked)
            paths << e.path;
    return paths;
}

qint64 Movable::bytesOf(const QStringList& paths) const {
    qint64 bytes = 0;
    for (const QString& path : paths)
        if (const MovableEntry* e = find(*this, path))
            bytes += std::min(e->bytes, (1LL << 60) - bytes);
    return bytes;
}

bool Movable::atLeast(const QStringList& paths) const {
    return std::any_of(paths.begin(), paths.end(), [&](const QString& path) {
        const MovableEntry* e = find(*this, path);
        return e && e->atLeast;
    });
}

Command movableCommand(const QString& nonce, const Installation& in, Privilege privilege) {
    const QString php = in.php.binary.isEmpty() ? QStringLiteral("php") : in.php.binary;
    Command c;
    c.script =
        QStringLiteral("LC_ALL=C; export LC_ALL; cd / || exit 1\nDF_PHP=%1\n").arg(shellQuote(php)) +
        QStringLiteral("exec \"$DF_PHP\" -d display_errors=0 -d log_errors=0 -d auto_prepend_file= "
                       "-d auto_append_file= -d disable_functions= -d open_basedir= -d max_execution_time=0 "
                       "-d memory_limit=512M -d default_charset=UTF-8 --\n");
    const QByteArray code = remoteFile(QStringLiteral("movable.php"));
    c.input = question(nonce, in) + code.mid(code.indexOf('\n') + 1); // without its own opening tag
    c.privilege = privilege;
    c.timeout = std::chrono::seconds(75); // its own budget is 45
    return c;
}

Result<Movable> parseMovable(const QByteArray& answer, const QString& nonce, const Installation& in) {
    const QByteArray begin = "<<df " + nonce.toLatin1() + " begin>>\n",
                     end = "\n<<df " + nonce.toLatin1() + " end>>";
    const auto from = answer.indexOf(begin), to = answer.indexOf(end, from);
    const QJsonDocument document =
        from < 0 || to < 0
            ? QJsonDocument()
            : QJsonDocument::fromJson(answer.mid(from + begin.size(), to - from - begin.size()));
    if (!document.isObject())
        return fail(ErrorCode::BadAnswer, QStringLiteral("the list of files gave no answer"), {in.path},
                    clipText(QString::fromUtf8(answer).trimmed(), 8000));
    Movable m = movableFromJson(clipJson(document.object()).toObject());
    for (CannotMove& one : m.cannotMove)
        one = {Words::tr("Belongs to the machine, or has a name that can't be carried: %1.").arg(one.what),
               Words::tr("Install, mount or copy it on the new server yourself.")};
    m.cannotMove += cannotMove(in);
    return m;
}

Result<Movable> readMovable(RemoteHost& host, const Installation& in, const CancelToken& cancel) {
    const QString nonce = freshNonce();
    const auto answer = host.run(
        movableCommand(nonce, in, host.canBeRoot() ? Privilege::Root : Privilege::SignedInUser), cancel);
    if (!answer)
        return tl::unexpected(answer.error());
    return parseMovable(answer->out, nonce, in);
}

QJsonObject toJson(const Movable& movable) {
    Movable copy = movable;
    archive::Writer w;
    fields(w, copy);
    return w.object();
}

Movable movableFromJson(const QJsonObject& json) {
    Movable m;
    archive::Reader r(json);
    fields(r, m);
    m.entries = soundOnes(m.entries);
    return m;
}

QString toString(MovableKind kind) {
    switch (kind) {
    case MovableKind::StorageFolder:
        return QStringLiteral("storage-folder");
    case MovableKind::ServiceDatabase:
        return QStringLiteral("service-database");
    case MovableKind::ServiceFolder:
        return QStringLiteral("service-folder");
    case MovableKind::Certificate:
        return QStringLiteral("certificate");
    case MovableKind::ServiceFile:
        return QStringLiteral("service-file");
    case MovableKind::CustomFile:
        return QStringLiteral("custom-file");
    case MovableKind::CommercialFile:
        return QStringLiteral("commercial-file");
    }
    return {};
}

} // namespace df
