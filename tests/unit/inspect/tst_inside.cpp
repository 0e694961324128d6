#include "inspect/inside.h"
#include "support/sample_facts.h"

#include <QTest>

using namespace df;

namespace {

QString S(const char* text) { return QString::fromUtf8(text); }

Installation container(const char* engine) {
    Installation i;
    i.kind = InstallationKind::Docker;
    i.foundBy = S(engine);
    i.container = S("df-web-1");
    i.image = S("df-docker:7.3");
    i.path = S("/opt/dreamfactory");
    i.containerEnv = QStringList{S("APP_KEY")};
    i.env.overridden.insert(S("APP_KEY"), S("the container"));
    return i;
}

} // namespace

class TestInside : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theEngineIsTheOneThatFoundIt() {
        QVERIFY(!placeOf(test::sampleInstallation()));
        QCOMPARE(placeOf(container("docker")), (Place{Place::Engine::Docker, S("df-web-1"), {}, {}}));
        QCOMPARE(placeOf(container("podman")), (Place{Place::Engine::Podman, S("df-web-1"), {}, {}}));
        Installation pod = container("kubectl");
        pod.kind = InstallationKind::Kubernetes;
        pod.nameSpace = S("apps");
        pod.pod = S("df-7d9f");
        QCOMPARE(placeOf(pod), (Place{Place::Engine::Kubernetes, S("df-web-1"), S("apps"), S("df-7d9f")}));
    }

    /// What runs is told from inside, what it is from outside, and what beats .env from both.
    void bothLooksMakeOne() {
        Installation inside = test::sampleInstallation();
        inside.env.overridden.insert(S("DB_HOST"), S("/etc/php/8.2/fpm/pool.d/www.conf"));
        const Installation both = seenFromBoth(container("docker"), inside);
        QVERIFY(both.kind == InstallationKind::Docker);
        QCOMPARE(both.container, S("df-web-1"));
        QCOMPARE(both.image, S("df-docker:7.3"));
        QCOMPARE(both.php.binary, test::sampleInstallation().php.binary);
        QCOMPARE(both.env.overridden.keys(), (QStringList{S("APP_KEY"), S("DB_HOST")}));
    }
};

QTEST_GUILESS_MAIN(TestInside)
#include "tst_inside.moc"
