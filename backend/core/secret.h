#pragma once

#include <QByteArray>
#include <QString>

namespace df {

/// Overwrites the bytes in place (a copy of them elsewhere is not touched).
void wipeBytes(QByteArray& bytes);

/// The only type a credential may have: wipes its memory, can't be streamed, logged or compared by accident.
/// Move-only in spirit, copyable for convenience (each copy wipes itself). Not thread-safe.
class Secret {
public:
    Secret() = default;
    explicit Secret(QByteArray utf8);
    explicit Secret(const QString& text);
    Secret(const Secret& other);
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret other) noexcept;
    ~Secret();

    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }
    /// The bytes themselves. Use at the last moment and don't keep the reference.
    [[nodiscard]] const QByteArray& reveal() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

} // namespace df
