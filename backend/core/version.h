#pragma once

#include <QString>
#include <QVector>

#include <compare>
#include <optional>

namespace df {

/// A version as Composer orders it: up to four numbers, then stability (dev < alpha < beta < RC < none < patch).
struct Version {
    QVector<int> numbers;      ///< at least one
    int stability = 0;         ///< 0 = stable; negative: before; positive: patch
    int stabilityNumber = 0;
    QString text;              ///< as it was written

    [[nodiscard]] static std::optional<Version> parse(const QString& text);
    /// Missing numbers count as 0: 7.3 == 7.3.0.
    [[nodiscard]] std::strong_ordering operator<=>(const Version& other) const;
    [[nodiscard]] bool operator==(const Version& other) const { return (*this <=> other) == 0; }
};

/// A constraint with Composer's semantics: ^ ~ * x | || , space - >= > <= < = !=, stability flags ignored.
class Constraint {
public:
    [[nodiscard]] static std::optional<Constraint> parse(const QString& text);
    [[nodiscard]] bool matches(const Version& version) const;
    [[nodiscard]] QString text() const { return m_text; }

private:
    struct Bound {
        enum class Op { Ge, Gt, Le, Lt, Eq, Ne } op;
        Version version;
    };
    QString m_text;
    QVector<QVector<Bound>> m_alternatives; ///< or of ands
};

} // namespace df
