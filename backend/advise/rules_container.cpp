#include "advise/new_container.h"
#include "advise/rules.h"
#include "advise/sources.h"
#include "advise/text.h"

#include <algorithm>

namespace df {
namespace {

bool inContainer(const Case& c) { return c.here.kind != InstallationKind::Machine; }
bool inPod(const Case& c) { return c.here.kind == InstallationKind::Kubernetes; }

/// "container df-web-1", "pod df-7d9f in the namespace apps"
QString named(const Installation& i) {
    return i.kind == InstallationKind::Kubernetes
               ? Say::tr("pod %1 in the namespace %2").arg(i.pod, i.nameSpace)
               : Say::tr("container %1").arg(i.container);
}

/// The part of a pod's name that its replicas share: without the two hashes that a Deployment adds.
QString deploymentOf(const QString& pod) { return pod.section(QLatin1Char('-'), 0, -3); }

int replicas(const Case& c) {
    const QString deployment = deploymentOf(c.here.pod);
    return int(std::count_if(c.server.installations.begin(), c.server.installations.end(),
                             [&](const Installation& i) {
                                 return i.kind == InstallationKind::Kubernetes &&
                                        i.nameSpace == c.here.nameSpace && i.container == c.here.container &&
                                        !deployment.isEmpty() && deploymentOf(i.pod) == deployment;
                             }));
}

bool keepsStorage(const Installation& i) {
    const QString storage = i.path + QStringLiteral("/storage");
    return std::any_of(i.containerVolumes.begin(), i.containerVolumes.end(), [&](const QString& volume) {
        const QString at = volume.section(QStringLiteral(" → "), -1);
        return at == storage || storage.startsWith(at + QLatin1Char('/'));
    });
}

QStringList podSteps(const Case& c) {
    return {
        Say::tr(
            "Start a pod of the new release beside this one, with a database of its own, then choose \"Move "
            "to a new server\": from this pod to that one. This one stays for the way back."),
        Say::tr("Save APP_KEY, the database and the storage volume first: a new container makes a new key."),
        QStringLiteral("$ kubectl -n %1 exec %2 -c %3 -- grep ^APP_KEY= %4/.env")
            .arg(shellWord(c.here.nameSpace), shellWord(c.here.pod), shellWord(c.here.container),
                 shellWord(c.here.path))};
}

} // namespace

void ruleKind(const Case& c, Advice& a) {
    if (!inContainer(c))
        return;
    mustFix(
        a, "installation-kind",
        Say::tr("This DreamFactory runs in a container (%1): %2, of the image %3.")
            .arg(toString(c.here.kind), named(c.here), c.here.image),
        Say::tr(
            "Nothing is upgraded inside a container: a new one with the new release takes its data over."),
        inPod(c) ? podSteps(c) : newContainerSteps(c.here, c.toText), source::containerStart(c));
}

void ruleContainerKey(const Case& c, Advice& a) {
    if (!inContainer(c))
        return;
    const bool pinned = c.here.containerEnv.contains(QStringLiteral("APP_KEY"));
    if (!pinned)
        shouldKnow(a, "container-app-key",
                   Say::tr("The definition of %1 sets no APP_KEY.").arg(named(c.here)),
                   Say::tr("The key was made inside the container. A new container makes another one, and "
                           "nothing stored can be decrypted any more."),
                   {Say::tr("Read APP_KEY from .env in the running container, and set it in the definition, "
                            "in single quotes.")},
                   source::containerStart(c));
    else if (inPod(c))
        shouldKnow(a, "helm-app-key",
                   Say::tr("APP_KEY of %1 comes from its definition, as the vendor's Helm chart makes it.")
                       .arg(named(c.here)),
                   Say::tr("Every \"helm upgrade\" of that chart makes a new key, and nothing stored can be "
                           "decrypted any more."),
                   {Say::tr("Save the secret first, and put it back after the upgrade:"),
                    QStringLiteral("$ kubectl -n %1 get secret -o yaml > secrets.yaml")
                        .arg(shellWord(c.here.nameSpace))},
                   source::containerStart(c));
    else
        fine(a, "container-app-key", Say::tr("The definition of %1 sets APP_KEY.").arg(named(c.here)),
             Say::tr("A new container made from it keeps the key."), source::container(c));
}

void ruleContainerStorage(const Case& c, Advice& a) {
    if (!inContainer(c))
        return;
    const QString source = source::container(c);
    if (keepsStorage(c.here))
        fine(a, "container-storage",
             Say::tr("%1/storage lies on a volume: %2.")
                 .arg(c.here.path, listText(c.here.containerVolumes, 3)),
             Say::tr("It outlives the container. All else in the container does not: .env, vendor, public, "
                     "composer files."),
             source);
    else
        shouldKnow(a, "container-storage",
                   Say::tr("%1/storage of %2 lies on no volume.").arg(c.here.path, named(c.here)),
                   Say::tr("Uploaded files, logs and SQLite databases in it are gone with the container."),
                   {Say::tr("Copy the folder out before the container is replaced, and give it a volume."),
                    inPod(c) ? QStringLiteral("$ kubectl -n %1 cp -c %2 %3:%4/storage ./storage")
                                   .arg(shellWord(c.here.nameSpace), shellWord(c.here.container),
                                        shellWord(c.here.pod), shellWord(c.here.path))
                             : QStringLiteral("$ docker cp %1:%2/storage ./storage")
                                   .arg(shellWord(c.here.container), shellWord(c.here.path))},
                   source);
}

void ruleContainerDatabase(const Case& c, Advice& a) {
    if (!inContainer(c) || !c.here.env.readable)
        return;
    const QString driver =
        c.here.env.value(QStringLiteral("DB_CONNECTION")).value_or(QStringLiteral("sqlite"));
    if (driver == QLatin1String("sqlite") && !keepsStorage(c.here))
        shouldKnow(a, "container-sqlite",
                   Say::tr("The system database of %1 is a SQLite file inside it.").arg(named(c.here)),
                   Say::tr("Users, roles and services are gone with the container."),
                   {Say::tr("Copy the database file out before the container is replaced.")},
                   QStringLiteral(".env"));
}

void ruleContainerVariables(const Case& c, Advice& a) {
    const QStringList keys = c.here.env.overridden.keys();
    if (inContainer(c) && !keys.isEmpty())
        shouldKnow(a, "container-variables",
                   Say::tr("The definition of %1 and the .env in it disagree on %2.")
                       .arg(named(c.here), listText(keys, 6)),
                   Say::tr("Commands in the container go by the definition, the web site by .env: a check on "
                           "the command line can "
                           "speak of another database or key than the one in use."),
                   {Say::tr("Let both say the same, in the definition.")},
                   QStringLiteral("PHP manual, FPM, clear_env"));
}

void ruleContainerMigrations(const Case& c, Advice& a) {
    if (!inContainer(c))
        return;
    fine(a, "container-migrations",
         Say::tr("The vendor's image doesn't migrate an existing database when it starts."),
         Say::tr("After the image was replaced somebody has to."), source::containerStart(c),
         {inPod(c) ? QStringLiteral("$ kubectl -n %1 exec %2 -c %3 -- php %4/artisan migrate --force")
                         .arg(shellWord(c.here.nameSpace), shellWord(c.here.pod), shellWord(c.here.container),
                              shellWord(c.here.path))
                   : QStringLiteral("$ docker exec %1 php %2/artisan migrate --force")
                         .arg(shellWord(c.here.container), shellWord(c.here.path))});
}

void ruleReplicas(const Case& c, Advice& a) {
    const int count = inPod(c) ? replicas(c) : 1;
    if (count > 1)
        shouldKnow(a, "container-replicas",
                   Say::tr("%1 pods run this DreamFactory: %2.")
                       .arg(QString::number(count), deploymentOf(c.here.pod)),
                   Say::tr("Old and new pods would work on one database side by side, and each has a storage "
                           "folder of its own."),
                   {Say::tr("Scale it to one pod before the image is replaced and the database migrated:"),
                    QStringLiteral("$ kubectl -n %1 scale deployment %2 --replicas=1")
                        .arg(shellWord(c.here.nameSpace), shellWord(deploymentOf(c.here.pod)))},
                   source::container(c));
}

} // namespace df
