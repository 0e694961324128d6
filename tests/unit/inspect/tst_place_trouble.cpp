#include "host/place_host.h"
#include "host/place_trouble.h"

#include <QTest>

using namespace df;

/// What engines say when nobody gets into a container, recorded from podman 4.3, docker 20.10 and kubectl.
class TestPlaceTrouble : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isToldFromACommandsOwn_data();
    void isToldFromACommandsOwn();
};

void TestPlaceTrouble::isToldFromACommandsOwn_data() {
    QTest::addColumn<int>("exit");
    QTest::addColumn<QByteArray>("out");
    QTest::addColumn<QByteArray>("err");
    QTest::addColumn<QString>("fact");
    const QString gone = QStringLiteral("place-gone"), stopped = QStringLiteral("place-stopped"), none;
    const QByteArray podman = "Error: no container with name or ID \"web\" found: no such container\n";
    QTest::newRow("podman, gone") << 125 << QByteArray() << podman << gone;
    QTest::newRow("podman, stopped")
        << 255 << QByteArray()
        << QByteArray(
               "Error: can only create exec sessions on running containers: container state improper\n")
        << stopped;
    QTest::newRow("docker, gone") << 1 << QByteArray() << QByteArray("Error: No such container: web\n")
                                  << gone;
    QTest::newRow("docker, from its server")
        << 1 << QByteArray() << QByteArray("Error response from daemon: No such container: web\n") << gone;
    QTest::newRow("docker, stopped") << 1 << QByteArray()
                                     << QByteArray(
                                            "Error response from daemon: Container 9f0c1e is not running\n")
                                     << stopped;
    QTest::newRow("kubectl, gone") << 1 << QByteArray()
                                   << QByteArray("Error from server (NotFound): pods \"web\" not found\n")
                                   << gone;
    QTest::newRow("a script that ended badly")
        << 1 << QByteArray() << QByteArray("mariadb is not running\n") << none;
    QTest::newRow("a script that printed before") << 1 << QByteArray("x\n") << podman << none;
    QTest::newRow("a script that ended well") << 0 << QByteArray() << podman << none;
    QTest::newRow("no right to look")
        << 1 << QByteArray() << QByteArray("Error from server (Forbidden): pods \"web\" is forbidden\n")
        << none;
}

void TestPlaceTrouble::isToldFromACommandsOwn() {
    QFETCH(int, exit);
    QFETCH(QByteArray, out);
    QFETCH(QByteArray, err);
    QFETCH(QString, fact);
    CommandResult result;
    result.exitCode = exit;
    result.out = out;
    result.err = err;
    const auto trouble = placeTrouble({Place::Engine::Podman, QStringLiteral("web"), {}, {}}, result);
    QCOMPARE(trouble ? trouble->facts.value(0) : QString(), fact);
    if (trouble)
        QCOMPARE(trouble->facts.value(1), QStringLiteral("web"));
}

QTEST_GUILESS_MAIN(TestPlaceTrouble)
#include "tst_place_trouble.moc"
