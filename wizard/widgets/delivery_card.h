#pragma once

#include "widgets/card.h"

namespace df {

class DeliveryStep;
class IconLabel;
class SegmentBar;
class TextLabel;

/// What passes from the old server to the new one: which parcel, how much of it, how fast, how long still.
class DeliveryCard : public Card {
    Q_OBJECT
public:
    explicit DeliveryCard(QWidget* parent = nullptr);
    void show(const DeliveryStep& step, const QString& from, const QString& to);
    using Card::show;

private:
    IconLabel* m_mark;
    TextLabel* m_title;
    TextLabel* m_detail;
    SegmentBar* m_bar;
    TextLabel* m_done;
    TextLabel* m_rate;
    TextLabel* m_toGo;
};

/// "the database", "the files", "the settings": of a parcel's id.
[[nodiscard]] QString parcelText(const QString& id);

} // namespace df
