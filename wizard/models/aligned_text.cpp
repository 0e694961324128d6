#include "models/aligned_text.h"

#include <QCoreApplication>
#include <QHash>

#include <dtl/dtl.hpp>

#include <algorithm>
#include <vector>

namespace df {

namespace {

using Kind = AlignedRow::Kind;
using Numbers = std::vector<int>;
using Step = dtl::edit_t;

/// More pairs than this are not worth the wait: both sides are shown as one change.
constexpr double mostPairs = 5e6;
constexpr qsizetype longestMarked = 4000; ///< characters of a line

/// The way from one sequence to the other: for each step, what it does. The common ends are cut off first.
std::vector<Step> stepsBetween(const Numbers& a, const Numbers& b) {
    size_t head = 0, tail = 0;
    const size_t most = std::min(a.size(), b.size());
    while (head < most && a[head] == b[head])
        ++head;
    while (tail < most - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    const Numbers left(a.begin() + long(head), a.end() - long(tail)),
        right(b.begin() + long(head), b.end() - long(tail));
    std::vector<Step> steps(head, dtl::SES_COMMON);
    if (left.empty() || right.empty() || double(left.size()) * double(right.size()) > mostPairs) {
        steps.insert(steps.end(), left.size(), dtl::SES_DELETE);
        steps.insert(steps.end(), right.size(), dtl::SES_ADD);
    } else {
        dtl::Diff<int, Numbers> diff(left, right);
        diff.compose();
        for (const auto& [element, info] : diff.getSes().getSequence())
            steps.push_back(info.type);
    }
    steps.insert(steps.end(), tail, dtl::SES_COMMON);
    return steps;
}

/// Equal strings get equal numbers.
class Numbering {
public:
    Numbers of(const QStringList& parts) {
        Numbers out;
        out.reserve(size_t(parts.size()));
        for (const QString& part : parts)
            out.push_back(*m_known.tryEmplace(part, int(m_known.size())));
        return out;
    }

private:
    struct Map : QHash<QString, int> {
        int* tryEmplace(const QString& key, int value) {
            auto it = find(key);
            return &*(it == end() ? insert(key, value) : it);
        }
    };
    Map m_known;
};

/// Words, and each other character for itself: what a reader sees as one change.
QStringList words(const QString& line) {
    QStringList out;
    bool inWord = false;
    for (const QChar c : line) {
        const bool wordly = c.isLetterOrNumber() || c == u'_' || c.isSurrogate() || c.isMark();
        if (wordly && inWord)
            out.last().append(c);
        else
            out.append(QString(c));
        inWord = wordly;
    }
    return out;
}

void addMark(QVector<TextRange>* marks, int at, qsizetype length) {
    if (!marks->isEmpty() && marks->last().start + marks->last().length == at)
        marks->last().length += int(length);
    else
        marks->append({at, int(length)});
}

void markInside(AlignedRow* row) {
    if (std::max(row->beforeText.size(), row->nowText.size()) > longestMarked) {
        row->beforeMarks = {{0, int(row->beforeText.size())}};
        row->nowMarks = {{0, int(row->nowText.size())}};
        return;
    }
    const QStringList a = words(row->beforeText), b = words(row->nowText);
    Numbering numbering;
    const Numbers left = numbering.of(a), right = numbering.of(b);
    int i = 0, k = 0, atA = 0, atB = 0;
    for (const Step step : stepsBetween(left, right)) {
        if (step == dtl::SES_DELETE)
            addMark(&row->beforeMarks, atA, a[i].size());
        if (step == dtl::SES_ADD)
            addMark(&row->nowMarks, atB, b[k].size());
        if (step != dtl::SES_ADD)
            atA += int(a[i++].size());
        if (step != dtl::SES_DELETE)
            atB += int(b[k++].size());
    }
}

/// Lines taken away and lines that came in their place stand beside each other.
class Pairing {
public:
    Pairing(const QStringList& before, const QStringList& now) : m_before(before), m_now(now) {}
    void take(Step step) {
        if (step == dtl::SES_DELETE)
            ++m_gone;
        if (step == dtl::SES_ADD)
            ++m_come;
        if (step != dtl::SES_COMMON)
            return;
        flush();
        m_rows.append({Kind::Same, m_b + 1, m_n + 1, m_before[m_b], m_now[m_n], {}, {}, 0});
        ++m_b;
        ++m_n;
    }
    QVector<AlignedRow> rows() {
        flush();
        return m_rows;
    }

private:
    void flush() {
        for (; m_gone > 0 && m_come > 0; --m_gone, --m_come, ++m_b, ++m_n) {
            m_rows.append({Kind::Changed, m_b + 1, m_n + 1, m_before[m_b], m_now[m_n], {}, {}, 0});
            markInside(&m_rows.last());
        }
        for (; m_gone > 0; --m_gone, ++m_b)
            m_rows.append({Kind::Removed, m_b + 1, 0, m_before[m_b], {}, {}, {}, 0});
        for (; m_come > 0; --m_come, ++m_n)
            m_rows.append({Kind::Added, 0, m_n + 1, {}, m_now[m_n], {}, {}, 0});
    }
    const QStringList &m_before, &m_now;
    int m_b = 0, m_n = 0, m_gone = 0, m_come = 0;
    QVector<AlignedRow> m_rows;
};

QStringList linesOf(const QString& text) {
    if (text.isEmpty())
        return {};
    QStringList lines = text.split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    for (QString& line : lines)
        if (line.endsWith(u'\r'))
            line.chop(1);
    return lines;
}

/// Of JSON: an object or a list, with its name or without. A brace of a script is not one.
bool opens(const QString& line) {
    if (!line.endsWith(u'{') && !line.endsWith(u'['))
        return false;
    const QStringView name = QStringView(line).chopped(1).trimmed();
    return name.isEmpty() || name.endsWith(u':');
}

int depthOf(const QString& line) {
    int depth = 0;
    while (depth < line.size() && line[depth] == u' ')
        ++depth;
    return depth;
}

/// The row that closes what `at` opens, within the same rows up to `end`; -1: it isn't there.
int closing(const QVector<AlignedRow>& rows, int at, int end) {
    const int depth = depthOf(rows[at].nowText);
    for (int i = at + 1; i < end; ++i)
        if (depthOf(rows[i].nowText) <= depth) {
            const QString trimmed = rows[i].nowText.trimmed();
            return trimmed.startsWith(u'}') || trimmed.startsWith(u']') ? i : -1;
        }
    return -1;
}

QString structureWord(const QVector<AlignedRow>& rows, int at, int close) {
    const int depth = depthOf(rows[at].nowText);
    int entries = 0, inner = -1;
    for (int i = at + 1; i < close; ++i) {
        const int d = depthOf(rows[i].nowText);
        inner = inner < 0 ? d : inner;
        entries += d == inner ? 1 : 0;
        if (d == inner && QStringView(rows[i].nowText).trimmed().startsWith(u'}'))
            --entries; // the end of the entry before
    }
    QString name = rows[at].nowText.mid(depth);
    name.chop(1);
    name = name.trimmed();
    if (name.endsWith(u':'))
        name.chop(1);
    name.remove(u'"');
    const QString count =
        QCoreApplication::translate("df::BeforeNow", "%n value(s), the same", nullptr, entries);
    return QString(depth, u' ') + (name.isEmpty() ? count : QStringLiteral("%1: %2").arg(name, count));
}

QString sameLines(int count) {
    return QCoreApplication::translate("df::BeforeNow", "%n line(s), the same", nullptr, count);
}

/// The same rows [from, to) with folds in them. Lines next to a difference stay.
class Folding {
public:
    Folding(const QVector<AlignedRow>& rows, const QVector<int>& open, int context)
        : m_rows(rows), m_open(open), m_context(context) {}
    QVector<AlignedRow> run() {
        for (int i = 0; i < m_rows.size();) {
            int end = i;
            while (end < m_rows.size() && m_rows[end].kind == Kind::Same)
                ++end;
            if (end > i)
                same(i, end);
            else
                m_out.append(m_rows[end++]);
            i = end;
        }
        return m_out;
    }

private:
    struct Unit {
        int from, to; ///< rows: one line, or a structure that is the same
    };
    [[nodiscard]] QVector<Unit> unitsOf(int from, int to) const {
        QVector<Unit> units;
        for (int i = from; i < to; i = units.last().to) {
            const int close = opens(m_rows[i].nowText) ? closing(m_rows, i, to) : -1;
            units.append({i, close > i + 1 ? close + 1 : i + 1});
        }
        return units;
    }
    void same(int from, int to) {
        const QVector<Unit> units = unitsOf(from, to);
        // All of it is the same: nothing is near a difference, and nothing would be left to read.
        const int count = int(units.size());
        const bool begins = from == 0, ends = to == m_rows.size();
        const int first = begins && ends ? count : begins ? 0 : std::min(count, m_context);
        const int last = ends ? count : std::max(first, count - m_context);
        const bool folds = last - first > 1 && !m_open.contains(units[first].from);
        put(units.mid(0, first));
        if (folds)
            fold(units[first].from, units[last - 1].to, sameLines(units[last - 1].to - units[first].from));
        else
            put(units.mid(first, last - first));
        put(units.mid(last));
    }
    void put(const QVector<Unit>& units) {
        for (const Unit& u : units) {
            const bool structure = u.to - u.from > 1;
            if (structure && !m_open.contains(u.from)) {
                fold(u.from, u.to, structureWord(m_rows, u.from, u.to - 1));
                continue;
            }
            m_out.append(m_rows[u.from]);
            if (!structure)
                continue;
            put(unitsOf(u.from + 1, u.to - 1));
            m_out.append(m_rows[u.to - 1]);
        }
    }
    void fold(int from, int to, const QString& word) {
        const int depth = depthOf(word);
        const QString text = QString(depth, u' ') + QStringLiteral("▸ ") + word.mid(depth);
        m_out.append({Kind::Fold, m_rows[from].before, m_rows[from].now, text, text, {}, {}, to - from});
    }
    const QVector<AlignedRow>& m_rows;
    const QVector<int>& m_open;
    int m_context;
    QVector<AlignedRow> m_out;
};

} // namespace

QVector<AlignedRow> aligned(const QString& before, const QString& now) {
    const QStringList a = linesOf(before), b = linesOf(now);
    Numbering numbering;
    const Numbers left = numbering.of(a), right = numbering.of(b);
    Pairing pairing(a, b);
    for (const Step step : stepsBetween(left, right))
        pairing.take(step);
    return pairing.rows();
}

QVector<AlignedRow> folded(const QVector<AlignedRow>& rows, const QVector<int>& open, int context) {
    return Folding(rows, open, context).run();
}

} // namespace df
