#include "advise/env_changes.h"

#include "advise/sources.h"
#include "advise/text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

// Facts §4 and §16. A key that only the old release reads is renamed when the border is crossed; one that
// neither reads any more is left alone, so that nothing that has no effect today gets one.
namespace df {
namespace {

class Changes {
public:
    explicit Changes(const Case& c) : m_case(c), m_env(c.here.env) {}
    [[nodiscard]] QVector<EnvChange> translations() {
        for (const EnvRule& rule : m_case.tables.envRules)
            if (m_case.crosses(rule) && applies(rule))
                apply(rule);
        twoCacheKeys();
        return m_changes;
    }
    [[nodiscard]] QVector<EnvChange> all() {
        (void)translations();
        cacheStore();
        databaseConnection();
        queue();
        bcryptRounds();
        tokenTime();
        return m_changes;
    }

private:
    [[nodiscard]] bool will(const QString& key) const { ///< the key is there once the changes so far are made
        return m_env.has(key) || std::any_of(m_changes.begin(), m_changes.end(),
                                             [&](const EnvChange& e) { return e.key == key; });
    }
    [[nodiscard]] QString value(const char* key) const {
        return m_env.value(QLatin1String(key)).value_or(QString());
    }
    /// The entry that counts, if its value is known here and not empty.
    [[nodiscard]] const EnvEntry* known(const QString& key) const {
        const EnvEntry* last = nullptr;
        for (const EnvEntry& e : m_env.entries)
            if (e.active && e.key == key)
                last = &e;
        return last && !last->secret && !last->value.isEmpty() ? last : nullptr;
    }
    void set(const QString& key, const QString& newValue, const QString& why, const QString& source) {
        m_changes.append({EnvChange::Action::Set, key, {}, newValue, why, source});
    }
    [[nodiscard]] static QString words(const EnvRule& rule) {
        return QCoreApplication::translate("EnvKeys", rule.why.toUtf8().constData());
    }

    [[nodiscard]] bool applies(const EnvRule& rule) const {
        if (rule.only == QLatin1String("pgsql"))
            return m_case.here.database.engine == DatabaseEngine::PostgreSql;
        if (rule.only == QLatin1String("memcached"))
            return value("CACHE_STORE") == rule.only || value("CACHE_DRIVER") == rule.only;
        return true;
    }

    void apply(const EnvRule& rule) {
        for (const QString& key : rule.keys) {
            switch (rule.kind) {
            case EnvRule::Kind::Rename:
                rename(key, rule);
                break;
            case EnvRule::Kind::Unit:
                unit(key, rule);
                break;
            case EnvRule::Kind::LowerCase:
                lowerCase(key, rule);
                break;
            case EnvRule::Kind::LinkPath:
                linkPath(key, rule);
                break;
            }
        }
    }

    void rename(const QString& key, const EnvRule& rule) {
        if (m_env.has(key) && !will(rule.newKey))
            m_changes.append({EnvChange::Action::Rename, rule.newKey, key, {}, words(rule), rule.source});
    }

