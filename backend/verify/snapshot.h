#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QVector>

namespace df {

/// One thing compared: a service, a role, a package … `attributes` are what may differ, masked where secret.
struct SnapshotItem {
    QString id;    ///< stable within its area: "erp"
    QString label; ///< for people: "erp (remote web service)"
    QMap<QString, QString> attributes;
    /// What differed between two looks one after the other, so that it says nothing: "attribute", or
    /// "attribute#/pointer" into an attribute that is JSON (RFC 6901).
    QStringList varies = {};
    bool operator==(const SnapshotItem&) const = default;
};

/// "services", "roles", "users", "admins", "apps", "lookups", "status", "system", "packages", "env",
/// "service-states", "response-times", "log"; and "ui", "service-types", "cors", "email-templates",
/// "event-scripts", "limits", "schedules", "tables", "migrations", "passwords", "key-proof", "owners",
/// "environment"
struct SnapshotArea {
    QString id;
    bool collected = false;
    QString why;                 ///< where it came from, or why it wasn't collected
    QVector<SnapshotItem> items; ///< sorted by id
    QString source = {};         ///< "rest", "sql", "files", "processes", "times"; empty if not collected
};

struct CallTime {
    QString call; ///< "GET /status"
    int status = 0;
    QVector<double> milliseconds;
};

struct Snapshot {
    QString name; ///< "before", "rehearsal", "after"
    QDateTime takenAt;
    QString release; ///< what /status or the code says runs
    QVector<SnapshotArea> areas;
    QVector<CallTime> times;
};

enum class Verdict { Same, AsExpected, Look, Worse };

struct Difference {
    enum class Kind { Added, Removed, Changed };
    Kind kind = Kind::Changed;
    QString item, label, attribute; ///< attribute empty: the whole item
    QString before, after;
    Verdict verdict = Verdict::Look;
    QString reason; ///< one sentence
};

/// What differs, but differed by itself between two looks of one snapshot: left out, and said to be.
struct MaskedPlace {
    QString item, label;
    QString place; ///< as in SnapshotItem::varies
    bool operator==(const MaskedPlace&) const = default;
};

struct AreaComparison {
    QString id;
    Verdict verdict = Verdict::Same;
    QVector<Difference> differences;
    int same = 0, before = 0, after = 0;
    QString notCollected; ///< why, if one side lacks it
    QVector<MaskedPlace> masked = {};
};

/// One call's times, all in milliseconds.
struct CallJudgement {
    QString call;
    double before = 0, after = 0; ///< medians as measured
    double expected = 0;          ///< the median that `before` and the drift of all calls lead to expect
    double p = 1;                 ///< of "not slower", corrected for the number of calls
    bool slower = false;
    QString notJudged = {}; ///< why, if it couldn't be judged
};

/// How response times were judged; `falseAlarms` is the chance that at least one of `calls` is called slower
/// although nothing changed, over the whole comparison.
struct TimesTest {
    QString name; ///< empty: none could be made
    int calls = 0, repetitions = 0;
    double falseAlarms = 0;
    QString statement = {};        ///< for people: what was tested, and what it takes for granted
    double smallest = 0;           ///< milliseconds; a call that is slower by less is never called slower
    double drift = 1;              ///< how many times as long all calls took together
    QVector<CallJudgement> judged; ///< every call that both sides made
};

struct Comparison {
    Verdict verdict = Verdict::Same;
    QString decidedBy; ///< one sentence
    QVector<AreaComparison> areas;
    TimesTest times = {};
    [[nodiscard]] int valuesCompared() const;
};

[[nodiscard]] QJsonObject toJson(const Snapshot& snapshot);
[[nodiscard]] Snapshot snapshotFromJson(const QJsonObject& json);
[[nodiscard]] QJsonObject toJson(const Comparison& comparison); ///< report.json "comparison"
[[nodiscard]] QString toString(Verdict verdict);                ///< "same", "as-expected", "look", "worse"

/// What this upgrade is known to change, so that it is told apart from what it isn't.
struct Expected {
    QString fromRelease, toRelease;
    QStringList envKeysChanged;
    QStringList packagesOfTarget; ///< "name version" of the target's lock
    bool otherMachine = false;    ///< a move: before is of the old server, after of the new one
};

/// Pure.
[[nodiscard]] Comparison compare(const Snapshot& before, const Snapshot& after, const Expected& expected);

} // namespace df
