#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

void sharedStorage(AdviceCase& c, const char* type) {
    FileSystemFact f;
    f.mountPoint = c.here.path + S("/storage");
    f.device = S("files.example:/df");
    f.type = S(type);
    f.totalBytes = f.freeBytes = 9LL << 30;
    c.here.storage.mountsBelow = QStringList{f.mountPoint};
    c.server.machine.fileSystems.append(f);
}

} // namespace

QVector<FindingCase> nodeCases() {
    return {
        {"other machines", "several-web-nodes", Severity::MustFix,
         [](AdviceCase& c) { c.here.database.foreignConnections = 3; }, "3"},
        {"a group and a shared folder", "several-web-nodes", Severity::MustFix,
         [](AdviceCase& c) {
             sharedStorage(c, "nfs4");
             c.here.web.upstreams = QStringList{S("10.0.0.6:80")};
         },
         "10.0.0.6:80", [](AdviceCase& c) { sharedStorage(c, "nfs4"); }},
        {"a group", "upstreams", Severity::ShouldKnow,
         [](AdviceCase& c) { c.here.web.upstreams = QStringList{S("10.0.0.6:80")}; }, "10.0.0.6:80"},
        {"shared storage", "shared-folder", Severity::ShouldKnow,
         [](AdviceCase& c) { sharedStorage(c, "nfs4"); }, "nfs4",
         [](AdviceCase& c) { sharedStorage(c, "ext4"); }},
    };
}

} // namespace df::test
