#include "host/place_trouble.h"

#include "core/shell.h"
#include "host/place_host.h"

#include <QRegularExpression>

namespace df {

namespace {

/// The client's own words: they are all that there is, while a script's complaints may look like anything.
bool says(const QByteArray& text, const char* pattern) {
    const QRegularExpression words(QStringLiteral("^error\\b.*(") + QLatin1String(pattern) + QLatin1Char(')'),
                                   QRegularExpression::CaseInsensitiveOption |
                                       QRegularExpression::MultilineOption);
    return words.match(QString::fromUtf8(text.left(4000))).hasMatch();
}

Error trouble(const Place& place, const QString& fact, const QString& what, const QByteArray& said) {
    const QString name = place.engine == Place::Engine::Kubernetes ? place.pod : place.container;
    return {ErrorCode::NoInstallation,
            what.arg(name),
            {fact, name, clientOf(place)},
            QString::fromUtf8(said.left(2000)).trimmed(),
            true};
}

} // namespace

QString clientOf(const Place& place) {
    switch (place.engine) {
    case Place::Engine::Podman:
        return QStringLiteral("podman");
    case Place::Engine::Kubernetes:
        return QStringLiteral("kubectl");
    case Place::Engine::Docker:
        break;
    }
    return QStringLiteral("docker");
}

std::optional<Error> placeTrouble(const Place& place, const CommandResult& result) {
    if (result.exitCode.value_or(0) == 0 || !result.out.isEmpty())
        return {}; // it was inside
    if (says(result.err, "no such container|container not found|\\(notfound\\): pods "))
        return trouble(place, QStringLiteral("place-gone"), QStringLiteral("%1 is not there any more."),
                       result.err);
    if (says(result.err,
             "container state improper|container \\S+ is (not running|restarting|paused)|completed pod"))
        return trouble(place, QStringLiteral("place-stopped"), QStringLiteral("%1 doesn't run."), result.err);
    return {};
}

Result<QString> identityOf(RemoteHost& outer, const Place& place, const CancelToken& cancel) {
    if (place.engine == Place::Engine::Kubernetes)
        return QString(); // a pod's name is its own
    Command command;
    command.script = QStringLiteral("%1 inspect --type container --format '{{.Id}}' %2")
                         .arg(clientOf(place), shellQuote(place.container));
    command.privilege = outer.canBeRoot() ? Privilege::Root : Privilege::SignedInUser;
    const auto id = runChecked(outer, command, cancel);
    if (!id)
        return fail(id.error());
    return QString::fromLatin1(id->trimmed());
}

} // namespace df
