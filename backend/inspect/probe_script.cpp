#include "inspect/probe_script.h"

#include "core/shell.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>

namespace df {

namespace {

/// The PHP files in the order of their names, as one file.
QByteArray joinedPhp() {
    QByteArray code = "<?php\n";
    for (const QString& folder : {QStringLiteral("env/"), QStringLiteral("probe/")})
        for (const QString& name :
             QDir(QStringLiteral(":/df/remote/") + folder).entryList({}, QDir::Files, QDir::Name)) {
            const QByteArray part = remoteFile(folder + name);
            code += part.mid(part.indexOf('\n') + 1); // without its own opening tag
        }
    return code;
}

} // namespace

QByteArray remoteFile(const QString& name) {
    QFile file(QStringLiteral(":/df/remote/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString freshNonce() {
    auto* random = QRandomGenerator::system();
    return QStringLiteral("%1%2")
        .arg(random->generate64(), 16, 16, QLatin1Char('0'))
        .arg(random->generate64(), 16, 16, QLatin1Char('0'));
}

Command probeCommand(const QString& nonce, const QStringList& extraPaths, Privilege privilege) {
    QStringList paths;
    for (const QString& path : extraPaths)
        if (!path.contains(QLatin1Char('\n')))
            paths << path;
    Command c;
    c.script = QStringLiteral("DF_NONCE=%1\nDF_PATHS=%2\n")
                   .arg(shellQuote(nonce), shellQuote(paths.join(QLatin1Char('\n')))) +
               QString::fromUtf8(remoteFile(QStringLiteral("probe.sh")));
    c.input = joinedPhp();
    c.privilege = privilege;
    c.timeout = std::chrono::seconds(90);
    return c;
}

QByteArray fromMarker(const QByteArray& output, const QString& nonce) {
    const QByteArray marker = "<<df " + nonce.toLatin1() + " begin>>";
    const auto at = output.indexOf(marker);
    return at < 0 ? QByteArray() : output.mid(at);
}

} // namespace df
