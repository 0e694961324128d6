#include "flow/move/old_prints.h"

#include "flow/look_step.h"
#include "flow/with_line.h"
#include "run/old_print.h"

#include <utility>

namespace df {

void OldPrints::takeBefore() {
    if (std::exchange(m_askedBefore, true))
        return;
    take([this](const QStringList& print) {
        m_before = print;
        m_fact.before = oldPrintHash(print);
    });
}

void OldPrints::takeNow() {
    if (m_fact.before.isEmpty() || std::exchange(m_askedNow, true))
        return;
    take([this](const QStringList& print) { m_fact = compareOldPrints(m_before, m_fact.before, print); });
}

/// What can't be taken isn't claimed: the move itself doesn't depend on it.
void OldPrints::take(const std::function<void(const QStringList&)>& taken) {
    const Installation* old = m_old.installation();
    if (!old)
        return;
    m_busy = true;
    const auto end = [this] {
        m_busy = false;
        Q_EMIT changed();
    };
    const auto privilege = m_old.facts().machine.root ? Privilege::Root : Privilege::SignedInUser;
    withLine(
        m_worker, this,
        [this, taken, end, privilege, at = *old] {
            m_worker.runJob<QStringList>(
                [at, privilege](RemoteHost& host, const CancelToken& cancel) {
                    return takeOldPrint(host, at, privilege, cancel);
                },
                this,
                [taken, end](const Result<QStringList>& print) {
                    if (print)
                        taken(*print);
                    end();
                });
        },
        [end](const Error&) { end(); });
}

std::optional<FingerprintFact> OldPrints::fact() const {
    return m_fact.before.isEmpty() ? std::nullopt : std::optional(m_fact);
}

QJsonObject OldPrints::toJson() const {
    return {{QStringLiteral("before"), m_fact.before}, {QStringLiteral("asked"), m_askedBefore}};
}

void OldPrints::resume(const QJsonObject& json) {
    m_fact.before = json.value(QLatin1String("before")).toString();
    m_askedBefore = json.value(QLatin1String("asked")).toBool();
}

} // namespace df
