#include "inspect/release_notes.h"
#include "inspect/release_reader.h"
#include "support/result_text.h"

#include <QTest>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

SaidOfRelease byTag(const char* tag, const char* text) {
    return {{QLatin1String(tag), S("2026-01-02"), S(text)}, false};
}
SaidOfRelease byCommits(const char* tag, const char* text) {
    return {{QLatin1String(tag), S("2026-01-03"), S(text)}, true};
}

QStringList tags(const QVector<ReleaseNote>& notes) {
    QStringList out;
    for (const auto& n : notes)
        out << n.tag;
    return out;
}

/// In the form of the vendor's file.
const char* const kLog = "# Change Log\nAll notable changes.\n\n## [Unreleased]\n- not yet\n\n"
                         "## [3.0.0-beta]\n### Added\n- Debian script\n\n"
                         "## [2.14.2]\n### Changed\n- Bumped 0.15.4\n\n"
                         "## [2.13.1] - 2018-09-05\n### Added\n- Flags\n\n## 2.13.0\n- Old\n";

} // namespace

/// What the remote says about the releases on the way.
class TestReleaseNotes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void changelogIsCutIntoReleases() {
        const auto n = releaseNotes({}, S(kLog), S("2.13.0"), S("2.14.2"));
        QCOMPARE(tags(n), (QStringList{S("2.14.2"), S("2.13.1")}));
        QCOMPARE(n[0].text, S("### Changed\n- Bumped 0.15.4"));
        QCOMPARE(n[1].date, S("2018-09-05"));
        QVERIFY(!n[1].text.contains(S("Old")));
        QCOMPARE(tags(releaseNotes({}, S(kLog), S("2.14.2"), S("7.7.0"))), QStringList{S("3.0.0-beta")});
        QCOMPARE(tags(releaseNotes({}, S(kLog), S("3.0.0"), S("7.7.0"))), QStringList());
    }

    void unknownInstalledReleaseTellsTheTargetAlone() {
        QCOMPARE(tags(releaseNotes({}, S(kLog), {}, S("2.13.1"))), QStringList{S("2.13.1")});
        QCOMPARE(tags(releaseNotes({}, S(kLog), {}, {})), QStringList());
    }

    void tagMessageAndChangelogAndElseCommits() {
        const auto n = releaseNotes({byTag("2.14.2", "2.14.2 release\n"), byCommits("2.13.1", "- a"),
                                     byCommits("2.14.1", "- Fix\n- Rebuild\n- Fix"), byCommits("2.14.0", "")},
                                    S(kLog), S("2.12.0"), S("2.14.2"));
        QCOMPARE(tags(n), (QStringList{S("2.14.2"), S("2.14.1"), S("2.13.1"), S("2.13.0")}));
        QCOMPARE(n[0].text, S("2.14.2 release\n\n### Changed\n- Bumped 0.15.4"));
        QCOMPARE(n[1].text, S("- Fix\n- Rebuild")); // each subject once
        QCOMPARE(n[2].text, S("### Added\n- Flags"));
    }

    void othersAreLeftOut() {
        QCOMPARE(tags(releaseNotes({byTag("6.3.0", "old"), byTag("nightly", "x"), byTag("7.3", "here"),
                                    byTag("7.3.0", "again"), byTag("8.0.0", "later")},
                                   {}, S("6.3.0"), S("7.3.3"))),
                 QStringList{S("7.3")}); // 7.3 and 7.3.0 are one number
    }

    void hostileTextIsPlainAndBounded() {
        const auto n = releaseNotes({byTag("7.1.0", "a\x1b[31mred\x07\r\n\tb")}, {}, S("7.0.0"), S("7.2.0"));
        QCOMPARE(n[0].text, S("a[31mred\n\tb"));
        QVector<SaidOfRelease> many;
        for (int i = 0; i < 500; ++i)
            many.append({{S("7.%1.0").arg(i), {}, QString(40'000, QLatin1Char('x'))}, false});
        qsizetype all = 0;
        for (const auto& note :
             releaseNotes(many, QString(1'000'000, QLatin1Char('#')), S("6.0.0"), S("8.0.0")))
            all += note.text.size();
        QVERIFY2(all > 200'000 && all <= 300'000, qPrintable(QString::number(all)));
    }

    void fromTheAnswer() {
        const QByteArray a(40, 'a');
        const auto r =
            parseReleases("<<df n1 begin>>\nL\t" + a + " refs/tags/2.14.2\nC\t2.14.2\t" + a +
                              "\nF\tcomposer.json\t" + QByteArray("{}").toBase64() + "\nF\tCHANGELOG.md\t" +
                              QByteArray(kLog).toBase64() + "\nA\t2.13.1\nN\t2.14.0\tcommits\t2018-10-01\t" +
                              QByteArray("- PHP 7.1").toBase64() + "\nN\tx\n<<df n1 end>>\n",
                          S("2.14.2"));
        QVERIFY2(r.has_value(), r ? "" : qPrintable(r.error().what));
        QCOMPARE(tags(r->chosen.notes), (QStringList{S("2.14.2"), S("2.14.0")}));
        QCOMPARE(r->chosen.notes[1].date, S("2018-10-01"));
    }
};

QTEST_GUILESS_MAIN(TestReleaseNotes)
#include "tst_release_notes.moc"
