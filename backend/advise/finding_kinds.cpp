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
        {"clone", Area::Code, fine},
        {"local-changes", Area::Code, should | fine},
        {"modes", Area::Code, fine},
        {"not-a-repository", Area::Code, must},
        {"packages-from-source", Area::Code, fine},
        {"repository", Area::Code, fine},
        {"untracked-files", Area::Code, should},
        {"access-log", Area::Env, should | fine},
        {"config-cached", Area::Env, should},
        {"env-defaults", Area::Env, fine},
        {"env-dropped", Area::Env, fine},
        {"env-file", Area::Env, must},
        {"env-keys", Area::Env, fine},
        {"env-overridden", Area::Env, must | should},
        {"env-problems", Area::Env, fine},
        {"env-readable", Area::Env, fine},
        {"env-syntax", Area::Env, must},
        {"env-values", Area::Env, should},
        {"env-woken", Area::Env, should},
        {"routes-cached", Area::Env, fine},
        {"app-key", Area::AppKey, must | fine},
        {"app-key-mixed", Area::AppKey, should},
        {"previous-keys", Area::AppKey, fine},
        {"token-key", Area::AppKey, must},
        {"collations", Area::Database, fine},
        {"database", Area::Database, fine},
        {"database-engine", Area::Database, must},
        {"database-read-host", Area::Database, fine},
        {"database-rights", Area::Database, must},
        {"database-size", Area::Database, fine},
        {"database-unreachable", Area::Database, must},
        {"database-version", Area::Database, should},
        {"dump-tool", Area::Database, must},
        {"no-scratch", Area::Database, must},
        {"password-costs", Area::Database, should},
        {"passwords", Area::Database, fine},
        {"row-formats", Area::Database, fine},
        {"zero-dates", Area::Database, fine},
        {"api-keys", Area::Services, fine},
        {"scripts", Area::Services, should},
        {"scripts-dead", Area::Services, fine},
        {"service-files-replaced", Area::Services, should},
        {"service-paths", Area::Services, fine},
        {"service-types", Area::Services, should | fine},
        {"service-types-dead", Area::Services, fine},
        {"service-types-unknown", Area::Services, should | fine},
        {"schedules", Area::Schedules, fine},
        {"no-bypass", Area::Web, fine},
        {"old-interface", Area::Web, fine},
        {"commercial-files", Area::Commercial, fine},
        {"commercial-files-missing", Area::Commercial, must},
        {"commercial-partly", Area::Commercial, should},
        {"commercial-stashed", Area::Commercial, should},
        {"licence-key", Area::Commercial, fine},
        {"installation-kind", Area::Container, must},
        {"several-web-nodes", Area::Nodes, must},
        {"conflict-marks", Area::Leftovers, should},
        {"copies", Area::Leftovers, fine},
        {"maintenance-on", Area::Leftovers, must},
        {"migrations-unknown", Area::Leftovers, fine},
        {"nested-copy", Area::Leftovers, should},
        {"packages-differ", Area::Leftovers, should},
        {"packages-missing", Area::Leftovers, must},
        {"passwords-destroyed", Area::Leftovers, should},
        {"schema-ahead", Area::Leftovers, should},
        {"schema-behind", Area::Leftovers, should},
        {"stashes", Area::Leftovers, fine},
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
