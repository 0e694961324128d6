#pragma once

#include "inspect/release_facts.h"

namespace df {

/// What the server's remote says about one release: the message of its tag, or the subjects of its commits.
struct SaidOfRelease {
    ReleaseNote note;
    bool byCommits = false;
};

/// The notes of the releases after `after` up to `upTo`, newest first. Of one release count the tag's message
/// and its part of CHANGELOG.md; the commits only where there is neither (the vendor's change log ends at
/// 3.0.0, and its tags have had no message since). `after` empty: the installed release isn't known, only
/// `upTo` is told. Plain text without control characters, at most 300 kB.
[[nodiscard]] QVector<ReleaseNote> releaseNotes(const QVector<SaidOfRelease>& said, const QString& changelog,
                                                const QString& after, const QString& upTo);

} // namespace df
