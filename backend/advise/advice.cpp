#include "advise/advice.h"

#include <QCryptographicHash>
#include <QJsonArray>

#include <algorithm>

namespace df {
namespace {

QJsonObject toJson(const Reason& r) {
    return {
        {QStringLiteral("id"), r.id}, {QStringLiteral("text"), r.text}, {QStringLiteral("source"), r.source}};
}

QJsonObject toJson(const Finding& f, const QStringList& accepted) {
    return {{QStringLiteral("id"), f.id},
            {QStringLiteral("content"), f.content()},
            {QStringLiteral("severity"), toString(f.severity)},
            {QStringLiteral("text"), f.text},
            {QStringLiteral("means"), f.means},
            {QStringLiteral("do"), QJsonArray::fromStringList(f.doThis)},
            {QStringLiteral("source"), f.source},
            {QStringLiteral("area"), toString(f.area)},
            {QStringLiteral("server"), f.server},
            {QStringLiteral("accepted"), isAccepted(f, accepted)}};
}

QJsonObject toJson(const WayOption& o) {
    return {{QStringLiteral("way"), toString(o.way)},       {QStringLiteral("possible"), o.possible},
            {QStringLiteral("whyNot"), o.whyNot},           {QStringLiteral("needs"), o.needs},
            {QStringLiteral("usersCutOff"), o.usersCutOff}, {QStringLiteral("takes"), o.takes},
            {QStringLiteral("diskNeeded"), o.diskNeeded},   {QStringLiteral("risk"), o.risk},
            {QStringLiteral("wayBack"), o.wayBack}};
}

QJsonObject toJson(const Hop& h) {
    return {{QStringLiteral("release"), h.release},
            {QStringLiteral("why"), h.why},
            {QStringLiteral("needs"), h.needs}};
}

QJsonObject toJson(const EnvChange& c) {
    return {{QStringLiteral("action"), toString(c.action)},
            {QStringLiteral("key"), c.key},
            {QStringLiteral("oldKey"), c.oldKey},
            {QStringLiteral("value"), c.value},
            {QStringLiteral("why"), c.why},
            {QStringLiteral("source"), c.source}};
}

template<class List, class Make>
QJsonArray array(const List& list, Make make) {
    QJsonArray out;
    for (const auto& item : list)
        out.append(make(item));
    return out;
}

} // namespace

QString Finding::content() const {
    QString all = id + QLatin1Char('\n') + toString(severity) + QLatin1Char('\n') + text;
    if (!server.isEmpty())
        all += QLatin1Char('\n') + server;
    return QString::fromLatin1(
        QCryptographicHash::hash(all.toUtf8(), QCryptographicHash::Sha256).toHex().left(8));
}

bool isAccepted(const Finding& finding, const QStringList& accepted) {
    return finding.severity == Severity::ShouldKnow &&
           (accepted.contains(finding.id) ||
            accepted.contains(finding.id + QLatin1Char('#') + finding.content()));
}

bool Advice::blocked() const {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& f) { return f.severity == Severity::MustFix; });
}

QString toString(EnvChange::Action action) {
    switch (action) {
    case EnvChange::Action::Set:
        return QStringLiteral("set");
    case EnvChange::Action::Rename:
        return QStringLiteral("rename");
    case EnvChange::Action::Remove:
        return QStringLiteral("remove");
    case EnvChange::Action::Take:
        return QStringLiteral("take");
    }
    return {};
}

QString toString(Severity severity) {
    switch (severity) {
    case Severity::MustFix:
        return QStringLiteral("must-fix");
    case Severity::ShouldKnow:
        return QStringLiteral("should-know");
    case Severity::Fine:
        return QStringLiteral("fine");
    }
    return {};
}

QString toString(Area area) {
    switch (area) {
    case Area::Machine:
        return QStringLiteral("machine");
    case Area::Access:
        return QStringLiteral("access");
    case Area::Php:
        return QStringLiteral("php");
    case Area::Composer:
        return QStringLiteral("composer");
    case Area::Release:
        return QStringLiteral("release");
    case Area::Code:
        return QStringLiteral("code");
    case Area::Env:
        return QStringLiteral("env");
    case Area::AppKey:
        return QStringLiteral("app-key");
    case Area::Database:
        return QStringLiteral("database");
    case Area::Services:
        return QStringLiteral("services");
    case Area::Schedules:
        return QStringLiteral("schedules");
    case Area::Web:
        return QStringLiteral("web");
    case Area::Commercial:
        return QStringLiteral("commercial");
    case Area::Container:
        return QStringLiteral("container");
    case Area::Nodes:
        return QStringLiteral("nodes");
    case Area::Leftovers:
        return QStringLiteral("leftovers");
    }
    return {};
}

QString toString(Way way) {
    switch (way) {
    case Way::InPlace:
        return QStringLiteral("in-place");
    case Way::InSteps:
        return QStringLiteral("in-steps");
    case Way::Migration:
        return QStringLiteral("migration");
    case Way::Stay:
        return QStringLiteral("stay");
    case Way::None:
        return QStringLiteral("none");
    }
    return QStringLiteral("none");
}

QJsonObject toJson(const Advice& a, const QStringList& accepted) {
    return {{QStringLiteral("way"), toString(a.way)},
            {QStringLiteral("from"), a.from},
            {QStringLiteral("to"), a.to},
            {QStringLiteral("toTag"), a.toTag},
            {QStringLiteral("toCommit"), a.toCommit},
            {QStringLiteral("hops"), QJsonArray::fromStringList(a.hops)},
            {QStringLiteral("stops"), array(a.stops, [](const Hop& h) { return toJson(h); })},
            {QStringLiteral("wouldChange"), QJsonArray::fromStringList(a.wouldChange)},
            {QStringLiteral("reasons"), array(a.reasons, [](const Reason& r) { return toJson(r); })},
            {QStringLiteral("options"), array(a.options, [](const WayOption& o) { return toJson(o); })},
            {QStringLiteral("findings"),
             array(a.findings, [&](const Finding& f) { return toJson(f, accepted); })},
            {QStringLiteral("envChanges"), array(a.envChanges, [](const EnvChange& c) { return toJson(c); })},
            {QStringLiteral("ignorePlatformReqs"), QJsonArray::fromStringList(a.ignorePlatformReqs)},
            {QStringLiteral("phpBinary"), a.phpBinary},
            {QStringLiteral("diskNeededBytes"), double(a.diskNeededBytes)}};
}

} // namespace df
