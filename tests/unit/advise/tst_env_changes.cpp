#include "support/advice_case.h"

#include "advise/catalogue.h"
#include "advise/env_key_words.h"

#include <QtTest>

#include <algorithm>

using namespace df;
using df::test::AdviceCase;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

/// "CACHE_DRIVER>CACHE_STORE", "QUEUE_CONNECTION=sync", "-DF_JWT_TTL", sorted.
QStringList changes(const Advice& a) {
    QStringList list;
    for (const EnvChange& e : a.envChanges)
        list << (e.action == EnvChange::Action::Rename   ? e.oldKey + QLatin1Char('>') + e.key
                 : e.action == EnvChange::Action::Remove ? QLatin1Char('-') + e.key
                                                         : e.key + QLatin1Char('=') + e.value);
    list.sort();
    return list;
}

QStringList changes(const AdviceCase& c) { return changes(c.advice()); }

/// A release with that Laravel, whose commit no catalogue knows.
void aim(AdviceCase& c, const char* tag, const char* laravel) {
    c.target.tag = QLatin1String(tag);
    c.target.commit = QString(40, QLatin1Char('f'));
    c.tags.append({c.target.tag, c.target.commit});
    auto packages = test::samplePackages();
    for (auto& p : packages)
        if (p.name == S("laravel/framework"))
            p.version = QLatin1String(laravel);
    c.target.composerLock = test::composerLock(packages);
}

void lockTokens(AdviceCase& c, const char* jwtAuth, const char* carbon) {
    auto packages = test::samplePackages();
    packages << test::LockedPackage{S("tymon/jwt-auth"), QLatin1String(jwtAuth), {}, {}}
             << test::LockedPackage{S("nesbot/carbon"), QLatin1String(carbon), {}, {}};
    c.target.composerLock = test::composerLock(packages);
}

} // namespace

