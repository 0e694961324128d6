#include "secrets/sealed_file.h"

#include "secrets/aes_gcm.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

namespace df {

namespace {

// The head, 48 bytes, all of it authenticated:
//   8 "DFSEALED" · 1 version · 1 kind of key · 1 log2 N of scrypt · 1 zero · 16 id, scrypt's salt · 12 nonce
//   · 4 zero · 4 length of what is sealed, big-endian
// then what is sealed, GCM's tag (16), and the SHA-256 of all that (32): it tells damage from a wrong key.
constexpr char magic[] = "DFSEALED";
constexpr char thisVersion = 1;
constexpr int headSize = 48, idAt = 12, idSize = 16, nonceAt = 28, lengthAt = 44, hashSize = 32;
constexpr int lowestCost = 10, highestCost = 18; // 256 MB
constexpr int costOfPassphrase = 17, costOfKeychain = lowestCost;

tl::unexpected<Error> refused(const char* reason, const char* what) {
    return fail(ErrorCode::FileUnreadable, QLatin1String(what), {QLatin1String(reason)});
}

QByteArray lengthBytes(qsizetype length) {
    QByteArray bytes(4, '\0');
    qToBigEndian<quint32>(quint32(length), bytes.data());
    return bytes;
}

qsizetype lengthAtPlace(const QByteArray& bytes, int at) {
    return qsizetype(qFromBigEndian<quint32>(bytes.constData() + at));
}

QByteArray hashOf(const QByteArray& bytes) {
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

/// Length of the words about it, these, then .env as it was: so that .env is never in a parser's hands.
QByteArray plainOf(const SealedContent& c) {
    const QJsonObject words{
        {QStringLiteral("server"), c.server},
        {QStringLiteral("path"), c.path},
        {QStringLiteral("takenAt"), c.takenAt.toUTC().toString(Qt::ISODate)},
    };
    const QByteArray json = QJsonDocument(words).toJson(QJsonDocument::Compact);
    QByteArray plain;
    plain.reserve(4 + json.size() + c.env.reveal().size());
    plain += lengthBytes(json.size());
    plain += json;
    plain += c.env.reveal();
    return plain;
}

Result<QByteArray> newHead(SealedBy by, int cost, qsizetype length) {
    const auto random = randomSalt(idSize + gcmNonceSize);
    if (!random)
        return fail(random.error());
    QByteArray head(magic);
    head += thisVersion;
    head += by == SealedBy::Keychain ? char(2) : char(1);
    head += char(cost);
    head += '\0';
    head += *random;
    head += lengthBytes(0);
    head += lengthBytes(length);
    return head;
}

} // namespace

Result<QByteArray> seal(const SealedContent& content, SealedBy by, const Secret& key, int cost) {
    QByteArray plain = plainOf(content);
    const int n = cost > 0 ? cost : by == SealedBy::Keychain ? costOfKeychain : costOfPassphrase;
    const auto head = newHead(by, n, plain.size());
    if (!head)
        return fail(head.error());
    const auto derived = scryptKey(key, head->mid(idAt, idSize), n);
    const auto sealed = derived ? gcmSeal(*derived, head->mid(nonceAt, gcmNonceSize), *head, plain)
                                : Result<QByteArray>(fail(derived.error()));
    wipeBytes(plain);
    if (!sealed)
        return sealed;
    const QByteArray all = *head + *sealed;
    return all + hashOf(all);
}

Result<SealedHead> readSealedHead(const QByteArray& file) {
    if (!file.startsWith(magic))
        return refused("not-ours", "This is not a sealed file of this program.");
    if (file.size() < headSize)
        return refused("cut-short", "The file ends within its head.");
    if (file.at(8) != thisVersion)
        return refused("other-version", "Another version of this program sealed the file.");
    SealedHead head;
    head.by = file.at(9) == 2 ? SealedBy::Keychain : SealedBy::Passphrase;
    head.cost = static_cast<unsigned char>(file.at(10));
    head.id = QString::fromLatin1(file.mid(idAt, idSize).toHex());
    head.secretSize = lengthAtPlace(file, lengthAt);
    if (file.size() < headSize + head.secretSize + gcmTagSize + hashSize)
        return refused("cut-short", "The file is shorter than its head says.");
    const bool sound = hashOf(file.chopped(hashSize)) == file.last(hashSize);
    if (!sound || head.cost < lowestCost || head.cost > highestCost)
        return refused("damaged", "The file is not as it was written.");
    return head;
}

Result<SealedContent> parseSealedContent(const QByteArray& plain) {
    const qsizetype words = plain.size() < 4 ? -1 : lengthAtPlace(plain, 0);
    if (words < 0 || words > plain.size() - 4)
        return refused("damaged", "What was sealed is not what this program seals.");
    const QJsonObject json = QJsonDocument::fromJson(plain.mid(4, words)).object();
    const auto text = [&json](const char* key) { return json.value(QLatin1String(key)).toString(); };
    SealedContent content;
    content.server = text("server");
    content.path = text("path");
    content.takenAt = QDateTime::fromString(text("takenAt"), Qt::ISODate);
    content.env = Secret(plain.mid(4 + words));
    return content;
}

Result<SealedContent> openSealed(const QByteArray& file, const Secret& key) {
    const auto head = readSealedHead(file);
    if (!head)
        return fail(head.error());
    const auto derived = scryptKey(key, file.mid(idAt, idSize), head->cost);
    if (!derived)
        return fail(derived.error());
    const QByteArray sealed = file.mid(headSize, file.size() - headSize - hashSize);
    auto plain = gcmOpen(*derived, file.mid(nonceAt, gcmNonceSize), file.first(headSize), sealed);
    if (!plain)
        return refused("wrong-key", "The key doesn't open the file.");
    auto content = parseSealedContent(plain->reveal());
    return content;
}

} // namespace df
