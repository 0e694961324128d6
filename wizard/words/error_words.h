#pragma once

#include "core/error.h"
#include "plan/plan.h"
#include "run/run_state.h"

#include <QDateTime>
#include <QString>
#include <QVector>

namespace df {

/// What an error card says: always what happened, what it means now, what the user can do.
struct Words {
    enum class Look { Error, NeedsYou, Neutral };
    struct Fact {
        enum class Mark { Good, Attention, Bad };
        Mark mark = Mark::Good;
        QString text;
    };
    /// `id`: "again", "settings", "stop", "close", "stay", "try-switch", "try-stage", "go-back",
    /// "undo-stage", "resume", "check-again", "open-log", "keep", "compare". What each does is the page's
    /// business.
    struct Action {
        QString id, text, iconName;
        bool startsChange = false;
    };
    Look look = Look::Error;
    QString title; ///< one sentence
    QString happened;
    QString means;
    QVector<Fact> facts;     ///< of "what it means now"
    QVector<Action> actions; ///< one to three, safest first
    QString hint;            ///< below the buttons: what each costs, or what helps
    QString detailTitle;     ///< "step copy-database.dump · ended with code 1 after 61.4 s"
    QString detail;          ///< raw output, redacted
};

/// Where things stood when it happened.
struct Situation {
    QString host;
    QString from, to; ///< releases
    bool changesBegan = false;
    DowntimeFact downtime = {}; ///< measured so far
    QString now = {};           ///< one sentence: how the server stands (Flow::truthLine())
    bool pauseAsked = true;     ///< a pause was asked for here (RunStep::pauseAsked())
    QString movesFrom = {};     ///< a move: the old server's name, `host` is the new one's; empty: no move
    bool oldClosed = false;     ///< a move: users are shut out of the old server
};

/// The one place where an Error becomes sentences. Every code has words of its own.
[[nodiscard]] Words wordsFor(const Error& error, const Situation& situation = {});

/// The same for a run that stands still: failed, undone, went back, stuck, paused. `copyError`: why the
/// switch waits, where the copies for this computer could not be made.
[[nodiscard]] Words wordsForRun(const RunState& run, const Plan& plan, const Situation& situation,
                                const std::optional<Error>& copyError = {});

/// Log signatures that are known, with what they mean and what helps (facts §14, §15). Empty title: not
/// known.
struct KnownFailure {
    QString title, happened, remedy;
};
[[nodiscard]] KnownFailure knownFailure(const QString& log);

} // namespace df
