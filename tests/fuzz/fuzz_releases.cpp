#include "advise/platform.h"
#include "fuzz.h"
#include "inspect/release_reader.h"

using namespace df;
using namespace df::fuzz;

/// What the remote offers and the files of a release.
int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const auto releases = parseReleases(bytes(data, size), QStringLiteral("newest"));
    if (!releases)
        return 0;
    require(releases->tags.size() <= 5000, "tags are bounded");
    (void)newestRelease(releases->tags);
    const ReleaseNeeds needs = readNeeds(releases->chosen);
    (void)fittingPhp(needs);
    (void)unmetExtensions(needs, {});
    (void)needs.laravel();
    staysItself(
        releases->chosen, releaseFactsFromJson, [](const ReleaseFacts& f) { return toJson(f); },
        "a release stays itself");
    return 0;
}
