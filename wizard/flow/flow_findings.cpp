#include "flow/advice_step.h"
#include "flow/connect_step.h"
#include "flow/flow.h"
#include "flow/look_step.h"
#include "words/findings_text.h"
#include "words/way_words.h"

#include <QLocale>

namespace df {

QString Flow::findingsText() {
    learnSecrets();
    const Advice& advice = m_advice->advice();
    FindingsHead head;
    head.server = QStringLiteral("%1@%2").arg(m_connect->settings.user, m_connect->settings.host);
    if (const Installation* installation = m_look->installation())
        head.installation = installation->container.isEmpty()
                                ? installation->path
                                : tr("%1 in %2").arg(installation->path, installation->container);
    head.release = advice.from;
    if (const QDateTime at = m_look->facts().takenAt; at.isValid())
        head.lookedAt =
            tr("%1 UTC").arg(QLocale().toString(at.toUTC(), QStringLiteral("d MMMM yyyy, HH:mm")));
    const Way way = m_advice->way();
    head.way =
        way == advice.way
            ? tr("%1, as recommended").arg(wayName(way, advice.from))
            : tr("%1; recommended was: %2").arg(wayName(way, advice.from), wayName(advice.way, advice.from));
    return m_redactor->redact(df::findingsText(head, advice, m_advice->accepted()));
}

QString Flow::findingText(const QString& findingId) {
    learnSecrets();
    for (const Finding& finding : m_advice->advice().findings)
        if (finding.id == findingId)
            return m_redactor->redact(df::findingText(finding, m_advice->accepted()));
    return {};
}

} // namespace df
