#include "secrets/aes_gcm.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <memory>

namespace df {

namespace {

constexpr int keySize = 32;
constexpr quint64 mostMemory = 512ULL * 1024 * 1024;

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;
Cipher newCipher() { return {EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free}; }

unsigned char* raw(QByteArray& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }
const unsigned char* raw(const QByteArray& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.constData());
}

tl::unexpected<Error> failed(const char* what) { return fail(ErrorCode::Internal, QLatin1String(what)); }

bool fits(const Secret& key, const QByteArray& nonce) {
    return key.reveal().size() == keySize && nonce.size() == gcmNonceSize;
}

} // namespace

Result<QByteArray> randomSalt(int size) {
    QByteArray salt(size, '\0');
    if (RAND_bytes(raw(salt), size) != 1)
        return fail(ErrorCode::NotAvailable, QStringLiteral("OpenSSL has no random numbers."));
    return salt;
}

Result<Secret> scryptKey(const Secret& passphrase, const QByteArray& salt, int cost) {
    QByteArray key(keySize, '\0');
    const QByteArray& pass = passphrase.reveal();
    if (EVP_PBE_scrypt(pass.constData(), size_t(pass.size()), raw(salt), size_t(salt.size()), 1ULL << cost, 8,
                       1, mostMemory, raw(key), size_t(key.size())) != 1)
        return failed("OpenSSL could not make a key of the passphrase.");
    return Secret(std::move(key));
}

Result<QByteArray> gcmSeal(const Secret& key, const QByteArray& nonce, const QByteArray& associated,
                           const QByteArray& plain) {
    const Cipher c = newCipher();
    QByteArray out(plain.size() + gcmTagSize, '\0');
    int n = 0;
    if (fits(key, nonce) && c &&
        EVP_EncryptInit_ex(c.get(), EVP_aes_256_gcm(), nullptr, raw(key.reveal()), raw(nonce)) == 1 &&
        EVP_EncryptUpdate(c.get(), nullptr, &n, raw(associated), int(associated.size())) == 1 &&
        EVP_EncryptUpdate(c.get(), raw(out), &n, raw(plain), int(plain.size())) == 1 &&
        EVP_EncryptFinal_ex(c.get(), raw(out) + n, &n) == 1 &&
        EVP_CIPHER_CTX_ctrl(c.get(), EVP_CTRL_GCM_GET_TAG, gcmTagSize, raw(out) + plain.size()) == 1)
        return out;
    return failed("OpenSSL could not seal it.");
}

Result<Secret> gcmOpen(const Secret& key, const QByteArray& nonce, const QByteArray& associated,
                       const QByteArray& sealed) {
    const Cipher c = newCipher();
    const qsizetype size = sealed.size() - gcmTagSize;
    if (!fits(key, nonce) || size < 0 || !c)
        return failed("It is too short to be sealed.");
    QByteArray plain(size, '\0');
    QByteArray tag = sealed.last(gcmTagSize);
    int n = 0;
    if (EVP_DecryptInit_ex(c.get(), EVP_aes_256_gcm(), nullptr, raw(key.reveal()), raw(nonce)) == 1 &&
        EVP_DecryptUpdate(c.get(), nullptr, &n, raw(associated), int(associated.size())) == 1 &&
        EVP_DecryptUpdate(c.get(), raw(plain), &n, raw(sealed), int(size)) == 1 &&
        EVP_CIPHER_CTX_ctrl(c.get(), EVP_CTRL_GCM_SET_TAG, gcmTagSize, raw(tag)) == 1 &&
        EVP_DecryptFinal_ex(c.get(), raw(plain) + n, &n) == 1)
        return Secret(std::move(plain));
    wipeBytes(plain);
    return failed("The key is another, or it was changed.");
}

} // namespace df
