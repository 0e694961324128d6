#include "advise/finding_kinds.h"
#include "support/finding_cases.h"
#include "support/pair_finding_cases.h"

#include <QtTest>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

const Finding* find(const Advice& a, const FindingCase& c) {
    const auto it = std::find_if(a.findings.begin(), a.findings.end(), [&](const Finding& f) {
        return f.id == QLatin1String(c.id) && f.severity == c.severity;
    });
    return it == a.findings.end() ? nullptr : &*it;
}

void everyCase() {
    QTest::addColumn<int>("index");
    const auto all = findingCases();
    for (int i = 0; i < all.size(); ++i)
        QTest::newRow(all[i].name) << i;
}

bool hasPlaceholder(const QString& text) { return text.contains(QRegularExpression(S("%[1-9Ln]"))); }

} // namespace

/// Every finding: a case that shows it, a case that doesn't, and none without both.
class TestFindings : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isShown_data() { everyCase(); }
    void isShown() {
        QFETCH(int, index);
        const FindingCase c = findingCases()[index];
        AdviceCase bent;
        c.shows(bent);
        const Advice a = bent.advice();
        const Finding* f = find(a, c);
        QVERIFY2(f, qPrintable(severityOf(a, c.id)));
        QVERIFY2(f->text.contains(S(c.textHas)), qPrintable(f->text));
        QVERIFY2(!f->source.isEmpty(), c.id);
        QVERIFY2(f->severity == Severity::Fine || (!f->means.isEmpty() && !f->doThis.isEmpty()), c.id);
        for (const QString& text : QStringList{f->text, f->means, f->source} + f->doThis)
            QVERIFY2(!hasPlaceholder(text), qPrintable(text));
        QVERIFY(a.blocked() || f->severity != Severity::MustFix);
    }

    void isNotShown_data() { everyCase(); }
    void isNotShown() {
        QFETCH(int, index);
        const FindingCase c = findingCases()[index];
        AdviceCase other;
        if (c.hides)
            c.hides(other);
        const Advice a = other.advice();
        const Finding* f = find(a, c);
        QVERIFY2(!f, f ? qPrintable(f->text) : "");
    }

    void everyKindHasItsCases() {
        QStringList lacking;
        QSet<QString> cases;
        for (const FindingCase& c : findingCases())
            cases << S(c.id) + toString(c.severity);
        for (const PairFindingCase& c : pairFindingCases())
            cases << S(c.id) + toString(c.severity);
        for (const FindingKind& kind : findingKinds())
            for (const Severity s : {Severity::MustFix, Severity::ShouldKnow, Severity::Fine})
                if (kind.canBe(s) && !cases.contains(S(kind.id) + toString(s)))
                    lacking << QLatin1String(kind.id) + QLatin1Char(' ') + toString(s);
        QVERIFY2(lacking.isEmpty(), qPrintable(lacking.join(S(", "))));
    }

    void everyCaseHasItsKind() {
        for (const FindingCase& c : findingCases()) {
            const FindingKind* kind = findingKind(S(c.id));
            QVERIFY2(kind && kind->canBe(c.severity), c.name);
        }
        for (const PairFindingCase& c : pairFindingCases()) {
            const FindingKind* kind = findingKind(S(c.id));
            QVERIFY2(kind && kind->canBe(c.severity), c.name);
        }
    }

    /// What the rules say in their own text is in the list, and the list has nothing else.
    void theListIsTheRules() {
        static const QRegularExpression said(
            S("\\b(?:mustFix|shouldKnow|fine)\\(\\s*a,\\s*\"([a-z0-9-]+)\""));
        QSet<QString> inRules, inList;
        QDir folder(S(DF_SOURCE_DIR "/backend/advise"));
        for (const QString& name : folder.entryList({S("rules_*.cpp")})) {
            QFile f(folder.filePath(name));
            QVERIFY(f.open(QIODevice::ReadOnly));
            for (auto it = said.globalMatch(QString::fromUtf8(f.readAll())); it.hasNext();)
                inRules << it.next().captured(1);
        }
        for (const FindingKind& kind : findingKinds()) {
            QVERIFY2(!inList.contains(S(kind.id)), kind.id);
            inList << S(kind.id);
        }
        QCOMPARE(QStringList((inRules - inList).values()).join(S(", ")), QString());
        QCOMPARE(QStringList((inList - inRules).values()).join(S(", ")), QString());
    }
};

QTEST_GUILESS_MAIN(TestFindings)
#include "tst_findings.moc"
