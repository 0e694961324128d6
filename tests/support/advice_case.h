#pragma once

#include "advise/adviser.h"
#include "advise/catalogue.h"
#include "support/sample_facts.h"

#include <functional>

namespace df::test {

/// Everything advise() looks at, healthy at first: a test bends one thing and asks what is said about it.
struct AdviceCase {
    ServerFacts server = sampleServer();
    Installation here = sampleInstallation();
    QVector<ReleaseTag> tags = sampleTags();
    ReleaseFacts target = sampleRelease();
    AdviceChoices choices;
    Catalogue tables = builtInCatalogue();
    AdviceCase() { choices.canBeRoot = true; }

    [[nodiscard]] Advice advice() const { return advise(server, here, tags, target, choices, tables); }
    void setEnv(const char* key, const QString& value); ///< an active entry, in place of one that is there
    void unsetEnv(const char* key);
    void install(const char* release, const char* laravel); ///< this release is what is installed now
};

/// The finding with that id; nullptr if there is none. Points into `advice`.
[[nodiscard]] const Finding* findingIn(const Advice& advice, const char* id);
/// "must-fix", "should-know", "fine", or "" where nothing with that id is said.
[[nodiscard]] QString severityOf(const Advice& advice, const char* id);

/// What a real release asks of a server: platform requirements of composer.json and composer.lock, read from
/// the vendor's tag (tests/data/advise/release-X.json).
[[nodiscard]] ReleaseFacts realRelease(const QString& dataFolder, const QString& tag);

} // namespace df::test
