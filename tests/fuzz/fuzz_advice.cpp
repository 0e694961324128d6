#include "advise/adviser.h"
#include "advise/finding_kinds.h"
#include "fuzz.h"

#include <QJsonArray>

using namespace df;
using namespace df::fuzz;

namespace {

void isSound(const Finding& finding) {
    const FindingKind* kind = findingKind(finding.id);
    require(kind && kind->canBe(finding.severity), "each finding is of the list");
    require(!finding.text.isEmpty(), "each finding says something");
}

} // namespace

/// Facts that were kept in the journal, {"facts":…, "release":…, "tags":[…]}, and what is made of them.
int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QJsonObject all = object(bytes(data, size));
    const ServerFacts facts = serverFactsFromJson(all.value(QLatin1String("facts")).toObject());
    const ReleaseFacts release = releaseFactsFromJson(all.value(QLatin1String("release")).toObject());
    QVector<ReleaseTag> tags;
    for (const auto& tag : all.value(QLatin1String("tags")).toArray())
        tags.append({tag.toString(), QStringLiteral("68531bb")});
    AdviceChoices choices;
    choices.canBeRoot = size % 2 == 0;
    choices.phpBesideOld = size % 3 == 0;
    for (const Installation& in : facts.installations.mid(0, 4)) {
        const Advice advice = advise(facts, in, tags, release, choices);
        for (const Finding& finding : advice.findings)
            isSound(finding);
        (void)toJson(advice, {});
    }
    return 0;
}
