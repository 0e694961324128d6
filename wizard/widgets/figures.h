#pragma once

#include "widgets/card.h"

class QGridLayout;

namespace df {

struct Figure {
    QString value, note;
};

/// Up to four figures side by side in one card, separated by hairlines: the answer in numbers.
class Figures : public Card {
    Q_OBJECT
public:
    explicit Figures(QWidget* parent = nullptr);
    void set(const QVector<Figure>& figures);

private:
    QWidget* m_row;
    QVector<Figure> m_shown;
};

} // namespace df
