#include "pages/page.h"

#include <QAbstractButton>

namespace df {

Page::Page(Flow& flow, FlowStep& step, QWidget* parent) : QWidget(parent), m_flow(flow), m_step(step) {
    connect(&step, &FlowStep::changed, this, [this] {
        refresh();
        Q_EMIT changed();
    });
}

bool Page::fill(const QJsonObject& /*answers*/, QString* /*missing*/) { return true; }

QAbstractButton* Page::primary() const {
    const auto all = buttons();
    for (const PageButton& b : all)
        if (b.role == ButtonRole::Primary)
            return button(b.id);
    return nullptr;
}

QAbstractButton* Page::button(const QString& buttonId) const {
    return m_finder ? m_finder(buttonId) : nullptr;
}

} // namespace df
