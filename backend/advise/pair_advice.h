#pragma once

#include "advise/advice.h"
#include "advise/pair.h"
#include "inspect/movable.h"

#include <QMap>

#include <optional>

namespace df {

struct Catalogue;

/// What the user has said so far that changes the advice on a move.
struct PairChoices {
    bool canBeRoot = false;         ///< sudo or root works on the new server
    bool haveDatabaseAdmin = false; ///< credentials for the new server's database were given
    QMap<QString, QString> env;     ///< as for mergeEnv()
    std::optional<Movable> movable; ///< nothing: not read yet
    QStringList move;               ///< paths of `movable` that are ticked
};

/// Advice on moving everything from the old server to the new one: way Migration, from the old release to the
/// new one's. Findings say which server they are about. Pure.
[[nodiscard]] Advice advisePair(const MovePair& pair, const PairChoices& choices);
/// The same with other tables than the program's own.
[[nodiscard]] Advice advisePair(const MovePair& pair, const PairChoices& choices, const Catalogue& tables);

/// The new server holds more than a fresh installation does: the user must type its name before all of it is
/// replaced.
[[nodiscard]] bool needsConfirmation(const MovePair& pair);

} // namespace df
