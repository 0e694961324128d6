#pragma once

#include "advise/env_merge.h"
#include "advise/pair_advice.h"
#include "advise/rules.h"

namespace df {

/// All that a rule about two servers may look at. Each Case has the new server's release as its target.
struct PairView {
    const MovePair& pair;
    const PairChoices& choices;
    const Case& old;   ///< "here" is the old installation
    const Case& fresh; ///< "here" is the new one
    const QVector<EnvMergeRow>& env;
    [[nodiscard]] const EnvMergeRow* row(const char* key) const; ///< nullptr: neither server has it
};

/// As Rule, for a pair. Their ids begin with "pair-".
using PairRule = void (*)(const PairView&, Advice&);

void onServer(Advice& advice, const char* server); ///< the last finding is about that one: "old", "new"

// rules_pair_target.cpp: may the one become the other at all?
void rulePairSameInstallation(const PairView& v, Advice& a);
void rulePairSameDatabase(const PairView& v, Advice& a);
void rulePairEngine(const PairView& v, Advice& a);
void rulePairRelease(const PairView& v, Advice& a);
void rulePairTarget(const PairView& v, Advice& a);
void rulePairNodes(const PairView& v, Advice& a);
// rules_pair_services.cpp: will what is used there run here?
void rulePairConnectors(const PairView& v, Advice& a);
void rulePairCommercial(const PairView& v, Advice& a);
void rulePairPaths(const PairView& v, Advice& a);
void rulePairLocalChanges(const PairView& v, Advice& a);
// rules_pair_php.cpp
void rulePairPhp(const PairView& v, Advice& a);
void rulePairExtensions(const PairView& v, Advice& a);
// rules_pair_database.cpp
void rulePairMySql(const PairView& v, Advice& a);
void rulePairPostgres(const PairView& v, Advice& a);
void rulePairCharset(const PairView& v, Advice& a);
void rulePairPrefix(const PairView& v, Advice& a);
// rules_pair_env.cpp
void rulePairAppKey(const PairView& v, Advice& a);
void rulePairCipher(const PairView& v, Advice& a);
void rulePairTokenKey(const PairView& v, Advice& a);
void rulePairOverridden(const PairView& v, Advice& a);
void rulePairLicence(const PairView& v, Advice& a);
void rulePairEnv(const PairView& v, Advice& a);
// rules_pair_machine.cpp
void rulePairDisk(const PairView& v, Advice& a);
void rulePairInterface(const PairView& v, Advice& a);
void rulePairSchedules(const PairView& v, Advice& a);
void rulePairClock(const PairView& v, Advice& a);

} // namespace df
