#pragma once

#include "verify/snapshot.h"
#include "widgets/card.h"

class QPlainTextEdit;

namespace df {

class IconLabel;
class TextLabel;

/// One difference in full: what it is, why it is judged so, and before beside now. A side without a
/// counterpart is hatched.
class BeforeNow : public Card {
    Q_OBJECT
public:
    explicit BeforeNow(QWidget* parent = nullptr);
    /// `before` and `now` name the two snapshots: "6.3.0 · 13:58".
    void setNames(const QString& before, const QString& now);
    void show(const Difference& difference);
    using QWidget::show;
    void clear(const QString& sentence);

private:
    class Side;
    class Ground;
    IconLabel* m_mark;
    TextLabel* m_title;
    TextLabel* m_reason;
    TextLabel* m_beforeName;
    TextLabel* m_nowName;
    Side* m_before;
    Side* m_now;
    QWidget* m_sides;
};

} // namespace df
