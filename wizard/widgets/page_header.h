#pragma once

#include "theme/theme.h"

#include <QWidget>

class QHBoxLayout;

namespace df {

class IconLabel;
class TextLabel;

/// Title and subtitle of a page, and at the right what the page itself puts there.
class PageHeader : public QWidget {
    Q_OBJECT
public:
    explicit PageHeader(QWidget* parent = nullptr);
    void set(const QString& title, const QString& subtitle, QWidget* right);
    void setMark(const QString& iconName, Tone tone); ///< big, before the title; empty: none
    /// Little height: the subtitle becomes the title's tool tip.
    void setLow(bool low);
    void setSideMargin(int gridPixels);

private:
    void apply();
    IconLabel* m_mark;
    TextLabel* m_title;
    TextLabel* m_subtitle;
    QHBoxLayout* m_box;
    QWidget* m_right = nullptr;
    bool m_low = false;
    int m_side = 28;
};

} // namespace df
