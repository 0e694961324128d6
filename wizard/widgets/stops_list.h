#pragma once

#include "advise/advice.h"

#include <QWidget>

class QVBoxLayout;

namespace df {

/// The stops of the way in steps, each with why it exists and what it needs.
class StopsList : public QWidget {
    Q_OBJECT
public:
    explicit StopsList(QWidget* parent = nullptr);
    void show(const QString& from, const QVector<Hop>& stops);
    using QWidget::show;

private:
    QVBoxLayout* m_rows;
    QStringList m_shown;
};

} // namespace df
