#include "advise/new_container.h"

#include "advise/text.h"

namespace df {
namespace {

/// What the engine or the shell sets anew, and what must not be the old one's.
QString leftOut(bool ownDatabase) {
    QString names = QStringLiteral("PATH|HOME|HOSTNAME|TERM|container|APP_KEY");
    if (ownDatabase)
        names += QStringLiteral("|DB_DATABASE");
    return names;
}

QString printed(const QString& command) { return QStringLiteral("$ ") + command; }

bool hasServer(const Installation& old) {
    return old.env.readable &&
           old.env.value(QStringLiteral("DB_CONNECTION")).value_or(QStringLiteral("sqlite")) !=
               QLatin1String("sqlite");
}

QStringList variables(const Installation& old, const QString& engine, const QString& file) {
    const QString name = shellWord(old.container);
    const bool server = hasServer(old);
    QStringList steps{
        Say::tr(
            "Write the old container's variables into a file that only you can read, with the APP_KEY that "
            "it uses:"),
        printed(
            QStringLiteral("(umask 077; %1 inspect --format '{{range .Config.Env}}{{println .}}{{end}}' %2 | "
                           "grep -Ev '^(%3)=|^$' > %4)")
                .arg(engine, name, leftOut(server), file)),
        printed(QStringLiteral(
                    "%1 exec %2 sed -n 's/^APP_KEY=[\"'\\'']\\{0,1\\}\\([^\"'\\'']*\\).*/APP_KEY=\\1/p' "
                    "%3 >> %4")
                    .arg(engine, name, shellWord(old.path + QStringLiteral("/.env")), file))};
    if (server) {
        const QString base = old.env.value(QStringLiteral("DB_DATABASE")).value_or(QString());
        steps
            << Say::tr(
                   "Make an empty database of its own for it, with rights for the same account, and name it "
                   "there. On the old one's database the two would disturb each other:")
            << printed(QStringLiteral("echo %1 >> %2")
                           .arg(shellWord(QStringLiteral("DB_DATABASE=%1_new")
                                              .arg(base.isEmpty() ? QStringLiteral("dreamfactory") : base)),
                                file));
    }
    return steps;
}

} // namespace

QStringList newContainerSteps(const Installation& old, const QString& release) {
    const QString engine =
        old.foundBy == QLatin1String("podman") ? QStringLiteral("podman") : QStringLiteral("docker");
    const QString fresh = old.container + QStringLiteral("-new"),
                  file = shellWord(fresh + QStringLiteral(".env"));
    const QString image =
        QStringLiteral("dreamfactory:") + (release.isEmpty() ? QStringLiteral("RELEASE") : release);
    QStringList steps{
        Say::tr(
            "Build an image of the release. A tag of df-docker doesn't pin DreamFactory: the branch does."),
        printed(QStringLiteral("%1 build --build-arg BRANCH=%2 -t %3 https://github.com/dreamfactorysoftware/"
                               "df-docker.git")
                    .arg(engine, shellWord(image.section(QLatin1Char(':'), 1)), shellWord(image)))};
    steps += variables(old, engine, file);
    steps
        << Say::tr(
               "Start the new container beside the old one, on its network, with a volume and a port of its "
               "own:")
        << printed(QStringLiteral("%1 run -d --name %2 --env-file %3 --network \"$(%1 inspect --format "
                                  "'{{.HostConfig.NetworkMode}}' %4)\" -v %5 -p 127.0.0.1:8081:80 %6")
                       .arg(engine, shellWord(fresh), file, shellWord(old.container),
                            shellWord(fresh + QStringLiteral("-storage:") + old.path +
                                      QStringLiteral("/storage")),
                            shellWord(image)))
        << printed(QStringLiteral("rm %1").arg(file))
        << Say::tr("Then choose \"Move to a new server\": from %1 to %2. %1 stays as it is for the way back; "
                   "when "
                   "the new one is proven, stop it and give its port to the new one.")
               .arg(old.container, fresh)
        << Say::tr("To take the new container away again:")
        << printed(QStringLiteral("%1 rm -f %2; %1 volume rm %3")
                       .arg(engine, shellWord(fresh), shellWord(fresh + QStringLiteral("-storage"))));
    return steps;
}

} // namespace df
