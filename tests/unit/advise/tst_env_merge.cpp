#include "advise/env_merge.h"
#include "advise/env_merge_rules.h"
#include "support/pair_case.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

#include <algorithm>

using namespace df;
using df::test::PairCase;
using Choice = EnvMergeRow::Choice;
using Choices = QMap<QString, QString>;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

/// "take APP_KEY", "take CACHE_STORE<CACHE_DRIVER", "set BCRYPT_ROUNDS=10", "remove X", sorted.
QStringList changes(const PairCase& p, const Choices& choices = {}) {
    QStringList list;
    for (const EnvChange& e : envChangesOf(mergeEnv(p.pair(), choices))) {
        QString text = toString(e.action) + QLatin1Char(' ') + e.key;
        if (e.action == EnvChange::Action::Take && e.oldKey != e.key)
            text += QLatin1Char('<') + e.oldKey;
        if (e.action == EnvChange::Action::Set)
            text += QLatin1Char('=') + e.value;
        list << text;
    }
    list.sort();
    return list;
}

EnvMergeRow row(const PairCase& p, const char* key, const Choices& choices = {}) {
    for (const EnvMergeRow& r : mergeEnv(p.pair(), choices))
        if (r.key == S(key))
            return r;
    return {};
}

QStringList asking(const PairCase& p, const Choices& choices = {}) {
    QStringList keys;
    for (const EnvMergeRow& r : mergeEnv(p.pair(), choices))
        if (r.asks)
            keys << r.key;
    return keys;
}

QString refusal(const PairCase& p, const Choices& choices) {
    const auto r = checkEnvChoices(p.pair(), choices);
    return r ? QString() : r.error().what;
}

} // namespace

