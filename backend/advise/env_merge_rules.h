#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QVector>

namespace df {

/// Which server's value of a key of .env counts after a move (resources/data/env-merge.json, where the fields
/// are explained).
struct EnvMergeRule {
    enum class Take {
        Own,        ///< keys that no rule knows: the old one's, and the user says where both differ
        Old,        ///< the old one's; absent there, absent here
        OldElseNew, ///< the old one's; absent there, the new one's stays
        New,        ///< the new one's; absent there, absent here
        Address,    ///< by what name users reach the site
        Path,       ///< a place on the machine
        Page,       ///< a page of the admin interface
        Link,       ///< a link that goes out in mails
        Cache,
        Queue,
        Passwords,
        Engine,
        Collation
    };
    QString id, group, why, source, absent;
    QStringList keys; ///< "DB_*": all that begin with it
    Take take = Take::Own;
    bool fixed = false;  ///< the user has no choice: anything else would do harm
    bool always = false; ///< shown even where neither server has it
};

struct EnvMergeTable {
    QVector<EnvMergeRule> rules; ///< the first that knows a key decides; the last knows every key
    QStringList groups;          ///< in the order of the page
    [[nodiscard]] const EnvMergeRule& ruleFor(const QString& key) const;
    [[nodiscard]] int placeOf(const QString& key) const; ///< for sorting: order of the rules and their keys
};

[[nodiscard]] EnvMergeTable readEnvMergeTable(const QByteArray& json); ///< wrong types give empty values
[[nodiscard]] const EnvMergeTable& builtInEnvMergeTable();             ///< read at first use
[[nodiscard]] QString envGroupTitle(const QString& group);             ///< "Secrets and licence"
/// The sentences of env-merge.json, in the words that translators see (context "EnvMerge").
[[nodiscard]] QStringList envMergeWords();

} // namespace df
