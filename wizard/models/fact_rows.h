#pragma once

#include "inspect/inspector.h"
#include "inspect/server_facts.h"

#include <QString>
#include <QVector>

namespace df {

/// One row of the facts table: what, its value, where it comes from, and whether it was found out.
struct FactRow {
    enum class State { Found, NotFound, Unclear, Trouble };
    bool group = false;
    QString name, value, source;
    State state = State::Found;
    QString stateText; ///< word beside the icon; group: "9 of 9"
    bool operator==(const FactRow&) const = default;
};

/// Pure: the facts of one installation and its machine, grouped, for people. Values are untrusted text,
/// clipped.
[[nodiscard]] QVector<FactRow> factRows(const ServerFacts& server, const Installation& installation,
                                        const RemoteReleases& releases);
/// Rows that aren't group heads.
[[nodiscard]] int factCount(const QVector<FactRow>& rows);

} // namespace df
