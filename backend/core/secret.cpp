#include "core/secret.h"

#include <utility>

namespace df {

namespace {
// A deep copy of its own, so that wiping one never touches memory shared with another.
QByteArray detached(const QByteArray& b) { return QByteArray(b.constData(), b.size()); }
} // namespace

void wipeBytes(QByteArray& bytes) {
    if (!bytes.isDetached())
        return; // data() would copy, and wipe the copy
    volatile char* p = bytes.data();
    for (qsizetype i = 0; i < bytes.size(); ++i)
        p[i] = 0;
}

// What the caller gave away is wiped; what it kept is a copy of its own.
Secret::Secret(QByteArray utf8) : m_bytes(detached(utf8)) { wipeBytes(utf8); }
Secret::Secret(const QString& text) : m_bytes(text.toUtf8()) {}
Secret::Secret(const Secret& other) : m_bytes(detached(other.m_bytes)) {}
Secret::Secret(Secret&& other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}
Secret& Secret::operator=(Secret other) noexcept {
    std::swap(m_bytes, other.m_bytes);
    return *this;
}
Secret::~Secret() { wipeBytes(m_bytes); }

} // namespace df
