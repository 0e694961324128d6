#include "host/place_host.h"
#include "support/local_host.h"
#include "support/result_text.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace df;
using namespace df::test;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

} // namespace

/// Commands inside a container or pod. The clients are stand-ins that take the very words of the real ones
/// and run what comes after them here; the real podman is tried in the tier of whole hosts.
class TestPlaceHost : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void asksTheRightClient_data();
    void asksTheRightClient();
    void entersThatVeryContainer();
    void carriesInputAndOutput();
    void oddWordsArriveAsTheyAre();
    void exitCodesComeThrough();
    void endsByItself();
    void aScriptThatIsTooLongIsRefused();

private:
    void client(const char* name) const;

    QTemporaryDir m_dir;
    QByteArray m_path = qgetenv("PATH");
    LocalHost m_host;
};

void TestPlaceHost::initTestCase() {
    for (const char* name : {"docker", "podman", "kubectl"})
        client(name);
    qputenv("PATH", m_dir.path().toUtf8() + ":" + m_path);
}

void TestPlaceHost::cleanupTestCase() { qputenv("PATH", m_path); }

/// Notes its arguments up to the shell, then becomes that.
void TestPlaceHost::client(const char* name) const {
    QFile file(m_dir.filePath(S(name)));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("#!/bin/sh\n{ printf '%s' ") + name +
               "; for w; do [ \"$w\" != /bin/sh ] || break; printf ' %s' \"$w\"; done; } > '" +
               m_dir.path().toUtf8() + "/asked'\nwhile [ \"$1\" != /bin/sh ]; do shift; done\nexec \"$@\"\n");
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

void TestPlaceHost::asksTheRightClient_data() {
    QTest::addColumn<int>("engine");
    QTest::addColumn<QString>("words");
    QTest::newRow("docker") << int(Place::Engine::Docker) << S("docker exec -i --user 0 web's one");
    QTest::newRow("podman") << int(Place::Engine::Podman) << S("podman exec -i --user 0 web's one");
    QTest::newRow("kubectl") << int(Place::Engine::Kubernetes)
                             << S("kubectl -n apps exec -i df-7d9f -c web's one --");
}

void TestPlaceHost::asksTheRightClient() {
    QFETCH(int, engine);
    QFETCH(QString, words);
    PlaceHost place(m_host, {Place::Engine(engine), S("web's one"), S("apps"), S("df-7d9f")});
    const auto result = place.run({.script = S("echo inside")}, {});
    QVERIFY2(result, qPrintable(why(result)));
    QCOMPARE(result->out, QByteArray("inside\n"));
    QFile asked(m_dir.filePath(S("asked")));
    QVERIFY(asked.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(asked.readAll()), words);
}

/// One that was made anew under the same name is another one.
void TestPlaceHost::entersThatVeryContainer() {
    PlaceHost place(m_host, {Place::Engine::Podman, S("web"), {}, {}, S("9f0c1e")});
    QVERIFY(place.run({.script = S("true")}, {}));
    QFile asked(m_dir.filePath(S("asked")));
    QVERIFY(asked.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(asked.readAll()), S("podman exec -i --user 0 9f0c1e"));
    QVERIFY(place.displayName().endsWith(S("(web)")));
}

void TestPlaceHost::carriesInputAndOutput() {
    PlaceHost place(m_host, {Place::Engine::Docker, S("web"), {}, {}});
    QByteArray big(3'000'000, 'x');
    big[7] = '\0';
    const auto result = place.run({.script = S("cat"), .input = big}, {});
    QVERIFY2(result, qPrintable(why(result)));
    QVERIFY(result->out == big);
}

void TestPlaceHost::oddWordsArriveAsTheyAre() {
    PlaceHost place(m_host, {Place::Engine::Docker, S("web"), {}, {}});
    const auto result =
        place.run({.script = S("printf '%s|' 'it'\\''s' \"a\nb\" '$HOME' '`id`' \"$LC_ALL\"; pwd")}, {});
    QVERIFY2(result, qPrintable(why(result)));
    QCOMPARE(result->out, QByteArray("it's|a\nb|$HOME|`id`|C|/\n"));
}

void TestPlaceHost::exitCodesComeThrough() {
    PlaceHost place(m_host, {Place::Engine::Docker, S("web"), {}, {}});
    const auto result = place.run({.script = S("echo no >&2; exit 7")}, {});
    QVERIFY2(result, qPrintable(why(result)));
    QCOMPARE(result->exitCode, std::optional<int>(7));
    QCOMPARE(result->err, QByteArray("no\n"));
}

/// Whoever gives up out here leaves nothing running inside.
void TestPlaceHost::endsByItself() {
    PlaceHost place(m_host, {Place::Engine::Docker, S("web"), {}, {}});
    const auto result = place.run({.script = S("echo \"$PPID\"; tr '\\0' ' ' < /proc/$PPID/cmdline"),
                                   .timeout = std::chrono::seconds(40)},
                                  {});
    QVERIFY2(result, qPrintable(why(result)));
    QVERIFY2(result->out.contains("timeout -k 5 45 /bin/sh"), result->out.constData());
}

void TestPlaceHost::aScriptThatIsTooLongIsRefused() {
    PlaceHost place(m_host, {Place::Engine::Docker, S("web"), {}, {}});
    const auto result = place.run({.script = QString(200'000, QLatin1Char('#'))}, {});
    QCOMPARE(codeOf(result), S("internal"));
}

QTEST_GUILESS_MAIN(TestPlaceHost)
#include "tst_place_host.moc"
