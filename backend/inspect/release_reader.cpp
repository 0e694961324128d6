#include "inspect/release_reader.h"

#include "core/shell.h"
#include "core/version.h"
#include "inspect/json_clip.h"
#include "inspect/probe_script.h"
#include "inspect/release_notes.h"

#include <QRegularExpression>

#include <algorithm>

namespace df {

namespace {

constexpr qsizetype kMostTags = 5000, kLargestFile = 8 * 1024 * 1024, kMostNotes = 200;

/// What the answer says about releases, before it is known which of it counts.
struct NotesRead {
    QVector<SaidOfRelease> said;
    QString changelog, after;
};

/// `ls-remote` lists an annotated tag twice; the line with ^{} is what it points at.
void listLine(const QString& text, QMap<QString, QString>& commits) {
    static const QRegularExpression form(
        QStringLiteral("^([0-9a-f]{40,64}) refs/tags/([^\\s^]{1,200}?)(\\^\\{\\})?$"));
    const auto m = form.match(text);
    if (!m.hasMatch() || commits.size() >= kMostTags)
        return;
    if (!m.captured(3).isEmpty() || !commits.contains(m.captured(2)))
        commits.insert(m.captured(2), m.captured(1));
}

QVector<ReleaseTag> inOrder(const QMap<QString, QString>& commits) {
    QVector<std::pair<Version, ReleaseTag>> list;
    for (auto it = commits.begin(); it != commits.end(); ++it)
        if (const auto version = Version::parse(it.key()))
            list.append({*version, {it.key(), it.value()}});
    std::stable_sort(list.begin(), list.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    QVector<ReleaseTag> out;
    for (const auto& pair : list)
        out.append(pair.second);
    return out;
}

QString versionIn(const QString& configApp) {
    static const QRegularExpression form(
        QStringLiteral("^\\s*['\"]version['\"]\\s*=>\\s*['\"]([^'\"]{1,60})['\"]"),
        QRegularExpression::MultilineOption);
    return form.match(configApp).captured(1);
}

QStringList paths(const QByteArray& endedByNul, int atMost) {
    QStringList list;
    for (const QByteArray& path : endedByNul.split('\0'))
        if (!path.isEmpty() && list.size() < atMost)
            list << clipText(QString::fromUtf8(path), 4096);
    return list;
}

void fileLine(ReleaseFacts& r, const QString& name, const QByteArray& base64) {
    const QByteArray bytes = QByteArray::fromBase64(base64);
    if (bytes.size() > kLargestFile)
        return;
    const QString text = QString::fromUtf8(bytes);
    if (name == QLatin1String("composer.json"))
        r.composerJson = text;
    else if (name == QLatin1String("composer.lock"))
        r.composerLock = text;
    else if (name == QLatin1String(".env-dist"))
        r.envDist = text;
    else if (name == QLatin1String("config/app.php"))
        r.configVersion = versionIn(text);
    else if (name == QLatin1String("/"))
        r.trackedTopLevel = paths(bytes, 5000);
    else if (name == QLatin1String("//overwritten"))
        r.overwritten = paths(bytes, 500);
    else if (name == QLatin1String("//unfitting")) {
        r.changesThatDontApply = paths(bytes, 500);
        r.changesTried = true;
    }
}

/// "6.3.0 or 7.0.0" → "6.3.0"; empty where it is no plain number, which is all that the script takes.
QString plainNumber(const QString& version) {
    static const QRegularExpression form(QStringLiteral("^\\d+(\\.\\d+){1,3}$"));
    const QString first = version.section(QLatin1Char(' '), 0, 0);
    return form.match(first).hasMatch() ? first : QString();
}

void noteLine(NotesRead& notes, const QList<QByteArray>& f) {
    static const QRegularExpression date(QStringLiteral("^\\d{4}-\\d\\d-\\d\\d$"));
    if (notes.said.size() >= kMostNotes)
        return;
    const QString day = QString::fromUtf8(f[3]);
    notes.said.append({{clipText(QString::fromUtf8(f[1]), 200), date.match(day).hasMatch() ? day : QString(),
                        QString::fromUtf8(QByteArray::fromBase64(f[4]))},
                       f[2] != "tag"});
}

Error failure(const QString& kind, const QString& message, const QString& wanted) {
    Error e{ErrorCode::CommandFailed, {}, {kind, wanted}, message, true};
    if (kind == QLatin1String("no-tag")) {
        e.what = QStringLiteral("the server's remote has no release %1").arg(wanted);
        e.retry = false;
    } else if (kind == QLatin1String("list")) {
        e.what = QStringLiteral("the server could not ask its remote for releases");
    } else if (kind == QLatin1String("fetch")) {
        e.what = QStringLiteral("the server could not fetch release %1 from its remote").arg(wanted);
    } else {
        e.what = QStringLiteral("the release could not be read on the server: ") + kind;
    }
    return e;
}

Result<RemoteReleases> ask(RemoteHost& host, const Installation& in, const QString& wanted,
                           const CancelToken& cancel) {
    if (!in.code.isRepository || in.code.remoteName.isEmpty())
        return fail(ErrorCode::CommandFailed,
                    QStringLiteral("the installation has no git remote to ask for releases"),
                    {QStringLiteral("no-remote"), in.path}, in.code.whyNot);
    const QString nonce = freshNonce();
    Command c;
    c.script = QStringLiteral("DF_NONCE=%1\nDF_ROOT=%2\nDF_REMOTE=%3\nDF_WANTED=%4\nDF_INSTALLED=%5\n")
                   .arg(shellQuote(nonce), shellQuote(in.path), shellQuote(in.code.remoteName),
                        shellQuote(wanted), shellQuote(plainNumber(in.code.version))) +
               QString::fromUtf8(remoteFile(QStringLiteral("read_release.sh")));
    c.privilege = host.canBeRoot() ? Privilege::Root : Privilege::SignedInUser;
    c.timeout = std::chrono::seconds(600);
    c.maxOutput = 64 * 1024 * 1024;
    const auto answer = host.run(c, cancel);
    if (!answer)
        return tl::unexpected(answer.error());
    const QByteArray ours = fromMarker(answer->out, nonce);
    if (ours.isEmpty())
        return fail(ErrorCode::BadAnswer, QStringLiteral("reading the releases gave no answer"), {in.path},
                    clipText(QString::fromUtf8(answer->err).trimmed(), 8000));
    return parseReleases(ours, wanted);
}

} // namespace

QString newestRelease(const QVector<ReleaseTag>& tags) {
    static const QRegularExpression plain(QStringLiteral("^\\d+\\.\\d+(\\.\\d+){0,2}$"));
    for (auto it = tags.crbegin(); it != tags.crend(); ++it)
        if (plain.match(it->tag).hasMatch())
            return it->tag;
    return {};
}

Result<RemoteReleases> parseReleases(const QByteArray& output, const QString& wanted) {
    QMap<QString, QString> commits;
    RemoteReleases out;
    NotesRead notes;
    bool begun = false, ended = false;
    for (const QByteArray& line : output.split('\n')) {
        const auto f = line.split('\t');
        if (line.startsWith("<<df ")) {
            ended = ended || (begun && line.endsWith(" end>>"));
            begun = true;
        } else if (f.size() == 2 && f[0] == "L") {
            listLine(QString::fromUtf8(f[1]), commits);
        } else if (f.size() == 3 && f[0] == "C") {
            out.chosen.tag = clipText(QString::fromUtf8(f[1]), 200);
            out.chosen.commit = clipText(QString::fromUtf8(f[2]), 64);
        } else if (f.size() == 3 && f[0] == "F") {
            if (f[1] == "CHANGELOG.md")
                notes.changelog = QString::fromUtf8(QByteArray::fromBase64(f[2]));
            else
                fileLine(out.chosen, QString::fromUtf8(f[1]), f[2]);
        } else if (f.size() == 2 && f[0] == "A") {
            notes.after = plainNumber(QString::fromUtf8(f[1]));
        } else if (f.size() == 5 && f[0] == "N") {
            noteLine(notes, f);
        } else if (f.size() == 2 && f[0] == "S" && out.chosen.silentHosts.size() < 50) {
            out.chosen.silentHosts << clipText(QString::fromUtf8(f[1]), 255);
        } else if (f.size() == 3 && f[0] == "E") {
            return fail(
                failure(clipText(QString::fromUtf8(f[1]), 40), clipText(QString::fromUtf8(f[2])), wanted));
        }
    }
    if (!ended)
        return fail(ErrorCode::BadAnswer, QStringLiteral("the answer about the releases was cut off"));
    out.tags = inOrder(commits);
    out.chosen.notes = releaseNotes(notes.said, notes.changelog, notes.after, out.chosen.tag);
    if (!wanted.isEmpty() && (out.chosen.commit.size() < 40 || out.chosen.composerJson.isEmpty()))
        return fail(ErrorCode::BadAnswer,
                    QStringLiteral("release %1 has no composer.json").arg(out.chosen.tag),
                    {QStringLiteral("no-files"), wanted});
    return out;
}

Result<QVector<ReleaseTag>> listReleases(RemoteHost& host, const Installation& installation,
                                         const CancelToken& cancel) {
    auto answer = ask(host, installation, {}, cancel);
    if (!answer)
        return tl::unexpected(answer.error());
    return answer->tags;
}

Result<ReleaseFacts> readRelease(RemoteHost& host, const Installation& installation, const QString& tag,
                                 const CancelToken& cancel) {
    auto answer = ask(host, installation, tag, cancel);
    if (!answer)
        return tl::unexpected(answer.error());
    return answer->chosen;
}

Result<RemoteReleases> readReleases(RemoteHost& host, const Installation& installation, const QString& wanted,
                                    const CancelToken& cancel) {
    return ask(host, installation, wanted.isEmpty() ? QStringLiteral("newest") : wanted, cancel);
}

} // namespace df
