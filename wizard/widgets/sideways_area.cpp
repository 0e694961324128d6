#include "widgets/sideways_area.h"

#include "theme/metrics.h"

#include <QEvent>
#include <QScrollBar>

#include <algorithm>

namespace df {

SidewaysArea::SidewaysArea(QWidget* content, QWidget* parent) : QScrollArea(parent) {
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    content->installEventFilter(this);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, this, &SidewaysArea::tell);
}

int SidewaysArea::heightForWidth(int width) const {
    const int least = widget()->minimumSizeHint().width();
    const int bar = least > width ? horizontalScrollBar()->sizeHint().height() : 0;
    return widget()->heightForWidth(std::max(width, least)) + bar;
}

QSize SidewaysArea::sizeHint() const { return widget()->sizeHint(); }

QSize SidewaysArea::minimumSizeHint() const {
    return {std::min(px(240), widget()->minimumSizeHint().width()), px(40)};
}

bool SidewaysArea::eventFilter(QObject* watched, QEvent* event) {
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

void SidewaysArea::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    tell();
}

void SidewaysArea::tell() {
    Q_EMIT moved(QRect(-widget()->x(), 0, viewport()->width(), viewport()->height()));
}

} // namespace df
