#include "verify/difference_note.h"

#include <QCryptographicHash>

#include <algorithm>

namespace df {

QString printOf(const Difference& d) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const QString kind = QString::number(static_cast<int>(d.kind));
    for (const QString& part : {kind, d.before, d.after}) { // lengths keep the parts apart
        const QByteArray bytes = part.toUtf8();
        hash.addData(QByteArray::number(bytes.size()) + ':' + bytes);
    }
    return QString::fromLatin1(hash.result().toHex());
}

const DifferenceNote* noteFor(const QVector<DifferenceNote>& notes, const QString& area,
                              const Difference& d) {
    QString print;
    for (const DifferenceNote& n : notes) {
        if (n.area != area || n.item != d.item || n.attribute != d.attribute)
            continue;
        if (print.isEmpty())
            print = printOf(d);
        if (n.print == print)
            return &n;
    }
    return nullptr;
}

AcceptedCount acceptedIn(const Comparison& comparison, const QVector<DifferenceNote>& notes) {
    AcceptedCount count;
    for (const AreaComparison& area : comparison.areas)
        for (const Difference& d : area.differences) {
            if (d.verdict < Verdict::Look)
                continue;
            const DifferenceNote* note = noteFor(notes, area.id, d);
            ++(note && note->accepted ? count.accepted : count.left);
        }
    return count;
}

QVector<DifferenceNote> notesIn(const Comparison& comparison, const QVector<DifferenceNote>& notes) {
    QVector<DifferenceNote> out;
    if (notes.isEmpty())
        return out;
    for (const AreaComparison& area : comparison.areas)
        for (const Difference& d : area.differences)
            if (const DifferenceNote* note = noteFor(notes, area.id, d))
                out.append(*note);
    return out;
}

QJsonObject toJson(const DifferenceNote& note) {
    return {{QStringLiteral("area"), note.area},
            {QStringLiteral("item"), note.item},
            {QStringLiteral("attribute"), note.attribute},
            {QStringLiteral("print"), note.print},
            {QStringLiteral("text"), note.text},
            {QStringLiteral("accepted"), note.accepted},
            {QStringLiteral("at"), note.at.toUTC().toString(Qt::ISODate)}};
}

} // namespace df
