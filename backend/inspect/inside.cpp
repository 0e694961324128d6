#include "inspect/inside.h"

#include "inspect/inspector.h"

#include <algorithm>

namespace df {

std::optional<Place> placeOf(const Installation& installation) {
    switch (installation.kind) {
    case InstallationKind::Machine:
        return {};
    case InstallationKind::Kubernetes:
        return Place{Place::Engine::Kubernetes, installation.container, installation.nameSpace,
                     installation.pod};
    case InstallationKind::Docker:
        break;
    }
    const bool podman = installation.foundBy == QLatin1String("podman");
    return Place{podman ? Place::Engine::Podman : Place::Engine::Docker, installation.container, {}, {}};
}

Installation seenFromBoth(const Installation& outside, Installation inside) {
    inside.kind = outside.kind;
    inside.foundBy = outside.foundBy;
    inside.container = outside.container;
    inside.image = outside.image;
    inside.nameSpace = outside.nameSpace;
    inside.pod = outside.pod;
    inside.containerVolumes = outside.containerVolumes;
    inside.containerEnv = outside.containerEnv;
    // What the container's definition sets beats .env; inside it shows only in the processes that have it.
    for (auto it = outside.env.overridden.cbegin(); it != outside.env.overridden.cend(); ++it)
        inside.env.overridden.insert(it.key(), it.value());
    return inside;
}

Result<ServerFacts> inspectInside(RemoteHost& host, const ServerFacts& outer, int index,
                                  const CancelToken& cancel) {
    const Installation& outside = outer.installations.at(index);
    const auto place = placeOf(outside);
    if (!place)
        return outer;
    PlaceHost inside(host, *place);
    auto facts = inspectServer(inside, {outside.path}, cancel);
    if (!facts)
        return facts;
    const auto& found = facts->installations;
    const auto at = std::find_if(found.begin(), found.end(),
                                 [](const Installation& i) { return i.kind == InstallationKind::Machine; });
    if (at == found.end()) {
        Error none = nothingFound(*facts, {outside.path});
        none.what += QStringLiteral(" (%1)").arg(inside.displayName());
        return tl::unexpected(none);
    }
    const Installation both = seenFromBoth(outside, *at);
    facts->installations = outer.installations;
    facts->installations[index] = both;
    return facts;
}

} // namespace df
