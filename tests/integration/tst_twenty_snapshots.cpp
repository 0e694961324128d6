#include "inspect/inspector.h"
#include "support/local_host.h"
#include "support/practice_fixture.h"
#include "support/result_text.h"
#include "verify/collector.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTest>

using namespace df;
using namespace df::test;

namespace {

/// Somebody who logs in, uploads, reads and logs out all the time, in a process of its own.
class Writer {
public:
    explicit Writer(const PracticeInfo& info) {
        QFile password(m_dir.filePath(QStringLiteral("password")));
        if (!password.open(QIODevice::WriteOnly))
            qFatal("no password file");
        password.write(info.adminPassword.reveal());
        password.close();
        m_process.setStandardErrorFile(QProcess::nullDevice());
        m_process.start(QStringLiteral("php"), {QStringLiteral(DF_TEST_DATA "/verify/writer.php"), info.url,
                                                info.adminEmail, password.fileName()});
    }
    ~Writer() {
        m_process.kill();
        m_process.waitForFinished(3000);
    }
    [[nodiscard]] QList<QByteArray> rounds() {
        m_process.waitForReadyRead(1);
        m_lines += m_process.readAllStandardOutput();
        return m_lines.split('\n');
    }

private:
    QTemporaryDir m_dir;
    QProcess m_process;
    QByteArray m_lines;
};

QString faults(const Comparison& comparison) {
    QStringList out;
    for (const AreaComparison& a : comparison.areas) {
        for (const Difference& d : a.differences)
            if (d.verdict >= Verdict::Look)
                out.append(QStringList{a.id, d.item, d.attribute, d.before, d.after, d.reason}
                               .join(QLatin1String(" | "))
                               .left(900));
        if (a.differences.isEmpty() && a.verdict >= Verdict::Look)
            out.append(a.id + QStringLiteral(": ") + a.notCollected);
    }
    return out.join(QLatin1Char('\n'));
}

constexpr int many = 20;

} // namespace

/// An unchanged server on which people work: whatever two of its snapshots are compared, nothing is to look
/// at.
class TestTwentySnapshots : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void noPairHasAFault();
    void aRealChangeIsSeenAllTheSame();
    void aSlowServiceIsSeenAllTheSame();

private:
    [[nodiscard]] Snapshot take(const QString& name);

    PracticeFixture m_practice;
    LocalHost m_host;
    ServerFacts m_facts;
    Installation m_site;
    QVector<Snapshot> m_snapshots;
};

Snapshot TestTwentySnapshots::take(const QString& name) {
    const auto snapshot = collectSnapshot(
        m_host, m_facts, m_site, {m_practice.info().adminEmail, m_practice.info().adminPassword}, name, {});
    if (!snapshot)
        qWarning("%s", qPrintable(why(snapshot)));
    return snapshot.value_or(Snapshot{});
}

void TestTwentySnapshots::initTestCase() {
    QCOMPARE(m_practice.start(), QString());
    const auto facts = inspectServer(m_host, {m_practice.info().path}, {});
    QVERIFY2(facts, qPrintable(why(facts)));
    m_facts = *facts;
    for (const Installation& i : facts->installations)
        if (i.path == m_practice.info().path)
            m_site = i;
    QVERIFY(!m_site.path.isEmpty());
    Writer writer(m_practice.info());
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < many; ++i)
        m_snapshots.append(take(QString::number(i + 1)));
    const QList<QByteArray> rounds = writer.rounds();
    qInfo("%d snapshots in %lld s, %lld rounds of the writer", many, clock.elapsed() / 1000,
          rounds.size() - 1);
    QVERIFY2(rounds.size() > many, rounds.join('\n').constData());
    for (const QByteArray& round : rounds)
        QVERIFY2(!round.startsWith("failed"), round.constData());
    for (const Snapshot& snapshot : std::as_const(m_snapshots))
        QVERIFY2(snapshot.areas.size() > 25, qPrintable(snapshot.name));
}

void TestTwentySnapshots::noPairHasAFault() {
    int pairs = 0, judged = 0, values = 0, masked = 0;
    for (int i = 0; i < many; ++i)
        for (int j = i + 1; j < many; ++j, ++pairs) {
            const Comparison result = compare(m_snapshots[i], m_snapshots[j], {});
            QVERIFY2(result.verdict < Verdict::Look,
                     qPrintable(QStringLiteral("%1 and %2:\n").arg(i + 1).arg(j + 1) + faults(result)));
            QVERIFY(!result.times.statement.isEmpty());
            if (result.times.calls >= 5 && result.times.repetitions >= 12 && result.times.falseAlarms == 0.01)
                ++judged; // a machine with much else to do leaves too little time now and then
            values += result.valuesCompared();
            for (const AreaComparison& a : result.areas)
                masked += static_cast<int>(a.masked.size());
        }
    QCOMPARE(pairs, 190);
    QVERIFY2(judged > pairs / 2, qPrintable(QString::number(judged)));
    qInfo("%d pairs, times judged in %d, %d values compared, %d places masked; %s", pairs, judged, values,
          masked, qPrintable(compare(m_snapshots[0], m_snapshots[1], {}).times.statement));
}

void TestTwentySnapshots::aRealChangeIsSeenAllTheSame() {
    const ShellAnswer answer = m_practice.sh(
        QStringLiteral(
            "php -r '$p = new PDO(\"sqlite:\" . $argv[1]); exit($p->exec(\"UPDATE role_service_access "
            "SET verb_mask = 1 WHERE verb_mask <> 1\") > 0 ? 0 : 1);' '%1'")
            .arg(m_site.database.name));
    QVERIFY2(answer.exitCode == 0, qPrintable(answer.err));
    const Comparison result = compare(m_snapshots.last(), take(QStringLiteral("changed")), {});
    QVERIFY2(result.verdict == Verdict::Look && faults(result).startsWith(QLatin1String("roles | ")),
             qPrintable(faults(result)));
}

void TestTwentySnapshots::aSlowServiceIsSeenAllTheSame() {
    const Snapshot before = take(QStringLiteral("before"));
    const ShellAnswer answer =
        m_practice.sh(QStringLiteral("f=$(find . -name LocalFileService.php | head -n 1) && "
                                     "sed -i 's/public function handle(.*/&\\n    { usleep(60000); return "
                                     "$this->handleAtOnce($verb, $resource, "
                                     "$query, $data); }\\n    public function handleAtOnce($verb, $resource, "
                                     "array $query, array $data)/' \"$f\" && "
                                     "php -l \"$f\""));
    QVERIFY2(answer.exitCode == 0, qPrintable(answer.out + answer.err));
    const Comparison result = compare(before, take(QStringLiteral("slower")), {});
    const QStringList found = faults(result).split(QLatin1Char('\n'));
    QVERIFY2(result.verdict == Verdict::Look && !found.filter(QStringLiteral("GET /api/v2/files/")).isEmpty(),
             qPrintable(faults(result) + QLatin1Char('\n') + result.times.statement));
    for (const QString& fault : found) // every file service is slow now, and nothing else
        QVERIFY2(fault.startsWith(QLatin1String("response-times | ")) &&
                     fault.contains(QLatin1String("?as_list=true")),
                 qPrintable(fault));
}

QTEST_GUILESS_MAIN(TestTwentySnapshots)
#include "tst_twenty_snapshots.moc"
