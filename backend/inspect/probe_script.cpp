#include "inspect/probe_script.h"

#include "core/shell.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QtEndian>

namespace df {

namespace {

/// Bytes in the order that gzip wants them.
QByteArray littleEndian(quint32 number) {
    QByteArray bytes(4, Qt::Uninitialized);
    qToLittleEndian(number, bytes.data());
    return bytes;
}

quint32 crc32(const QByteArray& text) {
    quint32 crc = 0xffffffffU;
    for (const char c : text) {
        crc ^= quint8(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1U) ? 0xedb88320U : 0U);
    }
    return ~crc;
}

/// As gzip does (RFC 1952): the quarter of the bytes is what a far server waits for.
QByteArray gzipped(const QByteArray& text) {
    constexpr qsizetype lengthOfQt = 4, headOfZlib = 2, sumOfZlib = 4;
    const QByteArray zlib = qCompress(text, 9);
    const auto deflated =
        zlib.mid(lengthOfQt + headOfZlib, zlib.size() - lengthOfQt - headOfZlib - sumOfZlib);
    return QByteArray("\x1f\x8b\x08\0\0\0\0\0\x02\xff", 10) + deflated + littleEndian(crc32(text)) +
           littleEndian(quint32(text.size()));
}

} // namespace

QByteArray probePhp() {
    QByteArray code = "<?php\n";
    for (const QString& folder : {QStringLiteral("env/"), QStringLiteral("probe/")})
        for (const QString& name :
             QDir(QStringLiteral(":/df/remote/") + folder).entryList({}, QDir::Files, QDir::Name)) {
            const QByteArray part = remoteFile(folder + name);
            code += part.mid(part.indexOf('\n') + 1); // without its own opening tag
        }
    return code;
}

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
    static const QByteArray packed = gzipped(probePhp());
    c.input = packed;
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