    void unit(const QString& key, const EnvRule& rule) {
        const EnvEntry* e = known(key);
        bool ok = false;
        const qint64 number = e ? e->value.toLongLong(&ok) : 0;
        if (ok && number > 0 && number < 1'000'000'000)
            set(key, QString::number(number * rule.factor), words(rule), rule.source);
    }

    void lowerCase(const QString& key, const EnvRule& rule) {
        const EnvEntry* e = known(key);
        if (e && e->value != e->value.toLower())
            set(key, e->value.toLower(), words(rule), rule.source);
    }

    void linkPath(const QString& key, const EnvRule& rule) {
        const EnvEntry* e = known(key);
        if (!e)
            return;
        for (const QString& page : rule.pages) {
            const QString old = QLatin1String("#/") + page;
            if (e->value.endsWith(old))
                set(key, e->value.chopped(old.size()) + QLatin1String("#/auth/") + page, words(rule),
                    rule.source);
        }
    }

    /// 7.0.1's own template already had CACHE_STORE while CACHE_DRIVER was read: with both, the one that
    /// works today wins.
    void twoCacheKeys() {
        const EnvEntry *driver = known(QStringLiteral("CACHE_DRIVER")),
                       *store = known(QStringLiteral("CACHE_STORE"));
        const auto& rules = m_case.tables.envRules;
        const auto rule = std::find_if(rules.begin(), rules.end(), [](const EnvRule& r) {
            return r.newKey == QLatin1String("CACHE_STORE");
        });
        if (driver && store && driver->value != store->value && rule != rules.end() && m_case.crosses(*rule))
            set(store->key, driver->value, words(*rule), rule->source);
    }

    void cacheStore() {
        const QString key = QStringLiteral("CACHE_STORE");
        if (m_case.toLaravel >= 13 && (!will(key) || m_env.value(key) == QString()))
            set(key, QStringLiteral("file"),
                Say::tr("From 7.7.0 an absent CACHE_STORE means a database table that doesn't exist; until "
                        "now it meant files."),
                m_case.targetFile("config/cache.php"));
    }

    void databaseConnection() {
        const QString key = QStringLiteral("DB_CONNECTION"), engine = toString(m_case.here.database.engine);
        if (m_case.toLaravel >= 11 && !engine.isEmpty() && !will(key))
            set(key, engine, Say::tr("Said outright, so that no default decides which database is used."),
                source::laravelFile(m_case, "config/database.php"));
    }

    void queue() {
        const QString key = QStringLiteral("QUEUE_CONNECTION");
        if (m_case.toLaravel >= 11 && !will(key) && !hasQueueWorker(m_case.here))
            set(key, QStringLiteral("sync"),
                Say::tr("From 7.0.1 an absent QUEUE_CONNECTION means that jobs wait for a worker; none runs "
                        "here."),
                source::laravelFile(m_case, "config/queue.php"));
    }

    void bcryptRounds() {
        const QString key = QStringLiteral("BCRYPT_ROUNDS");
        const QVector<int>& costs = m_case.here.database.bcryptCosts;
        const bool crossing = m_case.fromLaravel < 11;
        if (m_case.toLaravel < 11 || (!crossing && will(key)))
            return;
        const QString cost = QString::number(costs.isEmpty() ? oldDefault : costs.first());
        const bool needed = crossing ? value("BCRYPT_ROUNDS") != cost : costs == QVector<int>{oldDefault};
        if (needed)
            set(key, cost,
                Say::tr("Keeps the cost that the stored passwords have: with another one the first log-in "
                        "destroys a password."),
                source::passwordHashing());
    }

    void tokenTime() {
        const QString key = QStringLiteral("DF_JWT_TTL");
        if (m_env.has(key) && refusesTokenTime(m_case))
            m_changes.append(
                {EnvChange::Action::Remove, key, {}, {}, whyNoTokenTime(m_case), source::tokenTime()});
    }

    static constexpr int oldDefault = 10; ///< bcrypt's cost before Laravel 11
    const Case& m_case;
    const EnvFacts& m_env;
    QVector<EnvChange> m_changes;
};

} // namespace

QVector<EnvChange> envChanges(const Case& c) { return Changes(c).all(); }

QVector<EnvChange> envTranslations(const Case& c) { return Changes(c).translations(); }

bool refusesTokenTime(const Case& c) {
    const auto locked = [&](const char* package) {
        return Version::parse(c.needs.packages.value(QLatin1String(package)));
    };
    const auto jwt = locked("tymon/jwt-auth"), carbon = locked("nesbot/carbon"),
               mended = Version::parse(QStringLiteral("2.3.0"));
    return jwt && !jwt->isBranch() && *jwt < *mended && carbon && carbon->number(0) >= 3;
}

QString whyNoTokenTime(const Case& c) {
    return Say::tr("%1 can't use this number: with it every log-in answers 500. Without it sessions last "
                   "1440 minutes.")
        .arg(c.toText);
}

bool hasQueueWorker(const Installation& installation) {
    static const QRegularExpression worker(QStringLiteral("\\b(queue:(work|listen)|horizon)\\b"));
    const auto& s = installation.schedules;
    return std::any_of(s.begin(), s.end(),
                       [](const ScheduleFact& f) { return worker.match(f.text).hasMatch(); });
}

} // namespace df
