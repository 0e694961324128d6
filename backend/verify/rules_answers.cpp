#include "verify/mask.h"
#include "verify/rules.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace df::rules {
namespace {

Judgement counted(const Difference& d, const CompareContext& c) {
    if (d.after.toLongLong() < d.before.toLongLong())
        return worse(CompareText::tr("There are fewer than before."));
    return c.upgraded() ? expected(CompareText::tr("The upgrade creates what comes with DreamFactory."))
                        : look(CompareText::tr("There are more than before."));
}

Judgement status(const Difference& d, const CompareContext& c) {
    if (d.item == QLatin1String("version"))
        return versionText(d, c);
    if (d.item == QLatin1String("last_admin_login"))
        return same(CompareText::tr("Log-ins go on."));
    if (d.item.startsWith(QLatin1String("resources ")) && d.kind == Kind::Changed)
        return counted(d, c);
    if (c.upgraded() && (d.item == QLatin1String("license") || d.kind == Kind::Added))
        return expected(CompareText::tr("The new release answers so."));
    return whole(d) ? look(CompareText::tr("The answer of /status has another form.")) : byDefault(d, c);
}

Judgement ui(const Difference& d, const CompareContext& c) {
    if (is(d, "leads to") && d.after.startsWith(QLatin1String("/setup")))
        return worse(CompareText::tr("The start page asks for a set-up, as if the database were empty."));
    if (is(d, "answer"))
        return d.after == QLatin1String("HTTP 200")
                   ? expected(CompareText::tr("The start page can be reached."))
                   : worse(CompareText::tr("The start page can't be reached."));
    if (is(d, "kind") && d.after != QLatin1String("angular") && c.upgraded())
        return look(CompareText::tr("The start page is not the admin pages that come with the release."));
    return c.upgraded() ? expected(CompareText::tr("The admin pages come with the release."))
                        : look(CompareText::tr("The start page is another one."));
}

int httpCode(const QString& answer) { return answer.mid(5).toInt(); } // "HTTP 200"; "none" is 0
bool wentWell(const QString& answer) { return httpCode(answer) >= 200 && httpCode(answer) < 400; }
bool failed(const QString& answer) {
    return !answer.isEmpty() && (httpCode(answer) == 0 || httpCode(answer) >= 500);
}

/// One answer's code, before and after.
Judgement answer(const Difference& d, const CompareContext& c) {
    if (failed(d.after))
        return failed(d.before) ? same(CompareText::tr("The call failed before, too."))
                                : worse(CompareText::tr("The call fails."));
    if (wentWell(d.after))
        return c.upgraded() ? expected(wentWell(d.before) ? CompareText::tr("The new release answers so.")
                                                          : CompareText::tr("The call works now."))
                            : look(CompareText::tr("The answer differs."));
    if (d.item.startsWith(QLatin1String("POST ")) && d.item.contains(QLatin1String("session")))
        return worse(CompareText::tr("The log-in is refused."));
    return wentWell(d.before) ? worse(CompareText::tr("The call worked before and is refused now."))
                              : look(CompareText::tr("The call is refused in another way."));
}

Judgement typicalTime(const Difference& d, const CompareContext& c) {
    const CallJudgement call = c.times.value(d.item);
    if (call.slower)
        return look(
            CompareText::tr("It takes %1 ms, where %2 ms were to be expected: more than its own spread and "
                            "what all calls have in common explain.")
                .arg(call.after, 0, 'f', 0)
                .arg(call.expected, 0, 'f', 0));
    if (call.call.isEmpty() || !call.notJudged.isEmpty())
        return same(CompareText::tr("Named only: a few calls don't tell whether a server is slower."));
    return same(CompareText::tr("Within what its own spread and the server's load explain."));
}

Judgement responseTimes(const Difference& d, const CompareContext& c) {
    if (whole(d))
        return same(CompareText::tr("This call was made only once."));
    return is(d, "typical time") ? typicalTime(d, c)
           : is(d, "answer")     ? answer(d, c)
                                 : same(CompareText::tr("How it was measured."));
}

QStringList lines(const QString& text) { return text.split(QLatin1Char('\n'), Qt::SkipEmptyParts); }

/// Every line of `few` is among `many`.
bool allAmong(const QStringList& few, const QStringList& many) {
    const QSet<QString> there(many.begin(), many.end());
    return std::all_of(few.begin(), few.end(), [&](const QString& line) { return there.contains(line); });
}

/// "/resource/*/email: nothing or text": whether a value is there depends on the row, not on the release.
QStringList withoutNothing(const QString& shape) {
    QStringList out = lines(shape);
    for (QString& line : out)
        line.replace(QLatin1String(": nothing or "), QLatin1String(": "))
            .replace(QLatin1String(" or nothing"), QString());
    return out;
}

Judgement shape(const Difference& d, const CompareContext& c) {
    if (withoutNothing(d.before) == withoutNothing(d.after))
        return same(CompareText::tr("Only which values are empty differs."));
    if (c.upgraded() && allAmong(lines(d.before), lines(d.after)))
        return expected(CompareText::tr("The new release answers with more fields; none is missing."));
    return look(CompareText::tr("The answer has another form: a client that reads it may stumble."));
}

QJsonValue parsed(const QString& text) {
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    return document.isObject()  ? QJsonValue(document.object())
           : document.isArray() ? QJsonValue(document.array())
                                : QJsonValue(QJsonValue::Undefined);
}

bool explainedByUse(const QJsonValue& was, const QJsonValue& now);

/// The same rows, and more behind or between them.
bool onlyGrew(const QJsonArray& was, const QJsonArray& now) {
    qsizetype found = 0;
    for (const QJsonValue& row : now)
        found += found < was.size() && explainedByUse(was[found], row) ? 1 : 0;
    return found == was.size();
}

bool fieldExplained(const QString& key, const QJsonValue& was, const QJsonValue& now) {
    if (key == QLatin1String("count"))
        return now.toDouble() >= was.toDouble();
    return knownChanges().fieldsOfUse.contains(key) || explainedByUse(was, now);
}

/// What people do meanwhile changes an answer, too: times, counts, rows more.
bool explainedByUse(const QJsonValue& was, const QJsonValue& now) {
    if (was == now)
        return true;
    if (was.isArray() && now.isArray())
        return onlyGrew(was.toArray(), now.toArray());
    const QJsonObject one = was.toObject(), other = now.toObject();
    if (!was.isObject() || one.keys() != other.keys())
        return false;
    for (auto it = one.begin(); it != one.end(); ++it)
        if (!fieldExplained(it.key(), it.value(), other.value(it.key())))
            return false;
    return true;
}

/// A list that is longer than what is kept of an answer: its values can't be told apart, its form can.
bool isCutJson(const QString& text) {
    return (text.startsWith(QLatin1Char('{')) || text.startsWith(QLatin1Char('['))) &&
           parsed(text).isUndefined();
}

Judgement tooLong() {
    return same(CompareText::tr("The answer is too long to be kept whole. Its form was compared."));
}

/// JSON without the places that are known to vary.
QJsonValue unmasked(const QString& text, const Difference& d, const CompareContext& c) {
    const SnapshotItem *was = itemIn(c.before, QStringLiteral("calls"), d.item),
                       *now = itemIn(c.after, QStringLiteral("calls"), d.item);
    return was && now ? Mask(*was, *now).takenOff(d.attribute, parsed(text)) : parsed(text);
}

Judgement body(const Difference& d, const CompareContext& c) {
    if (isCutJson(d.before) || isCutJson(d.after))
        return tooLong();
    const QJsonValue was = unmasked(d.before, d, c), now = unmasked(d.after, d, c);
    return !was.isUndefined() && !now.isUndefined() && explainedByUse(was, now)
               ? same(CompareText::tr("Times, counts and rows more: people go on working."))
               : look(CompareText::tr("The call answers with other values."));
}

/// What follows from another answer's code is said there, and only there.
bool followsFromTheAnswer(const Difference& d, const CompareContext& c) {
    const QString area = QStringLiteral("calls"), code = QStringLiteral("answer");
    return valueBefore(c, area, d.item, code) != valueNow(c, area, d.item, code);
}

QString withoutCharset(const QString& type) {
    return type.section(QLatin1Char(';'), 0, 0).trimmed().toLower();
}

Judgement calls(const Difference& d, const CompareContext& c) {
    if (whole(d))
        return d.kind == Kind::Added ? same(CompareText::tr("This call was not made before."))
                                     : look(CompareText::tr("This call was made before and not now."));
    if (is(d, "answer"))
        return answer(d, c);
    if (followsFromTheAnswer(d, c))
        return same(CompareText::tr("It follows from the other answer."));
    if (failed(valueNow(c, QStringLiteral("calls"), d.item, QStringLiteral("answer"))))
        return same(CompareText::tr("The call failed before, too, in other words."));
    if (is(d, "shape"))
        return shape(d, c);
    if (is(d, "body"))
        return body(d, c);
    if (is(d, "sha256") && isCutJson(valueNow(c, QStringLiteral("calls"), d.item, QStringLiteral("body"))))
        return tooLong();
    if (is(d, "sha256") && valueBefore(c, QStringLiteral("calls"), d.item, QStringLiteral("body")) !=
                               valueNow(c, QStringLiteral("calls"), d.item, QStringLiteral("body")))
        return same(CompareText::tr("It follows from the other values."));
    if (is(d, "sha256"))
        return look(CompareText::tr("The long answer differs further back than is kept here."));
    if (is(d, "type") && withoutCharset(d.before) == withoutCharset(d.after))
        return same(CompareText::tr("Only the way the characters are named differs."));
    if (is(d, "group"))
        return same(CompareText::tr("What group the service is counted to."));
    return byDefault(d, c);
}

bool dropped(const QString& path, const CompareContext& c) {
    const auto& known = knownChanges().droppedPaths;
    return std::any_of(known.begin(), known.end(), [&](const KnownChanges::DroppedPath& one) {
        return path.endsWith(one.ends) && crosses(c, one.release);
    });
}

Judgement apiPaths(const Difference& d, const CompareContext& c) {
    if (whole(d))
        return c.upgraded() && d.kind == Kind::Added
                   ? expected(CompareText::tr("The new release describes this service, too."))
                   : look(d.kind == Kind::Added ? CompareText::tr("This service was not described before.")
                                                : CompareText::tr("This service is no longer described."));
    const QStringList was = lines(d.before), now = lines(d.after);
    QStringList gone;
    std::copy_if(was.begin(), was.end(), std::back_inserter(gone),
                 [&](const QString& path) { return !now.contains(path) && !dropped(path, c); });
    if (!gone.isEmpty())
        return look(CompareText::tr("Paths are gone that clients may call: %1")
                        .arg(gone.mid(0, 3).join(QLatin1String(", "))));
    return c.upgraded() ? expected(CompareText::tr("These paths come and go with the release."))
                        : look(CompareText::tr("There are paths that weren't there before."));
}

bool isError(const QString& kind) {
    const QString level = kind.section(QLatin1Char(' '), 0, 0).section(QLatin1Char('.'), -1).toUpper();
    static const QStringList harmless{QStringLiteral("DEBUG"), QStringLiteral("INFO"),
                                      QStringLiteral("NOTICE"), QStringLiteral("WARNING")};
    return !harmless.contains(level);
}

bool causedByUsers(const QString& kind) {
    const QStringList& known = knownChanges().logOfUse;
    return std::any_of(known.begin(), known.end(),
                       [&](const QString& words) { return kind.contains(words, Qt::CaseInsensitive); });
}

/// Written before the first snapshot in every time zone that the application may write in: a log that was
/// rotated, or another server's own.
bool fromLongBefore(const Difference& d, const CompareContext& c) {
    QDateTime last = QDateTime::fromString(valueNow(c, QStringLiteral("log"), d.item, QStringLiteral("last"))
                                               .left(19)
                                               .replace(QLatin1Char('T'), QLatin1Char(' ')),
                                           QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    last.setTimeSpec(Qt::UTC);
    return last.isValid() && c.before.takenAt.isValid() && last.addSecs(14 * 3600) < c.before.takenAt;
}

Judgement log(const Difference& d, const CompareContext& c) {
    if (is(d, "first") || is(d, "last") || is(d, "sample"))
        return same(CompareText::tr("When it was seen."));
    const bool more = d.kind == Kind::Added || d.after.toLongLong() > d.before.toLongLong();
    if (!more)
        return same(CompareText::tr("It is no longer in the last lines of the log."));
    if (!isError(d.item))
        return same(CompareText::tr("A line that is no error."));
    if (fromLongBefore(d, c))
        return same(CompareText::tr("It is from before the first of the two snapshots."));
    if (causedByUsers(d.item))
        return same(CompareText::tr("A refusal, as users cause them: no error of the server."));
    return whole(d) ? worse(CompareText::tr("An error that wasn't in the log before."))
                    : look(CompareText::tr("This error came again."));
}

constexpr qint64 diskTight = 1024; // MiB

/// What the machine is made of: on another machine it is another.
Judgement made(const Difference& d, const CompareContext& c) {
    if (is(d, "store") && c.expected.envKeysChanged.contains(QStringLiteral("CACHE_STORE")))
        return expected(CompareText::tr("The plan changes this setting."));
    return c.expected.otherMachine ? expected(CompareText::tr("It is another machine."))
                                   : look(CompareText::tr("It has another value than before."));
}

/// Named; judged only where it stops a server: no disk, no database, no Redis.
Judgement resources(const Difference& d, const CompareContext& c) {
    if (is(d, "reachable"))
        return d.after == QLatin1String("no")
                   ? worse(CompareText::tr("It could be reached before and can't be reached now."))
                   : expected(CompareText::tr("It can be reached now."));
    if (is(d, "free MiB") && d.after.toLongLong() < diskTight && d.before.toLongLong() >= diskTight)
        return look(CompareText::tr("Less than 1 GiB of the disk is free."));
    for (const char* fixed : {"store", "server", "cores", "total MiB", "size MiB"})
        if (is(d, fixed))
            return made(d, c);
    return same(CompareText::tr("Named only: it varies with the load."));
}

} // namespace

Rules answers() {
    return {{QStringLiteral("status"), status},
            {QStringLiteral("ui"), ui},
            {QStringLiteral("calls"), calls},
            {QStringLiteral("api-paths"), apiPaths},
            {QStringLiteral("log"), log},
            {QStringLiteral("response-times"), responseTimes},
            {QStringLiteral("resources"), resources}};
}

} // namespace df::rules
