#pragma once

#include "verify/snapshot.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

namespace df {

/// The context of these sentences in the translation files.
class CompareText {
    Q_DECLARE_TR_FUNCTIONS(Compare)
};

/// What the rules may look at beyond the one difference.
struct CompareContext {
    const Snapshot& before;
    const Snapshot& after;
    const Expected& expected;
    QHash<QString, QString> targetPackages; ///< name → version of the target's lock
    QSet<QString> typesInUse;               ///< service types that services had before
    QHash<QString, CallJudgement> times;    ///< by call

    /// False after going back, or where the caller says nothing: then nothing is expected.
    [[nodiscard]] bool upgraded() const {
        return !expected.toRelease.isEmpty() && expected.toRelease != expected.fromRelease;
    }
};

struct Judgement {
    Verdict verdict;
    QString reason;
};

/// Pure: what one difference in an area means. One small function per area (rules.h), by family;
/// a new area gets one of its own.
[[nodiscard]] Judgement judge(const QString& area, const Difference& difference,
                              const CompareContext& context);

/// "v1.2.0" and "1.2.0" are one version.
[[nodiscard]] bool sameVersion(const QString& a, const QString& b);

} // namespace df
