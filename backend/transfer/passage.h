#pragma once

#include "transfer/incoming.h"
#include "transfer/keep_copy.h"
#include "transfer/lane.h"
#include "transfer/sides.h"
#include "transfer/spool.h"
#include "transfer/stripes.h"
#include "transfer/transfer_trouble.h"

#include <atomic>

namespace df {

/// One parcel on its way: starts the two ends on their lines, again after cuts, until it is delivered or
/// can't be. Used once, by one thread.
class Passage {
public:
    Passage(Lane& from, Lane& to, Sides& sides, const TransferEnd& oldEnd, const TransferEnd& newEnd,
            const Parcel& parcel, const Trip& trip);

    [[nodiscard]] Result<Delivered> run(const CancelToken& cancel);

private:
    using Clock = std::chrono::steady_clock;
    /// What the new server says, on its line's thread.
    struct Answers {
        FrameReader reader;
        QByteArray state;         ///< what it has, in frames
        bool feeding = false;     ///< it takes the stream
        bool wantsStream = false; ///< a new one
        bool lostThread = false;  ///< it would go on where we can't
        std::optional<Frame> done, trouble;
        qint64 bytes = 0, files = 0;
    };
    /// One of the two commands.
    struct End {
        explicit End(Lane& l) : lane(l) {}
        Lane& lane;
        CancelSource cancel;
        bool running = false;
        bool silent = false; ///< ended because it said nothing for long
        std::atomic<bool> began{false};
        std::atomic<Clock::rep> lastSign{0};
        int tries = 0; ///< since something arrived
        Clock::time_point nextTry{};
    };

    [[nodiscard]] std::optional<Error> step();
    void startReceiving();
    void startSending();
    void giveState();
    void startSides(const Answers& answers);
    [[nodiscard]] Result<void> receive(RemoteHost& host, const QString& stream, const QString& lanes);
    [[nodiscard]] Result<void> send(RemoteHost& host, const QString& stream);
    [[nodiscard]] bool waitsForState() const;
    [[nodiscard]] InputPiece nextOfState() const;
    [[nodiscard]] Result<void> runEnd(RemoteHost& host, End& end, const Command& command,
                                      const std::function<bool(const QByteArray&)>& hear);
    [[nodiscard]] bool hear(const QByteArray& bytes);
    void hear(const Frame& frame);

    [[nodiscard]] Answers takeAnswers() const;
    [[nodiscard]] std::optional<Error> newEnded(const Answers& answers);
    [[nodiscard]] std::optional<Error> oldEnded();
    [[nodiscard]] std::optional<Error> newTroubled(const Frame& trouble);
    [[nodiscard]] std::optional<Error> afterCut(End& end, TransferSide side, const Error& error);
    void noteArrival(qint64 bytes);
    void watch(End& end, bool excused);
    void stop(End& end);
    void tell(const Answers& answers);
    [[nodiscard]] qint64 pace(qint64 bytes);
    [[nodiscard]] Delivered delivered(const Frame& done) const;

    const TransferEnd& m_oldEnd;
    const TransferEnd& m_newEnd;
    const Parcel& m_parcel;
    const Trip& m_trip;
    End m_from, m_to;
    Sides& m_sides;
    Spool m_spool;
    Stripes m_stripes;
    Incoming m_incoming;
    std::optional<KeepCopy> m_copy; ///< of the old server's line, while it runs
    mutable std::mutex m_mutex;
    Answers m_answers; ///< guarded
    /// What the new server has, once it is known: the old server's end waits for it. Guarded.
    std::optional<QByteArray> m_state;
    QString m_stream; ///< of the old server's last run, as long as it could be gone on with
    QString m_lanes;  ///< of the new server's last run
    int m_cuts = 0, m_corrupt = 0;
    Clock::time_point m_lastArrival = Clock::now(), m_lastTold{};
    qint64 m_arrived = -1;
    std::deque<std::pair<Clock::time_point, qint64>> m_pace; ///< of the last seconds
};

} // namespace df
