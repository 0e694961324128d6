#include "advise/env_changes.h"
#include "advise/env_history.h"
#include "advise/rules.h"
#include "advise/sources.h"
#include "advise/text.h"

#include <algorithm>

namespace df {
namespace {

QString envPath(const Case& c) { return c.here.path + QLatin1String("/.env"); }

// What the look says of a file that the next generation of the library reads otherwise (probe/20-env.php).
const QLatin1String refusedBy5("phpdotenv 5 refuses "), otherIn5("phpdotenv 5 reads another value for "),
    shortSecret("JWT_SECRET is shorter than 32 bytes");

QStringList problemsThatBegin(const EnvFacts& e, const QLatin1String& words) {
    QStringList list;
    for (const QString& problem : e.problems)
        if (problem.startsWith(words))
            list << problem.mid(words.size());
    return list;
}

/// The library lives with these; at all others it stops (probe/env/dotenv.php).
bool isHarmless(const QString& problem) {
    return problem.contains(QLatin1String(" is also set in line ")) ||
           problem.contains(QLatin1String(" cuts the value of ")) ||
           problem.contains(QLatin1String("is never closed"));
}

/// Those of the installed release, either what it stops at or what it lives with.
QStringList problemsOfToday(const EnvFacts& e, bool refused) {
    QStringList list;
    for (const QString& problem : e.problems)
        if (!problem.startsWith(refusedBy5) && !problem.startsWith(otherIn5) && problem != shortSecret &&
            isHarmless(problem) != refused)
            list << problem;
    return list;
}

/// Which database or which secrets: with another value the upgrade would work on something else than the
/// site.
bool decidesEverything(const QString& key) {
    return key == QLatin1String("DB_CONNECTION") || key == QLatin1String("DB_DATABASE") ||
           key == QLatin1String("APP_KEY");
}

QString listed(const QStringList& keys, const QMap<QString, QString>& where) {
    QStringList list;
    for (const QString& key : keys)
        list << Say::tr("%1 in %2").arg(key, where.value(key));
    return listText(list, 6);
}

/// What another default means to people; empty where it needs no words.
QString meaningOf(const QString& key) {
    static const QMap<QString, const char*> words{
        {QStringLiteral("DF_JWT_TTL"),
         QT_TRANSLATE_NOOP("df::Say", "Minutes for which a log-in of the API stays good.")},
        {QStringLiteral("SESSION_DRIVER"),
         QT_TRANSLATE_NOOP("df::Say", "Sessions of web pages are kept in storage/framework/sessions.")},
        {QStringLiteral("CACHE_PREFIX"),
         QT_TRANSLATE_NOOP("df::Say", "In a cache that is shared, Redis or Memcached, the old entries stay "
                                      "under the old names.")},
        {QStringLiteral("QUEUE_CONNECTION"),
         QT_TRANSLATE_NOOP("df::Say", "Jobs wait for the worker that runs here.")},
        {QStringLiteral("DB_FOREIGN_KEYS"),
         QT_TRANSLATE_NOOP("df::Say", "SQLite refuses rows that refer to none; until now it took them.")},
    };
    const auto it = words.find(key);
    return it == words.end() ? QString() : Say::tr(*it);
}

} // namespace

void ruleEnvFile(const Case& c, Advice& a) {
    const EnvFacts& e = c.here.env;
    const QString path = envPath(c);
    if (!e.exists) {
        mustFix(a, "env-file", Say::tr("There is no %1.").arg(path),
                Say::tr("It holds the key to every stored secret and the way to the database."),
                {Say::tr("Put it back from a copy, then check again.")}, path);
        return;
    }
    if (!e.readable) {
        mustFix(a, "env-file", Say::tr("%1 can't be read.").arg(path),
                Say::tr("It holds the key to every stored secret and the way to the database."),
                {Say::tr("Sign in as root, or as a user who may use sudo.")}, path);
        return;
    }
    if (const QStringList today = problemsOfToday(e, false); !today.isEmpty())
        fine(a, "env-problems",
             Say::tr("%1 has lines worth a look: %2.").arg(path, today.join(QStringLiteral("; "))),
             Say::tr("The installed release lives with them; the plan takes them over as they are."), path);
    const int mode = e.mode.right(1).toInt(), tree = c.here.mode.right(1).toInt();
    if ((mode & 4) && (tree & 1))
        fine(a, "env-readable",
             Say::tr("Every account of this server can read %1 (mode %2).").arg(path, e.mode),
             Say::tr("It holds APP_KEY and the password of the database. The plan keeps its mode."), path,
             {QStringLiteral("$ chmod o-r %1").arg(shellWord(path))});
}

void ruleEnvSyntax(const Case& c, Advice& a) {
    if (const QStringList today = problemsOfToday(c.here.env, true); !today.isEmpty()) {
        mustFix(a, "env-syntax",
                Say::tr("The installed %1 can't read this .env: %2.")
                    .arg(c.fromText, today.join(QStringLiteral("; "))),
                c.here.env.configCached
                    ? Say::tr("The web site lives on its cached configuration; without that no page and no "
                              "command of DreamFactory works.")
                    : Say::tr("No page and no command of DreamFactory works until that is put right."),
                {Say::tr("Put these lines of %1 right: values with spaces go in double quotes. Then check "
                         "again.")
                     .arg(envPath(c))},
                QStringLiteral("vlucas/phpdotenv"));
        return;
    }
    const int now = majorOf(c.here.code.lockedPackages.value(QStringLiteral("vlucas/phpdotenv")));
    const int then = majorOf(c.needs.packages.value(QStringLiteral("vlucas/phpdotenv")));
    if (now <= 0 || now >= 5 || then < 5)
        return;
    const QStringList refused = problemsThatBegin(c.here.env, refusedBy5);
    const QStringList others = problemsThatBegin(c.here.env, otherIn5);
    if (!refused.isEmpty())
        mustFix(a, "env-syntax",
                Say::tr("%1 can't read this .env: %2.").arg(c.toText, refused.join(QStringLiteral("; "))),
                Say::tr("The installed release lets such lines pass; the new one stops at them."),
                {Say::tr("Put these values in double quotes in %1, then check again.").arg(envPath(c))},
                QStringLiteral("vlucas/phpdotenv 5"));
    else if (!others.isEmpty())
        shouldKnow(
            a, "env-values",
            Say::tr("%1 reads other values from .env for %2.").arg(c.toText, listText(others, 8)),
            Say::tr("The rules for quotes, # and $ in this file changed; of two lines with one key the "
                    "last counts now."),
            {Say::tr(
                "Write these lines so that both releases read the same: in double quotes, each key once.")},
            QStringLiteral("vlucas/phpdotenv 5"));
}

void ruleSilentCache(const Case& c, Advice& a) {
    const QString& cache = c.here.env.silentCache;
    if (!cache.isEmpty())
        mustFix(a, "cache-silent",
                Say::tr("DreamFactory keeps its cache in %1, which doesn't answer this server.").arg(cache),
                Say::tr("Without it requests and commands of DreamFactory fail, now as during the upgrade."),
                {Say::tr("Start it, or put CACHE_… in %1 right, then check again.").arg(envPath(c))},
                QStringLiteral(".env"));
}

void ruleOverridden(const Case& c, Advice& a) {
    const QMap<QString, QString>& where = c.here.env.overridden;
    QStringList grave, others;
    for (auto it = where.begin(); it != where.end(); ++it)
        (decidesEverything(it.key()) ? grave : others) << it.key();
    const QString means =
        Say::tr("On the web site these beat .env; commands such as the migrations read .env. "
                "The two see different settings.");
    if (!grave.isEmpty())
        mustFix(
            a, "env-overridden",
            Say::tr("The web server gives DreamFactory other values than .env has: %1.")
                .arg(listed(grave, where)),
            means + QLatin1Char(' ') +
                Say::tr("The upgrade would change what .env names, and not what the site uses."),
            {Say::tr("Write the values that the site uses into %1, take them out of the web server's files, "
                     "and check again.")
                 .arg(envPath(c))},
            where.value(grave.first()));
    if (!others.isEmpty())
        shouldKnow(a, "env-overridden",
                   Say::tr("The web server gives DreamFactory other values than .env has: %1.")
                       .arg(listed(others, where)),
                   means, {Say::tr("Make sure that both mean the same, or keep them in .env alone.")},
                   where.value(others.first()));
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

static QString inWords(const EnvChange& change) {
    switch (change.action) {
    case EnvChange::Action::Rename:
        return Say::tr("%1 becomes %2").arg(change.oldKey, change.key);
    case EnvChange::Action::Remove:
        return Say::tr("%1 goes").arg(change.key);
    case EnvChange::Action::Set:
    case EnvChange::Action::Take:
        break;
    }
    return change.key + QLatin1Char('=') + change.value;
}

static void tokenTime(const Case& c, Advice& a) {
    if (!c.here.env.has(QStringLiteral("DF_JWT_TTL")) || !refusesTokenTime(c))
        return;
    shouldKnow(
        a, "token-time",
        Say::tr("%1 can't use DF_JWT_TTL: with it every log-in would answer 500.").arg(c.toText),
        Say::tr("The plan takes it out of .env. Sessions then last 1440 minutes."),
        {Say::tr("If they must be shorter, write the number itself into config/jwt.php of the new release "
                 "afterwards, at 'ttl'.")},
        source::tokenTime());
}

void ruleEnvKeys(const Case& c, Advice& a) {
    if (!c.here.env.readable || c.toText.isEmpty())
        return;
    a.envChanges = envChanges(c);
    tokenTime(c, a);
    QStringList list;
    for (const EnvChange& change : a.envChanges)
        list << inWords(change);
    if (list.isEmpty())
        fine(a, "env-keys", Say::tr("%1 reads .env as it is.").arg(c.toText), {}, source::configFiles(c));
    else
        fine(a, "env-keys",
             Say::tr("The plan adapts .env to %1: %2.").arg(c.toText, list.join(QStringLiteral(", "))),
             Say::tr("You see each change before it is made; the old file is kept."), source::configFiles(c));
}

void ruleEnvHistory(const Case& c, Advice& a) {
    if (!c.here.env.readable)
        return;
    const EnvHistory h = crossedBy(c, builtInEnvHistory(), a.envChanges);
    const QString source = source::configFiles(c);
    QStringList dropped, woken, defaults, meanings;
    for (const auto& k : h.dropped)
        dropped << (k.now.isEmpty() ? k.key : Say::tr("%1 (now %2)").arg(k.key, k.now));
    for (const auto& k : h.added)
        woken << Say::tr("%1 (from %2)").arg(k.key, k.release);
    for (const auto& d : h.defaults) {
        defaults << QStringLiteral("%1 (%2 → %3)").arg(d.key, d.was, d.becomes);
        if (const QString meaning = meaningOf(d.key); !meaning.isEmpty())
            meanings << QStringLiteral("%1: %2").arg(d.key, meaning);
    }
    if (!dropped.isEmpty())
        fine(a, "env-dropped",
             Say::tr("%1 no longer reads these keys of .env: %2.")
                 .arg(c.toText, dropped.join(QStringLiteral(", "))),
             Say::tr("They stay in the file and have no effect."), source);
    if (!woken.isEmpty())
        shouldKnow(a, "env-woken",
                   Say::tr("Keys of .env that %1 doesn't read take effect with %2: %3.")
                       .arg(c.fromText, c.toText, woken.join(QStringLiteral(", "))),
                   Say::tr("Whatever they say is done from then on."),
                   {Say::tr("Look at their values in %1; make a line a comment if it isn't wanted.")
                        .arg(envPath(c))},
                   source);
    if (!defaults.isEmpty())
        fine(a, "env-defaults",
             Say::tr("What an absent key of .env means changes with %1: %2.")
                 .arg(c.toText, defaults.join(QStringLiteral(", "))),
             meanings.join(QLatin1Char(' ')), source,
             {Say::tr("To keep what was, write the key with its old value into .env after the upgrade.")});
}

void ruleAccessLog(const Case& c, Advice& a) {
    const QString enabled = c.here.env.value(QStringLiteral("LOGSDB_ENABLED")).value_or(QString());
    if (enabled.compare(QLatin1String("true"), Qt::CaseInsensitive) != 0)
        return;
    const QString host =
        c.here.env.value(QStringLiteral("LOGSDB_HOST")).value_or(QStringLiteral("localhost"));
    if (c.here.database.reachable &&
        !c.here.database.migrations.contains(QStringLiteral("2019_06_18_141238_create_access")))
        shouldKnow(
            a, "access-log",
            Say::tr(
                "The access log is on (LOGSDB_ENABLED, MongoDB on %1), and its migration has not run yet.")
                .arg(host),
            Say::tr("The upgrade runs it: it drops the collection \"access\" there and makes it anew."),
            {Say::tr("Copy that collection if its entries are still needed.")},
            Say::tr("%1 of df-mongo-logs").arg(QStringLiteral("2019_06_18_141238_create_access.php")));
    else
        fine(a, "access-log", Say::tr("The access log is on and is written to MongoDB on %1.").arg(host),
             Say::tr("The rehearsal leaves it out; from the switch on the new release writes to it."),
             Say::tr("%1 of df-mongo-logs").arg(QStringLiteral("2019_06_18_141238_create_access.php")));
}

} // namespace df
