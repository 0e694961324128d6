#include "flow/move/both_looks.h"

#include "flow/look_step.h"

namespace df {

BothLooks::BothLooks(LookStep& old, LookStep& fresh, QObject* parent)
    : FlowStep(parent), m_old(old), m_new(fresh) {
    for (LookStep* look : {&m_old, &m_new})
        connect(look, &FlowStep::changed, this, &BothLooks::settle);
}

void BothLooks::look() {
    for (LookStep* look : {&m_old, &m_new})
        if (!look->busy())
            look->look();
}

void BothLooks::cancel() {
    for (LookStep* look : {&m_old, &m_new})
        if (look->busy())
            look->cancel();
}

void BothLooks::settle() {
    const StateWord one = m_old.state(), other = m_new.state();
    const auto either = [one, other](StateWord word) { return one == word || other == word; };
    if (either(StateWord::Running))
        set(StateWord::Running, tr("reading both"));
    else if (either(StateWord::Failed))
        set(StateWord::Failed,
            one != StateWord::Failed && m_new.foundNone() ? tr("no DreamFactory there yet") : QString(),
            one == StateWord::Failed ? m_old.error() : m_new.error());
    else if (either(StateWord::NeedsYou))
        set(StateWord::NeedsYou, tr("which installation?"));
    else if (one == StateWord::Done && other == StateWord::Done)
        set(StateWord::Done, tr("%1 and %2").arg(m_old.stateNote(), m_new.stateNote()));
    else
        set(StateWord::NotStarted);
}

QString BothLooks::blockedBy() const {
    return state() == StateWord::NeedsYou ? tr("No installation is chosen.") : QString();
}

} // namespace df
