#include "core/version.h"
#include "core/version_normal.h"

#include <QRegularExpression>
#include <QStringList>

// How Composer reads a constraint. A range's bounds end in "-dev", so that it begins with the first
// pre-release of its lower end and stops before the first pre-release of its upper end.
namespace df {
namespace {

using Bound = Constraint::Bound;
using Bounds = std::optional<QVector<Bound>>; ///< nullopt: not that form, or not valid

QRegularExpression whole(const QString& pattern) {
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern),
                              QRegularExpression::CaseInsensitiveOption);
}

/// Groups: 1–4 numbers, 5 stability, 6 its number, 7 dev, 8 ".x-dev".
QString versionPattern() {
    return QStringLiteral("v?(\\d++)(?:\\.(\\d++))?(?:\\.(\\d++))?(?:\\.(\\d++))?(?:") +
           versions::suffixPattern() + QStringLiteral("|\\.([xX*][.-]?dev))(?:\\+[^\\s]+)?");
}

/// What an expression's groups say, counted from `first`.
struct Parts {
    QStringList numbers; ///< only those that were written
    bool stability = false, dev = false, branch = false;

    Parts(const QRegularExpressionMatch& m, int first) {
        for (int i = 0; i < 4 && !m.captured(first + i).isEmpty(); ++i)
            numbers << m.captured(first + i);
        stability = !m.captured(first + 4).isEmpty();
        dev = !m.captured(first + 6).isEmpty();
        branch = !m.captured(first + 7).isEmpty();
    }
    [[nodiscard]] bool plain() const { return !stability && !dev && !branch; }
};

Version fromNormal(const QString& normal) {
    Version v;
    v.text = v.normal = normal;
    return v;
}

/// The numbers up to `position` (1 = major), raised there by `by`, then zeros.
QString padded(const QStringList& numbers, int position, qint64 by) {
    QStringList out;
    for (int i = 1; i <= 4; ++i) {
        const QString n = i <= numbers.size() ? numbers[i - 1] : QStringLiteral("0");
        if (i > position)
            out << QStringLiteral("0");
        else
            out << (i == position && by != 0 ? QString::number(n.toLongLong() + by) : n);
    }
    return out.join(QLatin1Char('.')) + QLatin1String("-dev");
}

Bound bound(Bound::Op op, const QString& normal) { return {op, fromNormal(normal)}; }

/// [low, next after low's `position`): what ~ and ^ mean. `low` as written, without its sign.
Bounds rangeFrom(const QString& low, const Parts& p, int position) {
    const auto normal = versions::normalize(p.plain() ? low + QLatin1String("-dev") : low);
    if (!normal)
        return std::nullopt;
    return QVector<Bound>{bound(Bound::Op::Ge, *normal),
                          bound(Bound::Op::Lt, padded(p.numbers, position, 1))};
}

Bounds tilde(const QString& c) {
    static const QRegularExpression re = whole(QStringLiteral("~") + versionPattern());
    const auto m = re.match(c);
    if (!m.hasMatch())
        return std::nullopt;
    const Parts p(m, 1);
    const int position = int(p.numbers.size()) + (p.branch ? 1 : 0);
    return rangeFrom(c.mid(1), p, std::max(1, position - 1));
}

Bounds caret(const QString& c) {
    static const QRegularExpression re = whole(QStringLiteral("\\^") + versionPattern());
    const auto m = re.match(c);
    if (!m.hasMatch())
        return std::nullopt;
    const Parts p(m, 1);
    const auto zero = [&](int i) { return p.numbers.size() > i && p.numbers[i] == QLatin1String("0"); };
    int position = 1; // the left-most number that isn't zero stays, or the last one written
    if (zero(0) && p.numbers.size() > 1)
        position = zero(1) && p.numbers.size() > 2 ? 3 : 2;
    return rangeFrom(c.mid(1), p, position);
}

Bounds wildcard(const QString& c) {
    static const QRegularExpression re =
        whole(QStringLiteral("v?(\\d++)(?:\\.(\\d++))?(?:\\.(\\d++))?(?:\\.[xX*])++"));
    const auto m = re.match(c);
    if (!m.hasMatch())
        return std::nullopt;
    const Parts p(m, 1);
    const int position = int(p.numbers.size());
    const QString low = padded(p.numbers, position, 0), high = padded(p.numbers, position, 1);
    QVector<Bound> bounds{bound(Bound::Op::Lt, high)};
    if (low != QLatin1String("0.0.0.0-dev"))
        bounds.prepend(bound(Bound::Op::Ge, low));
    return bounds;
}

Bounds hyphen(const QString& c) {
    static const QRegularExpression re =
        whole(QStringLiteral("(") + versionPattern() + QStringLiteral(") +- +(") + versionPattern() +
              QStringLiteral(")"));
    const auto m = re.match(c);
    if (!m.hasMatch())
        return std::nullopt;
    const Parts from(m, 2), to(m, 11);
    const auto low = versions::normalize(m.captured(1)), high = versions::normalize(m.captured(10));
    if (!low || !high)
        return std::nullopt;
    QVector<Bound> bounds{bound(Bound::Op::Ge, from.plain() ? *low + QLatin1String("-dev") : *low)};
    if (to.numbers.size() >= 3 || !to.plain())
        bounds << bound(Bound::Op::Le, *high);
    else // a partial upper end includes everything that begins like it
        bounds << bound(Bound::Op::Lt, padded(to.numbers, int(to.numbers.size()), 1));
    return bounds;
}

