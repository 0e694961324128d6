#include "watch/shown_log.h"

#include <QApplication>
#include <QEvent>

#include <utility>

namespace df::test {

ShownLog::ShownLog(const QString& path, QObject* parent) : QObject(parent), m_file(path) {
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append))
        qFatal("%s can't be written", qPrintable(path));
    m_timer.setInterval(50);
    connect(&m_timer, &QTimer::timeout, this, &ShownLog::look);
    m_timer.start();
    qApp->installEventFilter(this);
}

bool ShownLog::eventFilter(QObject* watched, QEvent* event) {
    const bool news = event->type() == QEvent::Show || event->type() == QEvent::UpdateRequest;
    // Posted, for a timer of the program that is late already would come before any of ours.
    if (news && watched->isWidgetType() && !m_looking && !std::exchange(m_asked, true))
        QMetaObject::invokeMethod(this, &ShownLog::look, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void ShownLog::look() {
    m_looking = true;
    m_asked = false;
    const auto texts = shownTexts();
    for (const ShownText& t : texts) {
        const QString line = t.where + QLatin1Char('\t') + t.text + QLatin1Char('\n');
        if (m_seen.contains(line))
            continue;
        m_seen.insert(line);
        m_file.write(line.toUtf8());
    }
    m_file.flush(); // the program may be killed at any moment
    m_looking = false;
}

} // namespace df::test
