#include "advise/finding_kinds.h"

#include <algorithm>

namespace df {
namespace {

constexpr unsigned must = 1U << unsigned(Severity::MustFix);
constexpr unsigned should = 1U << unsigned(Severity::ShouldKnow);
constexpr unsigned fine = 1U << unsigned(Severity::Fine);

} // namespace

const QVector<FindingKind>& findingKinds() {
    // clang-format off
    static const QVector<FindingKind> kinds{
        {"disk-files", Area::Machine, must},
        {"disk-space", Area::Machine, must | fine},
        {"mounts", Area::Machine, must},
        {"read-only", Area::Machine, must},
        {"root-is-a-mount", Area::Machine, fine},
        {"no-root", Area::Access, must},
        {"root", Area::Access, fine},
        {"ext-mongodb", Area::Php, should},
        {"opcache", Area::Php, fine},
        {"php-cli-differs", Area::Php, fine},
        {"php-extensions", Area::Php, must | fine},
        {"php-version", Area::Php, must | fine},
        {"composer", Area::Composer, must | fine},
        {"admin-interface", Area::Release, must},
        {"downgrade", Area::Release, must},
        {"no-remote", Area::Release, must},
        {"prerelease", Area::Release, should},
        {"release-unknown", Area::Release, must},
        {"release-unreadable", Area::Release, must},
        {"remote", Area::Release, fine},
        {"remote-without-releases", Area::Release, must},
        {"same-release", Area::Release, must},
        {"shown-version", Area::Release, fine},
        {"stop-first", Area::Release, must},
        {"tag-moved", Area::Release, should},
        {"version-unknown", Area::Release, must},
        {"versions-disagree", Area::Release, should | fine},
        {"local-changes", Area::Code, should | fine},
        {"modes", Area::Code, fine},
        {"not-a-repository", Area::Code, must},
        {"repository", Area::Code, fine},
        {"config-cached", Area::Env, should},
        {"env-file", Area::Env, must},
        {"env-keys", Area::Env, fine},
        {"env-problems", Area::Env, fine},
        {"routes-cached", Area::Env, fine},
        {"app-key", Area::AppKey, must | fine},
        {"app-key-mixed", Area::AppKey, should},
        {"database", Area::Database, fine},
        {"database-engine", Area::Database, must},
        {"database-rights", Area::Database, must},
        {"database-unreachable", Area::Database, must},
        {"dump-tool", Area::Database, must},
        {"no-scratch", Area::Database, must},
        {"password-costs", Area::Database, should},
        {"passwords", Area::Database, fine},
        {"api-keys", Area::Services, fine},
        {"service-types", Area::Services, should | fine},
        {"service-types-dead", Area::Services, fine},
        {"schedules", Area::Schedules, fine},
        {"no-bypass", Area::Web, fine},
        {"old-interface", Area::Web, fine},
        {"commercial-files", Area::Commercial, fine},
        {"commercial-files-missing", Area::Commercial, must},
        {"installation-kind", Area::Container, must},
        {"several-web-nodes", Area::Nodes, must},
        {"maintenance-on", Area::Leftovers, must},
        {"unfinished-run", Area::Leftovers, must},
    };
    // clang-format on
    return kinds;
}

const FindingKind* findingKind(const QString& id) {
    const auto& all = findingKinds();
    const auto it =
        std::find_if(all.begin(), all.end(), [&](const FindingKind& k) { return id == QLatin1String(k.id); });
    return it == all.end() ? nullptr : &*it;
}

} // namespace df
