#include "transfer/keep_copy.h"

#include <QDir>
#include <QFileInfo>
#include <QStringDecoder>

namespace df {
namespace {

constexpr qsizetype sumSize = 32;
constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;

QByteArray encoded(const QByteArray& word) {
    QStringDecoder decode(QStringDecoder::Utf8);
    const QString text = decode(word);
    const bool isText = !decode.hasError() && !text.contains(QChar::ReplacementCharacter);
    QByteArray out;
    for (qsizetype i = 0; i < word.size(); ++i) {
        const auto c = uchar(word[i]);
        const bool last = i + 1 == word.size();
        const bool odd = c < 0x20 || c == 0x7f || (c >= 0x80 && !isText) ||
                         QByteArrayView("%\\:*?\"<>|").contains(char(c)) || (last && (c == '.' || c == ' '));
        out += odd ? '%' + QByteArray(1, char(c)).toHex().toUpper() : QByteArray(1, char(c));
    }
    return out;
}

} // namespace

KeepCopy::KeepCopy(const QString& folder, const QString& id) : m_folder(folder), m_id(id) {
    if (!makeFolder(m_folder))
        stop(QStringLiteral("%1 can't be made.").arg(m_folder));
}

QString KeepCopy::placeOf(const FrameEntry& entry, const QString& id) {
    if (entry.space == '.')
        return id;
    QByteArray place = entry.space == 'a' ? "files-abs" : "files";
    for (const QByteArray& word : entry.path.split('/')) {
        if (word.isEmpty() || word == "." || word == "..")
            return {};
        place += '/' + encoded(word);
    }
    return QString::fromUtf8(place);
}

void KeepCopy::take(const Frame& frame) {
    if (!m_problem.isEmpty())
        return;
    if (frame.type == 'E') {
        if (const auto entry = entryOf(frame.payload))
            begin(*entry);
    } else if (frame.type == 'D' && m_file.isOpen()) {
        const qint64 size = frame.payload.size() - sumSize;
        if (m_file.write(frame.payload.constData() + sumSize, size) != size)
            stop(m_file.errorString());
    } else if (frame.type == 'O' && m_file.isOpen()) {
        const qint64 end = m_file.size() + holeOf(frame.payload);
        if (!m_file.resize(end) || !m_file.seek(end))
            stop(m_file.errorString());
    } else if (frame.type == 'Z' && m_file.isOpen()) {
        end(frame.fields().value(0));
    } else if (frame.type == 'R') {
        FrameEntry gone;
        gone.space = frame.fields().value(0).startsWith('a') ? 'a' : 'r';
        gone.path = frame.fields().value(1);
        remove(gone);
    }
}

void KeepCopy::begin(const FrameEntry& entry) {
    m_file.close();
    const QString place = placeOf(entry, m_id);
    if (place.isEmpty())
        return;
    const QString path = m_folder + QLatin1Char('/') + place;
    if (entry.type == 'l') {
        listLink(entry);
    } else if (entry.type == 'd') {
        if (!makeFolder(path))
            stop(QStringLiteral("%1 can't be made.").arg(path));
    } else {
        beginFile(path, entry.blocks);
    }
}

void KeepCopy::beginFile(const QString& path, qint64 blocks) {
    m_target = path;
    m_file.setFileName(path + QStringLiteral(".part"));
    if (blocks > 0 && m_file.size() < blocks * transferBlock) {
        stop(QStringLiteral("The beginning of %1 had been sent before.").arg(path));
        return;
    }
    const bool ready = makeFolder(QFileInfo(path).path()) && m_file.open(QIODevice::ReadWrite, ownerOnly) &&
                       m_file.resize(blocks * transferBlock) && m_file.seek(blocks * transferBlock);
    if (!ready)
        stop(QStringLiteral("%1 can't be written: %2").arg(path, m_file.errorString()));
}

void KeepCopy::end(const QByteArray& hash) {
    QCryptographicHash whole(QCryptographicHash::Sha256);
    const qint64 size = m_file.size();
    m_file.seek(0);
    while (!m_file.atEnd()) {
        const QByteArray piece = m_file.read(transferBlock);
        if (size <= transferBlock)
            whole.addData(piece);
        else
            whole.addData(QCryptographicHash::hash(piece, QCryptographicHash::Sha256));
    }
    m_file.close();
    if (whole.result().toHex() != hash)
        return stop(QStringLiteral("%1 is not what was sent.").arg(m_target));
    if (QFileInfo(m_target).isDir())
        QDir(m_target).removeRecursively();
    QFile::remove(m_target);
    if (!m_file.rename(m_target))
        stop(QStringLiteral("%1 can't be written: %2").arg(m_target, m_file.errorString()));
}

void KeepCopy::remove(const FrameEntry& entry) {
    const QString place = placeOf(entry, m_id);
    if (place.isEmpty())
        return;
    const QFileInfo info(m_folder + QLatin1Char('/') + place);
    if (info.isDir())
        QDir(info.filePath()).removeRecursively();
    else
        QFile::remove(info.filePath());
}

void KeepCopy::listLink(const FrameEntry& entry) {
    QFile list(m_folder + QLatin1Char('/') + m_id + QStringLiteral(".links"));
    const QByteArray line =
        (entry.space == 'a' ? "/" : "") + encoded(entry.path) + '\t' + encoded(entry.target) + '\n';
    if (!list.open(QIODevice::Append, ownerOnly) || list.write(line) != line.size())
        stop(list.errorString());
}

void KeepCopy::stop(const QString& problem) {
    m_file.close();
    m_problem = problem;
}

bool KeepCopy::makeFolder(const QString& path) {
    if (QFileInfo(path).isDir())
        return true;
    QFile::remove(path);
    const auto enter = ownerOnly | QFile::ExeOwner;
    return (QDir().exists(QFileInfo(path).path()) || makeFolder(QFileInfo(path).path())) &&
           QDir().mkdir(path, enter);
}

} // namespace df
