#include "host/place_host.h"

#include "core/shell.h"
#include "host/place_trouble.h"

namespace df {

namespace {

// The kernel allows 128 KiB for one argument.
constexpr qsizetype mostScript = 100 * 1024;

// Where clients look by themselves, and where the usual distributions put theirs (as the look does).
const char kubeconfig[] = "for f in \"${KUBECONFIG:-}\" \"$HOME/.kube/config\" /etc/kubernetes/admin.conf "
                          "/etc/rancher/k3s/k3s.yaml; do\n"
                          "  if [ -n \"$f\" ] && [ -r \"$f\" ]; then export KUBECONFIG=\"$f\"; break; fi\n"
                          "done\n";

// Nobody can end a command inside from outside: it gets an end of its own.
const char inside[] =
    "LC_ALL=C; export LC_ALL; PATH=\"$PATH:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\"; "
    "export PATH; cd /; if command -v timeout >/dev/null 2>&1; then exec timeout -k 5 \"$0\" /bin/sh -c "
    "\"$1\"; fi; exec /bin/sh -c \"$1\"";

QString execWords(const Place& place) {
    if (place.engine == Place::Engine::Kubernetes)
        return QStringLiteral("kubectl -n %1 exec -i %2 -c %3 --")
            .arg(shellQuote(place.nameSpace), shellQuote(place.pod), shellQuote(place.container));
    return QStringLiteral("%1 exec -i --user 0 %2")
        .arg(clientOf(place), shellQuote(place.id.isEmpty() ? place.container : place.id));
}

} // namespace

PlaceHost::PlaceHost(RemoteHost& outer, Place place) : m_outer(outer), m_place(std::move(place)) {}

PlaceHost::PlaceHost(std::unique_ptr<RemoteHost> outer, Place place)
    : m_owned(std::move(outer)), m_outer(*m_owned), m_place(std::move(place)) {}

Command PlaceHost::wrapped(const Command& command) const {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(command.timeout).count() + 5;
    Command out = command;
    out.script = m_place.engine == Place::Engine::Kubernetes ? QString::fromLatin1(kubeconfig) : QString();
    out.script += QStringLiteral("exec %1 /bin/sh -c %2 %3 %4\n")
                      .arg(execWords(m_place), shellQuote(QString::fromLatin1(inside)))
                      .arg(seconds)
                      .arg(shellQuote(command.script));
    out.privilege = m_outer.canBeRoot() ? Privilege::Root : Privilege::SignedInUser;
    return out;
}

Result<CommandResult> PlaceHost::run(const Command& command, const CancelToken& cancel,
                                     const OutputSink& sink) {
    if (command.script.size() > mostScript)
        return fail(ErrorCode::Internal, QStringLiteral("A script of %1 bytes is too long for %2.")
                                             .arg(command.script.size())
                                             .arg(clientOf(m_place)));
    auto result = m_outer.run(wrapped(command), cancel, sink);
    if (result)
        if (const auto trouble = placeTrouble(m_place, *result))
            return fail(*trouble);
    return result;
}

bool PlaceHost::canBeRoot() const { return true; }

QString PlaceHost::displayName() const {
    const QString name = m_place.engine == Place::Engine::Kubernetes ? m_place.pod : m_place.container;
    return QStringLiteral("%1 (%2)").arg(m_outer.displayName(), name);
}

} // namespace df
