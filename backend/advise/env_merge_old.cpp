#include "advise/env_merge_old.h"

#include "advise/env_changes.h"
#include "advise/env_history.h"
#include "advise/sources.h"
#include "advise/text.h"

#include <algorithm>

namespace df {
namespace {

QVector<EnvEntry> countingEntries(const EnvFacts& env) {
    QVector<EnvEntry> all;
    for (const EnvEntry& e : env.entries) {
        if (!e.active)
            continue;
        const auto same =
            std::find_if(all.begin(), all.end(), [&](const EnvEntry& x) { return x.key == e.key; });
        if (same == all.end())
            all.append(e);
        else
            *same = e;
    }
    return all;
}

/// Read by neither this release nor a later one, unless a package of the new server reads it.
bool isDead(const MovePair& pair, const Case& c, const QString& key) {
    for (const auto& k : builtInEnvHistory().dropped) {
        const auto gone = Version::parse(k.release);
        if (k.key == key && gone && c.to && *gone <= *c.to)
            return k.unless.isEmpty() || !pair.fresh.code.lockedPackages.contains(k.unless);
    }
    for (const EnvRule& rule : c.tables.envRules)
        if (rule.kind == EnvRule::Kind::Rename && rule.only.isEmpty() && rule.keys.contains(key) &&
            rule.newKey != QLatin1String("LOG_CHANNEL")) // APP_LOG is still read where that isn't set
            return Case::beyond(c.to, c.toLaravel, rule);
    return false;
}

bool isWoken(const Case& c, const QString& key) {
    const auto& added = builtInEnvHistory().added;
    return std::any_of(added.begin(), added.end(), [&](const EnvHistory::Key& k) {
        const auto since = Version::parse(k.release);
        return k.key == key && since && c.from && c.to && *c.from < *since && *since <= *c.to &&
               (k.only.isEmpty() || k.only == toString(c.here.database.engine));
    });
}

/// A place inside the installation is the same place inside the new one.
void moveInside(const MovePair& pair, OldKey& k) {
    const QString from = pair.old.path + QLatin1Char('/'), to = pair.fresh.path + QLatin1Char('/');
    if (from == to || from.size() < 2 || k.entry.secret || !k.result.startsWith(from))
        return;
    k.result = to + k.result.mid(from.size());
    k.why = Say::tr("The same place in the new server's installation.");
    k.source = QStringLiteral(".env");
}

void translate(OldKey& k, const EnvChange& change) {
    k.key = change.key;
    k.why = change.why;
    k.source = change.source;
    if (change.action == EnvChange::Action::Set)
        k.result = change.value;
}

} // namespace

QVector<OldKey> oldKeys(const MovePair& pair, const Case& c) {
    const QVector<EnvChange> changes = envTranslations(c);
    QVector<OldKey> all;
    for (const EnvEntry& e : countingEntries(pair.old.env)) {
        OldKey k{e.key, e, e.value, false, false, {}, {}};
        for (const EnvChange& change : changes)
            if (change.oldKey == e.key || (change.oldKey.isEmpty() && change.key == e.key))
                translate(k, change);
        k.dead = k.key == e.key && k.why.isEmpty() && isDead(pair, c, e.key);
        k.woken = !k.dead && k.key == e.key && k.why.isEmpty() && isWoken(c, e.key);
        moveInside(pair, k);
        all.append(k);
    }
    return all;
}

} // namespace df
