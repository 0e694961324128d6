#include "inspect/release_reader.h"
#include "support/result_text.h"

#include <QTest>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }
const QByteArray kA(40, 'a'), kB(40, 'b'), kC(40, 'c');

QByteArray framed(const QByteArray& lines) { return "<<df n1 begin>>\n" + lines + "<<df n1 end>>\n"; }

QStringList names(const QVector<ReleaseTag>& tags) {
    QStringList out;
    for (const auto& t : tags)
        out << t.tag;
    return out;
}

} // namespace

class TestReleaseParser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void orderAndPeeling();
    void aRelease();
    void whatItDoesToTheTree();
    void failures();
    void hostile();
};

void TestReleaseParser::orderAndPeeling() {
    const auto r = parseReleases(framed("L\t" + kA + " refs/tags/7.10.0\nL\t" + kA + " refs/tags/7.9.0\nL\t" +
                                        kA + " refs/tags/7.3\nL\t" + kB + " refs/tags/2.0.0-beta\nL\t" + kA +
                                        " refs/tags/7.2.0\nL\t" + kC + " refs/tags/7.2.0^{}\nL\t" + kA +
                                        " refs/tags/8.0.0-RC1\nL\t" + kA + " refs/heads/master\nL\t" + kA +
                                        " refs/tags/nightly\n"),
                                 {});
    QVERIFY(r);
    QCOMPARE(names(r->tags),
             (QStringList{S("2.0.0-beta"), S("7.2.0"), S("7.3"), S("7.9.0"), S("7.10.0"), S("8.0.0-RC1")}));
    QCOMPARE(r->tags.at(1).commit, QString::fromUtf8(kC)); // what the annotated tag points at
    QCOMPARE(newestRelease(r->tags), S("7.10.0"));
    QCOMPARE(newestRelease({}), QString());
}

void TestReleaseParser::aRelease() {
    const QByteArray app = "<?php\nreturn [\n    // 'version' => '1.0.0',\n    'name' => 'DreamFactory',\n   "
                           " 'version' => '7.4.1',\n];";
    const auto r = parseReleases(
        framed("L\t" + kA + " refs/tags/7.4.2\nC\t7.4.2\t" + kA + "\nF\tcomposer.json\t" +
               QByteArray("{\"a\":\"ü\"}").toBase64() + "\nF\tcomposer.lock\t" + QByteArray("{}").toBase64() +
               "\nF\t.env-dist\t" + QByteArray("A=1\n").toBase64() + "\nF\tconfig/app.php\t" +
               app.toBase64() + "\nF\t/\t" + QByteArray(".env-dist\0app\0artisan\0", 22).toBase64() +
               "\nS\tapi.github.com\n"),
        S("7.4.2"));
    QVERIFY2(r.has_value(), r ? "" : qPrintable(r.error().what));
    QCOMPARE(r->chosen.tag, S("7.4.2"));
    QCOMPARE(r->chosen.silentHosts, QStringList{S("api.github.com")});
    QCOMPARE(r->chosen.commit, QString::fromUtf8(kA));
    QCOMPARE(r->chosen.composerJson, S("{\"a\":\"ü\"}"));
    QCOMPARE(r->chosen.envDist, S("A=1\n"));
    QCOMPARE(r->chosen.configVersion, S("7.4.1"));
    QCOMPARE(r->chosen.trackedTopLevel, (QStringList{S(".env-dist"), S("app"), S("artisan")}));
}

void TestReleaseParser::whatItDoesToTheTree() {
    const QByteArray head = "C\t7.4.2\t" + kA + "\nF\tcomposer.json\t" + QByteArray("{}").toBase64() + "\n";
    auto r = parseReleases(framed(head), S("7.4.2"));
    QVERIFY(r && !r->chosen.changesTried);
    r = parseReleases(
        framed(head + "F\t//unfitting\t\nF\t//overwritten\t" + QByteArray("a b\0c\0", 6).toBase64() + "\n"),
        S("7.4.2"));
    QVERIFY(r && r->chosen.changesTried);
    QCOMPARE(r->chosen.changesThatDontApply, QStringList());
    QCOMPARE(r->chosen.overwritten, (QStringList{S("a b"), S("c")}));
    r = parseReleases(
        framed(head + "F\t//unfitting\t" + QByteArray("x\0", 2).repeated(9999).toBase64() + "\n"),
        S("7.4.2"));
    QVERIFY(r && r->chosen.changesThatDontApply.size() <= 500);
}

void TestReleaseParser::failures() {
    const auto noTag = parseReleases(
        framed("L\t" + kA + " refs/tags/7.0.1\nE\tno-tag\tthe remote has no tag 9.9.9\n"), S("9.9.9"));
    QVERIFY(!noTag);
    QVERIFY(noTag.error().what.contains(S("9.9.9")));
    QVERIFY(!noTag.error().retry);
    const auto offline = parseReleases(framed("E\tlist\tfatal: unable to access\n"), S("newest"));
    QVERIFY(!offline);
    QVERIFY(offline.error().retry);
    QCOMPARE(offline.error().detail, S("fatal: unable to access"));
    QCOMPARE(offline.error().facts.value(0), S("list"));
}

void TestReleaseParser::hostile() {
    const QByteArray whole =
        framed("L\t" + kA + " refs/tags/7.4.2\nC\t7.4.2\t" + kA + "\nF\tcomposer.json\te30=\n");
    QVERIFY(parseReleases(whole, S("7.4.2")));
    for (qsizetype n = 0; n < whole.size() - 1; ++n)
        QVERIFY2(!parseReleases(whole.left(n), S("7.4.2")), qPrintable(QString::number(n)));
    QVERIFY(!parseReleases(framed("C\t7.4.2\tshort\nF\tcomposer.json\te30=\n"), S("7.4.2")));
    QVERIFY(!parseReleases(framed("F\tcomposer.json\te30=\n"), S("7.4.2")));
    const auto odd =
        parseReleases(framed("L\t" + QByteArray(1 << 20, 'x') + "\nL\t" + kA +
                             " refs/tags/1.0 0\nL\tzz refs/tags/1.0\nF\tother\te30=\n\xff\xfe\n"),
                      {});
    QVERIFY(odd);
    QVERIFY(odd->tags.isEmpty());
}

QTEST_GUILESS_MAIN(TestReleaseParser)
#include "tst_release_parser.moc"
