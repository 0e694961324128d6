#pragma once

#include "flow/step.h"

#include <QVector>
#include <QWidget>

namespace df {

struct Segment {
    double weight = 1;
    StateWord state = StateWord::NotStarted;
    double progress = 0; ///< 0..1 of this segment
    bool usersMayNotice = false;
    bool operator==(const Segment&) const = default;
};

/// One bar of segments as wide as their weight: done solid, current filling, "users may notice" outlined. One
/// progress bar for screen readers.
class SegmentBar : public QWidget {
    Q_OBJECT
public:
    explicit SegmentBar(QWidget* parent = nullptr);
    void set(const QVector<Segment>& segments, double whole);
    [[nodiscard]] int percent() const { return m_percent; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintSegment(QPainter& p, const QRectF& r, const Segment& s) const;
    QVector<Segment> m_segments;
    int m_percent = 0;
};

} // namespace df
