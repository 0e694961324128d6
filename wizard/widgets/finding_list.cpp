#include "widgets/finding_list.h"

#include "advise/area_name.h"
#include "theme/metrics.h"
#include "widgets/finding_delegate.h"
#include "widgets/finding_detail.h"

#include <QKeyEvent>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace df {

namespace {

FindingHeadRow headOf(Severity severity, int count, int ticked) {
    FindingHeadRow head;
    head.name = severityName(severity);
    switch (severity) {
    case Severity::MustFix:
        head.iconName = QStringLiteral("must-fix");
        head.tone = Tone::Failed;
        head.note = FindingList::tr("%n — block(s) the start", nullptr, count);
        break;
    case Severity::ShouldKnow:
        head.iconName = QStringLiteral("should-know");
        head.tone = Tone::Needs;
        head.note = FindingList::tr("%1 — one tick each · %2 of %1 ticked").arg(count).arg(ticked);
        break;
    case Severity::Fine:
        head.iconName = QStringLiteral("fine");
        head.tone = Tone::Done;
        head.note = FindingList::tr("%n check(s)", nullptr, count);
        break;
    }
    return head;
}

/// `findings` are in the order of their areas.
FoldGroup groupOf(Severity severity, const QVector<Finding>& findings, const QStringList& accepted,
                  bool readOnly) {
    FoldGroup group;
    group.id = toString(severity);
    int ticked = 0;
    std::optional<Area> area;
    for (const Finding& f : findings) {
        if (f.severity != severity)
            continue;
        FindingRow row{f, area != f.area};
        area = f.area;
        const QString text = f.text.simplified();
        const QString whose = serverTag(f);
        const QString spoken = QStringLiteral("%1: %2").arg(areaName(f.area), text);
        FoldItem item{f.id, text, QVariant::fromValue(row),
                      {},   true, whose.isEmpty() ? spoken : QStringLiteral("%1 (%2)").arg(spoken, whose)};
        const bool on = accepted.contains(f.id);
        ticked += severity == Severity::ShouldKnow && on ? 1 : 0;
        if (severity == Severity::ShouldKnow && !readOnly)
            item.check = on ? Qt::Checked : Qt::Unchecked;
        group.items.append(item);
    }
    const FindingHeadRow head = headOf(severity, static_cast<int>(group.items.size()), ticked);
    group.text = QStringLiteral("%1: %2").arg(head.name, head.note);
    group.payload = QVariant::fromValue(head);
    return group;
}

bool sameDetails(const QVector<Finding>& a, const QVector<Finding>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Finding& x, const Finding& y) {
        return x.id == y.id && x.means == y.means && x.doThis == y.doThis && x.source == y.source &&
               x.remedy == y.remedy && x.severity == y.severity;
    });
}

} // namespace

FindingList::FindingList(QWidget* parent) : FoldTree(parent) {
    setItemDelegate(new FindingDelegate(this));
    setAccessibleName(tr("Findings"));
    setDetailMaker([this](const QString& id) { return makeDetail(id); });
    connect(&rows(), &FoldModel::checked, this, &FindingList::ticked);
}

void FindingList::show(const QVector<Finding>& findings, const QStringList& accepted) {
    const bool stale = !sameDetails(findings, m_findings);
    m_findings = findings;
    m_accepted = accepted;
    QVector<FoldGroup> groups;
    for (const Severity s : {Severity::MustFix, Severity::ShouldKnow, Severity::Fine}) {
        FoldGroup g = groupOf(s, findings, accepted, m_readOnly);
        if (!g.items.isEmpty())
            groups.append(g);
    }
    if (std::exchange(m_first, false))
        setGroupOpen(toString(Severity::Fine), false);
    setGroups(groups);
    if (stale)
        renewDetails();
    // What blocks the start shows at once what to do; folded by hand it stays folded.
    for (const Finding& f : findings)
        if (f.severity == Severity::MustFix && !m_shownOnce.contains(f.id)) {
            m_shownOnce.insert(f.id);
            if (m_shownOnce.size() <= 2)
                setOpen(f.id, true);
        }
}

bool FindingList::tick(const QString& findingId, bool on) {
    const QModelIndex i = rows().indexOf(findingId);
    return i.isValid() && rows().setData(i, on ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
}

QPushButton* FindingList::remedyButton(const QString& findingId) {
    const QModelIndex i = rows().indexOf(findingId);
    if (!i.isValid())
        return nullptr;
    setExpanded(i.parent(), true);
    setOpen(findingId, true);
    const auto* detail = qobject_cast<FindingDetail*>(indexWidget(rows().index(0, 0, i)));
    return detail ? detail->remedyButton() : nullptr;
}

void FindingList::setReadOnly(bool readOnly) {
    if (std::exchange(m_readOnly, readOnly) == readOnly)
        return;
    show(m_findings, m_accepted);
    renewDetails();
}

void FindingList::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy) && currentIndex().isValid() && !FoldModel::isGroup(currentIndex()))
        Q_EMIT copyAsked(currentIndex().data(FoldModel::IdRole).toString());
    else
        FoldTree::keyPressEvent(event);
}

/// An open finding's words are a stop of the arrow keys, too, so that long ones come into sight.
void FindingList::markDetail(const QModelIndex& index, bool current) {
    if (auto* detail = qobject_cast<FindingDetail*>(indexWidget(index)))
        detail->setMarked(current && hasFocus());
}

void FindingList::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    FoldTree::currentChanged(current, previous);
    markDetail(previous, false);
    markDetail(current, true);
}

void FindingList::focusInEvent(QFocusEvent* event) {
    FoldTree::focusInEvent(event);
    markDetail(currentIndex(), true);
}

void FindingList::focusOutEvent(QFocusEvent* event) {
    FoldTree::focusOutEvent(event);
    markDetail(currentIndex(), false);
}

FoldDetail* FindingList::makeDetail(const QString& id) {
    const auto it =
        std::find_if(m_findings.begin(), m_findings.end(), [&id](const Finding& f) { return f.id == id; });
    auto* detail = new FindingDetail(it == m_findings.end() ? Finding() : *it, FindingDelegate::columnLeft(),
                                     FindingDelegate::columnWidth());
    if (QPushButton* button = detail->remedyButton())
        button->setEnabled(!m_readOnly);
    connect(detail, &FindingDetail::remedyAsked, this, &FindingList::remedyAsked);
    return detail;
}

} // namespace df
