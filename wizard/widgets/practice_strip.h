#pragma once

#include <QWidget>

namespace df {

/// Below the menu on every page of a practice run: "Practice server. Nothing here is real."
class PracticeStrip : public QWidget {
    Q_OBJECT
public:
    explicit PracticeStrip(QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace df
