#pragma once

#include "advise/advice.h"
#include "advise/case.h"

namespace df {

/// What .env needs for the new release: keys it reads by another name or in another unit
/// (resources/data/env-keys.json), and keys whose absence means something else from there on. In the order in
/// which they are to be made.
[[nodiscard]] QVector<EnvChange> envChanges(const Case& c);

/// Of these only what the keys that stand in .env become: other names, units and spellings.
[[nodiscard]] QVector<EnvChange> envTranslations(const Case& c);

/// DF_JWT_TTL of .env is text; jwt-auth before 2.3.0 hands it on as such, and Carbon 3 refuses that: every
/// log-in answers 500. Is the target such a release?
[[nodiscard]] bool refusesTokenTime(const Case& c);
[[nodiscard]] QString whyNoTokenTime(const Case& c); ///< that, for the user

/// Does something there work off the jobs of a queue?
[[nodiscard]] bool hasQueueWorker(const Installation& installation);

} // namespace df
