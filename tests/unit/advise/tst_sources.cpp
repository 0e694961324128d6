#include "advise/catalogue.h"
#include "support/finding_cases.h"

#include <QtTest>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

/// Can somebody who has only the program look this up? Our own notes and data files are no source.
bool isOpen(const QString& source) {
    return !source.trimmed().isEmpty() && !source.contains(QChar(0xA7)) && !source.contains(S("%1")) &&
           !source.contains(S("facts"), Qt::CaseInsensitive) && !source.contains(S("resources/"));
}

QStringList closedIn(const Advice& a) {
    QStringList closed;
    for (const Finding& f : a.findings)
        if (!isOpen(f.source))
            closed << f.id + S(": ") + f.source;
    for (const Reason& r : a.reasons)
        if (!isOpen(r.source))
            closed << r.id + S(": ") + r.source;
    for (const EnvChange& e : a.envChanges)
        if (!isOpen(e.source))
            closed << e.key + S(": ") + e.source;
    return closed;
}

} // namespace

/// What the user reads as a source is one that the user can follow up.
class TestSources : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ofFindingsReasonsAndChanges_data() {
        QTest::addColumn<int>("index");
        const auto all = findingCases();
        for (int i = 0; i < all.size(); ++i)
            QTest::newRow(all[i].name) << i;
    }
    void ofFindingsReasonsAndChanges() {
        QFETCH(int, index);
        AdviceCase bent;
        findingCases()[index].shows(bent);
        const QStringList closed = closedIn(bent.advice());
        QVERIFY2(closed.isEmpty(), qPrintable(closed.join(S("; "))));
    }

    void ofOldReleases_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("laravel");
        QTest::newRow("2.14.2") << S("2.14.2") << S("v5.5.40");
        QTest::newRow("4.9.0") << S("4.9.0") << S("v6.20.0");
        QTest::newRow("5.4.1") << S("5.4.1") << S("v9.52.0");
    }
    void ofOldReleases() {
        QFETCH(QString, from);
        QFETCH(QString, laravel);
        AdviceCase old;
        old.install(qPrintable(from), qPrintable(laravel));
        for (const EnvRule& rule : old.tables.envRules)
            for (const QString& key : rule.keys)
                old.setEnv(qPrintable(key), S("10"));
        const Advice a = old.advice();
        QVERIFY(!a.envChanges.isEmpty());
        QCOMPARE(closedIn(a).join(S("; ")), QString());
    }

    void ofTheTables() {
        const Catalogue& t = builtInCatalogue();
        QVERIFY(!t.vendorRows.isEmpty() && !t.envRules.isEmpty() && !t.between.jumps.isEmpty());
        for (const VendorRow& row : t.vendorRows)
            QVERIFY2(isOpen(row.source) && isOpen(row.document), qPrintable(row.id + S(": ") + row.source));
        for (const EnvRule& rule : t.envRules)
            QVERIFY2(isOpen(rule.source), qPrintable(rule.keys.join(S(" ")) + S(": ") + rule.source));
        for (const Jump& jump : t.between.jumps)
            QVERIFY2(isOpen(jump.source), qPrintable(jump.id + S(": ") + jump.source));
        for (const AskedStop& stop : t.between.askedStops)
            QVERIFY2(isOpen(stop.source), qPrintable(stop.id + S(": ") + stop.source));
        for (const NeededStop& stop : t.between.stops)
            QVERIFY2(isOpen(stop.source), qPrintable(stop.release + S(": ") + stop.source));
        QVERIFY2(isOpen(t.between.source), qPrintable(t.between.source));
    }
};

QTEST_GUILESS_MAIN(TestSources)
#include "tst_sources.moc"
