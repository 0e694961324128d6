#include "fuzz.h"
#include "inspect/inspector.h"

#include <QJsonArray>

using namespace df;
using namespace df::fuzz;

namespace {

/// No control character that could move a cursor or forge a line, nothing without an end.
void isHarmless(const QString& text, bool mayBeLong) {
    require(text.size() <= (mayBeLong ? 262144 : 9000), "texts are bounded");
    for (const QChar c : text)
        require(c.category() != QChar::Other_Control || c == QLatin1Char('\n') || c == QLatin1Char('\t'),
                "texts have no control characters");
}

void isHarmless(const QJsonValue& value, int depth = 0, bool mayBeLong = false) {
    require(depth < 20, "values are not deep");
    if (value.isString())
        isHarmless(value.toString(), mayBeLong);
    for (const auto& v : value.toArray())
        isHarmless(v, depth + 1);
    const QJsonObject o = value.toObject();
    for (auto it = o.begin(); it != o.end(); ++it) {
        isHarmless(it.key(), false);
        isHarmless(it.value(), depth + 1, it.key() == QLatin1String("composerJson"));
    }
}

} // namespace

/// The look's answer.
int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const auto facts = parseProbe(bytes(data, size));
    if (!facts)
        return 0;
    require(facts->installations.size() <= 32 && facts->problems.size() <= 200, "lists are bounded");
    isHarmless(toJson(*facts));
    staysItself(
        *facts, serverFactsFromJson, [](const ServerFacts& f) { return toJson(f); }, "facts stay themselves");
    return 0;
}
