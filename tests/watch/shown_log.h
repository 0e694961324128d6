#pragma once

#include "watch/shown_text.h"

#include <QElapsedTimer>
#include <QFile>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace df::test {

/// Writes down whatever the program's widgets show from now on: looks every 50 ms and whenever a widget is
/// shown or a window is painted anew. A line "where<TAB>text" for each text that is new. GUI thread.
class ShownLog : public QObject {
    Q_OBJECT
public:
    explicit ShownLog(const QString& path, QObject* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void look();

    QFile m_file;
    QSet<QString> m_seen;
    QTimer m_timer;
    bool m_looking = false, m_asked = false;
};

} // namespace df::test
