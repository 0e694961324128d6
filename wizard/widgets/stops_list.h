#pragma once

#include "advise/advice.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace df {

/// The stops of the way in steps, each with why it exists and what it needs, then the release they lead to.
/// The first carries the button that begins with it.
class StopsList : public QWidget {
    Q_OBJECT
public:
    explicit StopsList(QWidget* parent = nullptr);
    void show(const QString& from, const QString& to, const QVector<Hop>& stops);
    using QWidget::show;
    [[nodiscard]] QPushButton* firstButton() const { return m_first; } ///< null: there are no stops

Q_SIGNALS:
    void firstTaken();

private:
    void addStop(int number, const Hop& stop);

    QPushButton* m_first = nullptr;
    QVBoxLayout* m_rows;
    QStringList m_shown;
};

} // namespace df