/// Old .env and new .env, key by key.
class TestEnvMerge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOrdinaryMoveNeedsNobody() {
        const PairCase p;
        QCOMPARE(asking(p), QStringList());
        QCOMPARE(changes(p),
                 (QStringList{S("set BCRYPT_ROUNDS=10"), S("set QUEUE_CONNECTION=sync"), S("take APP_KEY")}));
    }

    void theDatabaseStaysTheNewOnes() {
        PairCase p;
        PairCase::setEnv(p.old, "DB_HOST", S("10.0.0.7"));
        PairCase::setEnv(p.old, "DB_SOCKET", S("/run/x.sock"));
        PairCase::setEnv(p.fresh, "DB_URL", S("mysql://new"));
        const QStringList all = changes(p);
        for (const QString& one : all)
            QVERIFY2(!one.contains(S(" DB_")), qPrintable(one));
        QCOMPARE(row(p, "DB_HOST").result, S("127.0.0.1"));
        QCOMPARE(row(p, "DB_SOCKET").choice, Choice::Drop);
        QVERIFY(refusal(p, {{S("DB_HOST"), S("old")}}).contains(S("DB_HOST")));
        QVERIFY(!refusal(p, {{S("DB_PASSWORD"), S("old")}}).isEmpty());
    }

    void secretsAreNamedAndNeverShown() {
        PairCase p;
        PairCase::setEnv(p.old, "JWT_SECRET", S("x"), true);
        PairCase::setEnv(p.old, "DF_LICENSE_KEY", S("x"), true);
        for (const EnvMergeRow& r : mergeEnv(p.pair(), {}))
            if (r.secret)
                QVERIFY2(r.oldValue.isEmpty() && r.newValue.isEmpty() && r.result.isEmpty(),
                         qPrintable(r.key));
        const QStringList all = changes(p);
        QVERIFY(all.contains(S("take JWT_SECRET")) && all.contains(S("take DF_LICENSE_KEY")));
        QVERIFY(!refusal(p, {{S("JWT_SECRET"), S("value:readable")}}).isEmpty());
    }

    /// Seen on 7.3.3: every log-in answered 500.
    void aTokenTimeThatBreaksLogInsStaysBehind() {
        PairCase p;
        PairCase::setEnv(p.old, "DF_JWT_TTL", S("120"));
        p.fresh.code.lockedPackages[S("tymon/jwt-auth")] = S("2.2.1");
        p.fresh.code.lockedPackages[S("nesbot/carbon")] = S("3.10.3");
        QCOMPARE(row(p, "DF_JWT_TTL").choice, Choice::Drop);
        QVERIFY(!refusal(p, {{S("DF_JWT_TTL"), S("old")}}).isEmpty());
        PairCase::setEnv(p.fresh, "DF_JWT_TTL", S("60"));
        QVERIFY(changes(p).contains(S("remove DF_JWT_TTL")));
        p.fresh.code.lockedPackages[S("tymon/jwt-auth")] = S("2.3.0");
        QVERIFY(changes(p).contains(S("take DF_JWT_TTL")));
    }

    void whatMustGoWithTheKeyGoes() {
        PairCase p;
        PairCase::setEnv(p.fresh, "JWT_SECRET", S("x"), true); // the old one signs with APP_KEY
        PairCase::setEnv(p.fresh, "APP_PREVIOUS_KEYS", S("x"), true);
        PairCase::setEnv(p.fresh, "APP_CIPHER", S("AES-256-CBC")); // what its absence means
        QVERIFY(changes(p).contains(S("remove JWT_SECRET")));
        QVERIFY(changes(p).contains(S("remove APP_PREVIOUS_KEYS")));
        QCOMPARE(row(p, "APP_CIPHER").choice, Choice::New);
        PairCase::setEnv(p.fresh, "APP_CIPHER", S("AES-128-CBC"));
        QVERIFY(changes(p).contains(S("remove APP_CIPHER")));
        PairCase::setEnv(p.old, "APP_CIPHER", S("AES-128-CBC"));
        QCOMPARE(row(p, "APP_CIPHER").result, S("AES-128-CBC"));
        QVERIFY(row(p, "APP_CIPHER").same);
    }

    void renamedAndConverted() {
        PairCase p;
        PairCase::install(p.old, "3.0.5", "v5.5.40");
        PairCase::setEnv(p.old, "QUEUE_DRIVER", S("sync"));
        PairCase::setEnv(p.old, "CACHE_DEFAULT_TTL", S("300"));
        PairCase::setEnv(p.old, "AWS_SECRET", S("x"), true);
        PairCase::unsetEnv(p.fresh, "CACHE_STORE");
        const QStringList all = changes(p);
        QVERIFY(all.contains(S("take QUEUE_CONNECTION<QUEUE_DRIVER")));
        QVERIFY(all.contains(S("take CACHE_STORE<CACHE_DRIVER")));
        QVERIFY(all.contains(S("take AWS_SECRET_ACCESS_KEY<AWS_SECRET")));
        QVERIFY(all.contains(S("set CACHE_DEFAULT_TTL=18000")));
        const EnvMergeRow r = row(p, "CACHE_DEFAULT_TTL");
        QCOMPARE(r.oldValue, S("300"));
        QCOMPARE(r.result, S("18000"));
        QVERIFY(r.converted && r.why.contains(S("seconds")));
    }

    void passwordsKeepTheirCost() {
        PairCase p;
        PairCase::setEnv(p.fresh, "BCRYPT_ROUNDS", S("12"));
        QVERIFY(changes(p).contains(S("set BCRYPT_ROUNDS=10")));
        p.old.database.bcryptCosts = {13, 10};
        QVERIFY(changes(p).contains(S("set BCRYPT_ROUNDS=13")));
        QVERIFY(!refusal(p, {{S("BCRYPT_ROUNDS"), S("new")}}).isEmpty());
        PairCase::install(p.old, "7.3.3", "v11.46.1"); // no one number is right for all: as it is there
        QVERIFY(changes(p).contains(S("remove BCRYPT_ROUNDS")));
        PairCase::setEnv(p.old, "BCRYPT_ROUNDS", S("10"));
        QVERIFY(changes(p).contains(S("take BCRYPT_ROUNDS")));
        p.old.database.bcryptCosts = {12};
        QCOMPARE(row(p, "BCRYPT_ROUNDS").result, S("12"));
        PairCase::install(p.fresh, "6.3.0", "v9.52.16"); // doesn't hash again
        QCOMPARE(row(p, "BCRYPT_ROUNDS").choice, Choice::New);
    }

    void jobsAreDoneAtOnceWithoutAWorker() {
        PairCase p;
        PairCase::setEnv(p.old, "QUEUE_CONNECTION", S("redis"));
        QVERIFY(changes(p).contains(S("set QUEUE_CONNECTION=sync")));
        PairCase::setEnv(p.fresh, "QUEUE_CONNECTION", S("database"));
        QVERIFY(changes(p).contains(S("set QUEUE_CONNECTION=sync")));
        p.fresh.schedules = {{S("process"), S("www-data"), S("77"), S("php artisan queue:work")}};
        QCOMPARE(row(p, "QUEUE_CONNECTION").result, S("database"));
    }

    void aCacheThatTheNewOneDoesNotHave() {
        PairCase p;
        PairCase::setEnv(p.old, "CACHE_DRIVER", S("redis"));
        QCOMPARE(row(p, "CACHE_STORE").choice, Choice::New); // it has one set up
        PairCase::unsetEnv(p.fresh, "CACHE_STORE");
        QCOMPARE(asking(p), QStringList{S("CACHE_STORE")});
        const EnvMergeRow r = row(p, "CACHE_STORE");
        QVERIFY(r.needsUser && r.why.contains(S("redis")));
        QCOMPARE(r.oldKey, S("CACHE_DRIVER"));
        QCOMPARE(r.result, S("file"));
        QCOMPARE(asking(p, {{S("CACHE_DRIVER"), S("old")}}), QStringList());
        QVERIFY(changes(p, {{S("CACHE_STORE"), S("old")}}).contains(S("take CACHE_STORE<CACHE_DRIVER")));
        QVERIFY(changes(p, {{S("CACHE_STORE"), S("value:array")}}).contains(S("set CACHE_STORE=array")));
        PairCase::unsetEnv(p.old, "CACHE_DRIVER");
        QVERIFY(!changes(p).contains(S("set CACHE_STORE=file")));
        PairCase::install(p.fresh, "7.7.0", "v13.26.0");
        QVERIFY(changes(p).contains(S("set CACHE_STORE=file")));
    }

    void addressesAndLinks() {
        PairCase p;
        PairCase::setEnv(p.old, "APP_URL", S("http://localhost"));
        QCOMPARE(asking(p), QStringList());
        PairCase::setEnv(p.old, "APP_URL", S("https://api.example.com"));
        QCOMPARE(asking(p), QStringList{S("APP_URL")});
        PairCase::setEnv(p.fresh, "APP_URL", S("https://new.example.com"));
        QCOMPARE(row(p, "APP_URL").result, S("https://new.example.com"));
        PairCase::setEnv(p.old, "DF_CONFIRM_RESET_URL", S("/#/reset-password"));
        QVERIFY(changes(p).contains(S("set DF_CONFIRM_RESET_URL=/#/auth/reset-password")));
        PairCase::setEnv(p.old, "DF_CONFIRM_RESET_URL", S("https://api.example.com/#/reset-password"));
        QCOMPARE(asking(p), QStringList{S("DF_CONFIRM_RESET_URL")});
    }

    void placesInsideTheInstallation() {
        PairCase p;
        p.fresh.path = S("/srv/df");
        PairCase::setEnv(p.old, "DF_SQLITE_STORAGE", S("/opt/dreamfactory/storage/databases"));
        PairCase::setEnv(p.old, "DF_NODEJS_PATH", S("/usr/local/bin/node"));
        PairCase::setEnv(p.old, "DF_LOCAL_FILE_ROOT", S("/data/files"));
        QVERIFY(changes(p).contains(S("set DF_SQLITE_STORAGE=/srv/df/storage/databases")));
        QCOMPARE(row(p, "DF_NODEJS_PATH").choice, Choice::Drop);
        QCOMPARE(asking(p), QStringList{S("DF_LOCAL_FILE_ROOT")});
    }

    void keysOfTheUsersOwn() {
        PairCase p;
        PairCase::setEnv(p.old, "ERP_MODE", S("fast"));
        QVERIFY(changes(p).contains(S("take ERP_MODE")));
        QCOMPARE(asking(p), QStringList());
        PairCase::setEnv(p.fresh, "ERP_MODE", S("slow"));
        QCOMPARE(asking(p), QStringList{S("ERP_MODE")});
        QVERIFY(!changes(p, {{S("ERP_MODE"), S("new")}}).contains(S("take ERP_MODE")));
        PairCase::setEnv(p.old, "ERP_HOST", S("192.168.3.4"));
        QCOMPARE(asking(p, {{S("ERP_MODE"), S("new")}}), QStringList{S("ERP_HOST")});
        QCOMPARE(row(p, "ERP_HOST", {{S("ERP_HOST"), S("new")}}).choice, Choice::Drop);
    }

    void keysThatAreDeadOrWake() {
        PairCase p;
        PairCase::setEnv(p.old, "PUSHER_APP_ID", S("7"));
        QCOMPARE(row(p, "PUSHER_APP_ID").choice, Choice::Drop);
        QVERIFY(row(p, "PUSHER_APP_ID").why.contains(S("no longer reads")));
        PairCase::setEnv(p.old, "SESSION_LIFETIME", S("5"));
        QCOMPARE(asking(p), QStringList{S("SESSION_LIFETIME")});
    }

    void whatBeatsTheFile() {
        PairCase p;
        PairCase::setEnv(p.old, "DF_JWT_TTL", S("60"));
        p.old.env.overridden = {{S("DF_JWT_TTL"), S("/etc/php/8.2/fpm/pool.d/www.conf")}};
        QCOMPARE(asking(p), QStringList{S("DF_JWT_TTL")});
        QVERIFY(row(p, "DF_JWT_TTL").why.contains(S("www.conf")));
        p.fresh.containerEnv = {S("APP_KEY")};
        QVERIFY(!row(p, "APP_KEY").newSetBy.isEmpty());
    }

    void collationsThatOneProductLacks() {
        PairCase p;
        p.old.database.isMariaDb = false;
        PairCase::setEnv(p.old, "DB_COLLATION", S("utf8mb4_0900_ai_ci"));
        QCOMPARE(row(p, "DB_COLLATION").result, S("utf8mb4_unicode_ci"));
        p.fresh.database.isMariaDb = false;
        QCOMPARE(row(p, "DB_COLLATION").result, S("utf8mb4_0900_ai_ci"));
    }

    void wrongChoicesAreNamed() {
        const PairCase p;
        QVERIFY(refusal(p, {}).isEmpty());
        QVERIFY(refusal(p, {{S("NO_SUCH"), S("old")}}).contains(S("NO_SUCH")));
        QVERIFY(refusal(p, {{S("APP_ENV"), S("maybe")}}).contains(S("APP_ENV")));
        QVERIFY(refusal(p, {{S("APP_ENV"), S("value:two\nlines")}}).contains(S("APP_ENV")));
        QVERIFY(refusal(p, {{S("APP_KEY"), S("new")}}).contains(S("APP_KEY")));
        QVERIFY(refusal(p, {{S("APP_ENV"), S("value:production")}}).isEmpty());
    }

    /// What the page stores for a choice is read as just that choice.
    void choicesSurviveTheAnswerFile() {
        PairCase p;
        PairCase::setEnv(p.old, "ERP_HOST", S("192.168.3.4"));
        PairCase::setEnv(p.fresh, "LOG_LEVEL", S("debug"));
        for (const EnvMergeRow& r : mergeEnv(p.pair(), {}))
            for (const Choice c : r.allowed) {
                const QString said = choiceText(r, c, S("x y"));
                QVERIFY2(refusal(p, {{r.key, said}}).isEmpty(), qPrintable(r.key + said));
                QCOMPARE(int(row(p, qPrintable(r.key), {{r.key, said}}).choice), int(c));
            }
    }

    void everyRowSaysWhy() {
        PairCase p;
        for (const EnvMergeRule& rule : builtInEnvMergeTable().rules)
            for (QString key : rule.keys)
                PairCase::setEnv(p.old, qPrintable(key.replace(QLatin1Char('*'), QLatin1String("X"))),
                                 S("10"));
        const auto rows = mergeEnv(p.pair(), {});
        QVERIFY(rows.size() > 60);
        bool calm = false;
        for (const EnvMergeRow& r : rows) {
            QVERIFY2(!r.why.isEmpty() && !r.source.isEmpty() && !r.rule.isEmpty(), qPrintable(r.key));
            QVERIFY2(!r.why.contains(QRegularExpression(S("%[0-9]"))), qPrintable(r.why));
            QVERIFY2(r.allowed.contains(r.advised), qPrintable(r.key));
            QVERIFY2(!r.needsUser || !calm, qPrintable(r.key)); // those that need the user come first
            calm = !r.needsUser;
        }
    }

    void everySentenceCanBeTranslated() {
        QStringList words;
        for (const EnvMergeRule& rule : builtInEnvMergeTable().rules) {
            QVERIFY2(builtInEnvMergeTable().groups.contains(rule.group), qPrintable(rule.id));
            if (!words.contains(rule.why))
                words << rule.why;
        }
        QCOMPARE(words, envMergeWords());
    }

    void oddTables() {
        for (const char* json : {"", "[]", "{\"rules\": 7}", "{\"rules\": [3, null, {\"keys\": 4}]}"})
            QVERIFY(readEnvMergeTable(json).ruleFor(S("APP_KEY")).id.isEmpty());
        QCOMPARE(builtInEnvMergeTable().ruleFor(S("ANYTHING")).id, S("own"));
    }
};

QTEST_GUILESS_MAIN(TestEnvMerge)
#include "tst_env_merge.moc"
