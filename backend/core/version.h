#pragma once

#include <QString>
#include <QVector>

#include <compare>
#include <optional>

namespace df {

/// A version as Composer orders it: up to four numbers, then stability (dev < alpha < beta < RC < none <
/// patch).
struct Version {
    QVector<int> numbers; ///< at least one; none for a branch ("dev-master")
    int stability = 0;    ///< 0 = stable; negative: before; positive: patch
    int stabilityNumber = 0;
    QString text;   ///< as it was written
    QString normal; ///< Composer's normal form, "7.3.0.0-beta1" or "dev-master": what the order is taken from

    [[nodiscard]] static std::optional<Version> parse(const QString& text);
    /// Missing numbers count as 0: 7.3 == 7.3.0. A branch sorts before every number.
    [[nodiscard]] std::strong_ordering operator<=>(const Version& other) const;
    [[nodiscard]] bool operator==(const Version& other) const { return (*this <=> other) == 0; }
    [[nodiscard]] bool isBranch() const { return normal.startsWith(QLatin1String("dev-")); }
    [[nodiscard]] int number(int i) const { return i < numbers.size() ? numbers[i] : 0; } ///< 0 = major
};

/// A constraint with Composer's semantics: ^ ~ * x | || , space - >= > <= < = !=, stability flags ignored.
/// "self.version" is no constraint (Composer replaces it before it parses): parse() refuses it.
class Constraint {
public:
    [[nodiscard]] static std::optional<Constraint> parse(const QString& text);
    [[nodiscard]] bool matches(const Version& version) const;
    [[nodiscard]] QString text() const { return m_text; }

    struct Bound {
        enum class Op { Ge, Gt, Le, Lt, Eq, Ne } op;
        Version version;
        [[nodiscard]] bool admits(const Version& v) const;
    };

private:
    QString m_text;
    QVector<QVector<Bound>> m_alternatives; ///< or of ands; an empty "and" admits everything
};

} // namespace df
