#include "core/version_normal.h"

#include <QRegularExpression>
#include <QStringList>

namespace df::versions {
namespace {

QRegularExpression caseless(const QString& pattern) {
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern),
                              QRegularExpression::CaseInsensitiveOption);
}

QString fullStability(const QString& shortName) {
    const QString s = shortName.toLower();
    if (s == QLatin1String("a"))
        return QStringLiteral("alpha");
    if (s == QLatin1String("b"))
        return QStringLiteral("beta");
    if (s == QLatin1String("p") || s == QLatin1String("pl"))
        return QStringLiteral("patch");
    return s == QLatin1String("rc") ? QStringLiteral("RC") : s;
}

QString withSuffix(QString numbers, const QRegularExpressionMatch& m, int group) {
    const QString name = m.captured(group);
    if (name == QLatin1String("stable"))
        return numbers;
    if (!name.isEmpty()) {
        QString number = m.captured(group + 1);
        while (number.startsWith(QLatin1Char('.')) || number.startsWith(QLatin1Char('-')))
            number.remove(0, 1);
        numbers += QLatin1Char('-') + fullStability(name) + number;
    }
    if (!m.captured(group + 2).isEmpty())
        numbers += QLatin1String("-dev");
    return numbers;
}

std::optional<QString> classical(const QString& text) {
    static const QRegularExpression re =
        caseless(QStringLiteral("v?(\\d{1,5})(\\.\\d++)?(\\.\\d++)?(\\.\\d++)?") + suffixPattern());
    const auto m = re.match(text);
    if (!m.hasMatch())
        return std::nullopt;
    QString numbers = m.captured(1);
    for (int i = 2; i <= 4; ++i)
        numbers += m.captured(i).isEmpty() ? QStringLiteral(".0") : m.captured(i);
    return withSuffix(numbers, m, 5);
}

std::optional<QString> dated(const QString& text) {
    static const QRegularExpression re =
        caseless(QStringLiteral("v?(\\d{4}(?:[.:-]?\\d{2}){1,6}(?:[.:-]?\\d{1,3})?)") + suffixPattern());
    const auto m = re.match(text);
    if (!m.hasMatch())
        return std::nullopt;
    static const QRegularExpression notDigit(QStringLiteral("\\D"));
    return withSuffix(m.captured(1).replace(notDigit, QStringLiteral(".")), m, 2);
}

/// "2.1.x-dev" and "2.1-dev" are branches that have a place in the order: 2.1.9999999.9999999-dev.
std::optional<QString> numberedBranch(const QString& text) {
    static const QRegularExpression re = caseless(
        QStringLiteral("v?(\\d++)(\\.(?:\\d++|[x*]))?(\\.(?:\\d++|[x*]))?(\\.(?:\\d++|[x*]))?[.-]?dev"));
    const auto m = re.match(text);
    if (!m.hasMatch())
        return std::nullopt;
    QString numbers = m.captured(1);
    for (int i = 2; i <= 4; ++i) {
        const QString part = m.captured(i).mid(1);
        numbers +=
            QLatin1Char('.') + (part.isEmpty() || !part[0].isDigit() ? QStringLiteral("9999999") : part);
    }
    return numbers + QLatin1String("-dev");
}

/// Place of a word in PHP's order; words it doesn't know come first.
int rank(const QString& word) {
    static const struct {
        QLatin1String start;
        int rank;
    } known[] = {{QLatin1String("dev"), 0}, {QLatin1String("a"), 1},  {QLatin1String("b"), 2},
                 {QLatin1String("RC"), 3},  {QLatin1String("rc"), 3}, {QLatin1String("#"), 4},
                 {QLatin1String("p"), 5}};
    for (const auto& k : known)
        if (word.startsWith(k.start))
            return k.rank;
    return -1;
}

QStringList parts(const QString& normal) {
    static const QRegularExpression re(QStringLiteral("\\d+|[^\\d.+_-]+"));
    QStringList list;
    for (auto it = re.globalMatch(normal); it.hasNext();)
        list << it.next().captured();
    return list;
}

std::strong_ordering compareNumbers(QString a, QString b) {
    const auto strip = [](QString& s) {
        while (s.size() > 1 && s[0] == QLatin1Char('0'))
            s.remove(0, 1);
    };
    strip(a);
    strip(b);
    if (a.size() != b.size())
        return a.size() <=> b.size();
    return a.compare(b) <=> 0;
}

std::strong_ordering comparePart(const QString& a, const QString& b) {
    const bool na = a[0].isDigit(), nb = b[0].isDigit();
    if (na && nb)
        return compareNumbers(a, b);
    const int number = 4;
    return (na ? number : rank(a)) <=> (nb ? number : rank(b));
}

} // namespace

QString suffixPattern() {
    return QStringLiteral("[._-]?(?:(stable|beta|b|RC|alpha|a|patch|pl|p)((?:[.-]?\\d+)*+)?)?([.-]?dev)?");
}

std::optional<QString> normalize(const QString& written) {
    static const QRegularExpression alias(QStringLiteral("^([^,\\s]++) ++as ++([^,\\s]++)$"));
    static const QRegularExpression flag(QStringLiteral("@(?:stable|RC|beta|alpha|dev)$"),
                                         QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression build(QStringLiteral("^([^,\\s+]++)\\+[^\\s]++$"));
    QString text = written.trimmed();
    if (text.isEmpty() || text.size() > 200)
        return std::nullopt;
    if (const auto m = alias.match(text); m.hasMatch())
        text = m.captured(1);
    text.remove(flag);
    if (text == QLatin1String("master") || text == QLatin1String("trunk") || text == QLatin1String("default"))
        text.prepend(QLatin1String("dev-"));
    if (text.startsWith(QLatin1String("dev-"), Qt::CaseInsensitive))
        return QLatin1String("dev-") + text.mid(4);
    if (const auto m = build.match(text); m.hasMatch())
        text = m.captured(1);
    if (auto v = classical(text))
        return v;
    if (auto v = dated(text))
        return v;
    return numberedBranch(text);
}

std::strong_ordering compare(const QString& a, const QString& b) {
    const QStringList pa = parts(a), pb = parts(b);
    const qsizetype common = std::min(pa.size(), pb.size());
    for (qsizetype i = 0; i < common; ++i)
        if (const auto c = comparePart(pa[i], pb[i]); c != 0)
            return c;
    if (pa.size() == pb.size())
        return std::strong_ordering::equal;
    const bool aIsLonger = pa.size() > pb.size();
    const QString& next = aIsLonger ? pa[common] : pb[common];
    const auto more = next[0].isDigit() ? std::strong_ordering::greater : rank(next) <=> 4;
    return aIsLonger ? more : 0 <=> more;
}

} // namespace df::versions
