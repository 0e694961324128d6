#include "widgets/rail.h"

#include "theme/icons.h"
#include "theme/mirrored.h"
#include "theme/tool_tip.h"
#include "widgets/controls.h"
#include "widgets/rail_delegate.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

namespace df {

Rail::Rail(QWidget* parent)
    : QWidget(parent), m_head(new QWidget), m_serverIcon(new IconLabel(QStringLiteral("server"))),
      m_title(new TextLabel(Type::Strong)), m_subtitle(new TextLabel(Type::Note, Tone::Muted)),
      m_list(new QListView), m_delegate(new RailDelegate(this)), m_foot(new QWidget),
      m_fold(linkButton(tr("Fold"))) {
    m_title->setFit(TextLabel::Fit::Elide);
    m_subtitle->setFit(TextLabel::Fit::Elide);
    auto* names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(m_title);
    names->addWidget(m_subtitle);
    auto* head = new QHBoxLayout(m_head);
    head->addWidget(m_serverIcon, 0, Qt::AlignTop);
    head->addLayout(names, 1);

    m_list->setModel(&m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setObjectName(QStringLiteral("rail"));
    m_list->setAccessibleName(tr("Steps"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto open = [this](const QModelIndex& i) {
        if (m_model.flags(i) & Qt::ItemIsEnabled)
            Q_EMIT stepClicked(m_model.items()[i.row()].id);
    };
    connect(m_list, &QListView::clicked, this, open);
    connect(m_list, &QListView::activated, this, open);

    m_fold->setProperty("leftAligned", true);
    m_fold->setProperty("iconTone", static_cast<int>(Tone::Text));
    connect(m_fold, &QPushButton::clicked, this, &Rail::foldClicked);

    auto* box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 1, 0);
    box->setSpacing(0);
    box->addWidget(m_head);
    box->addWidget(m_list, 1);
    m_foldRow = new QHBoxLayout(m_foot);
    m_foldRow->addWidget(m_fold);
    box->addWidget(m_foot);
    applySizes();
}

void Rail::setServer(const QString& title, const QString& subtitle) {
    m_title->setText(title);
    m_subtitle->setText(subtitle);
    m_serverIcon->setToolTip(
        toolTipOf(subtitle.isEmpty() ? title : QStringLiteral("%1\n%2").arg(title, subtitle)));
}

void Rail::setItems(const QVector<RailItem>& items) { m_model.setItems(items); }

void Rail::setFolded(bool folded) {
    if (m_folded == folded)
        return;
    m_folded = folded;
    applySizes();
}

void Rail::setFootHeight(int pixels) {
    // A footer of two rows would take the steps' room.
    m_footHeight = pixels <= px(72) ? pixels : 0;
    m_foot->setFixedHeight(std::max(px(m_low ? 52 : 60), m_footHeight));
    update();
}

void Rail::setLow(bool low) {
    if (m_low == low)
        return;
    m_low = low;
    applySizes();
}

void Rail::applySizes() {
    m_delegate->setFolded(m_folded);
    m_delegate->setLow(m_low);
    setFixedWidth(px(m_folded ? (m_low ? 78 : 84) : 232));
    m_title->setVisible(!m_folded);
    m_subtitle->setVisible(!m_folded);
    m_head->setVisible(!(m_folded && m_low));
    auto* head = static_cast<QHBoxLayout*>(m_head->layout());
    head->setContentsMargins(px(m_folded ? 33 : 17), px(m_folded ? 16 : 17), px(10), px(m_folded ? 8 : 14));
    head->setSpacing(px(10));
    m_fold->setText(m_folded ? QString() : tr("Fold"));
    m_fold->setIcon(icon(m_folded ? chevronForward(isRightToLeft()) : chevronBack(isRightToLeft())));
    m_fold->setAccessibleName(m_folded ? tr("Unfold the list of steps") : tr("Fold the list of steps"));
    m_fold->setToolTip(m_fold->accessibleName());
    m_fold->setProperty("leftAligned", !m_folded);
    m_foot->setFixedHeight(std::max(px(m_low ? 52 : 60), m_footHeight));
    m_foldRow->setContentsMargins(px(m_folded ? 0 : 10), 0, px(m_folded ? 0 : 10), 0);
    m_list->doItemsLayout();
    updateGeometry();
}

void Rail::changeEvent(QEvent* event) {
    if (event->type() == QEvent::ApplicationFontChange)
        applySizes();
    QWidget::changeEvent(event);
}

void Rail::paintEvent(QPaintEvent* /*event*/) {
    QPainter p(this);
    p.fillRect(rect(), color(Tone::Rail, palette()));
    p.fillRect(QRect(isRightToLeft() ? 0 : width() - 1, 0, 1, height()), color(Tone::Line, palette()));
    p.fillRect(QRect(0, m_foot->geometry().top(), width(), 1), color(Tone::Line, palette()));
}

} // namespace df
