#include "widgets/page_header.h"

#include "theme/tool_tip.h"
#include "widgets/controls.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace df {

PageHeader::PageHeader(QWidget* parent)
    : QWidget(parent), m_mark(new IconLabel({}, Tone::Done, 44)), m_title(new TextLabel(Type::PageTitle)),
      m_subtitle(new TextLabel(Type::Body, Tone::Muted)), m_box(new QHBoxLayout(this)) {
    auto* texts = new QVBoxLayout;
    texts->setSpacing(px(4));
    texts->addWidget(m_title);
    texts->addWidget(m_subtitle);
    m_box->addWidget(m_mark);
    m_mark->hide();
    m_box->addLayout(texts, 1);
    m_box->setSpacing(px(16));
    m_title->setObjectName(QStringLiteral("pageTitle"));
    apply();
}

void PageHeader::set(const QString& title, const QString& subtitle, QWidget* right) {
    m_title->setText(title);
    m_subtitle->setText(subtitle);
    if (m_right != right) {
        if (m_right) {
            m_box->removeWidget(m_right);
            m_right->hide();
        }
        m_right = right;
        if (right) {
            m_box->addWidget(right, 0, Qt::AlignTop);
            right->show();
        }
    }
    apply();
}

void PageHeader::setMark(const QString& iconName, Tone tone) {
    m_mark->setVisible(!iconName.isEmpty());
    m_mark->setIcon(iconName, tone);
    m_title->setType(iconName.isEmpty() ? Type::PageTitle : Type::DoneTitle);
}

void PageHeader::setLow(bool low) {
    m_low = low;
    apply();
}

void PageHeader::setSideMargin(int gridPixels) {
    m_side = gridPixels;
    apply();
}

void PageHeader::apply() {
    m_subtitle->setVisible(!m_low && !m_subtitle->text().isEmpty());
    m_title->setToolTip(m_low ? toolTipOf(m_subtitle->text()) : QString());
    m_box->setContentsMargins(px(m_side), px(m_low ? 8 : 20), px(m_side), px(m_low ? 6 : 14));
}

} // namespace df
