#include "advise/sources.h"

#include "advise/case.h"
#include "advise/text.h"

namespace df::source {
namespace {

bool inPod(const Case& c) { return c.here.kind == InstallationKind::Kubernetes; }

} // namespace

QString keyTest() { return Say::tr("a test with this server's APP_KEY"); }

QString installedRelease() { return Say::tr("this server's git, composer.lock and config/app.php"); }

QString composerFiles() { return Say::tr("composer.json and composer.lock of this server"); }

QString seLinux() { return QStringLiteral("/sys/fs/selinux/enforce"); }

QString container(const Case& c) {
    if (inPod(c))
        return QStringLiteral("kubectl get pods");
    return c.here.foundBy == QLatin1String("podman") ? QStringLiteral("podman inspect")
                                                     : QStringLiteral("docker inspect");
}

QString catalogue() { return Say::tr("the wizard's list of releases"); }

QString serviceTypes() { return Say::tr("the wizard's list of service types"); }

QString configFiles(const Case& c) {
    return c.fromText.isEmpty() ? Say::tr("the folder config of %1").arg(c.toText)
                                : Say::tr("the folder config of %1 and of %2").arg(c.fromText, c.toText);
}

QString laravelFile(const Case& c, const char* name) {
    return Say::tr("%1 of Laravel %2").arg(QLatin1String(name), QString::number(c.toLaravel));
}

QString migrations() { return Say::tr("migrations of df-core and of the other packages"); }

QString passwordHashing() {
    return Say::tr("stored passwords of this server; %1")
        .arg(QStringLiteral("laravel.com/docs/11.x/upgrade"));
}

QString tokenTime() { return QStringLiteral("github.com/tymondesigns/jwt-auth/issues/2256"); }

QString encryption() { return Say::tr("%1 of Laravel").arg(QStringLiteral("Illuminate\\Encryption")); }

QString installer(const char* release) {
    return Say::tr("the vendor's installer (%1 of %2)")
        .arg(QStringLiteral("installers/source/ubuntu.sh"), QLatin1String(release));
}

QString containerStart(const Case& c) {
    return inPod(c) ? Say::tr("%1 of the vendor's Helm chart").arg(QStringLiteral("templates"))
                    : Say::tr("%1 of the vendor's image").arg(QStringLiteral("docker-entrypoint.sh"));
}

} // namespace df::source
