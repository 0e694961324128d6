#include "fuzz.h"
#include "secrets/redactor.h"
#include "ssh/marked_stream.h"
#include "ssh/sudo_dialogue.h"

using namespace df;
using namespace df::fuzz;

namespace {

MarkedStream fed(const QByteArray& all, qsizetype piece) {
    MarkedStream stream("df-start-0123456789", 4096);
    for (qsizetype at = 0; at < all.size(); at += piece)
        stream.append(all.constData() + at, std::min(piece, all.size() - at));
    return stream;
}

} // namespace

/// A command's output as it comes over the wire, sudo's words in it, and what is hidden of it before anybody
/// reads it.
int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size == 0)
        return 0;
    const QByteArray all = bytes(data + 1, size - 1);
    const MarkedStream inPieces = fed(all, 1 + data[0]),
                       atOnce = fed(all, std::max<qsizetype>(1, all.size()));
    require(inPieces.begun() == atOnce.begun() && inPieces.kept() == atOnce.kept() &&
                inPieces.markLine() == atOnce.markLine() && inPieces.truncated() == atOnce.truncated(),
            "how the wire cuts the output means nothing");
    require(inPieces.kept().size() <= 4096, "what is kept is bounded");

    Launch launch;
    launch.sudoMark = "df-sudo-0123456789";
    launch.sudoPrompt = "df-prompt-0123456789";
    SudoDialogue dialogue(launch);
    int sent = 0;
    for (qsizetype at = 0; at <= all.size(); at += 1 + data[0])
        sent += dialogue.look(all.left(at)) == SudoDialogue::Step::SendPassword ? 1 : 0;
    require(sent <= 1, "a password is sent once");
    require(dialogue.words(all).size() <= 2000, "sudo's words are bounded");
    (void)sudoReason(dialogue.words(all), false);

    Redactor redactor;
    redactor.add(Secret(QStringLiteral("Sekret-9/x")));
    require(!redactor.redact(QString::fromUtf8(all)).contains(QLatin1String("Sekret-9/x")),
            "a secret is hidden");
    return 0;
}
