#include "widgets/api_strip.h"

#include "theme/icons.h"
#include "widgets/controls.h"
#include "widgets/probe_chart.h"

#include <QHBoxLayout>

#include <cmath>

namespace df {

ApiStrip::ApiStrip(QWidget* parent)
    : Card(Look::Plain, parent), m_mark(new IconLabel(stateIcon(StateWord::Done), Tone::Done)),
      m_title(new TextLabel(Type::Strong)), m_now(new TextLabel(Type::Table, Tone::Muted)),
      m_chart(new ProbeChart(34)), m_note(new TextLabel(Type::Note, Tone::Muted)),
      m_refused(new TextLabel(Type::Note, Tone::Muted)), m_more(new QWidget) {
    QBoxLayout* box = nullptr;
    QWidget* body = columnWidget(&box, 15, 10, 8);
    auto* head = new QHBoxLayout;
    head->setSpacing(px(10));
    head->addWidget(m_mark);
    head->addWidget(m_title, 1);
    m_now->setFit(TextLabel::Fit::OneLine);
    head->addWidget(m_now);
    box->addLayout(head);
    auto* more = new QVBoxLayout(m_more);
    more->setContentsMargins(0, 0, 0, 0);
    more->setSpacing(px(4));
    more->addWidget(m_chart);
    auto* foot = new QHBoxLayout;
    m_note->setFit(TextLabel::Fit::Elide);
    m_refused->setFit(TextLabel::Fit::OneLine);
    foot->addWidget(m_note, 1);
    foot->addWidget(m_refused);
    more->addLayout(foot);
    box->addWidget(m_more);
    addRow(body);
    show(QVector<Probe>());
}

void ApiStrip::setLow(bool low) { m_more->setVisible(!low); }

void ApiStrip::show(const QVector<Probe>& probes) {
    if (probes.isEmpty()) {
        m_mark->setIcon(stateIcon(StateWord::NotStarted), Tone::Muted);
        m_title->setText(tr("Your API isn't asked yet"));
        m_now->setText({});
        m_note->setText(tr("it is asked every 50 ms around the switch"));
        m_refused->setText({});
        m_chart->show({});
        return;
    }
    const Probe& last = probes.last();
    const bool bad = refused(last);
    m_mark->setIcon(bad ? QStringLiteral("should-know") : stateIcon(StateWord::Done),
                    bad ? Tone::Needs : Tone::Done);
    m_title->setText(!bad               ? tr("Your API answers")
                     : last.code == 503 ? tr("Users see the maintenance page")
                                        : tr("Your API doesn't answer"));
    m_now->setText(bad ? (last.code ? QString::number(last.code) : tr("no answer"))
                       : tr("%1 ms").arg(std::lround(last.milliseconds)));
    const double from = std::max(probes.first().at, last.at - 300);
    m_chart->show(probes, from, std::max(last.at, from + 1));
    const double minutes = (last.at - from) / 60;
    m_note->setText(minutes < 1 ? tr("asked every 50 ms · last minute")
                                : tr("asked every 50 ms · last %1 min").arg(std::lround(std::ceil(minutes))));
    const auto count = std::count_if(probes.begin(), probes.end(), refused);
    m_refused->setText(tr("%n refused", nullptr, static_cast<int>(count)));
}

} // namespace df
