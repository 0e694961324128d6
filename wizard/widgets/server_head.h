#pragma once

#include "theme/theme.h"
#include "widgets/card.h"

namespace df {

class Tag;
class TextLabel;

/// One of the two servers of a move, as the head of its column: name, what runs there, what is done to it.
class ServerHead : public Card {
    Q_OBJECT
public:
    /// `what`: "only read", with the icon of that.
    ServerHead(const QString& what, const QString& iconName, QWidget* parent = nullptr);
    void show(const QString& name, const QString& note);
    using Card::show;

private:
    TextLabel* m_name;
    TextLabel* m_note;
};

} // namespace df
