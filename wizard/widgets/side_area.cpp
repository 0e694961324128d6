#include "widgets/side_area.h"

#include "theme/metrics.h"

#include <QEvent>
#include <QLayout>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace df {

SideArea::SideArea(QWidget* content, QWidget* parent) : QScrollArea(parent) {
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
}

void SideArea::setGrown(bool grown) {
    if (std::exchange(m_grown, grown) == grown)
        return;
    setVerticalScrollBarPolicy(grown ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    QSizePolicy policy(QSizePolicy::Preferred, grown ? QSizePolicy::Minimum : QSizePolicy::Preferred);
    policy.setHeightForWidth(grown);
    setSizePolicy(policy);
    updateGeometry();
}

QSize SideArea::sizeHint() const { return minimumSizeHint(); }

QSize SideArea::minimumSizeHint() const {
    const int bar = m_grown ? 0 : verticalScrollBar()->sizeHint().width();
    return {std::max(px(230), widget()->minimumSizeHint().width() + bar), px(200)};
}

int SideArea::heightForWidth(int width) const {
    return widget()->layout() ? widget()->layout()->totalHeightForWidth(width) : -1;
}

bool SideArea::eventFilter(QObject* watched, QEvent* event) {
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry(); // an editor was opened in it
    return QScrollArea::eventFilter(watched, event);
}

} // namespace df
