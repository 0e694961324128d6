#pragma once

#include <QString>

#include <compare>
#include <optional>

/// Composer's normal form of versions, which Version and Constraint share. Oracle: composer/semver
/// (tests/unit/core).
namespace df::versions {

/// One optional stability suffix: "-beta1", ".RC-2", "-dev", "-alpha-dev". Three groups: name, number, dev.
[[nodiscard]] QString suffixPattern();
/// "v7.3" → "7.3.0.0", "1.0b2" → "1.0.0.0-beta2", "master" → "dev-master". Nothing if it is no version.
[[nodiscard]] std::optional<QString> normalize(const QString& text);
/// Order of two normal forms that are no branches, as PHP's version_compare() gives it.
[[nodiscard]] std::strong_ordering compare(const QString& a, const QString& b);

} // namespace df::versions
