#pragma once

#include "run/run_state.h"
#include "widgets/card.h"

namespace df {

class IconLabel;
class ProbeChart;
class TextLabel;

/// "Your API answers · 29 ms", with a chart of the last five minutes. In little height only the line.
class ApiStrip : public Card {
    Q_OBJECT
public:
    explicit ApiStrip(QWidget* parent = nullptr);
    void show(const QVector<Probe>& probes);
    using QWidget::show;
    void setLow(bool low);

private:
    IconLabel* m_mark;
    TextLabel* m_title;
    TextLabel* m_now;
    ProbeChart* m_chart;
    TextLabel* m_note;
    TextLabel* m_refused;
    QWidget* m_more;
};

} // namespace df
