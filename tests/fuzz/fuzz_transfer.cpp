#include "fuzz.h"
#include "transfer/incoming.h"

using namespace df;
using namespace df::fuzz;

namespace {

QList<Frame> framesOf(const QByteArray& all, qsizetype piece, bool& broken,
                      FrameReader::Data data = FrameReader::Data::Whole) {
    FrameReader reader(data);
    QList<Frame> frames;
    for (qsizetype at = 0; at < all.size(); at += piece) {
        reader.append(all.mid(at, piece));
        while (auto frame = reader.next())
            frames << *frame;
    }
    broken = reader.broken();
    return frames;
}

} // namespace

/// The stream of a transfer, as a server could send it: frames, entries, and what is counted as they pass.
int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size == 0)
        return 0;
    const QByteArray all = bytes(data + 1, size - 1);
    bool brokenInPieces = false, brokenAtOnce = false;
    const QList<Frame> inPieces = framesOf(all, 1 + data[0], brokenInPieces);
    const QList<Frame> atOnce = framesOf(all, std::max<qsizetype>(1, all.size()), brokenAtOnce);
    require(inPieces.size() == atOnce.size() && brokenInPieces == brokenAtOnce,
            "how the wire cuts it means nothing");
    bool brokenCounted = false;
    const QList<Frame> counted = framesOf(all, 1 + data[0], brokenCounted, FrameReader::Data::Counted);
    require(counted.size() == atOnce.size() && brokenCounted == brokenAtOnce,
            "contents need not be looked at");
    for (qsizetype i = 0; i < counted.size(); ++i)
        require(counted[i].type == atOnce[i].type && counted[i].size() == atOnce[i].size(),
                "what is passed over is counted");
    QByteArray again;
    for (const Frame& frame : atOnce) {
        require(frame.payload.size() <= FrameReader::mostPayload, "a frame is bounded");
        again += toBytes(frame);
        if (const auto entry = entryOf(frame.payload))
            require(entry->blocks >= 0 && entry->size >= -1, "an entry's numbers make sense");
    }
    require(all.startsWith(again), "frames are what was sent");

    Incoming incoming;
    incoming.begin();
    const bool good = incoming.look(all);
    require(good != brokenAtOnce, "a stream that is none is noticed");
    incoming.begin();
    (void)incoming.look(all);
    const Incoming::Seen seen = incoming.seen();
    require(seen.again >= 0 && seen.removed.size() <= 1000 && seen.changed.size() <= 1000,
            "what is kept is bounded");
    return 0;
}
