#pragma once

#include "widgets/card.h"
#include "widgets/segment_bar.h"

namespace df {

class IconLabel;
class Tag;
class TextLabel;

/// What the progress card shows, as values.
struct ProgressValues {
    QString title;  ///< "Building 7.6.0 beside the old release"
    QString detail; ///< "Stage 5 of 15 · 62 of 99 packages"
    QString live;   ///< text from the server's output, plain
    StateWord state = StateWord::Running;
    bool usersMayNoticeNow = false;
    QVector<Segment> segments;
    double whole = 0;
    QString runningFor, toGo, signOfLife, notice;
    bool noNews = false; ///< the sign of life is old: amber
};

/// Stage, bar and four figures: running for, still to go, last sign of life, when users may notice.
class ProgressCard : public Card {
    Q_OBJECT
public:
    explicit ProgressCard(QWidget* parent = nullptr);
    void show(const ProgressValues& values);
    using QWidget::show;

private:
    IconLabel* m_mark;
    TextLabel* m_title;
    TextLabel* m_detail;
    Tag* m_tag;
    SegmentBar* m_bar;
    TextLabel* m_runningFor;
    TextLabel* m_toGo;
    TextLabel* m_signOfLife;
    TextLabel* m_notice;
};

} // namespace df
