#include "advise/finding_kinds.h"
#include "support/pair_finding_cases.h"

#include <QJsonArray>
#include <QtTest>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

const Finding* find(const Advice& a, const PairFindingCase& c) {
    const auto it = std::find_if(a.findings.begin(), a.findings.end(), [&](const Finding& f) {
        return f.id == QLatin1String(c.id) && f.severity == c.severity;
    });
    return it == a.findings.end() ? nullptr : &*it;
}

void everyCase() {
    QTest::addColumn<int>("index");
    const auto all = pairFindingCases();
    for (int i = 0; i < all.size(); ++i)
        QTest::newRow(all[i].name) << i;
}

QStringList ids(const Advice& a, Severity severity) {
    QStringList list;
    for (const Finding& f : a.findings)
        if (f.severity == severity)
            list << f.id + QLatin1Char('@') + f.server;
    list.sort();
    return list;
}

bool isOpen(const QString& source) {
    return !source.trimmed().isEmpty() && !source.contains(QChar(0xA7)) && !source.contains(S("%1")) &&
           !source.contains(S("resources/"));
}

} // namespace

/// What is said of two servers.
class TestPairAdvice : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isShown_data() { everyCase(); }
    void isShown() {
        QFETCH(int, index);
        const PairFindingCase c = pairFindingCases()[index];
        PairCase bent;
        c.shows(bent);
        const Advice a = bent.advice();
        const Finding* f = find(a, c);
        QVERIFY2(f, c.id);
        QVERIFY2(f->text.contains(S(c.textHas)), qPrintable(f->text));
        QVERIFY2(isOpen(f->source), qPrintable(f->source));
        QVERIFY2(f->severity == Severity::Fine || (!f->means.isEmpty() && !f->doThis.isEmpty()), c.id);
        for (const QString& text : QStringList{f->text, f->means, f->source} + f->doThis)
            QVERIFY2(!text.contains(QRegularExpression(S("%[1-9Ln]"))), qPrintable(text));
        QVERIFY(a.blocked() || f->severity != Severity::MustFix);
    }

    void isNotShown_data() { everyCase(); }
    void isNotShown() {
        QFETCH(int, index);
        const PairFindingCase c = pairFindingCases()[index];
        PairCase other;
        if (c.hides)
            c.hides(other);
        const Advice a = other.advice();
        const Finding* f = find(a, c);
        QVERIFY2(!f, f ? qPrintable(f->text) : "");
    }

    void anOrdinaryMoveIsFree_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("laravel");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("toLaravel");
        QTest::newRow("4.9 to 7.6") << S("4.9.0") << S("v6.20.0") << S("7.6.0") << S("v11.54.0");
        QTest::newRow("5.4 to 7.6") << S("5.4.1") << S("v9.52.16") << S("7.6.0") << S("v11.54.0");
        QTest::newRow("6.3 to 7.7") << S("6.3.0") << S("v9.52.16") << S("7.7.0") << S("v13.26.0");
        QTest::newRow("7.3 to 7.7") << S("7.3.3") << S("v11.46.1") << S("7.7.0") << S("v13.26.0");
        QTest::newRow("7.6 to 7.6") << S("7.6.0") << S("v11.54.0") << S("7.6.0") << S("v11.54.0");
    }
    /// Nothing to fix and nothing to tick.
    void anOrdinaryMoveIsFree() {
        QFETCH(QString, from);
        QFETCH(QString, laravel);
        QFETCH(QString, to);
        QFETCH(QString, toLaravel);
        PairCase p;
        PairCase::install(p.old, qPrintable(from), qPrintable(laravel));
        PairCase::install(p.fresh, qPrintable(to), qPrintable(toLaravel));
        p.newServer.machine.hostName = p.oldServer.machine.hostName; // its replacement, from the same image
        const Advice a = p.advice();
        QCOMPARE(ids(a, Severity::MustFix), QStringList());
        QCOMPARE(ids(a, Severity::ShouldKnow), QStringList());
        QCOMPARE(int(a.way), int(Way::Migration));
        QCOMPARE(a.from, from);
        QCOMPARE(a.to, to);
        QVERIFY(!a.envChanges.isEmpty() && !a.reasons.isEmpty() && a.diskNeededBytes > 0);
        QVERIFY(!needsConfirmation(p.pair()));
    }

    void findingsNameTheirServer() {
        PairCase p;
        p.choices.canBeRoot = false;
        p.newServer.machine.root = false;
        p.old.env.appKeyForm = S("missing");
        p.fresh.env.silentCache = S("redis at 127.0.0.1:6379");
        QCOMPARE(ids(p.advice(), Severity::MustFix),
                 (QStringList{S("cache-silent@new"), S("no-root@new"), S("pair-app-key@old")}));
        p.oldServer.machine.root = false; // reading needs no root there
        QVERIFY(!ids(p.advice(), Severity::MustFix).contains(S("no-root@old")));
        const Advice a = p.advice();
        const QJsonObject first = toJson(a, {}).value(S("findings")).toArray().first().toObject();
        QVERIFY(!first.value(S("server")).toString().isEmpty());
    }

    void theSameWordsOfTwoServersAreTwoContents() {
        Finding x{S("memory"), Severity::ShouldKnow, S("Little."), {}, {},
                  {},          Area::Machine,        Remedy::None, {}};
        Finding y = x;
        x.server = S("old");
        y.server = S("new");
        QVERIFY(x.content() != y.content());
    }

    void whatOnlyTheOldOneMayLack() {
        PairCase p;
        p.old.database.missingRights = QStringList{S("ALTER")}; // it is only read
        p.old.database.readOnly = true;
        p.old.database.scratchWay.clear();
        p.old.maintenance = p.fresh.maintenance = true; // a new site stays closed until its data is in
        QCOMPARE(ids(p.advice(), Severity::MustFix), QStringList());
        p.old.database.reachable = false;
        QCOMPARE(ids(p.advice(), Severity::MustFix), QStringList{S("database-unreachable@old")});
    }

    void whatTheNewOneMayNotLack() {
        PairCase p;
        p.fresh.database.missingRights = QStringList{S("ALTER")};
        p.fresh.database.scratchWay.clear();
        QCOMPARE(ids(p.advice(), Severity::MustFix),
                 (QStringList{S("database-rights@new"), S("no-scratch@new")}));
        p.choices.haveDatabaseAdmin = true;
        QCOMPARE(ids(p.advice(), Severity::MustFix), QStringList{S("database-rights@new")});
    }

    void foldersThatMayNotBeEntered() {
        PairCase p;
        p.old.closed = true;
        QCOMPARE(ids(p.advice(), Severity::MustFix), QStringList{S("no-root@old")});
    }

    void aTargetInUseIsConfirmed() {
        PairCase p;
        p.fresh.database.counts.insert(S("service"), 12);
        QVERIFY(needsConfirmation(p.pair()));
    }

    /// One that was only seen from outside can't be moved into; one that was looked at from inside can, and
    /// what goes with the container is said.
    void containersAreLookedInto() {
        PairCase p;
        p.fresh.kind = InstallationKind::Docker;
        p.fresh.container = S("df-web-1");
        QCOMPARE(ids(p.advice(), Severity::MustFix), QStringList{});
        QVERIFY(ids(p.advice(), Severity::ShouldKnow).contains(S("container-app-key@new")));
        p.fresh.php.binary.clear();
        QCOMPARE(ids(p.advice(), Severity::MustFix), QStringList{S("installation-kind@new")});
    }

    /// Which place it is that beats .env depends on what runs the container.
    void variablesOfAContainerHaveTheirPlace() {
        PairCase p;
        p.fresh.kind = InstallationKind::Docker;
        p.fresh.container = S("df-new");
        p.fresh.containerEnv = QStringList{S("APP_KEY")};
        const auto what = [&p] {
            const Advice advice = p.advice();
            for (const Finding& f : advice.findings)
                if (f.id == QLatin1String("pair-env-overridden"))
                    return f.means + f.doThis.join(u'\n');
            return QString();
        };
        QVERIFY2(what().contains(S("nothing stored can be read")), qPrintable(what()));
        QVERIFY2(what().contains(S("compose file")) && what().contains(S("$ docker inspect")),
                 qPrintable(what()));
        p.fresh.foundBy = S("podman");
        QVERIFY2(what().contains(S("$ podman inspect")) && what().contains(S(" df-new")), qPrintable(what()));
        p.fresh.kind = InstallationKind::Kubernetes;
        p.fresh.nameSpace = S("apps");
        p.fresh.pod = S("df-7d9f");
        QVERIFY2(what().contains(S("helm upgrade")) && what().contains(S("app-key")), qPrintable(what()));
        QVERIFY2(what().contains(S("$ kubectl -n apps")), qPrintable(what()));
        QVERIFY(!p.advice().blocked());
        // What the site itself sets beats .env for good: that stays in the way.
        p.fresh.containerEnv.clear();
        p.fresh.env.setElsewhere = {{S("APP_KEY"), S("/etc/php/pool.conf")}};
        QVERIFY(p.advice().blocked());
    }

    void nothingIsKnown() {
        const ServerFacts none;
        const Installation empty;
        const Advice a = advisePair({none, empty, none, empty}, {});
        QVERIFY(a.blocked());
        for (const Finding& f : a.findings)
            QVERIFY(findingKind(f.id) && !f.text.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPairAdvice)
#include "tst_pair_advice.moc"
