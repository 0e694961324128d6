#include "flow/move/places.h"

#include "flow/look_step.h"
#include "ssh/host_worker.h"

#include "host/place_trouble.h"
#include "inspect/inside.h"

#include <utility>

namespace df {

namespace {

const QString keys[] = {QStringLiteral("old"), QStringLiteral("new")};

QJsonObject json(const Place& place) {
    return {{QStringLiteral("engine"), clientOf(place)},
            {QStringLiteral("container"), place.container},
            {QStringLiteral("id"), place.id},
            {QStringLiteral("namespace"), place.nameSpace},
            {QStringLiteral("pod"), place.pod}};
}

Place placeFrom(const QJsonObject& json) {
    const auto text = [&json](const char* key) { return json.value(QLatin1String(key)).toString(); };
    const QString engine = text("engine");
    return {engine == QLatin1String("podman")    ? Place::Engine::Podman
            : engine == QLatin1String("kubectl") ? Place::Engine::Kubernetes
                                                 : Place::Engine::Docker,
            text("container"), text("namespace"), text("pod"), text("id")};
}

} // namespace

Places::Places(HostWorker& oldWorker, LookStep& old, HostWorker& newWorker, LookStep& fresh)
    : m_ends{{&oldWorker, &old}, {&newWorker, &fresh}} {
    for (const Side side : {Old, New})
        connect(m_ends[side].look, &FlowStep::changed, this, [this, side] { looked(side); });
}

std::optional<Place> Places::byName(Side side) const {
    const Installation* installation = m_ends[side].look->installation();
    return installation ? placeOf(*installation) : std::nullopt;
}

std::optional<Place> Places::at(Side side) const {
    return m_ends[side].place ? m_ends[side].place : byName(side);
}

/// The engine is asked on the machine; the jobs that follow go inside again.
void Places::looked(Side side) {
    End& end = m_ends[side];
    if (const bool before = std::exchange(end.looked, end.look->state() == StateWord::Done);
        before || !end.looked)
        return;
    end.place.reset();
    const auto place = byName(side);
    if (!place || place->engine == Place::Engine::Kubernetes)
        return;
    end.worker->enter({});
    end.worker->runJob<QString>(
        [at = *place](RemoteHost& host, const CancelToken& cancel) { return identityOf(host, at, cancel); },
        this,
        [this, side, at = *place](const Result<QString>& id) {
            if (id && byName(side) == at)
                identified(side, *id);
        });
    end.worker->enter(place);
}

void Places::identified(Side side, const QString& id) {
    auto place = byName(side);
    if (!place || id.isEmpty() || m_ends[side].look->state() != StateWord::Done)
        return;
    place->id = id;
    m_ends[side].place = place;
    m_ends[side].worker->enter(place);
}

QJsonObject Places::toJson() const {
    QJsonObject out;
    for (const Side side : {Old, New})
        if (const auto place = at(side))
            out.insert(keys[side], json(*place));
    return out;
}

void Places::enter(const QJsonObject& json) {
    for (const Side side : {Old, New}) {
        const QJsonObject one = json.value(keys[side]).toObject();
        if (one.isEmpty())
            continue;
        m_ends[side].place = placeFrom(one);
        m_ends[side].worker->enter(m_ends[side].place);
    }
}

} // namespace df
