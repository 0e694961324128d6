#pragma once

#include "host/place_host.h"

#include <QJsonObject>
#include <QObject>

#include <optional>

namespace df {

class HostWorker;
class LookStep;

/// Where the two installations of a move are worked on, if in a container or pod. A container is known by the
/// engine's own id from the first look on: one that was made anew under the same name is another one, and
/// nothing is read from it or written into it unnoticed. Lives in the GUI's thread.
class Places : public QObject {
    Q_OBJECT
public:
    enum Side { Old, New };

    Places(HostWorker& oldWorker, LookStep& old, HostWorker& newWorker, LookStep& fresh);
    /// Nothing: on the machine itself. Before the id is known the name has to do.
    [[nodiscard]] std::optional<Place> at(Side side) const;

    /// For the journal; and from there, after a restart: both workers' jobs go there from then on.
    [[nodiscard]] QJsonObject toJson() const;
    void enter(const QJsonObject& json);

private:
    struct End {
        HostWorker* worker;
        LookStep* look;
        bool looked = false;             ///< the look is done, and was noticed
        std::optional<Place> place = {}; ///< with its id
    };
    void looked(Side side);
    void identified(Side side, const QString& id);
    [[nodiscard]] std::optional<Place> byName(Side side) const;
    End m_ends[2];
};

} // namespace df
