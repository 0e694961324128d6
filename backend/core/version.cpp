#include "core/version.h"

#include "core/version_normal.h"

#include <QRegularExpression>

#include <algorithm>
#include <limits>

namespace df {
namespace {

int clamped(const QString& digits) {
    bool ok = false;
    const int n = digits.toInt(&ok);
    return ok ? n : std::numeric_limits<int>::max();
}

int stabilityOf(const QString& word) {
    if (word == QLatin1String("dev"))
        return -4;
    if (word == QLatin1String("alpha"))
        return -3;
    if (word == QLatin1String("beta"))
        return -2;
    if (word == QLatin1String("RC"))
        return -1;
    return word == QLatin1String("patch") ? 1 : 0;
}

} // namespace

std::optional<Version> Version::parse(const QString& text) {
    const std::optional<QString> normal = versions::normalize(text);
    if (!normal)
        return std::nullopt;
    Version v;
    v.text = text.trimmed();
    v.normal = *normal;
    if (v.isBranch()) {
        v.stability = -4;
        return v;
    }
    const QString numbers = normal->section(QLatin1Char('-'), 0, 0);
    for (const QString& n : numbers.split(QLatin1Char('.'), Qt::SkipEmptyParts))
        v.numbers << clamped(n);
    static const QRegularExpression suffix(QStringLiteral("^([A-Za-z]+)(\\d*)"));
    if (const auto m = suffix.match(normal->section(QLatin1Char('-'), 1)); m.hasMatch()) {
        v.stability = stabilityOf(m.captured(1));
        v.stabilityNumber = m.captured(2).isEmpty() ? 0 : clamped(m.captured(2));
    }
    return v;
}

std::strong_ordering Version::operator<=>(const Version& other) const {
    if (isBranch() != other.isBranch())
        return isBranch() ? std::strong_ordering::less : std::strong_ordering::greater;
    if (isBranch())
        return normal.compare(other.normal) <=> 0;
    return versions::compare(normal, other.normal);
}

bool Constraint::Bound::admits(const Version& v) const {
    if (v.isBranch() || version.isBranch()) {
        // A branch has no place in the order: it only is, or is not, the one that is named.
        const bool same = v.normal == version.normal;
        return op == Op::Ne ? !same : op == Op::Eq && same;
    }
    const auto c = v <=> version;
    switch (op) {
    case Op::Ge:
        return c >= 0;
    case Op::Gt:
        return c > 0;
    case Op::Le:
        return c <= 0;
    case Op::Lt:
        return c < 0;
    case Op::Eq:
        return c == 0;
    case Op::Ne:
        return c != 0;
    }
    return false;
}

bool Constraint::matches(const Version& version) const {
    return std::any_of(m_alternatives.begin(), m_alternatives.end(), [&](const QVector<Bound>& all) {
        return std::all_of(all.begin(), all.end(), [&](const Bound& b) { return b.admits(version); });
    });
}

} // namespace df
