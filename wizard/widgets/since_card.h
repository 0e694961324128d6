#pragma once

#include "widgets/card.h"

namespace df {

class SinceStep;

/// "Written on the old server since": a button that asks, and the answer with what it rests on.
class SinceCard : public Card {
    Q_OBJECT
public:
    explicit SinceCard(QWidget* parent = nullptr) : Card(Look::Plain, parent) {}
    void show(const SinceStep& step, const QString& oldName);
    using QWidget::show;

Q_SIGNALS:
    void asked();

private:
    QString m_shown;
};

} // namespace df
