#include "words/findings_text.h"

#include "advise/area_name.h"

#include <QCoreApplication>

namespace df {

namespace {

struct FindingsText {
    Q_DECLARE_TR_FUNCTIONS(df::FindingsText)
};

QString line(const QString& name, const QString& value) {
    return value.isEmpty() ? QString() : FindingsText::tr("%1: %2").arg(name, value.simplified()) + u'\n';
}

QString headText(const FindingsHead& head, const Advice& advice) {
    QString out = FindingsText::tr("Findings before an upgrade of DreamFactory") + u'\n';
    out += line(FindingsText::tr("Server"), head.server);
    out += line(FindingsText::tr("Installation"), head.installation);
    out += line(FindingsText::tr("Looked at"), head.lookedAt);
    out += line(FindingsText::tr("Installed release"), head.release);
    out += line(FindingsText::tr("Chosen release"), advice.to);
    out += line(FindingsText::tr("Way"), head.way);
    for (const QString& sentence : advice.wouldChange)
        out += line(FindingsText::tr("What would change this"), sentence);
    return out;
}

QString indented(const QString& name, const QString& text) {
    return QStringLiteral("    ") + (name.isEmpty() ? text : FindingsText::tr("%1: %2").arg(name, text)) +
           u'\n';
}

} // namespace

QString findingText(const Finding& f, const QStringList& accepted) {
    QString out = QStringLiteral("- [%1] %2").arg(areaName(f.area), f.text.simplified());
    if (f.severity == Severity::ShouldKnow)
        out += QLatin1Char(' ') + (accepted.contains(f.id) ? FindingsText::tr("(understood)")
                                                           : FindingsText::tr("(not ticked yet)"));
    out += u'\n';
    if (!f.means.isEmpty())
        out += indented(FindingsText::tr("What it means"), f.means.simplified());
    for (const QString& what : f.doThis) // a command keeps its own spaces and lines
        out += indented(what.startsWith(QLatin1String("$ ")) ? QString() : FindingsText::tr("What to do"),
                        QString(what).replace(u'\n', QStringLiteral("\n      ")));
    if (!f.source.isEmpty())
        out += indented(FindingsText::tr("Source"), f.source.simplified());
    return out;
}

QString findingsText(const FindingsHead& head, const Advice& advice, const QStringList& accepted) {
    QString out = headText(head, advice);
    for (const Severity s : {Severity::MustFix, Severity::ShouldKnow, Severity::Fine}) {
        QString part;
        int count = 0;
        for (const Finding& f : advice.findings) {
            if (f.severity != s)
                continue;
            part += findingText(f, accepted);
            ++count;
        }
        if (count > 0)
            out += QStringLiteral("\n%1 (%2)\n").arg(severityName(s)).arg(count) + part;
    }
    return out;
}

} // namespace df
