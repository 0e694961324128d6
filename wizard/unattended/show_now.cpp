#include "unattended/show_now.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPointer>
#include <QVector>
#include <QWidget>

namespace df {

namespace {

constexpr int mostTurns = 8; ///< how deep layouts lie in each other: each asks the one around it anew

} // namespace

void showNow(const QWidget& page) {
    // A layout shows the widgets that were put into it by a call that waits for the next turn.
    QVector<QPointer<QWidget>> parts;
    for (QWidget* part : page.findChildren<QWidget*>())
        parts << part;
    for (const auto& part : parts)
        if (part)
            QCoreApplication::sendPostedEvents(part, QEvent::MetaCall);
    for (int turn = 0; turn < mostTurns; ++turn)
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
}

} // namespace df
