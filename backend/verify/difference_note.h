#pragma once

#include "verify/snapshot.h"

namespace df {

/// What a person says about one difference. It holds as long as both sides are as they were then: another
/// value is another difference.
struct DifferenceNote {
    QString area, item, attribute; ///< as in the comparison; attribute empty: the whole item
    QString print;                 ///< printOf() of the difference
    QString text;                  ///< the person's words
    bool accepted = false;         ///< "known, accepted"
    QDateTime at;                  ///< UTC
    bool operator==(const DifferenceNote&) const = default;
};

/// Which difference it is, by kind and both sides: SHA-256 in hex, so that no value is in it.
[[nodiscard]] QString printOf(const Difference& difference);
[[nodiscard]] const DifferenceNote* noteFor(const QVector<DifferenceNote>& notes, const QString& area,
                                            const Difference& difference);

/// How many of the differences that are to be looked at, or worse, were accepted, and how many are left.
struct AcceptedCount {
    int accepted = 0, left = 0;
};
[[nodiscard]] AcceptedCount acceptedIn(const Comparison& comparison, const QVector<DifferenceNote>& notes);

/// The notes that belong to a difference of this comparison, in its order.
[[nodiscard]] QVector<DifferenceNote> notesIn(const Comparison& comparison,
                                              const QVector<DifferenceNote>& notes);

[[nodiscard]] QJsonObject toJson(const DifferenceNote& note);

} // namespace df
