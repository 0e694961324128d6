#include "advise/env_changes.h"
#include "advise/rules.h"
#include "advise/text.h"

namespace df {

void ruleEnvFile(const Case& c, Advice& a) {
    const EnvFacts& e = c.here.env;
    const QString path = c.here.path + QLatin1String("/.env");
    if (!e.exists)
        mustFix(a, "env-file", Say::tr("There is no %1.").arg(path),
                Say::tr("It holds the key to every stored secret and the way to the database."),
                {Say::tr("Put it back from a copy, then check again.")}, path);
    else if (!e.readable)
        mustFix(a, "env-file", Say::tr("%1 can't be read.").arg(path),
                Say::tr("It holds the key to every stored secret and the way to the database."),
                {Say::tr("Sign in as root, or as a user who may use sudo.")}, path);
    else if (!e.problems.isEmpty())
        fine(a, "env-problems",
             Say::tr("%1 has lines worth a look: %2.").arg(path, e.problems.join(QStringLiteral("; "))),
             Say::tr("The installed release lives with them; the plan takes them over as they are."), path);
}

void ruleCachedConfig(const Case& c, Advice& a) {
    if (c.here.env.configCached)
        shouldKnow(a, "config-cached",
                   Say::tr("The configuration is cached, so what runs may differ from .env."),
                   Say::tr("The plan clears that cache: from then on .env counts."),
                   {Say::tr("Make sure that .env is right, above all DB_…, APP_KEY and CACHE_….")},
                   QStringLiteral("bootstrap/cache/config.php"));
    else if (c.here.env.routesCached)
        fine(a, "routes-cached", Say::tr("The routes are cached."), Say::tr("The plan clears that cache."),
             QStringLiteral("bootstrap/cache"));
}

void ruleEnvKeys(const Case& c, Advice& a) {
    if (!c.here.env.readable)
        return;
    a.envChanges = envChanges(c);
    QStringList list;
    for (const EnvChange& change : a.envChanges)
        list << (change.action == EnvChange::Action::Rename
                     ? Say::tr("%1 becomes %2").arg(change.oldKey, change.key)
                     : change.key + QLatin1Char('=') + change.value);
    if (list.isEmpty())
        fine(a, "env-keys", Say::tr("%1 reads .env as it is.").arg(c.toText), {}, QStringLiteral("facts §4"));
    else
        fine(a, "env-keys",
             Say::tr("The plan adapts .env to %1: %2.").arg(c.toText, list.join(QStringLiteral(", "))),
             Say::tr("You see each change before it is made; the old file is kept."),
             QStringLiteral("facts §4"));
}

} // namespace df
