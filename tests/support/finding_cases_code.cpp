#include "support/finding_cases.h"

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }
void nothing(AdviceCase&) {}

} // namespace

QVector<FindingCase> codeCases() {
    return {
        {"no repository", "not-a-repository", Severity::MustFix,
         [](AdviceCase& c) {
             c.here.code.isRepository = false;
             c.here.code.whyNot = S("fatal: not a git repository");
         },
         "fatal: not a git repository"},
        {"repository", "repository", Severity::Fine, [](AdviceCase&) {}, "/opt/dreamfactory",
         [](AdviceCase& c) { c.here.code.isRepository = false; }},
        {"no remote", "no-remote", Severity::MustFix, [](AdviceCase& c) { c.here.code.remoteUrl.clear(); },
         "/opt/dreamfactory"},
        {"remote gives nothing", "remote-without-releases", Severity::MustFix,
         [](AdviceCase& c) { c.tags.clear(); }, "github.com"},
        {"a mirror", "remote", Severity::Fine,
         [](AdviceCase& c) { c.here.code.remoteUrl = S("file:///srv/df.git"); }, "not from the vendor",
         [](AdviceCase& c) { c.here.code.remoteUrl.clear(); }},
        {"release not there", "release-unknown", Severity::MustFix,
         [](AdviceCase& c) { c.target.tag = S("9.9.9"); }, "9.9.9"},
        {"no lock", "release-unreadable", Severity::MustFix,
         [](AdviceCase& c) { c.target.composerLock.clear(); }, "7.3.3"},
        {"preview", "prerelease", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.target.tag = S("8.0.0-beta");
             c.tags.append({S("8.0.0-beta"), S("dd")});
         },
         "8.0.0-beta"},
        {"version unknown", "version-unknown", Severity::MustFix,
         [](AdviceCase& c) { c.here.code.version.clear(); }, "could not"},
        {"same commit", "same-release", Severity::Fine,
         [](AdviceCase& c) { c.here.code.commit = c.target.commit; }, "7.3.3"},
        {"same number", "same-release", Severity::Fine, [](AdviceCase& c) { c.install("7.3.3", "v11.0.0"); },
         "7.3.3"},
        {"downgrade", "downgrade", Severity::MustFix, [](AdviceCase& c) { c.install("7.10.0", "v13.0.0"); },
         "7.10.0"},
        {"config says otherwise", "versions-disagree", Severity::Fine,
         [](AdviceCase& c) {
             c.here.code.versionAnswers.append({S("config/app.php"), S("6.2.0")});
         },
         "6.2.0"},
        {"nothing certain", "versions-disagree", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.here.code.versionCertain = false;
             c.here.code.versionAnswers.append({S("composer.lock"), S("df-core 1.0.5: 7.0.1–7.0.2")});
         },
         "7.0.1–7.0.2"},
        {"a commit of their own", "own-commits", Severity::ShouldKnow,
         [](AdviceCase& c) { c.here.code.ownCommits = {S("de5e305 our logo")}; }, "de5e305 our logo"},
        {"a package of their own", "own-packages", Severity::ShouldKnow,
         [](AdviceCase& c) {
             c.here.code.modified = {S("composer.json")};
             c.here.code.ownPackages = {S("acme/df-erp")};
         },
         "acme/df-erp",
         [](AdviceCase& c) { // the release has come to bring it
             c.here.code.ownPackages = {S("laravel/framework")};
         }},
        {"changed file", "local-changes", Severity::ShouldKnow,
         [](AdviceCase& c) { c.here.code.modified = {S("config/app.php")}; }, "config/app.php"},
        {"deleted file", "local-changes", Severity::ShouldKnow,
         [](AdviceCase& c) { c.here.code.deleted = {S("server.php")}; }, "server.php"},
        {"changed modes", "modes", Severity::Fine, [](AdviceCase& c) { c.here.code.modeOnlyCount = 7; }, "7"},
        {"nothing changed", "local-changes", Severity::Fine, nothing, "No file",
         [](AdviceCase& c) { c.here.code.modified = {S("a.php")}; }},

        {"single branch", "clone", Severity::Fine, [](AdviceCase&) {}, "one branch",
         [](AdviceCase& c) { c.here.code.singleBranch = false; }},
        {"cloned packages", "packages-from-source", Severity::Fine,
         [](AdviceCase& c) { c.here.code.fromSource = {S("acme/df-own")}; }, "acme/df-own"},
        {"a file in the release's place", "untracked-files", Severity::ShouldKnow,
         [](AdviceCase& c) { c.target.overwritten = {S("config/mcp.php")}; }, "config/mcp.php",
         [](AdviceCase& c) { c.target.overwritten = {S("public/favicon.ico")}; }},
    };
}

} // namespace df::test
