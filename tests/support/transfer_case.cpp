#include "support/transfer_case.h"

#include "ssh/connect_settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace df::test {

TransferCase::TransferCase()
    : oldServer(QStringLiteral("127.0.0.2")), newServer(QStringLiteral("127.0.0.3")) {
    QDir().mkpath(root());
    QDir().mkpath(in());
}

TransferCase::~TransferCase() { // names that are no text stay behind otherwise
    for (const char* name : {"old server", "new"})
        (void)runLocal(QStringLiteral("sh"),
                       {QStringLiteral("-c"), QStringLiteral("chmod -R u+rwX \"$1\"; rm -rf \"$1\""),
                        QStringLiteral("sh"), m_dir.filePath(QLatin1String(name))});
}

bool TransferCase::start() { return oldServer.start() && newServer.start(); }

QString TransferCase::php() { return QStandardPaths::findExecutable(QStringLiteral("php")); }

std::unique_ptr<Courier> TransferCase::courier(const QString& from) {
    const auto line = [](TestSshd& server) {
        return lineTo(server.keySettings(currentUser(), server.addKeyUser(currentUser())), {});
    };
    const TransferEnd oldEnd{php(), from.isEmpty() ? root() : from, Privilege::SignedInUser};
    const TransferEnd newEnd{php(), {}, Privilege::SignedInUser};
    return std::make_unique<Courier>(line(oldServer), line(newServer), oldEnd, newEnd);
}

std::unique_ptr<Courier> TransferCase::courierBy(const std::function<void(ConnectSettings&)>& way) {
    const auto line = [&way](TestSshd& server) {
        ConnectSettings settings = server.keySettings(currentUser(), server.addKeyUser(currentUser()));
        way(settings);
        return lineTo(settings, {});
    };
    const TransferEnd end{php(), root(), Privilege::SignedInUser};
    const OpenLine toNew = line(newServer);
    return std::make_unique<Courier>(line(oldServer), toNew, end, end, toNew);
}

Trip TransferCase::trip() const {
    Trip trip;
    trip.folder = in();
    trip.patience = std::chrono::seconds(20);
    return trip;
}

void TransferCase::write(const QString& path, const QByteArray& bytes) const {
    const QString full = root() + QLatin1Char('/') + path;
    QDir().mkpath(QFileInfo(full).path());
    QFile file(full);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("can't write %s", qPrintable(full));
}

QByteArray TransferCase::read(const QString& path) const {
    QFile file(in() + QLatin1Char('/') + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray TransferCase::listing(const QString& folder) {
    QByteArray out;
    const bool ok =
        runLocal(QStringLiteral("sh"),
                 {QStringLiteral("-c"),
                  QStringLiteral(
                      "cd \"$1\" && find . -mindepth 1 \\( -type l -printf '%y %l %p\\0' \\) -o "
                      "\\( -type d -printf '%y %m %Ts %p\\0' \\) -o -printf '%y %m %Ts %s %p\\0' | sort -z; "
                      "find . -type f -print0 | sort -z | xargs -0r sha256sum -z"),
                  QStringLiteral("sh"), folder},
                 {}, &out);
    return ok ? out.replace('\0', "\n|") : QByteArray("no listing: ") + out;
}

Parcel TransferCase::files(const QStringList& paths) {
    Parcel parcel;
    parcel.id = QStringLiteral("files");
    parcel.kind = Parcel::Kind::Files;
    parcel.paths = paths;
    return parcel;
}

} // namespace df::test
