#include "flow/advice_step.h"

#include "flow/look_step.h"

#include "advise/release_trouble.h"

#include <algorithm>

namespace df {

namespace {

bool isPossible(const Advice& advice, Way way) {
    return std::any_of(advice.options.begin(), advice.options.end(),
                       [way](const WayOption& o) { return o.way == way && o.possible; });
}

QString counted(const QString& one, const QString& many, int n) { return n == 1 ? one : many.arg(n); }

} // namespace

AdviceStep::AdviceStep(LookStep& look, QObject* parent) : FlowStep(parent), m_look(look) {
    connect(&look, &FlowStep::changed, this, &AdviceStep::looked);
}

void AdviceStep::pairWith(LookStep& fresh, Adviser adviser) {
    m_newLook = &fresh;
    m_adviser = std::move(adviser);
    connect(&fresh, &FlowStep::changed, this, &AdviceStep::looked);
}

void AdviceStep::looked() {
    const auto all = [this](auto is) { return is(m_look) && (!m_newLook || is(*m_newLook)); };
    if (all([](const LookStep& l) { return l.state() == StateWord::Done; })) {
        recompute();
        compareWithBefore();
    } else if (all([](const LookStep& l) { return !l.busy(); })) {
        m_before.reset(); // nothing came of it
    } else if (!m_before) {
        m_checkedAgain.reset(); // another release, or another look: what was said no longer holds
    }
}

bool AdviceStep::canBeGone() const { return m_way == (m_newLook ? Way::Migration : Way::InPlace); }

void AdviceStep::recompute() {
    const Installation* installation = m_look.installation();
    if (!installation || (m_newLook && !m_newLook->installation())) {
        m_advice = {};
        set(StateWord::NotStarted);
        return;
    }
    choices.canBeRoot = (m_newLook ? *m_newLook : m_look).facts().machine.root;
    m_advice = m_adviser ? m_adviser(choices)
                         : advise(m_look.facts(), *installation, m_look.releases().tags,
                                  m_look.releases().chosen, choices);
    if (const auto& trouble = m_look.releasesError())
        tellWhyUnread(*trouble, &m_advice);
    // An acceptance was given to a sentence with its values: another sentence has to be accepted again.
    for (const Finding& finding : m_advice.findings)
        if (m_acceptedContent.contains(finding.id) &&
            m_acceptedContent.value(finding.id) != finding.content())
            m_acceptedContent.remove(finding.id);
    // What was chosen for another release may not be open to this one.
    m_wayChosen = m_wayChosen && isPossible(m_advice, m_way);
    if (!m_wayChosen)
        m_way = m_newLook ? Way::Migration : m_advice.way;
    settle();
}

void AdviceStep::takeFirstStop() {
    if (m_advice.stops.isEmpty() || m_look.busy())
        return;
    if (goal().isEmpty())
        m_goal = m_advice.to;
    m_stop = m_advice.stops.first().release;
    m_wayChosen = false;
    m_look.chooseRelease(m_stop);
}

QString AdviceStep::goal() const { return m_stop == m_look.wantedRelease ? m_goal : QString(); }

void AdviceStep::takeGoal() {
    const QString release = goal();
    m_goal.clear();
    m_stop.clear();
    if (!release.isEmpty() && !m_look.busy())
        m_look.chooseRelease(release);
}

void AdviceStep::checkAgain() {
    m_before = std::pair(ids(Severity::MustFix), ids(Severity::ShouldKnow));
    m_checkedAgain.reset();
    if (m_newLook)
        m_newLook->look();
    m_look.look(releaseMatters() ? LookStep::ReadRelease::Always : LookStep::ReadRelease::IfNeeded);
}

AdviceStep::Ids AdviceStep::ids(Severity severity) const {
    Ids all;
    for (const Finding& finding : m_advice.findings)
        if (finding.severity == severity)
            all.insert(finding.id);
    return all;
}

/// Something is open that reading the release may have found out.
bool AdviceStep::releaseMatters() const {
    const auto fromRelease = [](const Finding& f) {
        return f.area == Area::Release || f.area == Area::Code || f.area == Area::Composer;
    };
    const QVector<Finding> all = open(Severity::MustFix) + open(Severity::ShouldKnow);
    return std::any_of(all.begin(), all.end(), fromRelease);
}

void AdviceStep::compareWithBefore() {
    if (!m_before)
        return;
    const auto [mustFix, shouldKnow] = *std::exchange(m_before, std::nullopt);
    const Ids mustFixNow = ids(Severity::MustFix), shouldKnowNow = ids(Severity::ShouldKnow);
    CheckedAgain result;
    result.at = QDateTime::currentDateTime();
    result.mustFixGone = int((mustFix - mustFixNow).size());
    result.mustFixNew = int((mustFixNow - mustFix).size());
    result.shouldKnowGone = int((shouldKnow - shouldKnowNow).size());
    result.shouldKnowNew = int((shouldKnowNow - shouldKnow).size());
    result.releaseToo = m_look.releaseWasRead();
    m_checkedAgain = result;
    Q_EMIT changed();
}

void AdviceStep::letPlanInstallPhp(bool on) {
    choices.phpBesideOld = on;
    recompute();
}

void AdviceStep::tickChecklist(const QString& itemId, bool on) {
    m_checklist.removeAll(itemId);
    if (on)
        m_checklist << itemId;
    Q_EMIT changed();
}

QVector<Finding> AdviceStep::open(Severity severity) const {
    QVector<Finding> list;
    for (const Finding& finding : m_advice.findings)
        if (finding.severity == severity && !m_acceptedContent.contains(finding.id))
            list << finding;
    return list;
}

void AdviceStep::settle() {
    m_accepted = m_acceptedContent.keys();
    const int mustFix = int(open(Severity::MustFix).size());
    const int shouldKnow = int(open(Severity::ShouldKnow).size());
    if (mustFix > 0)
        set(StateWord::NeedsYou, counted(tr("1 must fix"), tr("%1 must fix"), mustFix));
    else if (m_way == Way::Stay) // no upgrade is begun from here
        set(StateWord::Skipped,
            m_advice.way == Way::Stay ? tr("nothing to do") : tr("stay on %1").arg(m_advice.from));
    else if (m_way == Way::InSteps && !m_advice.stops.isEmpty())
        set(StateWord::NeedsYou, tr("%1 is first").arg(m_advice.stops.first().release));
    else if (!canBeGone())
        set(StateWord::NeedsYou, tr("no way is open"));
    else if (shouldKnow > 0)
        set(StateWord::NeedsYou, counted(tr("1 to read"), tr("%1 to read"), shouldKnow));
    else
        set(StateWord::Done, m_advice.to);
}

void AdviceStep::accept(const QString& findingId, bool on) {
    if (!on)
        m_acceptedContent.remove(findingId);
    for (const Finding& finding : m_advice.findings)
        if (on && finding.id == findingId && finding.severity == Severity::ShouldKnow)
            m_acceptedContent.insert(findingId, finding.content());
    settle();
}

void AdviceStep::chooseWay(Way way) {
    m_way = way;
    m_wayChosen = true;
    settle();
}

bool AdviceStep::canGoOn() const { return blockedBy().isEmpty(); }

QString AdviceStep::blockedBy() const {
    if (!m_look.installation())
        return tr("No installation is chosen.");
    if (const int n = int(open(Severity::MustFix).size()); n > 0)
        return counted(tr("1 must fix is open."), tr("%1 must fix are open."), n);
    if (!canBeGone()) {
        for (const WayOption& option : m_advice.options)
            if (option.way == m_way && !option.whyNot.isEmpty())
                return option.whyNot;
        if (m_way == Way::InSteps && !m_advice.stops.isEmpty())
            return tr("Each stop is an upgrade of its own, and %1 is the first.")
                .arg(m_advice.stops.first().release);
        return m_way == Way::Stay ? tr("Staying needs no upgrade.") : tr("This way can't be gone yet.");
    }
    if (const int n = int(open(Severity::ShouldKnow).size()); n > 0)
        return counted(tr("1 finding is not ticked as understood."),
                       tr("%1 findings are not ticked as understood."), n);
    return {};
}

} // namespace df
