#pragma once

#include "verify/snapshot.h"

#include "theme/theme.h"

#include <QWidget>

namespace df {

struct PairedTime {
    QString call;
    double before = 0, now = 0;           ///< medians, ms
    double beforeLow = 0, beforeHigh = 0; ///< the middle half
    double nowLow = 0, nowHigh = 0;
    QString verdict; ///< "faster, 34 %", "no difference"
    bool better = false, worse = false;
};

/// Pure: the calls that were measured on both sides, those that got slower first. What is slower says `test`;
/// where none could be made, no call is called slower.
[[nodiscard]] QVector<PairedTime> pairedTimes(const Snapshot& before, const Snapshot& now,
                                              const TimesTest& test = {});

/// Bars of medians, before above now, with whiskers for the middle half; the verdict in words.
class PairedBars : public QWidget {
    Q_OBJECT
public:
    explicit PairedBars(QWidget* parent = nullptr);
    void show(const QVector<PairedTime>& times);
    using QWidget::show;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintBar(QPainter& p, const QRectF& track, double scale, double median, double low, double high,
                  Tone tone, double alpha) const;
    QVector<PairedTime> m_times;
};

} // namespace df
