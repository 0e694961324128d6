#include "verify/rules.h"

namespace df::rules {
namespace {

Judgement services(const Difference& d, const CompareContext& c) {
    if (whole(d) && d.kind == Kind::Added && c.upgraded() && knownChanges().shippedServices.contains(d.item))
        return expected(CompareText::tr("The upgrade creates the services that come with DreamFactory."));
    if (is(d, "configuration"))
        return d.after == QLatin1String("readable")
                   ? expected(CompareText::tr("Its configuration can be read again."))
               : d.before == QLatin1String("readable")
                   ? worse(CompareText::tr("Its configuration can no longer be read."))
                   : look(CompareText::tr("Its configuration can't be read, as before."));
    const bool setting =
        d.attribute.startsWith(QLatin1String("config.")) || d.attribute.startsWith(QLatin1String("stored "));
    if (setting && d.kind == Kind::Added && c.upgraded())
        return expected(CompareText::tr("The new release has a setting more."));
    if (is(d, "type") && c.upgraded() && knownChanges().renamedTypes.contains(d.before))
        return expected(CompareText::tr("A migration renames this type."));
    if (switchedOff(d))
        return worse(CompareText::tr("The service is switched off."));
    return byDefault(d, c);
}

Judgement serviceTypes(const Difference& d, const CompareContext& c) {
    if (whole(d) && d.kind == Kind::Removed && c.typesInUse.contains(d.item))
        return worse(CompareText::tr("Services of this type can no longer be called."));
    if (whole(d) && d.kind == Kind::Removed && c.upgraded())
        return expected(CompareText::tr("The new release doesn't have this type. No service uses it."));
    return c.upgraded() ? expected(CompareText::tr("The new release brings it.")) : byDefault(d, c);
}

Judgement people(const Difference& d, const CompareContext& c) {
    if (is(d, "last log-in"))
        return same(CompareText::tr("Log-ins go on."));
    if (switchedOff(d))
        return worse(CompareText::tr("This account is switched off."));
    if (d.kind == Kind::Removed && d.attribute.startsWith(QLatin1String("role in ")))
        return worse(CompareText::tr("This person has lost the role in that app, and is refused there."));
    return byDefault(d, c);
}

Judgement admins(const Difference& d, const CompareContext& c) {
    return whole(d) && d.kind == Kind::Added
               ? look(CompareText::tr("There is a new admin, who may do everything. No upgrade creates one."))
               : people(d, c);
}

/// "access shop _table/*": "GET, POST by API". What is taken away is refused from now on, what is added opens
/// something.
Judgement roles(const Difference& d, const CompareContext& c) {
    const bool rule = d.attribute.startsWith(QLatin1String("access "));
    if (rule && d.kind == Kind::Removed)
        return worse(CompareText::tr("The role has lost this access rule: what it allowed is refused."));
    if (rule && d.kind == Kind::Added)
        return look(CompareText::tr("The role has an access rule more: it allows what was refused before."));
    if (rule)
        return look(CompareText::tr("The access rule allows something else than before."));
    if (switchedOff(d))
        return worse(CompareText::tr("The role is switched off: everybody who has it is refused."));
    return byDefault(d, c);
}

Judgement apps(const Difference& d, const CompareContext& c) {
    const bool shipped = knownChanges().shippedApps.contains(d.item);
    if (is(d, "API key"))
        return worse(
            shipped && c.upgraded()
                ? CompareText::tr("The API key was set back to the one that comes with DreamFactory.")
                : CompareText::tr("Clients with the old API key are refused."));
    if (switchedOff(d))
        return worse(CompareText::tr("The app is switched off: its API key is refused."));
    if (shipped && c.upgraded() && d.kind != Kind::Removed)
        return expected(CompareText::tr("The upgrade writes the apps that come with DreamFactory anew."));
    return byDefault(d, c);
}

Judgement lookups(const Difference& d, const CompareContext& c) {
    return is(d, "stored value")
               ? look(CompareText::tr("The value was saved anew. Whether it is another one can't be seen."))
               : byDefault(d, c);
}

Judgement templates(const Difference& d, const CompareContext& c) {
    if (whole(d) && d.kind == Kind::Added && c.upgraded() && knownChanges().shippedTemplates.contains(d.item))
        return expected(CompareText::tr("The upgrade creates the templates that come with DreamFactory."));
    return byDefault(d, c);
}

Judgement cors(const Difference& d, const CompareContext& c) {
    if (whole(d) && d.kind == Kind::Removed)
        return worse(CompareText::tr("Browsers of this origin are refused from now on."));
    if (switchedOff(d))
        return worse(CompareText::tr("The rule is switched off: browsers of this origin are refused."));
    return byDefault(d, c);
}

Judgement scripts(const Difference& d, const CompareContext& c) {
    if (whole(d) && d.kind == Kind::Removed)
        return worse(CompareText::tr("The script is gone: what it checked or changed no longer happens."));
    if (switchedOff(d))
        return worse(
            CompareText::tr("The script is switched off: what it checked or changed no longer happens."));
    if (is(d, "text") || is(d, "content") || is(d, "sha256"))
        return look(CompareText::tr("The script was edited. No upgrade does that."));
    return byDefault(d, c);
}

Judgement limits(const Difference& d, const CompareContext& c) {
    if (whole(d) && d.kind == Kind::Removed)
        return worse(CompareText::tr("The limit is gone: nothing holds these calls back."));
    if (switchedOff(d))
        return worse(CompareText::tr("The limit is switched off: nothing holds these calls back."));
    return byDefault(d, c);
}

Judgement schedules(const Difference& d, const CompareContext& c) {
    if (whole(d) && d.kind == Kind::Removed)
        return worse(CompareText::tr("The task is gone: it no longer runs."));
    if (switchedOff(d))
        return worse(CompareText::tr("The task is switched off: it no longer runs."));
    return byDefault(d, c);
}

} // namespace

Rules definitions() {
    return {{QStringLiteral("services"), services}, {QStringLiteral("service-types"), serviceTypes},
            {QStringLiteral("users"), people},      {QStringLiteral("admins"), admins},
            {QStringLiteral("roles"), roles},       {QStringLiteral("apps"), apps},
            {QStringLiteral("lookups"), lookups},   {QStringLiteral("email-templates"), templates},
            {QStringLiteral("cors"), cors},         {QStringLiteral("event-scripts"), scripts},
            {QStringLiteral("limits"), limits},     {QStringLiteral("schedules"), schedules}};
}

} // namespace df::rules