std::optional<Bound::Op> operatorOf(const QString& sign) {
    static const struct {
        QLatin1String sign;
        Bound::Op op;
    } known[] = {{QLatin1String(""), Bound::Op::Eq},   {QLatin1String("="), Bound::Op::Eq},
                 {QLatin1String("=="), Bound::Op::Eq}, {QLatin1String("!="), Bound::Op::Ne},
                 {QLatin1String("<>"), Bound::Op::Ne}, {QLatin1String(">="), Bound::Op::Ge},
                 {QLatin1String("<="), Bound::Op::Le}, {QLatin1String(">"), Bound::Op::Gt},
                 {QLatin1String("<"), Bound::Op::Lt}};
    for (const auto& k : known)
        if (sign == k.sign)
            return k.op;
    return std::nullopt;
}

std::optional<QString> comparedVersion(const QString& text) {
    if (auto v = versions::normalize(text))
        return v;
    static const QRegularExpression branch = whole(QStringLiteral("[0-9a-zA-Z./-]+-dev"));
    if (branch.match(text).hasMatch() &&
        text.endsWith(QLatin1String("-dev"))) // "foobar-dev" means dev-foobar
        return QLatin1String("dev-") + text.chopped(4);
    return std::nullopt;
}

bool hasStability(const QString& text) {
    static const QRegularExpression re(QStringLiteral("-") + versions::suffixPattern() + QStringLiteral("$"));
    return re.match(text.toLower()).hasMatch();
}

bool isStable(const QString& normal) {
    return !normal.startsWith(QLatin1String("dev-")) && !normal.contains(QLatin1Char('-'));
}

Bounds comparison(const QString& c, const QString& flag) {
    static const QRegularExpression re(QStringLiteral("^(<>|!=|>=?|<=?|==?)?\\s*(.*)"));
    const auto m = re.match(c);
    const auto op = operatorOf(m.captured(1));
    auto version = comparedVersion(m.captured(2));
    if (!op || !version)
        return std::nullopt;
    const bool patch = version->contains(QLatin1String("-patch"));
    if (*op != Bound::Op::Eq && !flag.isEmpty() && (isStable(*version) || patch))
        *version += QLatin1Char('-') + flag;
    else if ((*op == Bound::Op::Lt || *op == Bound::Op::Ge) && !hasStability(m.captured(2)) &&
             !m.captured(2).startsWith(QLatin1String("dev-")))
        *version += QLatin1String("-dev");
    return QVector<Bound>{bound(*op, *version)};
}

/// One constraint without "and" and "or".
Bounds single(QString c) {
    static const QRegularExpression alias(QStringLiteral("^([^,\\s]++) ++as ++([^,\\s]++)$"));
    static const QRegularExpression flagged(QStringLiteral("^([^,\\s]*?)@(stable|RC|beta|alpha|dev)$"),
                                            QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression reference(QStringLiteral("^(dev-[^,\\s@]+?|[^,\\s@]+?\\.x-dev)#.+$"),
                                              QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression any = whole(QStringLiteral("(v)?[xX*](\\.[xX*])*"));
    if (const auto m = alias.match(c); m.hasMatch())
        c = m.captured(1);
    QString flag;
    if (const auto m = flagged.match(c); m.hasMatch()) {
        c = m.captured(1).isEmpty() ? QStringLiteral("*") : m.captured(1);
        if (m.captured(2) != QLatin1String("stable"))
            flag = m.captured(2);
    }
    if (const auto m = reference.match(c); m.hasMatch())
        c = m.captured(1);
    if (const auto m = any.match(c); m.hasMatch()) {
        const bool anyNumber = !m.captured(1).isEmpty() || !m.captured(2).isEmpty(); // "*.*": no branches
        return anyNumber ? QVector<Bound>{bound(Bound::Op::Ge, QStringLiteral("0.0.0.0-dev"))}
                         : QVector<Bound>{};
    }
    for (const auto form : {tilde, caret, wildcard, hyphen})
        if (Bounds b = form(c))
            return b;
    return comparison(c, flag);
}

} // namespace

std::optional<Constraint> Constraint::parse(const QString& text) {
    static const QRegularExpression orSign(QStringLiteral("\\s*\\|\\|?\\s*"));
    static const QRegularExpression andSign(QStringLiteral("(?<!^|as|[=>< ,]) *(?<!-)[, ](?!-) *(?!,|as|$)"));
    if (text.size() > 1000)
        return std::nullopt;
    Constraint c;
    c.m_text = text;
    for (const QString& alternative : text.trimmed().split(orSign)) {
        QVector<Bound> all;
        for (const QString& one : alternative.split(andSign)) {
            const Bounds bounds = single(one);
            if (!bounds)
                return std::nullopt;
            all += *bounds;
        }
        c.m_alternatives << all;
    }
    return c;
}

} // namespace df
