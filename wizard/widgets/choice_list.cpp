#include "widgets/choice_list.h"

#include "widgets/controls.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QRadioButton>

namespace df {

namespace {

/// The whole row can be clicked, and is tinted when it is the chosen one.
class ClickRow : public QWidget {
public:
    explicit ClickRow(QRadioButton* radio) : m_radio(radio) {
        connect(radio, &QRadioButton::toggled, this, [this] { update(); });
    }

protected:
    void mouseReleaseEvent(QMouseEvent* event) override {
        if (rect().contains(event->pos()))
            m_radio->click();
    }
    void paintEvent(QPaintEvent* /*event*/) override {
        if (!m_radio->isChecked())
            return;
        QPainter p(this);
        p.fillRect(rect().adjusted(0, 1, 0, 0), color(Tone::AccentTint, palette()));
    }

private:
    QRadioButton* m_radio;
};

} // namespace

ChoiceList::ChoiceList(QWidget* parent) : Card(Look::Plain, parent) { keepCorners(); }

void ChoiceList::set(const QVector<ChoiceRow>& rows, int chosenRow) {
    if (rows == m_rows && chosenRow == m_chosen)
        return;
    if (rows == m_rows && m_group && m_group->button(chosenRow)) {
        // The same rows: the button that has the keyboard stays.
        m_chosen = chosenRow;
        m_group->button(chosenRow)->setChecked(true);
        setFocusProxy(m_group->button(chosenRow));
        return;
    }
    m_rows = rows;
    m_chosen = chosenRow;
    clearRows();
    delete m_group;
    m_group = new QButtonGroup(this);
    for (int i = 0; i < rows.size(); ++i) {
        auto* radio = new QRadioButton;
        radio->setChecked(i == chosenRow);
        radio->setAccessibleName(rows[i].accessibleName);
        m_group->addButton(radio, i);
        auto* row = new ClickRow(radio);
        auto* box = new QHBoxLayout(row);
        box->setContentsMargins(px(16), px(8), px(16), px(8));
        box->setSpacing(px(12));
        box->addWidget(radio);
        if (!rows[i].iconName.isEmpty())
            box->addWidget(new IconLabel(rows[i].iconName, Tone::Text));
        for (int c = 0; c < rows[i].columns.size(); ++c) {
            auto* label = new TextLabel(rows[i].columns[c], Type::Table, c < 2 ? Tone::Text : Tone::Muted);
            label->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
            label->setMinimumWidth(px(92)); // the same in every row, so that columns stay columns
            if (c == 0) {                   // strong only while it is the chosen one
                const auto settle = [label](bool on) {
                    label->setType(on ? Type::TableStrong : Type::Table);
                };
                settle(radio->isChecked());
                connect(radio, &QRadioButton::toggled, label, settle);
            }
            box->addWidget(label, c == 0 ? 10 : c == 1 ? 3 : c == 2 ? 5 : 8);
        }
        addRow(row);
    }
    if (QAbstractButton* button = m_group->button(chosenRow))
        setFocusProxy(button);
    connect(m_group, &QButtonGroup::idClicked, this, &ChoiceList::chosen);
    keepCorners();
}

} // namespace df
