#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

void container(AdviceCase& c) {
    c.here.kind = InstallationKind::Docker;
    c.here.container = S("df-web-1");
    c.here.image = S("dreamfactorysoftware/df-docker:latest");
    c.here.containerVolumes = QStringList{S("df-storage → /opt/dreamfactory/storage")};
    c.here.containerEnv = QStringList{S("PATH"), S("APP_KEY")};
}

/// One of two, as the vendor's chart makes them.
void pods(AdviceCase& c) {
    container(c);
    c.here.kind = InstallationKind::Kubernetes;
    c.here.nameSpace = S("apps");
    c.here.pod = S("api-dreamfactory-7d9f8c-x2x4z");
    c.here.containerVolumes.clear();
    c.server.installations = {c.here, c.here};
    c.server.installations[1].pod = S("api-dreamfactory-7d9f8c-b7b7b");
}

void withoutVolume(AdviceCase& c) {
    container(c);
    c.here.containerVolumes = QStringList{S("/srv/x → /opt/dreamfactory/storage-of-old")};
}

} // namespace

QVector<FindingCase> containerCases() {
    return {
        {"container", "installation-kind", Severity::MustFix, container, "docker"},
        {"pod", "installation-kind", Severity::MustFix, pods,
         "api-dreamfactory-7d9f8c-x2x4z in the namespace apps"},
        {"key not pinned", "container-app-key", Severity::ShouldKnow,
         [](AdviceCase& c) {
             container(c);
             c.here.containerEnv.clear();
         },
         "container df-web-1 sets no APP_KEY", container},
        {"key pinned", "container-app-key", Severity::Fine, container, "df-web-1"},
        {"key of a chart", "helm-app-key", Severity::ShouldKnow, pods, "api-dreamfactory", container},
        {"no volume", "container-storage", Severity::ShouldKnow, withoutVolume, "/opt/dreamfactory/storage",
         container},
        {"a volume", "container-storage", Severity::Fine, container, "df-storage", withoutVolume},
        {"SQLite inside", "container-sqlite", Severity::ShouldKnow,
         [](AdviceCase& c) {
             withoutVolume(c);
             c.setEnv("DB_CONNECTION", S("sqlite"));
         },
         "container df-web-1",
         [](AdviceCase& c) {
             container(c);
             c.setEnv("DB_CONNECTION", S("sqlite"));
         }},
        {"variables beside .env", "container-variables", Severity::ShouldKnow,
         [](AdviceCase& c) {
             container(c);
             c.here.env.overridden.insert(S("DB_HOST"), S("the container"));
         },
         "DB_HOST", container},
        {"who migrates", "container-migrations", Severity::Fine, container, "migrate"},
        {"two pods", "container-replicas", Severity::ShouldKnow, pods, "2 pods",
         [](AdviceCase& c) {
             pods(c);
             c.server.installations.removeLast();
         }},
    };
}

} // namespace df::test
