#include "support/finding_cases.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace df::test {
namespace {

QString S(const char* text) { return QString::fromUtf8(text); }
void nothing(AdviceCase&) {}

/// The first package of the release is to be had there.
void archivesAt(AdviceCase& c, const char* archive, const char* source) {
    QJsonObject lock = QJsonDocument::fromJson(c.target.composerLock.toUtf8()).object();
    QJsonArray packages = lock.value(S("packages")).toArray();
    QJsonObject first = packages[0].toObject();
    first.insert(S("dist"), QJsonObject{{S("type"), S("zip")}, {S("url"), S(archive)}});
    if (*source != 0)
        first.insert(S("source"), QJsonObject{{S("type"), S("git")}, {S("url"), S(source)}});
    packages[0] = first;
    lock.insert(S("packages"), packages);
    c.target.composerLock = QString::fromUtf8(QJsonDocument(lock).toJson());
}

} // namespace

QVector<FindingCase> composerCases() {
    return {
        {"no composer", "composer", Severity::MustFix, [](AdviceCase& c) { c.here.composerBinary.clear(); },
         "not found"},
        {"composer 1", "composer", Severity::MustFix,
         [](AdviceCase& c) { c.here.composerVersion = S("1.10.27"); }, "1.10.27"},
        {"composer 2.0 where 2.2 is asked", "composer", Severity::MustFix,
         [](AdviceCase& c) {
             auto packages = test::samplePackages();
             packages.append(
                 {S("symfony/http-client"), S("v7.0.0"), {{S("composer-runtime-api"), S("^2.2")}}, {}});
             c.target.composerLock = test::composerLock(packages);
             c.here.composerVersion = S("2.0.9");
         },
         "2.0.9"},
        {"Composer fits", "composer", Severity::Fine, nothing, "2.5.5",
         [](AdviceCase& c) { c.here.composerBinary.clear(); }},
        {"as root", "composer-as-root", Severity::Fine, [](AdviceCase& c) { c.here.owner = S("root"); },
         "root"},
        {"no credentials", "composer-credentials", Severity::Fine,
         [](AdviceCase& c) { c.here.code.commercial = true; }, "dreamfactory has no credentials",
         [](AdviceCase& c) { c.here.code.commercial = c.here.composerAuth = true; }},
        {"archives elsewhere", "composer-credentials", Severity::Fine,
         [](AdviceCase& c) { archivesAt(c, "https://packages.example.test/df-core.zip", ""); },
         "packages.example.test",
         [](AdviceCase& c) { archivesAt(c, "https://api.github.com/repos/x/zipball/1", ""); }},
        {"no way out", "silent-hosts", Severity::ShouldKnow,
         [](AdviceCase& c) {
             archivesAt(c, "https://api.github.com/repos/x/zipball/1", "https://github.com/x.git");
             c.target.silentHosts = QStringList{S("api.github.com"), S("github.com")};
         },
         "api.github.com, github.com",
         [](AdviceCase& c) { // Composer clones the repository then
             archivesAt(c, "https://api.github.com/repos/x/zipball/1", "https://github.com/x.git");
             c.target.silentHosts = QStringList{S("api.github.com")};
         }},
    };
}

} // namespace df::test
