#pragma once

#include "core/result.h"

namespace df::test {

/// "ok" or the error's code as report.json has it: readable when a comparison fails.
template<class T>
[[nodiscard]] QString codeOf(const Result<T>& result) {
    return result ? QStringLiteral("ok") : toString(result.error().code);
}

/// Everything about the failure, for QVERIFY2.
template<class T>
[[nodiscard]] QString why(const Result<T>& result) {
    if (result)
        return QStringLiteral("ok");
    const Error& e = result.error();
    return toString(e.code) + QStringLiteral(": ") + e.what + QStringLiteral(" [") +
           e.facts.join(QLatin1String(", ")) + QStringLiteral("] ") + e.detail;
}

} // namespace df::test
