#include "words/since_words.h"

#include <QCoreApplication>

namespace df {

namespace {

struct SinceText {
    Q_DECLARE_TR_FUNCTIONS(df::Since)
};

constexpr int mostNamed = 20;

QString tableLine(const TableSince& t) {
    const int now = int(t.now), before = int(t.before);
    const QString line =
        t.how == TableSince::How::Added ? SinceText::tr("%1: new, %n row(s)", nullptr, now).arg(t.name)
        : t.how == TableSince::How::Removed
            ? SinceText::tr("%1: gone, had %n row(s)", nullptr, before).arg(t.name)
        : t.now == t.before
            ? SinceText::tr("%1: changed, %n row(s) as before", nullptr, now).arg(t.name)
            : SinceText::tr("%1: %2 rows then, %n row(s) now", nullptr, now).arg(t.name).arg(t.before);
    return t.byItself ? SinceText::tr("%1 (changes by itself: sessions, caches, queues)").arg(line) : line;
}

void name(QStringList* lines, const QString& head, const QStringList& names, qint64 count) {
    if (count == 0)
        return;
    QString line = head + QLatin1Char(' ') + names.mid(0, mostNamed).join(QStringLiteral(", "));
    if (count > std::min<qsizetype>(names.size(), mostNamed))
        line += QStringLiteral(", …");
    *lines << line;
}

QString unsaidLine(const QString& word) {
    if (word == QLatin1String("mark"))
        return SinceText::tr("This computer doesn't know how the old server was when it was copied.");
    if (word == QLatin1String("clock"))
        return SinceText::tr("The old server's clock was set back since.");
    if (word == QLatin1String("tables"))
        return SinceText::tr("The tables could not be compared.");
    return SinceText::tr("Could not be gone through: %1").arg(word);
}

} // namespace

QString sinceSentence(const OldSince& since, const QString& oldName) {
    const int tables = since.tablesByPeople();
    const qint64 files = since.fileCount + since.folderCount + since.gone.size();
    if (since.nothing())
        return since.tables.isEmpty()
                   ? SinceText::tr("Nothing was written on %1 since the copy.").arg(oldName)
                   : SinceText::tr("Nothing but sessions and caches was written on %1 since the copy.")
                         .arg(oldName);
    if (tables == 0 && files == 0)
        return SinceText::tr("It can't be said whether something was written on %1 since the copy.")
            .arg(oldName);
    if (tables > 0)
        return SinceText::tr("%n table(s) of %1 changed since the copy. What was written there isn't on the "
                             "new server.",
                             nullptr, tables)
            .arg(oldName);
    return SinceText::tr(
               "Files of %1 changed since the copy. What was written there isn't on the new server.")
        .arg(oldName);
}

QStringList sinceLines(const OldSince& since) {
    QStringList lines;
    for (const TableSince& t : since.tables)
        if (!t.byItself)
            lines << tableLine(t);
    for (const TableSince& t : since.tables)
        if (t.byItself)
            lines << tableLine(t);
    name(&lines, SinceText::tr("%n file(s):", nullptr, int(since.fileCount)), since.files, since.fileCount);
    name(&lines,
         SinceText::tr("%n folder(s) in which something came, went or was renamed:", nullptr,
                       int(since.folderCount)),
         since.folders, since.folderCount);
    name(&lines, SinceText::tr("No longer there:"), since.gone, since.gone.size());
    for (const QString& word : since.unsaid)
        lines << unsaidLine(word);
    return lines;
}

} // namespace df
