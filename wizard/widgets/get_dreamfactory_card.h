#pragma once

#include "widgets/card.h"
#include "words/get_dreamfactory.h"

namespace df {

class CodeBox;
class TextLabel;

/// What to do on a new server on which no DreamFactory was found.
class GetDreamFactoryCard : public Card {
    Q_OBJECT
public:
    explicit GetDreamFactoryCard(QWidget* parent = nullptr);
    void show(const GetDreamFactory& get);
    using Card::show;

private:
    TextLabel* m_title;
    TextLabel* m_fits;
    CodeBox* m_commands;
    TextLabel* m_advice;
};

} // namespace df
