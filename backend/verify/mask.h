#pragma once

#include "verify/snapshot.h"

#include <QJsonValue>

namespace df {

/// What two looks at one item said varies by itself, of both sides together.
class Mask {
public:
    explicit Mask(const SnapshotItem& before, const SnapshotItem& after);

    /// The places of this attribute that are left out; empty: nothing is masked.
    [[nodiscard]] QStringList placesOf(const QString& attribute) const;
    /// True: what differs between the two values is masked altogether. A place in one row of a list stands
    /// for the same place in every row.
    [[nodiscard]] bool covers(const QString& attribute, const QString& before, const QString& after) const;
    /// A JSON attribute's value without those places.
    [[nodiscard]] QJsonValue takenOff(const QString& attribute, const QJsonValue& value) const;

private:
    QStringList m_places;
};

/// Pure. The value without what is masked: JSON with "…" at those places.
[[nodiscard]] QJsonValue withoutPlaces(const QJsonValue& value, const QStringList& pointers);

} // namespace df
