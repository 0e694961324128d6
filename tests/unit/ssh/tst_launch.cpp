#include "ssh/launch.h"

#include <QProcess>
#include <QSet>
#include <QTest>

using namespace df;

/// The exec string run by real shells of this machine, without any server.
class TstLaunch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyShellRunsIt_data();
    void everyShellRunsIt();
    void oneHarmlessLine();
    void longScriptGoesByInput();
    void lengthsAroundTheLimit_data();
    void lengthsAroundTheLimit();
    void marksAreNew();
    void noMarkInTheExecString();
    void sudoIsCalledAsPromised();
};

namespace {
struct Output {
    QByteArray out, err;
    int code = -1;
};

Output runIn(const QString& shell, const Launch& launch, const QByteArray& input = {}) {
    QProcess p;
    p.start(shell, {QStringLiteral("-c"), QString::fromLatin1(launch.execString)});
    p.write(launch.scriptLine + input);
    p.closeWriteChannel();
    p.waitForFinished(30'000);
    return {p.readAllStandardOutput(), p.readAllStandardError(), p.exitCode()};
}

QByteArray afterMark(const QByteArray& text, const QByteArray& mark) {
    const qsizetype at = text.indexOf('\n' + mark);
    return at < 0 ? QByteArray() : text.mid(text.indexOf('\n', at + 1) + 1);
}
} // namespace

void TstLaunch::everyShellRunsIt_data() {
    QTest::addColumn<QString>("shell");
    for (const char* shell : {"/bin/sh", "/bin/bash", "/bin/dash", "/bin/zsh", "/bin/csh", "/bin/tcsh",
                              "/usr/bin/fish", "/bin/mksh", "/bin/ksh"})
        if (QFile::exists(QLatin1String(shell)))
            QTest::newRow(shell) << QString::fromLatin1(shell);
}

void TstLaunch::everyShellRunsIt() {
    QFETCH(QString, shell);
    const QString script =
        QStringLiteral("echo \"$# it's $LC_ALL !\"\necho e >&2\nprintf '%s\\n' 'a\\b'\ncat\nexit 5\n");
    const Launch launch = makeLaunch(script, Elevation::Direct);
    const Output o = runIn(shell, launch, "input");
    QCOMPARE(o.code, 5);
    QCOMPARE(afterMark(o.out, launch.startMark), QByteArray("0 it's C !\na\\b\ninput"));
    QCOMPARE(afterMark(o.err, launch.startMark), QByteArray("e\n"));
}

void TstLaunch::oneHarmlessLine() {
    for (const Elevation e : {Elevation::Direct, Elevation::SudoNoPassword, Elevation::SudoWithPassword}) {
        const QByteArray text = makeLaunch(QStringLiteral("echo 'x' !\\ \n`$`"), e).execString;
        QVERIFY(!text.contains('\n') && !text.contains('!') && !text.contains('\\') && !text.contains('`'));
        QCOMPARE(text.count('\''), 2);
    }
}

void TstLaunch::longScriptGoesByInput() {
    const Launch launch =
        makeLaunch(QStringLiteral(": '%1'\ncat").arg(QString(300'000, QLatin1Char('x'))), Elevation::Direct);
    QVERIFY(launch.execString.size() < 4096);
    QVERIFY(launch.scriptLine.size() > 400'000);
    const Output o = runIn(QStringLiteral("/bin/sh"), launch, "line 1\nline 2");
    QCOMPARE(o.code, 0);
    QCOMPARE(afterMark(o.out, launch.startMark), QByteArray("line 1\nline 2"));
}

void TstLaunch::lengthsAroundTheLimit_data() {
    QTest::addColumn<int>("size");
    for (int size : {0, 1, 46'079, 46'080, 46'081, 90'000, 100'000, 131'072})
        QTest::newRow(qPrintable(QString::number(size))) << size;
}

void TstLaunch::lengthsAroundTheLimit() {
    QFETCH(int, size);
    const Launch launch = makeLaunch(QString(size, QLatin1Char('#')), Elevation::Direct);
    QVERIFY(launch.execString.size() < 128 * 1024);
    const Output o = runIn(QStringLiteral("/bin/sh"), launch);
    QCOMPARE(o.code, 0);
    QVERIFY(o.out.contains(launch.startMark));
}

void TstLaunch::marksAreNew() {
    QSet<QByteArray> marks;
    for (int i = 0; i < 100; ++i)
        marks << makeLaunch(QString(), Elevation::SudoWithPassword).sudoPrompt;
    QCOMPARE(marks.size(), 100);
}

// A shell that echoes its command line (set -v in a start file) must not look like the script's start or
// sudo's prompt.
void TstLaunch::noMarkInTheExecString() {
    const Launch launch = makeLaunch(QStringLiteral(":"), Elevation::SudoWithPassword);
    for (const QByteArray& mark : {launch.startMark, launch.sudoMark, launch.sudoPrompt.trimmed()})
        QVERIFY(!mark.isEmpty() && !launch.execString.contains(mark));
}

void TstLaunch::sudoIsCalledAsPromised() {
    const auto first = [](const Launch& launch) {
        return QByteArray::fromBase64(
            launch.execString.split(' ').at(launch.execString.split(' ').size() - 2));
    };
    const Launch with = makeLaunch(QStringLiteral(":"), Elevation::SudoWithPassword);
    QVERIFY(first(with).contains("exec sudo -k -S -p '" + with.sudoPrompt + "' -- /bin/sh"));
    const Launch without = makeLaunch(QStringLiteral(":"), Elevation::SudoNoPassword);
    QVERIFY(first(without).contains("exec sudo -n -- /bin/sh"));
    QVERIFY(without.sudoPrompt.isEmpty());
    QVERIFY(makeLaunch(QStringLiteral(":"), Elevation::Direct).sudoMark.isEmpty());
}

QTEST_GUILESS_MAIN(TstLaunch)
#include "tst_launch.moc"
