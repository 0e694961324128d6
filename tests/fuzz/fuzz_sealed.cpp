#include "fuzz.h"
#include "secrets/sealed_file.h"

#include <QCryptographicHash>

using namespace df;
using namespace df::fuzz;

/// A sealed file from anywhere, whole and with its sum put right; and what would be in one.
int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QByteArray all = bytes(data, size);
    const Secret key(QByteArray("AAAA-BBBB"));
    const QByteArray summed = all + QCryptographicHash::hash(all, QCryptographicHash::Sha256);
    for (const QByteArray& file : {all, summed}) {
        const auto head = readSealedHead(file);
        if (!head) {
            require(head.error().facts.size() == 1, "a refusal says why");
            continue;
        }
        require(head->cost <= 18 && head->secretSize < file.size(), "no head asks for more than there is");
        require(head->cost > 12 || !openSealed(file, key), "nothing that wasn't sealed opens");
    }
    if (const auto content = parseSealedContent(all))
        require(content->env.reveal().size() <= all.size(), ".env is part of what was sealed");
    return 0;
}
