#include "widgets/stops_list.h"

#include "widgets/controls.h"

#include <QVBoxLayout>

namespace df {

StopsList::StopsList(QWidget* parent) : QWidget(parent), m_rows(new QVBoxLayout(this)) {
    m_rows->setContentsMargins(px(14), px(8), px(14), px(8));
    m_rows->setSpacing(px(4));
}

void StopsList::show(const QString& from, const QVector<Hop>& stops) {
    QStringList all{from};
    for (const Hop& stop : stops)
        all << stop.release << stop.why << stop.needs;
    setVisible(!stops.isEmpty());
    if (all == m_shown)
        return;
    m_shown = all;
    clearLayout(m_rows);
    m_rows->addWidget(new TextLabel(tr("In steps, from %1:").arg(from), Type::Table, Tone::Muted));
    int number = 0;
    for (const Hop& stop : stops) {
        auto* label = new TextLabel(Type::Table);
        label->setSpans({{tr("%1. ").arg(++number)},
                         strong(stop.release),
                         {QStringLiteral("   ") + stop.why},
                         muted(stop.needs.isEmpty() ? QString() : QStringLiteral("   ") + stop.needs)});
        m_rows->addWidget(label);
    }
}

} // namespace df
