#pragma once

#include "host/remote_host.h"

#include <memory>

namespace df {

/// A container or pod on a machine, by the names that a look found it under.
struct Place {
    enum class Engine { Docker, Podman, Kubernetes };
    Engine engine = Engine::Docker;
    QString container; ///< Docker, Podman: the container; Kubernetes: the one in the pod
    QString nameSpace, pod;
    /// Docker, Podman: the engine's own. If known, only that very container is entered, not one that was made
    /// anew under its name.
    QString id = {};
    [[nodiscard]] bool operator==(const Place& other) const = default;
};

/// What runs inside a container or pod, by its engine's own "exec" on the machine that it is on. Docker and
/// Podman are asked as root where that can be had, and give root inside; a pod's command runs as whom its
/// image says.
///
/// The script travels in the arguments of the engine's client, so it is shown there: like every script it
/// holds no secret. Standard input and output are streamed. A command that is given up ends inside by itself
/// at its timeout.
class PlaceHost final : public RemoteHost {
public:
    /// `outer` must outlive this object.
    PlaceHost(RemoteHost& outer, Place place);
    /// Owns the machine's line as well.
    PlaceHost(std::unique_ptr<RemoteHost> outer, Place place);

    Result<CommandResult> run(const Command& command, const CancelToken& cancel,
                              const OutputSink& sink = {}) override;
    bool canBeRoot() const override;
    QString displayName() const override;

private:
    [[nodiscard]] Command wrapped(const Command& command) const;

    std::unique_ptr<RemoteHost> m_owned;
    RemoteHost& m_outer;
    Place m_place;
};

} // namespace df
