#include "widgets/get_dreamfactory_card.h"

#include "theme/icons.h"
#include "widgets/code_box.h"
#include "widgets/controls.h"

#include <QBoxLayout>

namespace df {

GetDreamFactoryCard::GetDreamFactoryCard(QWidget* parent)
    : Card(Look::Needs, parent), m_title(new TextLabel(Type::Section)), m_fits(new TextLabel(Type::Table)),
      m_commands(new CodeBox({}, tr("Commands for the new server"), 6)),
      m_advice(new TextLabel(Type::Table)) {
    QBoxLayout* head = nullptr;
    QWidget* headRow = rowWidget(&head, 20, 10, 14);
    head->addWidget(new IconLabel(stateIcon(StateWord::NeedsYou), Tone::Needs, 22), 0, Qt::AlignTop);
    head->addWidget(m_title, 1);
    addHead(headRow);
    QBoxLayout* box = nullptr;
    QWidget* inner = columnWidget(&box, 20, 14, 10);
    for (QWidget* part :
         {static_cast<QWidget*>(m_fits), static_cast<QWidget*>(m_commands), static_cast<QWidget*>(m_advice)})
        box->addWidget(part);
    addRow(inner);
}

void GetDreamFactoryCard::show(const GetDreamFactory& get) {
    m_title->setText(get.title);
    m_fits->setText(get.fits);
    m_commands->setText(get.commands);
    m_commands->setVisible(!get.commands.isEmpty());
    m_advice->setText(get.advice.join(QStringLiteral("\n\n")));
}

} // namespace df
