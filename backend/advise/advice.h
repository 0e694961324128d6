#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QVector>

namespace df {

enum class Severity { MustFix, ShouldKnow, Fine };
/// What a finding is about; findings are shown in this order within their severity.
enum class Area {
    Machine,
    Access,
    Php,
    Composer,
    Release,
    Code,
    Env,
    AppKey,
    Database,
    Services,
    Schedules,
    Web,
    Commercial,
    Container,
    Nodes,
    Leftovers
};
/// A place in the wizard where a person can settle a finding with a button.
enum class Remedy {
    None,
    ChooseRelease,       ///< the chooser of the advice page
    InstallPhpBeside,    ///< sets AdviceChoices::phpBesideOld
    GiveDatabaseAdmin,   ///< the plan page's fields
    GiveCommercialFiles, ///< the plan page's field
    SignInOtherwise,     ///< back to Connect
    ResumeRun            ///< the start page's list of unfinished runs
};
enum class Way { InPlace, InSteps, Migration, Stay, None };

/// One thing that was found. `text`, `means` and `doThis` are whole sentences for the user (made with
/// QCoreApplication::translate in this room's own context, so that report and page say the same).
struct Finding {
    QString id; ///< stable: "php-version", "local-changes"
    Severity severity = Severity::Fine;
    QString text; ///< one sentence with the server's own values
    QString means;
    QStringList doThis;        ///< sentences or commands; a command begins with "$ "
    QString source;            ///< "composer.lock of 7.6.0", see sources.h
    Area area = Area::Machine; ///< from finding_kinds.h
    Remedy remedy = Remedy::None;
    QString server =
        {}; ///< of a move: which one it is about, "old" or "new"; empty: both, or there is only one
    /// Eight hex digits over id, severity and text: an acceptance holds only while this is the same.
    [[nodiscard]] QString content() const;
};

struct Reason {
    QString id, text, source;
};

/// One way side by side with the others, in words.
struct WayOption {
    Way way = Way::None;
    bool possible = false;
    QString whyNot; ///< one sentence if not possible
    QString needs, usersCutOff, takes, diskNeeded, risk, wayBack;
};

/// A stop on the way in steps.
struct Hop {
    QString release, why, needs; ///< whole sentences
};

/// One change of .env that the new release needs, decided by rules (facts §4, §16; data/env-keys.json).
struct EnvChange {
    /// Take: the value comes from the old server's .env, on the server, and is never in here.
    enum class Action { Set, Rename, Remove, Take };
    Action action = Action::Set;
    QString key;    ///< Rename: the new key; the value is carried over on the server
    QString oldKey; ///< Rename; Take: its name in the old server's .env
    QString value;  ///< Set only. Never a secret
    QString why;    ///< sentence
    QString source;
};

struct Advice {
    Way way = Way::None; ///< recommended
    QString from, to;    ///< releases; from may be "6.3.0"
    QString toTag, toCommit;
    QStringList hops;        ///< in steps: the stops, last one = to
    QVector<Hop> stops;      ///< the same with their reasons
    QStringList wouldChange; ///< whole sentences: what would make another way the recommended one
    QVector<Reason> reasons;
    QVector<WayOption> options; ///< always in-place, in-steps, migration, stay
    QVector<Finding> findings;  ///< must fix first
    QVector<EnvChange> envChanges;
    QStringList
        ignorePlatformReqs; ///< extensions to be named to composer, "ext-mongodb"; the user accepts each
    QString phpBinary;      ///< the PHP to run composer and artisan of the new release with
    qint64 diskNeededBytes = 0;
    [[nodiscard]] bool blocked() const; ///< a must-fix is open
};

/// Did the user take note of it? `accepted` holds "id" or "id#content" (only while its content is that).
/// Never a must-fix.
[[nodiscard]] bool isAccepted(const Finding& finding, const QStringList& accepted);

[[nodiscard]] QJsonObject toJson(const Advice& advice, const QStringList& accepted); ///< report.json "advice"
[[nodiscard]] QString toString(EnvChange::Action action); ///< "set", "rename", "remove", "take"
[[nodiscard]] QString toString(Severity severity);        ///< "must-fix", "should-know", "fine"
[[nodiscard]] QString toString(Area area);                ///< "machine", "app-key"
[[nodiscard]] QString toString(Way way); ///< "in-place", "in-steps", "migration", "stay", "none"

} // namespace df
