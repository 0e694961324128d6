// A look at servers that run, and the advice that follows from it: the two rooms mean the same by their
// words.
#include "advise/adviser.h"
#include "inspect/inspector.h"
#include "support/advice_case.h"
#include "support/local_host.h"
#include "support/look_server.h"
#include "support/practice_fixture.h"

#include <QtTest>

#include <unistd.h>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

struct Looked {
    ServerFacts server;
    Installation here;
    RemoteReleases releases;
    QString error;
};

Looked look(RemoteHost& host, const QString& root, const QString& wanted) {
    Looked l;
    const auto facts = inspectServer(host, {root}, {});
    if (!facts) {
        l.error = facts.error().what + QLatin1Char('\n') + facts.error().detail;
        return l;
    }
    l.server = *facts;
    for (const Installation& i : facts->installations)
        if (i.path == root)
            l.here = i;
    const auto releases = readReleases(host, l.here, wanted, {});
    if (releases)
        l.releases = *releases;
    else
        l.error = releases.error().what + QLatin1Char('\n') + releases.error().detail;
    return l;
}

Advice adviceOf(const Looked& l) {
    AdviceChoices choices;
    choices.canBeRoot = l.server.machine.root;
    return advise(l.server, l.here, l.releases.tags, l.releases.chosen, choices);
}

/// All that isn't fine, to be read when a test fails.
QString notFine(const Advice& a) {
    QStringList list;
    for (const Finding& f : a.findings)
        if (f.severity != Severity::Fine)
            list << toString(f.severity) + S(" ") + f.id + S(": ") + f.text;
    return list.join(QLatin1Char('\n'));
}

QStringList changes(const Advice& a) {
    QStringList list;
    for (const EnvChange& e : a.envChanges)
        list << (e.oldKey.isEmpty() ? QString() : e.oldKey + QLatin1Char('>')) + e.key +
                    (e.action == EnvChange::Action::Set ? QLatin1Char('=') + e.value : QString());
    list.sort();
    return list;
}

} // namespace

class TestAdviseLook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QCOMPARE(m_practice.start(), QString()); }

    void practiceServerIsReady() {
        const Looked l = look(m_host, m_practice.info().path, S("7.3.3"));
        QCOMPARE(l.error, QString());
        const Advice a = adviceOf(l);
        QVERIFY2(!a.blocked(), qPrintable(notFine(a)));
        QVERIFY2(notFine(a).isEmpty(), qPrintable(notFine(a)));
        QVERIFY(a.way == Way::InPlace);
        QCOMPARE(a.from, S("6.3.0"));
        QCOMPARE(a.to, S("7.3.3"));
        QCOMPARE(a.toCommit.size(), 40);
        QVERIFY(QFile::exists(a.phpBinary));
        QVERIFY2(changes(a).contains(S("BCRYPT_ROUNDS=10")), qPrintable(changes(a).join(QLatin1Char(' '))));
        QVERIFY(changes(a).contains(S("QUEUE_CONNECTION=sync")));
        QVERIFY(changes(a).contains(S("CACHE_DRIVER>CACHE_STORE")));
    }

    void practiceServerToTheNewest() {
        const Looked l = look(m_host, m_practice.info().path, S("newest"));
        QCOMPARE(l.error, QString());
        const Advice a = adviceOf(l);
        QCOMPARE(a.to, S("7.7.0"));
        QVERIFY2(!a.blocked(), qPrintable(notFine(a)));
        QVERIFY(changes(a).filter(S("CACHE_STORE")).size() == 1); // never left to the default of 7.7.0
    }

    void sameReleaseMeansStay() {
        const Looked l = look(m_host, m_practice.info().path, S("7.0.0")); // the commit that is installed
        QCOMPARE(l.error, QString());
        QCOMPARE(severityOf(adviceOf(l), "same-release"), S("fine"));
        QVERIFY(adviceOf(l).way == Way::Stay);
    }

    /// What was found by a look is found again: what should be known doesn't depend on the time of looking.
    void twoLooksSayTheSame() {
        const auto contents = [&] {
            const Advice a = adviceOf(look(m_host, m_practice.info().path, S("7.3.3")));
            QStringList list;
            for (const Finding& f : a.findings)
                if (f.severity != Severity::Fine)
                    list << f.id + f.content();
            return list;
        };
        QVERIFY(m_practice.sh(S("printf '\\n// changed\\n' >> config/app.php")).exitCode == 0);
        const QStringList first = contents();
        QCOMPARE(first.size(), 1);
        QCOMPARE(contents(), first);
        QVERIFY(m_practice.sh(S("git checkout -q config/app.php")).exitCode == 0);
    }

    void aChangedFileAndMaintenanceAreSeen() {
        QVERIFY(m_practice.sh(S("printf '\\n// changed\\n' >> config/app.php; php artisan down")).exitCode ==
                0);
        const Looked l = look(m_host, m_practice.info().path, S("7.3.3"));
        const Advice a = adviceOf(l);
        QVERIFY(m_practice.sh(S("php artisan up; git checkout -q config/app.php")).exitCode == 0);
        QVERIFY2(findingIn(a, "local-changes")->text.contains(S("config/app.php")), qPrintable(notFine(a)));
        QCOMPARE(severityOf(a, "maintenance-on"), S("must-fix"));
    }

    void tooOldPhpIsRefused() {
        PracticeFixture old;
        QCOMPARE(old.start(S("php-too-old")), QString());
        const Looked l = look(m_host, old.info().path, S("7.3.3"));
        const Advice a = adviceOf(l);
        QVERIFY2(severityOf(a, "php-version") == S("must-fix"), qPrintable(notFine(a) + l.error));
    }

    void noRepositoryIsRefused() {
        PracticeFixture bare;
        QCOMPARE(bare.start(S("not-a-repository")), QString());
        const auto facts = inspectServer(m_host, {bare.info().path}, {});
        QVERIFY(facts.has_value());
        for (const Installation& i : facts->installations) {
            if (i.path != bare.info().path)
                continue;
            AdviceChoices choices;
            choices.canBeRoot = true;
            const Advice a = advise(*facts, i, {}, {}, choices);
            QCOMPARE(severityOf(a, "not-a-repository"), S("must-fix"));
            QVERIFY(a.way == Way::Migration);
        }
    }

private:
    LocalHost m_host;
    PracticeFixture m_practice;
};

QTEST_GUILESS_MAIN(TestAdviseLook)
#include "tst_advise_look.moc"
