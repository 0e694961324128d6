#include "advise/env_merge.h"

#include "advise/env_merge_decide.h"
#include "advise/text.h"

#include <algorithm>

namespace df {
namespace {

using Choice = EnvMergeRow::Choice;

/// "value:" + text that fits on one line of .env.
std::optional<QString> ownValue(const QString& said) {
    const QString prefix = QStringLiteral("value:"), value = said.mid(prefix.size());
    const bool odd = std::any_of(value.begin(), value.end(), [](QChar c) { return c.unicode() < 32; });
    return said.startsWith(prefix) && !odd && value.size() <= 4096 ? std::optional(value) : std::nullopt;
}

/// What the word means for this row; nothing if it can't be chosen.
std::optional<Choice> choiceOf(const EnvMergeRow& row, const QString& said) {
    Choice choice = Choice::Value;
    if (said == QLatin1String("old"))
        choice = row.inOld ? Choice::Old : Choice::Drop;
    else if (said == QLatin1String("new"))
        choice = row.inNew ? Choice::New : Choice::Drop;
    else if (!ownValue(said))
        return std::nullopt;
    return row.allowed.contains(choice) ? std::optional(choice) : std::nullopt;
}

const QString* saidOf(const EnvMergeRow& row, const QMap<QString, QString>& choices) {
    for (const QString& key : {row.key, row.oldKey})
        if (const auto it = choices.constFind(key); !key.isEmpty() && it != choices.constEnd())
            return &*it;
    return nullptr;
}

QString resultOf(const EnvMergeRow& row, const QString& oldResult) {
    switch (row.choice) {
    case Choice::Old:
        return oldResult;
    case Choice::New:
        return row.newValue;
    case Choice::Value:
    case Choice::Drop:
        break;
    }
    return {};
}

void choose(EnvMergeRow& row, const QMap<QString, QString>& choices, const QString& oldResult) {
    const QString* said = saidOf(row, choices);
    const std::optional<Choice> choice = said ? choiceOf(row, *said) : std::nullopt;
    row.asks = row.needsUser && !choice;
    row.choice = choice.value_or(row.advised);
    row.result = row.choice != Choice::Value ? resultOf(row, oldResult)
                 : choice                    ? *ownValue(*said)
                                             : row.advisedValue;
}

QString whatItMayBe(const EnvMergeRow& row) {
    QStringList words;
    for (const Choice c : row.allowed)
        words << choiceText(row, c, QStringLiteral("…"));
    words.removeDuplicates();
    return words.join(QStringLiteral(", "));
}

} // namespace

QVector<EnvMergeRow> mergeEnv(const MovePair& pair, const QMap<QString, QString>& choices) {
    QVector<EnvMergeRow> rows;
    for (DecidedKey& one : decideEnv(pair)) {
        choose(one.row, choices, one.oldResult);
        rows.append(one.row);
    }
    return rows;
}

Result<void> checkEnvChoices(const MovePair& pair, const QMap<QString, QString>& choices) {
    const QVector<EnvMergeRow> rows = mergeEnv(pair, {});
    for (auto it = choices.begin(); it != choices.end(); ++it) {
        const auto row = std::find_if(rows.begin(), rows.end(), [&](const EnvMergeRow& r) {
            return r.key == it.key() || (!r.oldKey.isEmpty() && r.oldKey == it.key());
        });
        if (row == rows.end())
            return fail(ErrorCode::BadAnswerFile,
                        QStringLiteral("env: %1 is in neither server's .env").arg(it.key()), {it.key()});
        if (!choiceOf(*row, it.value()))
            return fail(ErrorCode::BadAnswerFile,
                        QStringLiteral("env: %1 can be: %2").arg(it.key(), whatItMayBe(*row)),
                        {it.key(), whatItMayBe(*row)});
    }
    return {};
}

QString choiceText(const EnvMergeRow& row, Choice choice, const QString& value) {
    switch (choice) {
    case Choice::Old:
        return QStringLiteral("old");
    case Choice::New:
        return QStringLiteral("new");
    case Choice::Drop:
        return row.inOld ? QStringLiteral("new") : QStringLiteral("old");
    case Choice::Value:
        break;
    }
    return QStringLiteral("value:") + value;
}

static void appendChange(QVector<EnvChange>& all, const EnvMergeRow& r) {
    using Action = EnvChange::Action;
    const QString from = r.oldKey.isEmpty() ? r.key : r.oldKey;
    const bool there = r.inNew && !r.secret && r.result == r.newValue;
    const bool asItStands = !r.converted || r.secret || r.result == r.oldValue;
    if (r.choice == Choice::Drop && r.inNew)
        all.append({Action::Remove, r.key, {}, {}, r.why, r.source});
    else if (r.choice == Choice::Old && !there && asItStands && !r.same)
        all.append({Action::Take, r.key, from, {}, r.why, r.source});
    else if ((r.choice == Choice::Old && !there && !r.same) || (r.choice == Choice::Value && !there))
        all.append({Action::Set, r.key, {}, r.result, r.why, r.source});
}

QVector<EnvChange> envChangesOf(const QVector<EnvMergeRow>& rows) {
    QVector<EnvChange> all;
    for (const EnvMergeRow& row : rows)
        appendChange(all, row);
    return all;
}

} // namespace df
