#include "advise/env_merge_decide.h"

#include "advise/env_changes.h"
#include "advise/env_merge_old.h"
#include "advise/env_merge_rules.h"
#include "advise/sources.h"
#include "advise/text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace df {
namespace {

using Choice = EnvMergeRow::Choice;
using Take = EnvMergeRule::Take;

/// One key while it is being decided.
struct Deciding {
    const MovePair& pair;
    const Case& c;
    const EnvMergeRule& rule;
    DecidedKey& to;
    const OldKey* old = nullptr; ///< nullptr: not there
    [[nodiscard]] EnvMergeRow& row() const { return to.row; }
    [[nodiscard]] bool known() const { return old && !row().secret; } ///< the old value can be looked at
};

void advise(const Deciding& d, Choice choice, const QString& why = {}, const QString& source = {}) {
    d.row().advised = choice;
    if (!why.isEmpty())
        d.row().why = why;
    if (!source.isEmpty())
        d.row().source = source;
}

void adviseValue(const Deciding& d, const QString& value, const QString& why, const QString& source = {}) {
    d.row().advisedValue = value;
    advise(d, Choice::Value, why, source);
}

/// As `value`, by the shortest way: where a server has just that, it is that server's.
void shouldBe(const Deciding& d, const QString& value, const QString& why, const QString& source = {}) {
    if (d.row().inNew && !d.row().secret && d.row().newValue == value)
        advise(d, Choice::New, why, source);
    else if (d.known() && d.to.oldResult == value)
        advise(d, Choice::Old, why, source);
    else
        adviseValue(d, value, why, source);
}

void ask(const Deciding& d, const QString& why) {
    d.row().needsUser = true;
    d.row().why = why;
}

Choice oldOrNothing(const Deciding& d) { return d.row().inOld ? Choice::Old : Choice::Drop; }
Choice newOrNothing(const Deciding& d) { return d.row().inNew ? Choice::New : Choice::Drop; }
Choice oldElseNew(const Deciding& d) { return d.row().inOld ? Choice::Old : newOrNothing(d); }

/// "https://api.example.com/x" → "api.example.com"; empty: no address, or one that only the machine itself
/// reaches.
QString publicHost(const QString& value) {
    const QUrl url(value.contains(QLatin1String("://")) ? value : QLatin1String("http://") + value);
    const QString host = url.host().toLower();
    const bool local = host == QLatin1String("localhost") || host.startsWith(QLatin1String("127.")) ||
                       host == QLatin1String("::1") || host == QLatin1String("0.0.0.0");
    return local ? QString() : host;
}

void decideStrictlyOld(const Deciding& d) {
    const bool meansTheSame =
        !d.row().inOld && d.row().inNew && !d.rule.absent.isEmpty() && d.row().newValue == d.rule.absent;
    advise(d, meansTheSame ? Choice::New : oldOrNothing(d));
}

/// By which name users come is decided when the address is pointed to the new server.
void decideAddress(const Deciding& d) {
    advise(d, newOrNothing(d));
    const QString host = d.known() ? publicHost(d.to.oldResult) : QString();
    if (host.isEmpty() || (d.row().inNew && !publicHost(d.row().newValue).isEmpty()))
        return;
    advise(d, Choice::Old);
    ask(d, Say::tr("Users reach the old server as %1. Keep that if this name will lead to the new one.")
               .arg(host));
}

void decidePath(const Deciding& d) {
    const bool inside = d.known() && (!d.to.oldResult.startsWith(QLatin1Char('/')) ||
                                      d.to.oldResult.startsWith(d.pair.fresh.path + QLatin1Char('/')));
    if (inside && !d.row().inNew)
        return advise(d, Choice::Old);
    advise(d, newOrNothing(d));
    const bool holdsData =
        d.rule.id == QLatin1String("path") && (d.row().key == QLatin1String("DF_LOCAL_FILE_ROOT") ||
                                               d.row().key == QLatin1String("DF_SQLITE_STORAGE"));
    if (!holdsData || !d.row().inOld || d.row().same)
        return;
    advise(d, Choice::Old);
    if (!inside)
        ask(d, Say::tr(
                   "Files of services lie there. Keep it if they move to the same place on the new server."));
}

bool isPageOfInterface(const QString& page) {
    static const QStringList pages{QStringLiteral("/dreamfactory/dist/index.html"),
                                   QStringLiteral("/dreamfactory/dist"),
                                   QStringLiteral("/dreamfactory/dist/"),
                                   QStringLiteral("/dreamfactory/app/index.html"),
                                   QStringLiteral("/launchpad"),
                                   QStringLiteral("/index.html"),
                                   QStringLiteral("/"),
                                   QString()};
    return pages.contains(page);
}

void decidePage(const Deciding& d) {
    if (d.known() && !isPageOfInterface(d.to.oldResult))
        return advise(d, Choice::Old, Say::tr("A page of your own, not one of the admin interface."));
    advise(d, newOrNothing(d), Say::tr("It leads to the new release's admin interface."));
}

void decideLink(const Deciding& d) {
    advise(d, oldElseNew(d));
    const QString host =
        d.known() && d.to.oldResult.contains(QLatin1String("://")) ? publicHost(d.to.oldResult) : QString();
    if (!host.isEmpty() && !d.row().same)
        ask(d, Say::tr("Links in mails lead to %1. Keep that if this name will lead to the new server.")
                   .arg(host));
}

void decideCache(const Deciding& d) {
    if (d.row().inNew && !d.row().newValue.isEmpty())
        return advise(d, Choice::New);
    const QString kind = d.known() ? d.to.oldResult.toLower() : QString();
    const bool serves = kind.isEmpty() || kind == QLatin1String("file") || kind == QLatin1String("array");
    if (!serves) {
        adviseValue(d, QStringLiteral("file"), {});
        return ask(d,
                   Say::tr("The old server keeps its cache in %1; for the new one none is set up. Nothing is "
                           "lost: a cache fills itself again.")
                       .arg(kind));
    }
    if (!kind.isEmpty())
        return advise(d, Choice::Old);
    if (d.c.toLaravel >= 13)
        return adviseValue(
            d, QStringLiteral("file"),
            Say::tr("From 7.7.0 an absent CACHE_STORE means a database table that doesn't exist; "
                    "until now it meant files."));
    advise(d, newOrNothing(d));
}

void decideQueue(const Deciding& d) {
    if (hasQueueWorker(d.pair.fresh))
        return advise(d, d.row().inNew ? Choice::New : oldOrNothing(d),
                      Say::tr("A worker runs on the new server and does the jobs."));
    const bool asksForWorker = d.c.toLaravel >= 11 || d.row().inOld || d.row().inNew;
    if (!asksForWorker)
        return advise(d, Choice::Drop);
    shouldBe(d, QStringLiteral("sync"),
             Say::tr("Jobs are done at once: on the new server no worker runs that would do them later."));
}

/// The cost that a log-in finds right for most stored passwords (facts §16).
void decidePasswords(const Deciding& d) {
    const QVector<int>& costs = d.pair.old.database.bcryptCosts;
    const bool crossing = d.c.fromLaravel < 11;
    if (d.c.toLaravel < 11)
        return advise(d, newOrNothing(d));
    const bool oneCost = costs.size() == 1;
    if (!crossing && !oneCost) // no one number is right for all, so what works today stays
        return advise(d, oldOrNothing(d));
    const int cost = costs.isEmpty() ? 10 : costs.first();
    const QString why =
        costs.isEmpty()
            ? Say::tr("Releases before 7.0.1 store passwords with this cost; with another one the "
                      "first log-in destroys a password.")
            : Say::tr("The passwords on the old server were stored with this cost; with another "
                      "one the first log-in destroys a password.");
    shouldBe(d, QString::number(cost), why, source::passwordHashing());
}

void decideEngine(const Deciding& d) {
    const QString engine = toString(d.pair.fresh.database.engine);
    if (d.row().inNew || engine.isEmpty() || d.c.toLaravel < 11)
        return advise(d, newOrNothing(d));
    adviseValue(d, engine, Say::tr("Said outright, so that no default decides which database is used."));
}

/// Names that only one of the two products knows.
bool isUnknownCollation(const QString& name, const DatabaseFacts& there) {
    return there.isMariaDb
               ? name.startsWith(QLatin1String("utf8mb4_0900_"))
               : name.contains(QLatin1String("uca1400")) || name.contains(QLatin1String("_nopad_"));
}

void decideCollation(const Deciding& d) {
    const DatabaseFacts& there = d.pair.fresh.database;
    const bool mysql = there.engine == DatabaseEngine::MySql;
    if (mysql && d.known() && isUnknownCollation(d.to.oldResult, there))
        return shouldBe(
            d, QStringLiteral("utf8mb4_unicode_ci"),
            Say::tr("The new server's database doesn't know %1; this one sorts alike.").arg(d.to.oldResult));
    advise(d, there.engine == DatabaseEngine::Sqlite ? newOrNothing(d) : oldOrNothing(d));
}

bool namesOldMachine(const MovePair& pair, const QString& value) {
    QStringList names{pair.oldServer.machine.hostName, pair.old.web.serverName};
    if (const auto url = pair.old.env.value(QStringLiteral("APP_URL")))
        names << publicHost(*url);
    const bool named = std::any_of(names.begin(), names.end(), [&](const QString& name) {
        return name.size() > 3 && value.contains(name, Qt::CaseInsensitive);
    });
    const bool place =
        value.startsWith(QLatin1Char('/')) && !value.startsWith(pair.fresh.path + QLatin1Char('/'));
    static const QRegularExpression address(
        QStringLiteral("(^|[/@])((10|192\\.168|172\\.(1[6-9]|2\\d|3[01]))\\.\\d+\\.\\d+|localhost|127\\.)"));
    return named || place || address.match(value).hasMatch();
}

void decideOwn(const Deciding& d) {
    advise(d, oldElseNew(d));
    if (d.row().inOld && d.row().inNew && !d.row().same)
        ask(d, Say::tr("Both servers have this key, and no rule knows it."));
    else if (d.known() && !d.row().inNew && namesOldMachine(d.pair, d.to.oldResult))
        ask(d,
            Say::tr("DreamFactory doesn't know this key, and it names something that may belong to the old "
                    "server."));
}

void decideByRule(const Deciding& d) {
    switch (d.rule.take) {
    case Take::Own:
        return decideOwn(d);
    case Take::Old:
        return decideStrictlyOld(d);
    case Take::OldElseNew:
        return advise(d, oldElseNew(d));
    case Take::New:
        return advise(d, newOrNothing(d));
    case Take::Address:
        return decideAddress(d);
    case Take::Path:
        return decidePath(d);
    case Take::Page:
        return decidePage(d);
    case Take::Link:
        return decideLink(d);
    case Take::Cache:
        return decideCache(d);
    case Take::Queue:
        return decideQueue(d);
    case Take::Passwords:
        return decidePasswords(d);
    case Take::Engine:
        return decideEngine(d);
    case Take::Collation:
        return decideCollation(d);
    }
}

/// From 7.0.1 on tokens are signed by lcobucci/jwt, which refuses words under 256 bits; APP_KEY takes its
/// place.
bool isTooShort(const Deciding& d) {
    const EnvFacts& e = d.pair.old.env;
    return d.c.toLaravel >= 11 && e.appKeyForm.endsWith(QLatin1String("-32")) &&
           e.problems.contains(QStringLiteral("JWT_SECRET is shorter than 32 bytes"));
}

/// What no rule of a single key sees: keys that nobody reads any more, that nobody read until now, and values
/// that something else beats on the old server.
void decideOddOnes(const Deciding& d) {
    EnvMergeRow& row = d.row();
    if (!d.old || row.advised != Choice::Old)
        return;
    if (row.key == QLatin1String("JWT_SECRET") && isTooShort(d))
        return advise(
            d, newOrNothing(d),
            Say::tr("%1 refuses to sign sessions with so short a JWT_SECRET: users have to log in again.")
                .arg(d.c.toText));
    if (d.old->dead) {
        advise(d, newOrNothing(d),
               Say::tr("%1 no longer reads this key.")
                   .arg(d.c.toText.isEmpty() ? Say::tr("The new release") : d.c.toText),
               source::configFiles(d.c));
    } else if (d.old->woken && !row.same && !d.rule.fixed) {
        advise(d, newOrNothing(d), {}, source::configFiles(d.c));
        ask(d,
            Say::tr("%1 doesn't read this key; with %2 it would take effect.").arg(d.c.fromText, d.c.toText));
    } else if (d.pair.old.env.overridden.contains(d.old->entry.key) && !row.same && !d.rule.fixed) {
        ask(d,
            Say::tr("On the old server the site doesn't use this value: %1 sets another.").arg(row.oldSetBy));
    }
}

/// With it nobody could sign in, whichever server it comes from.
bool doesHarm(const Deciding& d) {
    return d.row().key == QLatin1String("DF_JWT_TTL") && refusesTokenTime(d.c);
}

QVector<Choice> allowedFor(const Deciding& d) {
    const EnvMergeRow& row = d.row();
    if (d.rule.fixed || doesHarm(d))
        return {row.advised};
    QVector<Choice> all;
    if (row.inOld)
        all << Choice::Old;
    if (row.inNew)
        all << Choice::New;
    if (!row.inOld || !row.inNew)
        all << Choice::Drop;
    if (!row.secret)
        all << Choice::Value;
    if (!all.contains(row.advised))
        all << row.advised;
    return all;
}

const EnvEntry* entryOf(const EnvFacts& env, const QString& key) {
    const EnvEntry* last = nullptr;
    for (const EnvEntry& e : env.entries)
        if (e.active && e.key == key)
            last = &e;
    return last;
}

/// Equal for sure: the same text, or two files that are the same byte by byte.
bool isSame(const MovePair& pair, const EnvMergeRow& row, const QString& oldResult) {
    if (!row.inOld || !row.inNew)
        return false;
    const bool sameFile = !pair.old.env.sha256.isEmpty() && pair.old.env.sha256 == pair.fresh.env.sha256;
    return (sameFile && !row.converted) || (!row.secret && oldResult == row.newValue);
}

QString setBy(const Installation& in, const QString& key) {
    for (const auto& known : {in.env.overridden, in.env.setElsewhere})
        if (const QString where = known.value(key); !where.isEmpty())
            return where;
    return in.containerEnv.contains(key) ? Say::tr("the container's definition") : QString();
}

DecidedKey decide(const MovePair& pair, const Case& c, const QString& key, const OldKey* old) {
    const EnvMergeRule& rule = builtInEnvMergeTable().ruleFor(key);
    DecidedKey one;
    EnvMergeRow& row = one.row;
    row.key = key;
    row.group = rule.group;
    row.rule = rule.id;
    row.source = rule.source;
    row.why = QCoreApplication::translate("EnvMerge", rule.why.toUtf8().constData());
    const EnvEntry* there = entryOf(pair.fresh.env, key);
    row.inOld = old;
    row.inNew = there;
    row.secret = (old && old->entry.secret) || (there && there->secret);
    if (old) {
        row.oldKey = old->entry.key == key ? QString() : old->entry.key;
        row.oldValue = row.secret ? QString() : old->entry.value;
        row.converted = !old->why.isEmpty();
        row.oldSetBy = setBy(pair.old, old->entry.key);
        one.oldResult = row.secret ? QString() : old->result;
    }
    row.newValue = there && !row.secret ? there->value : QString();
    row.newSetBy = setBy(pair.fresh, key);
    row.same = isSame(pair, row, one.oldResult);
    const Deciding d{pair, c, rule, one, old};
    decideByRule(d);
    if (row.advised == Choice::Old && row.converted && !row.needsUser) {
        row.why = old->why;
        row.source = old->source;
    }
    decideOddOnes(d);
    if (doesHarm(d))
        advise(d, Choice::Drop, whyNoTokenTime(c), source::tokenTime());
    row.allowed = allowedFor(d);
    return one;
}

/// Keys that get a row though neither server has them, if the rule then says that they must be there.
QStringList wantedKeys(const Case& c) {
    QStringList keys;
    for (const EnvMergeRule& rule : builtInEnvMergeTable().rules)
        if (rule.always)
            keys << rule.keys.first();
    if (c.toLaravel >= 11)
        keys << QStringLiteral("CACHE_STORE") << QStringLiteral("QUEUE_CONNECTION")
             << QStringLiteral("BCRYPT_ROUNDS") << QStringLiteral("DB_CONNECTION");
    return keys;
}

bool isShown(const EnvMergeRow& row) {
    return row.inOld || row.inNew || row.advised == Choice::Value ||
           builtInEnvMergeTable().ruleFor(row.key).always;
}

void sortForPage(QVector<DecidedKey>& all) {
    const EnvMergeTable& table = builtInEnvMergeTable();
    const auto place = [&](const DecidedKey& k) {
        return std::tuple(!k.row.needsUser, table.groups.indexOf(k.row.group), table.placeOf(k.row.key));
    };
    std::stable_sort(all.begin(), all.end(),
                     [&](const DecidedKey& a, const DecidedKey& b) { return place(a) < place(b); });
}

} // namespace

QVector<DecidedKey> decideEnv(const MovePair& pair) {
    const ReleaseFacts target = installedRelease(pair.fresh);
    const AdviceChoices choices;
    const QVector<ReleaseTag> tags;
    const Case c = makeCase(pair.oldServer, pair.old, tags, target, choices, builtInCatalogue());
    const QVector<OldKey> olds = oldKeys(pair, c);
    QStringList keys;
    for (const OldKey& k : olds)
        keys << k.key;
    for (const EnvEntry& e : pair.fresh.env.entries)
        if (e.active)
            keys << e.key;
    keys << wantedKeys(c);
    keys.removeAll(QString());
    keys.removeDuplicates();
    QVector<DecidedKey> all;
    for (const QString& key : keys) {
        // of two old names that become one, the one that already has the new name counts
        const OldKey* old = nullptr;
        for (const OldKey& k : olds)
            if (k.key == key && (!old || k.entry.key == key))
                old = &k;
        if (const DecidedKey one = decide(pair, c, key, old); isShown(one.row))
            all.append(one);
    }
    sortForPage(all);
    return all;
}

} // namespace df
