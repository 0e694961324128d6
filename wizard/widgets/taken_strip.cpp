#include "widgets/taken_strip.h"

#include "widgets/controls.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace df {

TakenStrip::TakenStrip(QWidget* parent) : QWidget(parent), m_box(new QVBoxLayout(this)) {
    m_box->setContentsMargins(px(14), px(4), px(14), px(4));
    m_box->setSpacing(px(2));
    hide();
}

void TakenStrip::set(const QVector<TakenRow>& rows, bool enabled) {
    setVisible(!rows.isEmpty());
    if (rows != m_rows) {
        m_rows = rows;
        clearLayout(m_box);
        m_buttons.clear();
        for (const TakenRow& row : rows) {
            QBoxLayout* line = nullptr;
            QWidget* w = rowWidget(&line, 0, 0, 10);
            line->addWidget(new IconLabel(QStringLiteral("tick"), Tone::Done));
            auto* text = new TextLabel(row.text, Type::Table);
            text->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
            line->addWidget(text, 1);
            auto* back = linkButton(row.button);
            back->setObjectName(QStringLiteral("take-back-%1").arg(row.id));
            back->setAccessibleDescription(row.text);
            connect(back, &QPushButton::clicked, this, [this, id = row.id] { Q_EMIT takenBack(id); });
            line->addWidget(back);
            m_buttons.insert(row.id, back);
            m_box->addWidget(w);
        }
    }
    for (QPushButton* back : std::as_const(m_buttons))
        back->setEnabled(enabled);
}

} // namespace df
