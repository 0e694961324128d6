#include "advise/rules.h"

namespace df {

void mustFix(Advice& advice, const char* id, const QString& text, const QString& means,
             const QStringList& doThis, const QString& source) {
    advice.findings.append({QLatin1String(id), Severity::MustFix, text, means, doThis, source});
}

void shouldKnow(Advice& advice, const char* id, const QString& text, const QString& means,
                const QStringList& doThis, const QString& source) {
    advice.findings.append({QLatin1String(id), Severity::ShouldKnow, text, means, doThis, source});
}

void fine(Advice& advice, const char* id, const QString& text, const QString& means, const QString& source) {
    advice.findings.append({QLatin1String(id), Severity::Fine, text, means, {}, source});
}

} // namespace df
