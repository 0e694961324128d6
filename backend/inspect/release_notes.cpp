#include "inspect/release_notes.h"

#include "core/version.h"

#include <QRegularExpression>

#include <algorithm>

namespace df {
namespace {

constexpr qsizetype kLongestNote = 20'000, kLongestAll = 300'000, kMostNotes = 200;

struct Entry {
    Version version;
    ReleaseNote note;
    QString commits;
};

QString plain(const QString& text) {
    QString out;
    for (const QChar c : text.left(kLongestNote))
        if (c == QLatin1Char('\n') || c == QLatin1Char('\t') || c.isPrint())
            out += c;
    return out.trimmed();
}

QString withoutRepeats(const QString& lines) {
    QStringList once;
    for (const QString& line : lines.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        if (!once.contains(line))
            once << line;
    return once.join(QLatin1Char('\n'));
}

class Between {
public:
    Between(const QString& after, const QString& upTo)
        : m_after(Version::parse(after)), m_upTo(Version::parse(upTo)) {}
    [[nodiscard]] bool holds(const Version& v) const {
        return m_upTo && v <= *m_upTo && (m_after ? *m_after < v : v == *m_upTo);
    }

private:
    std::optional<Version> m_after, m_upTo;
};

Entry& entryOf(QVector<Entry>& all, const Version& version, const QString& tag) {
    const auto it =
        std::find_if(all.begin(), all.end(), [&](const Entry& e) { return e.version == version; });
    if (it != all.end())
        return *it;
    all.append({version, {tag, {}, {}}, {}});
    return all.last();
}

void addText(ReleaseNote& note, const QString& text) {
    if (text.isEmpty() || note.text.contains(text))
        return;
    note.text += note.text.isEmpty() ? text : QStringLiteral("\n\n") + text;
}

void addSaid(QVector<Entry>& all, const QVector<SaidOfRelease>& said, const Between& range) {
    for (const SaidOfRelease& s : said) {
        const auto version = Version::parse(s.note.tag);
        if (!version || !range.holds(*version) || all.size() >= kMostNotes)
            continue;
        Entry& e = entryOf(all, *version, s.note.tag);
        e.note.date = s.note.date;
        if (s.byCommits)
            e.commits = withoutRepeats(plain(s.note.text));
        else
            addText(e.note, plain(s.note.text));
    }
}

/// "## [2.13.1] - 2018-09-05": the number, and the date if there is one.
void addChangelog(QVector<Entry>& all, const QString& changelog, const Between& range) {
    static const QRegularExpression heading(
        QStringLiteral("^#{1,2}[ "
                       "\\t]*\\[?v?(\\d+(?:\\.\\d+)+[-.\\w]*)\\]?(?:[^\\n\\d]*(\\d{4}-\\d{2}-\\d{2}))?[^\\n]*"
                       "$|^##?[ \\t][^\\n]*$"),
        QRegularExpression::MultilineOption);
    struct Part {
        QString number, date;
        qsizetype from, to;
    };
    QVector<Part> parts;
    for (auto it = heading.globalMatch(changelog.left(kLongestAll)); it.hasNext();) {
        const auto m = it.next();
        if (!parts.isEmpty() && parts.last().to < 0)
            parts.last().to = m.capturedStart();
        parts.append({m.captured(1), m.captured(2), m.capturedEnd(), -1});
    }
    for (const Part& p : parts) {
        const auto version = Version::parse(p.number);
        if (!version || !range.holds(*version) || all.size() >= kMostNotes)
            continue;
        const QString text = plain(changelog.mid(p.from, p.to < 0 ? -1 : p.to - p.from));
        if (text.isEmpty())
            continue;
        Entry& e = entryOf(all, *version, p.number);
        if (e.note.date.isEmpty())
            e.note.date = p.date;
        addText(e.note, text);
    }
}

} // namespace

QVector<ReleaseNote> releaseNotes(const QVector<SaidOfRelease>& said, const QString& changelog,
                                  const QString& after, const QString& upTo) {
    const Between range(after, upTo);
    QVector<Entry> all;
    addSaid(all, said, range);
    addChangelog(all, changelog, range);
    std::stable_sort(all.begin(), all.end(),
                     [](const Entry& a, const Entry& b) { return b.version < a.version; });
    QVector<ReleaseNote> notes;
    qsizetype length = 0;
    for (Entry& e : all) {
        addText(e.note, e.note.text.isEmpty() ? e.commits : QString());
        length += e.note.text.size();
        if (!e.note.text.isEmpty() && length <= kLongestAll)
            notes.append(e.note);
    }
    return notes;
}

} // namespace df
