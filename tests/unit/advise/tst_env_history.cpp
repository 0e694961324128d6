#include "advise/env_history.h"
#include "support/advice_case.h"

#include <QRegularExpression>
#include <QtTest>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

EnvHistory crossed(const AdviceCase& a, const QVector<EnvChange>& planned = {}) {
    const Case c = makeCase(a.server, a.here, a.tags, a.target, a.choices, builtInCatalogue());
    return crossedBy(c, builtInEnvHistory(), planned);
}

QStringList names(const QVector<EnvHistory::Key>& keys) {
    QStringList list;
    for (const auto& k : keys)
        list << k.key;
    return list;
}

const EnvHistory::Default* find(const EnvHistory& h, const char* key) {
    for (const auto& d : h.defaults)
        if (d.key == QLatin1String(key))
            return &d;
    return nullptr;
}

} // namespace

/// Keys of .env that a step drops, wakes or gives another default.
class TestEnvHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTableIsWhole() {
        const EnvHistory& h = builtInEnvHistory();
        QVERIFY(h.dropped.size() > 20 && h.added.size() > 40 && h.defaults.size() > 10);
        static const QRegularExpression form(S("^[A-Z][A-Z0-9_]+$"));
        QStringList releases;
        for (const auto& k : h.dropped + h.added) {
            QVERIFY2(form.match(k.key).hasMatch(), qPrintable(k.key));
            releases << k.release;
        }
        for (const auto& d : h.defaults) {
            QVERIFY2(form.match(d.key).hasMatch() && d.was != d.becomes, qPrintable(d.key));
            releases << d.since;
        }
        for (const QString& release : qAsConst(releases))
            QVERIFY2(builtInCatalogue().byTag(release), qPrintable(release));
    }

    void onlyWhatIsSetHere() {
        AdviceCase a;
        QVERIFY(crossed(a).dropped.isEmpty());
        a.setEnv("PUSHER_APP_ID", S("7"));
        a.setEnv("SES_KEY", S("x")); // gone long before the installed release
        QCOMPARE(names(crossed(a).dropped), QStringList{S("PUSHER_APP_ID")});
        a.setEnv("PUSHER_APP_ID", {});
        QVERIFY(crossed(a).dropped.isEmpty());
    }

    void whatThePlanDoesIsLeftOut() {
        AdviceCase a;
        a.setEnv("BROADCAST_DRIVER", S("redis"));
        QCOMPARE(names(crossed(a).dropped), QStringList{S("BROADCAST_DRIVER")});
        const EnvChange change{
            EnvChange::Action::Rename, S("BROADCAST_CONNECTION"), S("BROADCAST_DRIVER"), {}, {}, {}};
        QVERIFY(crossed(a, {change}).dropped.isEmpty());
    }

    void onlyForItsDatabase() {
        AdviceCase a;
        a.setEnv("DB_URL", S("x"));
        QVERIFY(crossed(a).added.isEmpty()); // MySQL reads it from 7.7.0 on
        a.target.tag = S("7.7.0");
        QCOMPARE(names(crossed(a).added), QStringList{S("DB_URL")});
        a.target.tag = S("7.3.3");
        a.here.database.engine = DatabaseEngine::PostgreSql;
        QCOMPARE(names(crossed(a).added), QStringList{S("DB_URL")});
    }

    void defaultsOverTwoSteps() {
        AdviceCase a;
        a.target.tag = S("7.7.0");
        const EnvHistory h = crossed(a);
        const auto* prefix = find(h, "CACHE_PREFIX");
        QVERIFY(prefix);
        QCOMPARE(prefix->was, S("laravel_cache"));
        QCOMPARE(prefix->becomes, S("laravel-cache-"));
        QVERIFY(!find(h, "DB_FOREIGN_KEYS"));
        a.setEnv("CACHE_PREFIX", S("mine"));
        QVERIFY(!find(crossed(a), "CACHE_PREFIX"));
        a.install("7.7.0", "v13.0.0");
        QVERIFY(crossed(a).defaults.isEmpty());
    }

    void oddTables() {
        for (const char* json : {"", "[]", "{\"dropped\": 7, \"defaults\": [3, null]}", "{\"added\": [[]]}"})
            QVERIFY(readEnvHistory(json).dropped.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestEnvHistory)
#include "tst_env_history.moc"
