#include "secrets/passphrase.h"

#include <openssl/rand.h>

namespace df {

namespace {

constexpr char signs[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // 32: five bits each
constexpr int groups = 7, groupLength = 4;
static_assert(sizeof(signs) == 32 + 1 && groups * groupLength * 5 == passphraseBits);

Result<QByteArray> randomBytes(int count) {
    QByteArray bytes(count, Qt::Uninitialized);
    if (RAND_priv_bytes(reinterpret_cast<unsigned char*>(bytes.data()), count) == 1)
        return bytes;
    return fail(ErrorCode::NotAvailable, QStringLiteral("OpenSSL has no random numbers."));
}

char meant(char c) {
    const char upper = c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c;
    return upper == 'O' ? '0' : upper == 'I' || upper == 'L' ? '1' : upper;
}

} // namespace

Result<Secret> newPassphrase() {
    auto random = randomBytes(groups * groupLength);
    if (!random)
        return fail(random.error());
    QByteArray text;
    text.reserve(groups * (groupLength + 1));
    for (int i = 0; i < random->size(); ++i) {
        if (i > 0 && i % groupLength == 0)
            text += '-';
        text += signs[static_cast<unsigned char>(random->at(i)) % 32]; // 256 is a multiple: each is as likely
    }
    wipeBytes(*random);
    return Secret(std::move(text));
}

Secret typedPassphrase(const Secret& typed) {
    QByteArray text;
    text.reserve(typed.reveal().size() * 2);
    int count = 0;
    for (const char c : typed.reveal()) {
        if (c == ' ' || c == '-' || c == '\t' || c == '\n' || c == '\r')
            continue;
        if (count > 0 && count % groupLength == 0)
            text += '-';
        text += meant(c);
        ++count;
    }
    return Secret(std::move(text));
}

Result<Secret> newKeychainKey() {
    auto random = randomBytes(32);
    if (!random)
        return fail(random.error());
    Secret key(random->toBase64());
    wipeBytes(*random);
    return key;
}

} // namespace df
