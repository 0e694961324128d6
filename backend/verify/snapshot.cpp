#include "verify/snapshot.h"

#include <algorithm>

namespace df {

int Comparison::valuesCompared() const {
    int values = 0;
    for (const AreaComparison& area : areas)
        values += std::max(area.before, area.after);
    return values;
}

QString toString(Verdict verdict) {
    switch (verdict) {
    case Verdict::Same:
        return QStringLiteral("same");
    case Verdict::AsExpected:
        return QStringLiteral("as-expected");
    case Verdict::Look:
        return QStringLiteral("look");
    case Verdict::Worse:
        return QStringLiteral("worse");
    }
    return {};
}

} // namespace df
