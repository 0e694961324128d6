#pragma once

#include "verify/snapshot.h"

#include <QString>
#include <QStringList>

namespace df {

enum class Syntax { Plain, Json, Script };

/// What stands at the left and at the right for one difference.
struct DetailText {
    QString before, now;
    bool hasBefore = true, hasNow = true; ///< false: there is nothing on that side
    Syntax syntax = Syntax::Plain;
    QStringList leftOut; ///< places that differ by themselves
};

/// Pure: a long value or JSON (its keys in order, so that their order is no difference) for itself; a short
/// one in the middle of all that is known of its item; a whole item with everything that is known of it.
[[nodiscard]] DetailText detailText(const QString& area, const Difference& difference, const Snapshot& before,
                                    const Snapshot& now);

} // namespace df
