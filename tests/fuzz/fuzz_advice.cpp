#include "advise/adviser.h"
#include "advise/env_merge.h"
#include "advise/finding_kinds.h"
#include "advise/pair_advice.h"
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

void isSound(const EnvMergeRow& row) {
    require(!row.key.isEmpty() && !row.why.isEmpty() && !row.source.isEmpty(), "each row says why");
    require(row.allowed.contains(row.choice) && row.allowed.contains(row.advised), "what happens is allowed");
    require(!row.secret || (row.oldValue + row.newValue + row.result).isEmpty(), "no secret is shown");
}

/// The same facts as those of two servers, the first installation moved to the last.
void movesSoundly(const ServerFacts& facts, size_t size) {
    const MovePair pair{facts, facts.installations.first(), facts, facts.installations.last()};
    QMap<QString, QString> choices;
    for (const EnvMergeRow& row : mergeEnv(pair, {})) {
        isSound(row);
        choices.insert(row.key, choiceText(row, row.allowed.at(qsizetype(size) % row.allowed.size())));
    }
    const QVector<EnvMergeRow> rows = mergeEnv(pair, choices);
    for (const EnvMergeRow& row : rows)
        isSound(row);
    for (const EnvChange& change : envChangesOf(rows))
        require(change.action == EnvChange::Action::Set || change.value.isEmpty(),
                "no value where none belongs");
    (void)checkEnvChoices(pair, choices);
    PairChoices said;
    said.env = choices;
    const Advice advice = advisePair(pair, said);
    for (const Finding& finding : advice.findings)
        isSound(finding);
    (void)toJson(advice, {});
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
    if (!facts.installations.isEmpty())
        movesSoundly(facts, size);
    return 0;
}
