#pragma once

#include "advise/catalogue.h"
#include "advise/pair_advice.h"
#include "support/sample_facts.h"

namespace df::test {

/// An ordinary move, healthy at first: DreamFactory 6.3.0 as in sample_facts.h, and a fresh installation
/// of 7.6.0 by the vendor's installer on another machine. A test bends one thing.
struct PairCase {
    ServerFacts oldServer = sampleServer();
    Installation old = sampleInstallation();
    ServerFacts newServer;
    Installation fresh;
    PairChoices choices;
    PairCase();

    [[nodiscard]] MovePair pair() const { return {oldServer, old, newServer, fresh}; }
    [[nodiscard]] Advice advice() const { return advisePair(pair(), choices); }
    static void setEnv(Installation& in, const char* key, const QString& value, bool secret = false);
    static void unsetEnv(Installation& in, const char* key);
    /// This release is what is installed there now.
    static void install(Installation& in, const char* release, const char* laravel);
};

} // namespace df::test
