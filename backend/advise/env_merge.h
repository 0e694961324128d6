#pragma once

#include "advise/advice.h"
#include "advise/pair.h"
#include "core/result.h"

#include <QMap>
#include <QVector>

namespace df {

/// One key of the new server's .env after a move: what each server has, what it will be, and why. Values are
/// untrusted text; those of secrets are never here.
struct EnvMergeRow {
    enum class Choice { Old, New, Value, Drop };
    QString key;    ///< as the new release reads it
    QString oldKey; ///< its name on the old server, where that differs; else empty
    QString group;  ///< "secrets", "machine", "behaviour", "mail", "own": envGroupTitle()
    bool inOld = false, inNew = false, secret = false;
    bool same = false;           ///< both servers have it, and the values are known to be equal
    QString oldValue;            ///< as it stands there; empty if secret
    QString newValue;            ///< empty if secret
    QString result;              ///< empty if secret or left out
    bool converted = false;      ///< the old value is not taken over as it stands, or under another name
    Choice choice = Choice::New; ///< what happens: the user's choice, else the rule's
    Choice advised = Choice::New;
    QString advisedValue;   ///< for Choice::Value
    bool needsUser = false; ///< no rule can decide it; sorted first
    bool asks = false;      ///< … and the user has not yet
    QString rule;           ///< id in env-merge.json
    QString why, source;
    QString oldSetBy,
        newSetBy; ///< what beats this key of .env on that server: "/etc/php/8.3/fpm/pool.d/www.conf"
    QVector<Choice> allowed; ///< the advised one among them
};

/// The rows in the order of the page: those that need the user, then by group. Pure. `choices`: KEY → "old" |
/// "new" | "value:…" (the answer file's `env`), by the new name or the old; what checkEnvChoices() refuses is
/// not regarded.
[[nodiscard]] QVector<EnvMergeRow> mergeEnv(const MovePair& pair, const QMap<QString, QString>& choices);

/// The first choice that can't be: a key that neither server has, a word that is none, a choice that would do
/// harm. BadAnswerFile; facts: the key, then what it may be.
[[nodiscard]] Result<void> checkEnvChoices(const MovePair& pair, const QMap<QString, QString>& choices);

/// A choice as the answer file has it. Drop is said by the server that doesn't have the key.
[[nodiscard]] QString choiceText(const EnvMergeRow& row, EnvMergeRow::Choice choice,
                                 const QString& value = {});

/// What is to be changed in the new server's own .env. Values of the old one are named, not carried (Take).
[[nodiscard]] QVector<EnvChange> envChangesOf(const QVector<EnvMergeRow>& rows);

} // namespace df