class TestEnvChanges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyReasonCanBeTranslated();
    void from541To733() {
        AdviceCase c;
        c.install("5.4.1", "v9.52.16");
        QCOMPARE(changes(c), (QStringList{S("BCRYPT_ROUNDS=10"), S("CACHE_DRIVER>CACHE_STORE"),
                                          S("QUEUE_CONNECTION=sync")}));
    }

    void from630To733() {
        QCOMPARE(changes(AdviceCase()), (QStringList{S("BCRYPT_ROUNDS=10"), S("CACHE_DRIVER>CACHE_STORE"),
                                                     S("QUEUE_CONNECTION=sync")}));
    }

    /// Text that jwt-auth before 2.3.0 hands to Carbon 3: seen on 7.3.3, every log-in answered 500.
    void aTokenTimeThatBreaksLogInsGoes() {
        AdviceCase c;
        c.setEnv("DF_JWT_TTL", S("120"));
        lockTokens(c, "2.2.1", "3.10.3");
        QVERIFY(changes(c).contains(S("-DF_JWT_TTL")));
        lockTokens(c, "2.3.0", "3.11.3");
        QVERIFY(!changes(c).contains(S("-DF_JWT_TTL")));
        lockTokens(c, "dev-develop", "2.71.0");
        QVERIFY(!changes(c).contains(S("-DF_JWT_TTL")));
    }

    /// A host that is beyond Laravel 11 already: what has no effect today gets none.
    void from733To750() {
        AdviceCase c;
        c.install("7.3.3", "v11.46.1");
        aim(c, "7.5.0", "v11.50.0");
        c.here.database.bcryptCosts = {12};
        c.setEnv("QUEUE_CONNECTION", S("database"));
        QCOMPARE(changes(c), QStringList()); // CACHE_DRIVER stays: 7.3.3 doesn't read it either
        c.unsetEnv("QUEUE_CONNECTION");
        c.here.database.bcryptCosts = {10};
        QCOMPARE(changes(c), (QStringList{S("BCRYPT_ROUNDS=10"), S("QUEUE_CONNECTION=sync")}));
        c.setEnv("BCRYPT_ROUNDS", S("10"));
        QCOMPARE(changes(c), QStringList{S("QUEUE_CONNECTION=sync")});
        c.unsetEnv("BCRYPT_ROUNDS");
        c.here.database.bcryptCosts = {10, 12}; // no one number is right for all, so what works today stays
        QCOMPARE(changes(c), QStringList{S("QUEUE_CONNECTION=sync")});
    }

    void from760To770() {
        AdviceCase c;
        c.install("7.6.0", "v11.54.0");
        aim(c, "7.7.0", "v13.26.0");
        c.setEnv("QUEUE_CONNECTION", S("sync"));
        c.setEnv("BCRYPT_ROUNDS", S("10"));
        c.setEnv("MAIL_ENCRYPTION", S("ssl"));
        QCOMPARE(changes(c), (QStringList{S("CACHE_STORE=file"), S("MAIL_ENCRYPTION>MAIL_SCHEME")}));
        c.setEnv("CACHE_STORE", S("redis"));
        c.unsetEnv("MAIL_ENCRYPTION");
        QCOMPARE(changes(c), QStringList());
    }

    void from630To770() {
        AdviceCase c;
        aim(c, "7.7.0", "v13.26.0");
        c.setEnv("CACHE_DRIVER", S("memcached"));
        c.setEnv("CACHE_HOST", S("10.0.0.9"));
        QCOMPARE(changes(c), (QStringList{S("BCRYPT_ROUNDS=10"), S("CACHE_DRIVER>CACHE_STORE"),
                                          S("CACHE_HOST>MEMCACHED_HOST"), S("QUEUE_CONNECTION=sync")}));
        c.unsetEnv("CACHE_DRIVER");
        QVERIFY(changes(c).contains(S("CACHE_STORE=file")));
        QVERIFY(!changes(c).contains(S("CACHE_HOST>MEMCACHED_HOST")));
    }

    void to701ReadsCacheDriverStill() {
        AdviceCase c;
        aim(c, "7.0.1", "v11.40.0");
        QVERIFY(!changes(c).contains(S("CACHE_DRIVER>CACHE_STORE")));
        c.install("7.0.1", "v11.40.0");
        aim(c, "7.3.3", "v11.46.1");
        QVERIFY(changes(c).contains(S("CACHE_DRIVER>CACHE_STORE")));
        c.setEnv("CACHE_STORE", S("file")); // 7.0.1's template wrote it, unread so far
        c.setEnv("CACHE_DRIVER", S("redis"));
        QVERIFY(changes(c).contains(S("CACHE_STORE=redis")));
    }

    void within6NothingChanges() {
        AdviceCase c;
        c.install("6.0.0", "v9.52.16");
        aim(c, "6.3.0", "v9.52.16");
        QCOMPARE(changes(c), QStringList());
    }

    void oldDriverNameBecomesConnection() {
        AdviceCase c;
        c.unsetEnv("DB_CONNECTION");
        c.setEnv("DB_DRIVER", S("mysql"));
        QVERIFY(changes(c).contains(S("DB_DRIVER>DB_CONNECTION")));
        QVERIFY(!changes(c).contains(S("DB_CONNECTION=mysql")));
        c.setEnv("DB_CONNECTION", S("mysql"));
        QVERIFY(!changes(c).contains(S("DB_DRIVER>DB_CONNECTION")));
    }

    void sqliteIsSaidOutright() {
        AdviceCase c;
        c.unsetEnv("DB_CONNECTION");
        c.here.database.engine = DatabaseEngine::Sqlite;
        c.here.database.scratchWay = S("file");
        QVERIFY(changes(c).contains(S("DB_CONNECTION=sqlite")));
    }

    void connectionStringOnlyForPostgres() {
        AdviceCase c;
        c.here.env.entries.append({S("DATABASE_URL"), {}, true, false, 60, true}); // a secret
        QVERIFY(!changes(c).contains(S("DATABASE_URL>DB_URL")));
        c.here.database.engine = DatabaseEngine::PostgreSql;
        QVERIFY(changes(c).contains(S("DATABASE_URL>DB_URL")));
    }

    void workerKeepsItsQueue() {
        AdviceCase c;
        c.here.schedules = {
            {S("process"), S("dreamfactory"), S("991"), S("php artisan queue:work --daemon")}};
        QVERIFY(!changes(c).contains(S("QUEUE_CONNECTION=sync")));
    }

    void unitsAndNamesFromBefore310() {
        AdviceCase c;
        c.install("2.14.2", "v5.5.50");
        c.setEnv("CACHE_DEFAULT_TTL", S("300"));
        c.setEnv("DF_CONFIRM_CODE_TTL", S("1440"));
        c.setEnv("QUEUE_DRIVER", S("redis"));
        c.setEnv("APP_LOG", S("daily"));
        c.unsetEnv("LOG_CHANNEL");
        c.setEnv("APP_LOG_LEVEL", S("WARNING"));
        c.setEnv("AWS_KEY", S("AKIA"));
        const QStringList all = changes(c);
        for (const char* expected :
             {"CACHE_DEFAULT_TTL=18000", "DF_CONFIRM_CODE_TTL=86400", "QUEUE_DRIVER>QUEUE_CONNECTION",
              "APP_LOG>LOG_CHANNEL", "APP_LOG_LEVEL=warning", "AWS_KEY>AWS_ACCESS_KEY_ID"})
            QVERIFY2(all.contains(QLatin1String(expected)), expected);
        QVERIFY(!all.contains(S("QUEUE_CONNECTION=sync"))); // it was set, under its old name
    }

    void linksInMailsGetTheirNewPath() {
        AdviceCase c;
        c.setEnv("DF_CONFIRM_RESET_URL", S("/dreamfactory/dist/#/reset-password"));
        c.setEnv("DF_CONFIRM_INVITE_URL", S("https://portal.example.com/invite"));
        QVERIFY(changes(c).contains(S("DF_CONFIRM_RESET_URL=/dreamfactory/dist/#/auth/reset-password")));
        QCOMPARE(changes(c).filter(S("INVITE")), QStringList());
    }

    void costOfTheStoredPasswords() {
        AdviceCase c;
        c.here.database.bcryptCosts = {11};
        QVERIFY(changes(c).contains(S("BCRYPT_ROUNDS=11")));
        c.here.database.bcryptCosts = {};
        QVERIFY(changes(c).contains(S("BCRYPT_ROUNDS=10"))); // no hash to look at: the old default
        c.setEnv("BCRYPT_ROUNDS", S("10"));
        QCOMPARE(changes(c).filter(S("BCRYPT")), QStringList());
        c.here.database.bcryptCosts = {12};
        QVERIFY(changes(c).contains(S("BCRYPT_ROUNDS=12")));
    }

    /// Where the locks don't name Laravel, the release numbers decide.
    void numbersAreTheFallback() {
        AdviceCase c;
        c.here.code.lockedPackages.remove(S("laravel/framework"));
        auto packages = test::samplePackages();
        packages.erase(std::remove_if(packages.begin(), packages.end(),
                                      [](const auto& p) { return p.name == S("laravel/framework"); }),
                       packages.end());
        c.target.composerLock = test::composerLock(packages);
        QCOMPARE(changes(c), (QStringList{S("BCRYPT_ROUNDS=10"), S("CACHE_DRIVER>CACHE_STORE"),
                                          S("QUEUE_CONNECTION=sync")}));
    }

    void noSecretIsEverInAChange() {
        AdviceCase c;
        for (const char* key : {"APP_KEY", "DB_PASSWORD", "AWS_SECRET", "DATABASE_URL", "MAIL_ENCRYPTION"})
            c.here.env.entries.append({QLatin1String(key), {}, true, false, 300, true});
        aim(c, "7.7.0", "v13.26.0");
        for (const EnvChange& e : c.advice().envChanges)
            if (e.action == EnvChange::Action::Rename)
                QVERIFY(e.value.isEmpty());
    }

    void everyChangeSaysWhy() {
        for (const EnvChange& e : AdviceCase().advice().envChanges)
            QVERIFY2(!e.why.isEmpty() && !e.source.isEmpty(), qPrintable(e.key));
    }
};

/// The reasons stand in a data file, where lupdate doesn't look: each must stand in the list that it does
/// see.
void TestEnvChanges::everyReasonCanBeTranslated() {
    const QStringList known = envKeyWords();
    QVERIFY(!builtInCatalogue().envRules.isEmpty());
    for (const EnvRule& rule : builtInCatalogue().envRules)
        QVERIFY2(known.contains(rule.why), qPrintable(rule.why));
}

QTEST_GUILESS_MAIN(TestEnvChanges)
#include "tst_env_changes.moc"
