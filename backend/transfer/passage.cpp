#include "transfer/passage.h"

#include "inspect/probe_script.h"
#include "transfer/transfer_script.h"

#include <algorithm>

namespace df {
namespace {

using namespace std::chrono_literals;

// As much as a far and quick line holds, and what the new server hasn't confirmed yet.
constexpr qsizetype mostUnderWay = 32 * 1024 * 1024;
constexpr auto longestSilence = 90s;
constexpr auto longestPause = 15'000ms;
constexpr auto paceOver = 5s;
// From here on further lines bring more than they cost.
constexpr auto farAway = 8ms;
constexpr qint64 muchToSend = 8 * 1024 * 1024;
constexpr int mostCorrupt = 3;
constexpr int exitNotFound = 127, exitNotExecutable = 126;

QString wordsOf(const CommandResult& result) {
    return QString::fromUtf8(result.err.isEmpty() ? result.out : result.err).right(4000);
}

} // namespace

Passage::Passage(Lane& from, Lane& to, Sides& sides, const TransferEnd& oldEnd, const TransferEnd& newEnd,
                 const Parcel& parcel, const Trip& trip)
    : m_oldEnd(oldEnd), m_newEnd(newEnd), m_parcel(parcel), m_trip(trip), m_from(from), m_to(to),
      m_sides(sides), m_spool(mostUnderWay), m_stripes(m_spool) {
    m_stripes.limit(trip.bytesPerSecond);
    if (m_trip.keepCopyIn.isEmpty())
        return;
    m_copy.emplace(m_trip.keepCopyIn, m_parcel.id);
    m_incoming.onFrame = [this](const Frame& frame) { m_copy->take(frame); };
}

Result<Delivered> Passage::run(const CancelToken& cancel) {
    std::optional<Error> error;
    startSending(); // it waits for what the new server has, but need not wait for its line
    while (!error) {
        if (cancel.cancelled())
            error = Error{ErrorCode::Cancelled, QStringLiteral("The transfer was stopped."), {}, {}, true};
        else
            error = step();
        const Answers answers = takeAnswers();
        tell(answers);
        if (!error && answers.done)
            break;
    }
    if (!error && waitsForState()) { // nothing of it is wanted
        const std::lock_guard lock(m_mutex);
        m_state = QByteArray();
    }
    const auto mayTake = error ? 0ms : 2000ms; // both have said their last words and are about to end
    for (End* end : {&m_from, &m_to})
        if (end->running && !end->lane.wait(mayTake))
            end->cancel.cancel();
    m_sides.stop();
    stop(m_from);
    stop(m_to);
    if (error)
        return fail(*error);
    return delivered(*takeAnswers().done);
}

std::optional<Error> Passage::step() {
    if (!m_to.running && Clock::now() >= m_to.nextTry)
        startReceiving();
    (void)m_to.lane.wait(20ms);

    const Answers answers = takeAnswers();
    noteArrival(answers.bytes);
    if (answers.done)
        return {};
    if (const auto trouble = m_incoming.seen().trouble)
        return transferError(TransferSide::Old, *trouble, m_from.lane.name());
    if (m_to.running && m_to.lane.wait(0ms)) {
        m_to.running = false;
        if (auto error = newEnded(answers))
            return error;
    }
    if (m_from.running && m_from.lane.wait(0ms)) {
        m_from.running = false;
        if (auto error = oldEnded())
            return error;
    }
    if (answers.lostThread && m_to.running) {
        m_stream.clear();
        stop(m_to);
    }
    if (answers.wantsStream && m_to.running && Clock::now() >= m_from.nextTry)
        giveState();
    startSides(answers);
    m_sides.watch();
    const auto quietSince = Clock::now() - Clock::time_point(Clock::duration(m_from.lastSign.load()));
    watch(m_from, m_spool.isFull() || waitsForState());
    watch(m_to, !m_from.running || quietSince > longestSilence / 3);
    return {};
}

// ---- the new server's end
// ----------------------------------------------------------------------------------

void Passage::startReceiving() {
    m_sides.stop();
    m_stripes.reset();
    m_lanes = freshNonce();
    {
        const std::lock_guard lock(m_mutex);
        const qint64 bytes = m_answers.bytes, files = m_answers.files;
        m_answers = {};
        m_answers.bytes = bytes;
        m_answers.files = files;
    }
    m_to.cancel = {};
    m_to.running = true;
    m_to.began = m_to.silent = false;
    m_to.lane.start(
        [this, stream = m_stream, lanes = m_lanes](RemoteHost& host) { return receive(host, stream, lanes); },
        m_to.cancel.token());
}

Result<void> Passage::receive(RemoteHost& host, const QString& stream, const QString& lanes) {
    Command command = receiveCommand(m_newEnd, m_parcel, m_trip.folder, stream, lanes);
    command.more = [this] { return m_stripes.forFirst(); };
    return runEnd(host, m_to, command, [this](const QByteArray& bytes) { return hear(bytes); });
}

bool Passage::hear(const QByteArray& bytes) {
    const std::lock_guard lock(m_mutex);
    m_answers.reader.append(bytes);
    while (const auto frame = m_answers.reader.next())
        hear(*frame);
    return !m_answers.reader.broken();
}

void Passage::hear(const Frame& frame) {
    const QList<QByteArray> f = frame.fields();
    switch (frame.type) {
    case 'h':
    case 'p':
        m_answers.state += toBytes(frame);
        break;
    case '.':
        m_answers.state += toBytes(frame);
        m_answers.wantsStream = true;
        break;
    case 't':
        m_answers.lostThread = !m_spool.rewind(f.value(0).toLongLong());
        m_answers.feeding = !m_answers.lostThread;
        if (m_answers.feeding)
            m_stripes.feed();
        break;
    case 'a':
        m_answers.bytes = std::max(m_answers.bytes, f.value(0).toLongLong());
        m_answers.files = std::max(m_answers.files, f.value(1).toLongLong());
        if (m_answers.feeding)
            m_spool.release(f.value(2).toLongLong());
        break;
    case 'g':
        m_stripes.answered();
        break;
    case 'd':
        m_answers.done = frame;
        break;
    case 'Q':
        m_answers.trouble = frame;
        break;
    default:
        break;
    }
}

Passage::Answers Passage::takeAnswers() const {
    const std::lock_guard lock(m_mutex);
    Answers copy = m_answers;
    copy.reader = {};
    return copy;
}

std::optional<Error> Passage::newEnded(const Answers& before) {
    const Answers answers = takeAnswers(); // its last words may have come just now
    if (answers.done)
        return {};
    const Result<void> result = m_to.lane.result();
    if (answers.trouble)
        return newTroubled(*answers.trouble);
    if (before.lostThread)
        return {};
    if (!result)
        return afterCut(m_to, TransferSide::New, result.error());
    return transferError(TransferSide::New, QStringLiteral("ended"), {}, m_to.lane.name(), {});
}

std::optional<Error> Passage::newTroubled(const Frame& trouble) {
    const QByteArray reason = trouble.fields().value(0);
    if (reason == "other-end") // which has said why
        return {};
    if (reason == "cut") {
        // The end of its own line may be heard before that line is known to be cut: the rest is still here.
        if (m_incoming.seen().complete || (!m_from.running && !m_spool.allTaken())) {
            const Error lost{ErrorCode::ConnectionLost, QStringLiteral("The stream was cut."), {}, {}, true};
            return afterCut(m_to, TransferSide::New, lost);
        }
        if (!m_from.running) // all that had come was taken in
            m_stream.clear();
        return {};
    }
    if (reason == "corrupt" && ++m_corrupt < mostCorrupt) {
        stop(m_from);
        m_stream.clear();
        return {};
    }
    return transferError(TransferSide::New, trouble, m_to.lane.name());
}

// How much there is to send is known, if at all, when it is too late to be quick about it.
void Passage::startSides(const Answers& answers) {
    const auto roundTrip = m_stripes.roundTrip();
    const bool much = m_parcel.kind == Parcel::Kind::Files || m_parcel.kind == Parcel::Kind::Database ||
                      answers.bytes >= muchToSend;
    if (m_sides.running() || !m_to.running || !answers.feeding || m_trip.bytesPerSecond > 0 || !much ||
        !roundTrip || *roundTrip < farAway)
        return;
    m_sides.start([this](int side) { return sideCommand(m_newEnd, m_parcel, m_trip.folder, m_lanes, side); },
                  m_stripes);
}

// ---- the old server's end
// ----------------------------------------------------------------------------------

void Passage::startSending() {
    m_stream = freshNonce();
    m_spool.reset();
    m_incoming.begin();
    {
        const std::lock_guard lock(m_mutex);
        m_state.reset();
    }
    m_from.cancel = {};
    m_from.running = true;
    m_from.began = m_from.silent = false;
    m_from.lane.start([this, stream = m_stream](RemoteHost& host) { return send(host, stream); },
                      m_from.cancel.token());
}

void Passage::giveState() {
    if (!m_from.running || !waitsForState()) {
        stop(m_from);
        startSending();
    }
    {
        const std::lock_guard lock(m_mutex);
        m_answers.wantsStream = false;
        m_answers.feeding = true;
        m_state = m_answers.state;
    }
    m_stripes.feed();
}

bool Passage::waitsForState() const {
    const std::lock_guard lock(m_mutex);
    return !m_state;
}

InputPiece Passage::nextOfState() const {
    const std::lock_guard lock(m_mutex);
    return m_state ? InputPiece{*m_state, true} : InputPiece{};
}

Result<void> Passage::send(RemoteHost& host, const QString& stream) {
    const CancelToken cancel = m_from.cancel.token();
    Command command = sendCommand(m_oldEnd, m_parcel, stream);
    command.more = [this] { return nextOfState(); };
    const auto done = runEnd(host, m_from, command, [this, cancel](const QByteArray& bytes) {
        return m_incoming.look(bytes) && m_spool.put(bytes, cancel);
    });
    if (done && !m_incoming.seen().complete && !m_incoming.seen().trouble)
        return fail(ErrorCode::ConnectionLost, QStringLiteral("The stream has no end."));
    return done;
}

std::optional<Error> Passage::oldEnded() {
    const Result<void> result = m_from.lane.result();
    m_spool.end();
    if (result)
        return {};
    return afterCut(m_from, TransferSide::Old, result.error());
}

// ---- both
// --------------------------------------------------------------------------------------------------

Result<void> Passage::runEnd(RemoteHost& host, End& end, const Command& command,
                             const std::function<bool(const QByteArray&)>& hear) {
    const auto sign = [&end] { end.lastSign = Clock::now().time_since_epoch().count(); };
    sign();
    end.began = true;
    bool garbled = false;
    const auto result = host.run(command, end.cancel.token(), [&](const QByteArray& bytes, bool isError) {
        sign();
        if (!isError && !garbled && !hear(bytes)) {
            garbled = true;
            end.cancel.cancel();
        }
    });
    if (!result)
        return fail(result.error());
    if (result->ok())
        return {};
    const bool told =
        &end == &m_to ? takeAnswers().trouble.has_value() : m_incoming.seen().trouble.has_value();
    if (told)
        return {};
    const bool noPhp = result->exitCode == exitNotFound || result->exitCode == exitNotExecutable;
    if (!result->exitCode && !result->signal)
        return fail(ErrorCode::CommandUnknown, QStringLiteral("How it ended isn't known."));
    const auto side = &end == &m_to ? TransferSide::New : TransferSide::Old;
    return fail(transferError(side, noPhp ? QStringLiteral("no-php") : QStringLiteral("ended"),
                              noPhp ? (side == TransferSide::New ? m_newEnd : m_oldEnd).php : QString(),
                              host.displayName(), wordsOf(*result)));
}

std::optional<Error> Passage::afterCut(End& end, TransferSide side, const Error& error) {
    const bool wasReached = !end.lane.name().isEmpty();
    const bool ours = error.code == ErrorCode::Cancelled && end.silent;
    const bool cut = ours || isCut(error.code) || error.code == ErrorCode::HostNotFound;
    if (!cut && error.code == ErrorCode::Cancelled)
        return transferError(side, QStringLiteral("garbled"), {}, end.lane.name(), error.detail);
    if (!cut || !wasReached)
        return error;
    m_cuts += end.began ? 1 : 0;
    if (Clock::now() - m_lastArrival >= m_trip.patience) {
        Error lost = error;
        lost.code = ErrorCode::ConnectionLost;
        lost.facts = {end.lane.name()};
        lost.retry = true;
        return lost;
    }
    const auto pause =
        std::min<std::chrono::milliseconds>(longestPause, 250ms * (1 << std::min(end.tries, 6)));
    end.nextTry = Clock::now() + (end.tries == 0 ? 0ms : pause);
    ++end.tries;
    return {};
}

void Passage::noteArrival(qint64 bytes) {
    if (bytes <= m_arrived)
        return;
    m_arrived = bytes;
    m_lastArrival = Clock::now();
    m_from.tries = m_to.tries = 0;
}

void Passage::watch(End& end, bool excused) {
    if (!end.running || !end.began || excused)
        return;
    const auto since = Clock::now() - Clock::time_point(Clock::duration(end.lastSign.load()));
    if (since > longestSilence) {
        end.silent = true;
        end.cancel.cancel();
    }
}

void Passage::stop(End& end) {
    if (!end.running)
        return;
    end.cancel.cancel();
    while (!end.lane.wait(100ms))
        ;
    end.running = false;
}

qint64 Passage::pace(qint64 bytes) {
    const auto now = Clock::now();
    m_pace.emplace_back(now, bytes);
    while (m_pace.size() > 2 && now - m_pace.front().first > paceOver)
        m_pace.pop_front();
    const std::chrono::duration<double> over = now - m_pace.front().first;
    return over.count() > 0.1 ? qint64(double(bytes - m_pace.front().second) / over.count()) : 0;
}

void Passage::tell(const Answers& answers) {
    const auto now = Clock::now();
    if (!m_trip.progress || (now - m_lastTold < 200ms && !answers.done))
        return;
    m_lastTold = now;
    const Incoming::Seen seen = m_incoming.seen();
    TransferProgress p;
    p.id = m_parcel.id;
    p.name = seen.name;
    p.bytesDone = answers.bytes;
    p.bytesTotal = seen.bytesTotal >= 0         ? std::max(seen.bytesTotal, answers.bytes)
                   : m_parcel.expectedBytes > 0 ? std::max(m_parcel.expectedBytes, answers.bytes)
                                                : -1;
    p.filesDone = answers.files;
    p.filesTotal = seen.filesTotal;
    p.bytesPerSecond = pace(answers.bytes);
    p.cuts = m_cuts;
    p.waiting = m_from.tries > 0 || m_to.tries > 0;
    m_trip.progress(p);
}

Delivered Passage::delivered(const Frame& done) const {
    const QList<QByteArray> f = done.fields();
    const Incoming::Seen seen = m_incoming.seen();
    Delivered d;
    d.id = m_parcel.id;
    d.hash = QString::fromLatin1(f.value(0));
    d.bytes = f.value(1).toLongLong();
    d.files = f.value(2).toLongLong();
    d.before = f.value(3) == "before";
    d.bytesSent = seen.bytes;
    d.bytesSentAgain = seen.again;
    d.cuts = m_cuts;
    d.changed = seen.changed;
    d.leftOut = seen.leftOut;
    d.listed = seen.listed;
    d.removed = seen.removed;
    if (m_copy) {
        const QString name =
            m_parcel.kind == Parcel::Kind::Files ? QString() : QLatin1Char('/') + m_parcel.id;
        d.copy = m_trip.keepCopyIn + name;
        d.copyProblem = m_copy->problem();
    }
    return d;
}

} // namespace df
