#include "advise/rules.h"

#include "advise/finding_kinds.h"

namespace df {
namespace {

void add(Advice& advice, const char* id, Severity severity, const QString& text, const QString& means,
         const QStringList& doThis, const QString& source, Remedy remedy = Remedy::None) {
    const FindingKind* kind = findingKind(QLatin1String(id));
    Q_ASSERT_X(kind && kind->canBe(severity), "finding without an entry in finding_kinds.cpp", id);
    advice.findings.append({QLatin1String(id),
                            severity,
                            text,
                            means,
                            doThis,
                            source,
                            kind ? kind->area : Area::Machine,
                            remedy,
                            {}});
}

} // namespace

void mustFix(Advice& advice, const char* id, const QString& text, const QString& means,
             const QStringList& doThis, const QString& source, Remedy remedy) {
    add(advice, id, Severity::MustFix, text, means, doThis, source, remedy);
}

void shouldKnow(Advice& advice, const char* id, const QString& text, const QString& means,
                const QStringList& doThis, const QString& source, Remedy remedy) {
    add(advice, id, Severity::ShouldKnow, text, means, doThis, source, remedy);
}

void fine(Advice& advice, const char* id, const QString& text, const QString& means, const QString& source,
          const QStringList& doThis) {
    add(advice, id, Severity::Fine, text, means, doThis, source);
}

} // namespace df
