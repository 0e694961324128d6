#include "widgets/steps_strip.h"

#include "theme/icons.h"
#include "widgets/controls.h"
#include "widgets/flow_layout.h"

#include <QBoxLayout>

namespace df {

StepsStrip::StepsStrip(QWidget* parent) : Card(Look::Plain, parent), m_row(new QWidget) {
    auto* flow = new FlowLayout(m_row, px(18), px(6));
    flow->setContentsMargins(px(18), px(11), px(18), px(11));
    addRow(m_row);
}

void StepsStrip::set(const QVector<SmallStep>& steps) {
    if (steps == m_steps)
        return;
    m_steps = steps;
    clearLayout(m_row->layout());
    for (const SmallStep& s : steps) {
        QBoxLayout* box = nullptr;
        QWidget* one = rowWidget(&box, 0, 0, 8);
        auto* mark = new IconLabel(stateIcon(s.state), stateTone(s.state));
        mark->setAccessibleName(stateText(s.state));
        box->addWidget(mark);
        const bool idle = s.state == StateWord::NotStarted || s.state == StateWord::Skipped;
        auto* text = new TextLabel(s.text, Type::Table,
                                   idle                            ? Tone::Muted
                                   : s.state == StateWord::Failed  ? Tone::Failed
                                   : s.state == StateWord::Running ? Tone::Accent
                                                                   : Tone::Text);
        text->setFit(TextLabel::Fit::OneLine);
        box->addWidget(text);
        m_row->layout()->addWidget(one);
    }
}

} // namespace df
