#include "inspect/version_decider.h"

#include "core/version.h"
#include "inspect/probe_script.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace df {

namespace {

QString core() { return QStringLiteral("dreamfactory/df-core"); }

bool isRelease(const QString& tag) {
    static const QRegularExpression plain(QStringLiteral("^v?\\d+(\\.\\d+){1,3}(-[0-9A-Za-z.-]+)?$"));
    return plain.match(tag).hasMatch() && Version::parse(tag);
}

bool older(const QString& a, const QString& b) {
    const auto x = Version::parse(a), y = Version::parse(b);
    return x && y ? *x < *y : a < b;
}

QStringList inOrder(QStringList tags) {
    tags.removeDuplicates();
    std::sort(tags.begin(), tags.end(), older);
    return tags;
}

QStringList tagsOfCommit(const QString& commit, const QVector<KnownRelease>& releases) {
    for (const auto& r : releases)
        if (!commit.isEmpty() && r.commit == commit)
            return inOrder(QStringList{r.tag} + r.sameCommitAs);
    return {};
}

QString bare(const QString& version) {
    return version.startsWith(QLatin1Char('v')) ? version.mid(1) : version;
}

/// The releases whose locked packages fit best: the same df-core, then the most other dreamfactory packages
/// in common.
QStringList tagsOfPackages(const QMap<QString, QString>& packages, const QVector<KnownRelease>& releases) {
    QStringList best;
    qsizetype most = 0;
    for (const auto& r : releases) {
        if (!packages.contains(core()) || bare(packages.value(core())) != bare(r.packages.value(core())))
            continue;
        qsizetype same = 0;
        for (auto it = r.packages.begin(); it != r.packages.end(); ++it)
            same += packages.contains(it.key()) && bare(packages.value(it.key())) == bare(it.value()) ? 1 : 0;
        if (same > most)
            best.clear();
        if (same >= most)
            best << r.tag;
        most = std::max(most, same);
    }
    return inOrder(best);
}

/// "6.3.0 or 7.0.0", "5.1.1–7.0.0"
QString range(const QStringList& tags) {
    if (tags.size() <= 2)
        return tags.join(QStringLiteral(" or "));
    return tags.first() + QStringLiteral("–") + tags.last();
}

/// "5.4.1-250-g29fdcba" → 5.4.1; nothing for an exact tag or something else.
QString describedBase(const QString& describe) {
    static const QRegularExpression after(QStringLiteral("^(.+)-(\\d+)-g[0-9a-f]+$"));
    const auto m = after.match(describe);
    return m.hasMatch() && isRelease(m.captured(1)) ? m.captured(1) : QString();
}

/// Of several names for one commit, the one that the code itself uses, else the oldest.
QString pick(const QStringList& tags, const QString& configVersion) {
    return tags.contains(configVersion) ? configVersion : tags.value(0);
}

QString guess(const CodeFacts& code, const QString& configVersion, QStringList fitting) {
    const QString base = describedBase(code.describe);
    QStringList later;
    for (const QString& tag : fitting)
        if (base.isEmpty() || !older(tag, base))
            later << tag;
    if (!later.isEmpty())
        fitting = later;
    if (fitting.isEmpty())
        return isRelease(configVersion) ? configVersion : base;
    if (fitting.contains(configVersion))
        return configVersion;
    return fitting.contains(base) ? base : fitting.last();
}

void answer(CodeFacts& code, const QString& source, const QString& says) {
    if (!says.isEmpty())
        code.versionAnswers.append({source, says});
}

QString packagesSay(const QMap<QString, QString>& packages, const QStringList& tags) {
    const QString version = packages.value(core());
    if (version.isEmpty())
        return {};
    return QStringLiteral("df-core %1").arg(version) +
           (tags.isEmpty() ? QString() : QStringLiteral(": ") + range(tags));
}

void answers(CodeFacts& code, const VersionMaterial& m, const QVector<KnownRelease>& releases) {
    code.versionAnswers.clear();
    answer(code, QStringLiteral("git commit"), range(tagsOfCommit(code.commit, releases)));
    answer(code, QStringLiteral("git tag"), range(inOrder(code.tagsAtHead)));
    answer(code, QStringLiteral("git tag of the remote"), range(inOrder(m.remoteTagsAtHead)));
    const QString base = describedBase(code.describe);
    answer(code, QStringLiteral("git describe"),
           base.isEmpty() ? code.describe : QStringLiteral("after %1 (%2)").arg(base, code.describe));
    answer(code, QStringLiteral("composer.lock"),
           packagesSay(code.lockedPackages, tagsOfPackages(code.lockedPackages, releases)));
    answer(code, QStringLiteral("installed.json"),
           packagesSay(code.installedPackages, tagsOfPackages(code.installedPackages, releases)));
    answer(code, QStringLiteral("config/app.php"), m.configVersion);
}

QStringList releasesOnly(const QStringList& tags) {
    QStringList out;
    std::copy_if(tags.begin(), tags.end(), std::back_inserter(out), isRelease);
    return inOrder(out);
}

/// Files put over the commit's: then the commit doesn't say what runs.
bool overwritten(const CodeFacts& code, const QString& configVersion, const QVector<KnownRelease>& releases) {
    if (!code.modified.contains(QStringLiteral("config/app.php")))
        return false;
    for (const auto& r : releases)
        if (r.tag == code.version)
            return !r.configVersion.isEmpty() && r.configVersion != configVersion;
    return false;
}

} // namespace

QVector<KnownRelease> knownReleases(const QByteArray& json) {
    QVector<KnownRelease> out;
    const QJsonArray list = QJsonDocument::fromJson(json).object().value(QLatin1String("releases")).toArray();
    for (const auto& v : list) {
        const QJsonObject o = v.toObject();
        KnownRelease r;
        r.tag = o.value(QLatin1String("tag")).toString();
        r.commit = o.value(QLatin1String("commit")).toString();
        r.configVersion = o.value(QLatin1String("version_in_config_app")).toString();
        for (const auto& same : o.value(QLatin1String("same_commit_as")).toArray())
            r.sameCommitAs << same.toString();
        const QJsonObject packages = o.value(QLatin1String("dreamfactory_packages_locked")).toObject();
        for (auto it = packages.begin(); it != packages.end(); ++it)
            r.packages.insert(it.key(), it.value().toString());
        if (!r.tag.isEmpty())
            out.append(r);
    }
    return out;
}

const QVector<KnownRelease>& builtInReleases() {
    static const QVector<KnownRelease> releases = [] {
        QFile file(QStringLiteral(":/df/data/releases.json"));
        return knownReleases(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }();
    return releases;
}

void decideVersion(CodeFacts& code, const VersionMaterial& m, const QVector<KnownRelease>& releases) {
    answers(code, m, releases);
    const QStringList sure[] = {tagsOfCommit(code.commit, releases), releasesOnly(code.tagsAtHead),
                                releasesOnly(m.remoteTagsAtHead)};
    for (const QStringList& tags : sure) {
        if (!tags.isEmpty()) {
            code.version = pick(tags, m.configVersion);
            code.versionCertain = !overwritten(code, m.configVersion, releases);
            return;
        }
    }
    const auto& packages =
        code.lockedPackages.contains(core()) ? code.lockedPackages : code.installedPackages;
    code.version = guess(code, m.configVersion, tagsOfPackages(packages, releases));
    code.versionCertain = false;
}

} // namespace df
