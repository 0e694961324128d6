#include "advise/platform.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace df {
namespace {

QJsonObject parsed(const QString& json) { return QJsonDocument::fromJson(json.toUtf8()).object(); }

void sortIn(ReleaseNeeds& needs, const QString& name, const QString& constraint, const QString& by) {
    const QString n = name.toLower();
    if (n == QLatin1String("php") || n == QLatin1String("php-64bit"))
        needs.php.append({n, constraint, by});
    else if (n.startsWith(QLatin1String("ext-")))
        needs.extensions.append({n, constraint, by});
    else if (n == QLatin1String("composer-runtime-api"))
        needs.runtime.append({n, constraint, by});
}

void addRequires(ReleaseNeeds& needs, const QJsonObject& package, const QString& by) {
    const QJsonObject require = package[QLatin1String("require")].toObject();
    for (auto it = require.begin(); it != require.end(); ++it)
        sortIn(needs, it.key(), it.value().toString(), by);
}

void addProvided(ReleaseNeeds& needs, const QJsonObject& package) {
    for (const auto key : {QLatin1String("provide"), QLatin1String("replace")}) {
        const QJsonObject map = package[key].toObject();
        for (auto it = map.begin(); it != map.end(); ++it)
            if (it.key().startsWith(QLatin1String("ext-"), Qt::CaseInsensitive))
                needs.provided.insert(it.key().toLower());
    }
}

/// A lock asks the same few things over and over, and each is asked of several PHPs.
std::optional<Constraint> constraintOf(const QString& text) {
    thread_local QHash<QString, std::optional<Constraint>> known;
    if (const auto it = known.constFind(text); it != known.constEnd())
        return *it;
    if (known.size() > 1000)
        known.clear();
    return *known.insert(text, Constraint::parse(text));
}

bool admits(const PlatformNeed& need, const Version& version) {
    const auto constraint = constraintOf(need.constraint);
    return constraint && constraint->matches(version);
}

constexpr const char* knownMinors[] = {"5.5", "5.6", "7.0", "7.1", "7.2", "7.3", "7.4",
                                       "8.0", "8.1", "8.2", "8.3", "8.4", "8.5", "8.6"};
constexpr const char* minorsToCome[] = {"8.7", "8.8", "8.9", "8.20", "9.0", "9.1", "9.9", "10.0", "99.0"};

/// A late patch release stands for its minor.
Version lateIn(const char* minor) { return platformVersion(QLatin1String(minor) + QLatin1String(".90")); }

/// One bit for each PHP that the need admits.
quint64 admitted(const PlatformNeed& need) {
    quint64 bits = 0, bit = 1;
    for (const auto& minors : {QVector<const char*>(std::begin(knownMinors), std::end(knownMinors)),
                               QVector<const char*>(std::begin(minorsToCome), std::end(minorsToCome))})
        for (const char* minor : minors) {
            bits |= admits(need, lateIn(minor)) ? bit : 0;
            bit <<= 1;
        }
    return bits;
}

} // namespace

int ReleaseNeeds::laravel() const { return majorOf(packages.value(QStringLiteral("laravel/framework"))); }

ReleaseNeeds readNeeds(const ReleaseFacts& release) {
    ReleaseNeeds needs;
    addRequires(needs, parsed(release.composerJson), QStringLiteral("composer.json"));
    const QJsonObject lock = parsed(release.composerLock);
    needs.readable = lock[QLatin1String("packages")].isArray();
    needs.pluginApi = lock[QLatin1String("plugin-api-version")].toString();
    for (const auto& v : lock[QLatin1String("packages")].toArray()) {
        const QJsonObject package = v.toObject();
        const QString name = package[QLatin1String("name")].toString();
        needs.packages.insert(name, package[QLatin1String("version")].toString());
        addRequires(needs, package, name);
        addProvided(needs, package);
    }
    return needs;
}

int majorOf(const QString& version) {
    const auto v = Version::parse(version);
    return v ? v->number(0) : 0;
}

Version platformVersion(const QString& text) {
    if (const auto v = Version::parse(text); v && !v->isBranch())
        return *v;
    static const QRegularExpression start(QStringLiteral("^\\d+(\\.\\d+){0,3}"));
    if (const auto m = start.match(text); m.hasMatch())
        if (const auto v = Version::parse(m.captured()))
            return *v;
    return *Version::parse(QStringLiteral("0"));
}

bool meets(const QString& version, const PlatformNeed& need) {
    return admits(need, platformVersion(version));
}

QVector<PlatformNeed> unmetPhp(const ReleaseNeeds& needs, const QString& phpVersion) {
    const Version php = platformVersion(phpVersion);
    QVector<PlatformNeed> unmet;
    std::copy_if(needs.php.begin(), needs.php.end(), std::back_inserter(unmet),
                 [&](const PlatformNeed& n) { return !admits(n, php); });
    return unmet;
}

QStringList fittingPhp(const ReleaseNeeds& needs) {
    QStringList fitting;
    for (const char* minor : knownMinors) {
        const Version php = lateIn(minor);
        if (std::all_of(needs.php.begin(), needs.php.end(),
                        [&](const PlatformNeed& n) { return admits(n, php); }))
            fitting << QLatin1String(minor);
    }
    return fitting;
}

std::optional<std::pair<PlatformNeed, PlatformNeed>> contradiction(const ReleaseNeeds& needs) {
    if (!fittingPhp(needs).isEmpty())
        return std::nullopt;
    QVector<quint64> bits;
    for (const PlatformNeed& need : needs.php) {
        // Where the release's own word is for a PHP to come, that is what is missing here.
        const bool known = std::any_of(std::begin(knownMinors), std::end(knownMinors),
                                       [&](const char* minor) { return admits(need, lateIn(minor)); });
        bits << (known || need.by != QLatin1String("composer.json") ? admitted(need) : 0);
    }
    for (qsizetype i = 0; i < bits.size(); ++i)
        for (qsizetype j = i + 1; j < bits.size(); ++j) // 0: one that can't be read says nothing
            if (bits[i] != 0 && bits[j] != 0 && (bits[i] & bits[j]) == 0)
                return std::pair(needs.php[i], needs.php[j]);
    return std::nullopt;
}

QVector<PlatformNeed> unmetExtensions(const ReleaseNeeds& needs, const PhpFacts& php) {
    QMap<QString, PlatformNeed> unmet;
    for (const PlatformNeed& n : needs.extensions) {
        if (needs.provided.contains(n.name))
            continue;
        QString name = n.name.mid(4);
        auto found = php.extensions.find(name);
        if (found == php.extensions.end()) // Composer writes "ext-zend-opcache" for "Zend OPcache"
            found = php.extensions.find(name.replace(QLatin1Char('-'), QLatin1Char(' ')));
        if (found != php.extensions.end() && meets(*found, n))
            continue;
        if (!unmet.contains(n.name) || unmet[n.name].constraint == QLatin1String("*"))
            unmet.insert(n.name, n);
    }
    return unmet.values().toVector();
}

} // namespace df
