#include "fuzz.h"
#include "inspect/movable.h"

#include <QJsonDocument>

using namespace df;
using namespace df::fuzz;

/// What a server answers to the question what can go along.
int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    Installation in;
    in.path = QStringLiteral("/opt/dreamfactory");
    const QByteArray text = bytes(data, size);
    for (const QByteArray& answer : {text, "<<df n begin>>\n" + text + "\n<<df n end>>"}) {
        const auto m = parseMovable(answer, QStringLiteral("n"), in);
        if (!m)
            continue;
        for (const MovableEntry& e : m->entries) {
            require(!e.path.isEmpty() && e.path != QLatin1String("/"), "an entry is a place");
            require(!e.path.split(QLatin1Char('/')).contains(QStringLiteral("..")), "no way leads out");
            require(e.bytes >= 0 && e.files >= 0 && !e.why().isEmpty(), "each entry is whole");
        }
        require(m->bytesOf(m->tickedByDefault()) >= 0, "sums don't overflow");
        require(toJson(movableFromJson(toJson(*m))) == toJson(*m), "there and back");
    }
    return 0;
}
