#include "widgets/stops_list.h"

#include "widgets/controls.h"

#include <QBoxLayout>
#include <QPushButton>

namespace df {

StopsList::StopsList(QWidget* parent) : QWidget(parent), m_rows(new QVBoxLayout(this)) {
    m_rows->setContentsMargins(px(14), px(8), px(14), px(8));
    m_rows->setSpacing(px(2));
}

void StopsList::show(const QString& from, const QString& to, const QVector<Hop>& stops) {
    QStringList all{from, to};
    for (const Hop& stop : stops)
        all << stop.release << stop.why << stop.needs;
    setVisible(!stops.isEmpty());
    if (all == m_shown)
        return;
    m_shown = all;
    m_first = nullptr;
    clearLayout(m_rows);
    m_rows->addWidget(
        new TextLabel(tr("In steps, from %1, each an upgrade of its own with its own way back:").arg(from),
                      Type::Table, Tone::Muted));
    int number = 0;
    for (const Hop& stop : stops)
        addStop(++number, stop);
    if (!stops.isEmpty() && stops.last().release != to)
        addStop(++number, {to, tr("The release that you chose."), {}});
}

void StopsList::addStop(int number, const Hop& stop) {
    QBoxLayout* line = nullptr;
    QWidget* row = rowWidget(&line, 0, 0, 12);
    auto* label = new TextLabel(Type::Table);
    label->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    label->setSpans({{tr("%1. ").arg(number)},
                     strong(stop.release),
                     {QStringLiteral("   ") + stop.why},
                     muted(stop.needs.isEmpty() ? QString() : QStringLiteral("   ") + stop.needs)});
    line->addWidget(label, 1);
    if (number == 1) {
        m_first = smallButton(tr("Be&gin with %1").arg(stop.release));
        m_first->setObjectName(QStringLiteral("takeFirstStop"));
        m_first->setAccessibleDescription(stop.why);
        connect(m_first, &QPushButton::clicked, this, &StopsList::firstTaken);
        line->addWidget(m_first, 0, Qt::AlignVCenter);
    }
    m_rows->addWidget(row);
}

} // namespace df
