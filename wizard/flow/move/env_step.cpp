#include "flow/move/env_step.h"

#include "flow/look_step.h"

#include <algorithm>

namespace df {

EnvStep::EnvStep(LookStep& old, LookStep& fresh, QObject* parent)
    : FlowStep(parent), m_old(old), m_new(fresh) {
    for (LookStep* look : {&m_old, &m_new})
        connect(look, &FlowStep::changed, this, [this, look] {
            if (look->state() == StateWord::Done)
                recompute();
        });
}

void EnvStep::recompute() {
    const Installation *old = m_old.installation(), *fresh = m_new.installation();
    if (!old || !fresh) {
        m_rows.clear();
        set(StateWord::NotStarted);
        return;
    }
    m_rows = mergeEnv({m_old.facts(), *old, m_new.facts(), *fresh}, m_choices);
    settle();
}

void EnvStep::settle() {
    if (const int open = undecided(); open > 0)
        set(StateWord::NeedsYou, tr("%n key(s)", nullptr, open));
    else
        set(StateWord::Done, tr("%n key(s)", nullptr, int(m_rows.size())));
}

int EnvStep::undecided() const {
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const EnvMergeRow& r) { return r.asks; }));
}

QString EnvStep::blockedBy() const {
    const int open = undecided();
    return open > 0 ? tr("Your choice is missing for %n key(s).", nullptr, open) : QString();
}

void EnvStep::choose(const QString& key, const QString& choice) {
    if (choice.isEmpty())
        m_choices.remove(key);
    else
        m_choices.insert(key, choice);
    recompute();
}

Result<void> EnvStep::chooseAll(const QMap<QString, QString>& choices) {
    const Installation *old = m_old.installation(), *fresh = m_new.installation();
    if (!old || !fresh)
        return {};
    if (const auto possible = checkEnvChoices({m_old.facts(), *old, m_new.facts(), *fresh}, choices);
        !possible)
        return fail(possible.error());
    m_choices = choices;
    recompute();
    return {};
}

} // namespace df
