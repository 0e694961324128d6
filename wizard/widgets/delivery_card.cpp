#include "widgets/delivery_card.h"

#include "flow/move/delivery_step.h"
#include "theme/icons.h"
#include "widgets/controls.h"
#include "widgets/segment_bar.h"
#include "words/amounts.h"

#include <QGridLayout>

#include <algorithm>

namespace df {

QString parcelText(const QString& id) {
    if (id == QLatin1String("env"))
        return DeliveryCard::tr("the old settings");
    if (id == QLatin1String("database"))
        return DeliveryCard::tr("the database");
    if (id.startsWith(QLatin1String("tables")))
        return DeliveryCard::tr("the proof of each table");
    if (id == QLatin1String("files"))
        return DeliveryCard::tr("the files");
    return id;
}

DeliveryCard::DeliveryCard(QWidget* parent)
    : Card(Look::Plain, parent), m_mark(new IconLabel(stateIcon(StateWord::Running), Tone::Accent, 20)),
      m_title(new TextLabel(Type::Strong)), m_detail(new TextLabel(Type::Table, Tone::Muted)),
      m_bar(new SegmentBar), m_done(new TextLabel(Type::TableStrong)),
      m_rate(new TextLabel(Type::TableStrong)), m_toGo(new TextLabel(Type::TableStrong)) {
    QBoxLayout* box = nullptr;
    QWidget* body = columnWidget(&box, 20, 12, 8);
    auto* head = new QHBoxLayout;
    head->setSpacing(px(12));
    head->addWidget(m_mark, 0, Qt::AlignTop);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(px(1));
    m_detail->setFit(TextLabel::Fit::Elide);
    texts->addWidget(m_title);
    texts->addWidget(m_detail);
    head->addLayout(texts, 1);
    box->addLayout(head);
    m_bar->setAccessibleName(tr("How much has arrived"));
    box->addWidget(m_bar);
    auto* figures = new QGridLayout;
    figures->setHorizontalSpacing(px(20));
    figures->setVerticalSpacing(px(1));
    int column = 0;
    for (const auto& [name, value] : {std::pair(tr("Has arrived"), m_done), std::pair(tr("Speed"), m_rate),
                                      std::pair(tr("Still to go, of this part"), m_toGo)}) {
        figures->addWidget(new TextLabel(name, Type::Note, Tone::Muted), 0, column);
        figures->addWidget(value, 1, column);
        figures->setColumnStretch(column++, 1);
    }
    box->addLayout(figures);
    addRow(body);
}

void DeliveryCard::show(const DeliveryStep& step, const QString& from, const QString& to) {
    const TransferProgress& p = step.progress();
    const bool waiting = p.waiting && step.busy();
    const StateWord state = waiting ? StateWord::NeedsYou : step.state();
    m_mark->setIcon(waiting ? QStringLiteral("should-know") : stateIcon(state), stateTone(state));
    m_title->setText(step.round() == 2
                         ? tr("The last copy: from %1 to %2, through this computer").arg(from, to)
                         : tr("From %1 to %2, through this computer").arg(from, to));
    if (waiting)
        m_detail->setText(tr("A line is cut; it is being tried again. What has arrived stays."));
    else if (p.id.isEmpty())
        m_detail->setText(tr("Leave this computer on until all has arrived."));
    else
        m_detail->setSpans(
            Spans{
                {tr("Now: %1 (%2 of %3)").arg(parcelText(p.id)).arg(step.parcel() + 1).arg(step.parcels())}} +
            (p.name.isEmpty() ? Spans() : Spans{{QStringLiteral(" · ")}, code(p.name.left(120))}));
    // of what the figures below are about
    const double part =
        p.bytesTotal > 0 ? std::clamp(double(p.bytesDone) / double(p.bytesTotal), 0.0, 1.0) : 0;
    m_bar->set({Segment{1, StateWord::Running, part, false}}, part);
    m_done->setText(p.bytesTotal > 0 ? tr("%1 of %2").arg(bytes(p.bytesDone), bytes(p.bytesTotal))
                                     : bytes(p.bytesDone));
    m_rate->setText(p.bytesPerSecond > 0 ? tr("%1 per second").arg(bytes(p.bytesPerSecond))
                                         : tr("not known yet"));
    const auto [least, most] = step.secondsToGo();
    m_toGo->setText(least < 0 ? tr("not known yet") : durationRange(least, most));
}

} // namespace df
