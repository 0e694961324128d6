#include "advise/case.h"

#include "advise/text.h"

#include <algorithm>

namespace df {
namespace {

/// "6.3.0 or 7.0.0" → 6.3.0: the first one named.
std::optional<Version> firstVersion(const QString& text) {
    return Version::parse(text.section(QLatin1Char(' '), 0, 0));
}

int laravelByTag(const Catalogue& tables, const QString& tag) {
    const CatalogueRelease* release = tables.byTag(tag);
    return release ? majorOf(release->laravel) : 0;
}

Version release(const char* number) { return *Version::parse(QLatin1String(number)); }

} // namespace

bool Case::sameCommit() const { return !target.commit.isEmpty() && target.commit == here.code.commit; }

bool Case::sameRelease() const { return from && (sameCommit() || (to && *from == *to)); }

bool Case::toAtLeast(const char* number) const { return to && *to >= release(number); }

bool Case::fromBefore(const char* number) const { return from && *from < release(number); }

bool Case::beyond(const std::optional<Version>& number, int laravel, const EnvRule& rule) {
    if (rule.laravel > 0 && laravel > 0) {
        const bool notYet =
            number && std::any_of(rule.notYet.begin(), rule.notYet.end(), [&](const QString& tag) {
                const auto v = Version::parse(tag);
                return v && *v == *number;
            });
        return laravel >= rule.laravel && !notYet;
    }
    const auto since = Version::parse(rule.since);
    return number && since && *number >= *since;
}

bool Case::crosses(const EnvRule& rule) const {
    return !beyond(from, fromLaravel, rule) && beyond(to, toLaravel, rule);
}

QString Case::targetFile(const char* name) const {
    return Say::tr("%1 of %2").arg(QLatin1String(name), toText);
}

/// As `user`; nothing before it where that is who signs in.
static QString commandAs(const Case& c, const QString& user, const QString& command) {
    const bool same = user.isEmpty() || user == c.server.machine.signedInUser;
    return same ? QStringLiteral("$ ") + command
                : QStringLiteral("$ sudo -u %1 %2").arg(shellWord(user), command);
}

QString Case::gitCommand(const QString& words) const {
    return commandAs(*this, here.owner, QStringLiteral("git -C %1 %2").arg(shellWord(here.path), words));
}

QString Case::artisanCommand(const QString& words) const {
    return commandAs(
        *this, here.webUser.isEmpty() ? here.owner : here.webUser,
        QStringLiteral("php %1 %2").arg(shellWord(here.path + QLatin1String("/artisan")), words));
}

QString Case::composerCommand(const QString& words) const {
    return commandAs(*this, here.owner, QStringLiteral("composer %2 -d %1").arg(shellWord(here.path), words));
}

Case makeCase(const ServerFacts& server, const Installation& here, const QVector<ReleaseTag>& tags,
              const ReleaseFacts& target, const AdviceChoices& choices, const Catalogue& tables) {
    Case c{server, here, tags, target, choices, tables, readNeeds(target), {}, {}, {}, {}, {}, 0, 0};
    c.php = choosePhp(server.machine, here, c.needs);
    c.fromText = here.code.version;
    c.toText = target.tag;
    c.from = firstVersion(here.code.version);
    c.to = firstVersion(target.tag);
    c.fromLaravel = majorOf(here.code.lockedPackages.value(QStringLiteral("laravel/framework")));
    c.toLaravel = c.needs.laravel();
    if (c.fromLaravel == 0 && c.from)
        c.fromLaravel = laravelByTag(tables, here.code.version.section(QLatin1Char(' '), 0, 0));
    if (c.toLaravel == 0)
        c.toLaravel = laravelByTag(tables, target.tag);
    return c;
}

} // namespace df
