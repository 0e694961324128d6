// Answers that are too long, too deep or not text, for each parser of a server's words: bounded time, bounded
// result, no crash. What odd bytes do to them is tried by tests/fuzz; these are too large for that.
#include "core/version.h"
#include "inspect/release_reader.h"
#include "plan/plan.h"
#include "run/run_reading.h"
#include "verify/collector.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTest>

#include <functional>

using namespace df;

namespace {

/// The answer with something else in the place of @, and how much of it was believed.
struct Parser {
    const char* name;
    QByteArray frame;
    std::function<qsizetype(const QByteArray&)> read;
};

qsizetype written(const QJsonObject& json) { return QJsonDocument(json).toJson().size(); }

QVector<Parser> parsers() {
    const QByteArray hash(40, 'a');
    return {
        {"look",
         "<<df abc1 "
         "begin>>\nM\tuid\t0\nI\t/opt/dreamfactory\tsite\nJ\t{\"root\":\"/opt/"
         "dreamfactory\",\"section\":\"code\",\"value\":"
         "{\"describe\":@}}\n<<df abc1 end>>\n",
         [](const QByteArray& answer) {
             const auto facts = parseProbe(answer);
             return facts ? written(toJson(*facts)) : facts.error().detail.size();
         }},
        {"look's lines", "<<df abc1 begin>>\nM\tuid\t0\n@\n<<df abc1 end>>\n",
         [](const QByteArray& answer) {
             const auto facts = parseProbe(answer);
             return facts ? written(toJson(*facts)) : facts.error().detail.size();
         }},
        {"releases",
         "<<df n1 begin>>\nL\t" + hash + " refs/tags/6.3.0\nC\t6.3.0\t" + hash +
             "\nF\tcomposer.json\t@\n<<df n1 end>>\n",
         [](const QByteArray& answer) {
             const auto releases = parseReleases(answer, QStringLiteral("newest"));
             return releases ? written(toJson(releases->chosen)) : releases.error().detail.size();
         }},
        {"snapshot",
         "<<<df-snapshot n1\n{\"version\":1,\"areas\":[{\"id\":\"users\",\"items\":@}]}\ndf-snapshot>>> n1\n",
         [](const QByteArray& answer) {
             const auto snapshot = parseSnapshot(answer, QStringLiteral("x"));
             return snapshot ? written(toJson(*snapshot)) : snapshot.error().detail.size();
         }},
        {"run", "{\"phase\":\"preparing\",\"steps\":@}\nLOG 0 0\n\nPROBES 0 0\n\n",
         [](const QByteArray& answer) {
             const auto state = parseRunReading(answer);
             return state ? written(toJson(*state)) : state.error().detail.size();
         }},
        {"run's log", "{\"phase\":\"preparing\"}\n@",
         [](const QByteArray& answer) {
             const auto state = parseRunReading(answer);
             return state ? written(toJson(*state)) : state.error().detail.size();
         }},
        {"plan", "{\"runId\":\"r\",\"stages\":@}",
         [](const QByteArray& answer) {
             return written(toJson(planFromJson(QJsonDocument::fromJson(answer).object())));
         }},
        {"constraint", "^8.1 || @",
         [](const QByteArray& answer) {
             const auto constraint = Constraint::parse(QString::fromUtf8(answer));
             return constraint ? constraint->text().size() : 0;
         }},
    };
}

QByteArray times(const QByteArray& text, int n) { return text.repeated(n); }

} // namespace

class TestHostileAnswers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endWell_data();
    void endWell();
};

void TestHostileAnswers::endWell_data() {
    QTest::addColumn<QByteArray>("what");
    constexpr int mega = 1 << 20;
    QTest::newRow("a line of a megabyte") << QByteArray(mega, 'x');
    QTest::newRow("a text of a megabyte") << '"' + QByteArray(mega, 'x') + '"';
    QTest::newRow("twenty megabytes") << '"' + QByteArray(20 * mega, 'x') + '"';
    QTest::newRow("nothing but NUL") << QByteArray(mega, '\0');
    QTest::newRow("a text of control characters")
        << '"' + times("\\u0000\\u001b\\u009b\\u202e", mega / 24) + '"';
    QTest::newRow("not UTF-8") << '"' + QByteArray(mega, '\xff') + '"';
    QTest::newRow("half characters") << '"' + times("\\ud800", mega / 6) + '"';
    QTest::newRow("deep lists") << times("[", mega);
    QTest::newRow("deep lists that end") << times("[", 1000) + times("]", 1000);
    QTest::newRow("deep objects") << times("{\"a\":", mega / 5);
    QTest::newRow("deep objects that end") << times("{\"value\":", 900) + "1" + times("}", 900);
    QTest::newRow("a long list of objects")
        << '[' + times("{\"id\":\"a\",\"steps\":[{}]},", mega / 24) + "{}]";
    QTest::newRow("a long list of texts") << '[' + times("\"abc\",", mega / 6) + "\"\"]";
    QTest::newRow("an object of many names") << [] {
        QByteArray all = "{";
        for (int i = 0; i < 60'000; ++i)
            all += "\"n" + QByteArray::number(i) + "\":" + QByteArray::number(i) + ",";
        return all + "\"z\":0}";
    }();
    QTest::newRow("numbers without end") << QByteArray(mega, '9');
    QTest::newRow("many lines") << times("J\t{}\n", mega / 5);
    QTest::newRow("many forged beginnings") << times("\n<<df abc1 begin>>\n<<<df-snapshot n1\n", mega / 36);
    QTest::newRow("many forged ends") << times("\n<<df abc2 end>>\ndf-snapshot>>> n2\n", mega / 34);
    QTest::newRow("many installations") << [] {
        QByteArray all = "1\n";
        for (int i = 0; i < 30'000; ++i)
            all += "I\t/srv/" + QByteArray::number(i) + "\tsite\n";
        return all;
    }();
    QTest::newRow("many tabs") << QByteArray(mega, '\t');
    QTest::newRow("many alternatives") << times("1.0 || ", mega / 7);
    QTest::newRow("many signs") << QByteArray(900, '|');
    QTest::newRow("a long run of digits and dots") << times("1.", 450);
    QTest::newRow("blocks that lie") << QByteArray("LOG 0 9223372036854775807\n" + QByteArray(mega, 'x'));
    QTest::newRow("an offset that is too large")
        << QByteArray("LOG 99999999999999999999 1\nx\nPROBES 0 0\n\n");
}

void TestHostileAnswers::endWell() {
    QFETCH(QByteArray, what);
    for (const Parser& parser : parsers()) {
        QElapsedTimer clock;
        clock.start();
        const qsizetype size = parser.read(QByteArray(parser.frame).replace('@', what));
        // A plan is our own file, read back; its size is bounded where it is fetched (4 MiB).
        const qsizetype most = qstrcmp(parser.name, "plan") == 0 ? 400 * what.size() : 40'000'000;
        QVERIFY2(size <= most,
                 qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(parser.name)).arg(size)));
        QVERIFY2(clock.elapsed() < 10'000, parser.name);
        if (clock.elapsed() > 500)
            qInfo("%s: %lld ms", parser.name, clock.elapsed());
    }
}

QTEST_GUILESS_MAIN(TestHostileAnswers)
#include "tst_hostile_answers.moc"
