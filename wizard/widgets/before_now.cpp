#include "widgets/before_now.h"

#include "models/area_groups.h"
#include "theme/icons.h"
#include "widgets/controls.h"
#include "widgets/diff_side.h"
#include "widgets/flow_layout.h"
#include "widgets/tile.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>

namespace df {

/// The names of the two sides on sunken ground, and the line between the sides.
class BeforeNow::Ground : public QWidget {
protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        const auto* grid = static_cast<QGridLayout*>(layout());
        const QRect name = grid->itemAtPosition(0, 0)->geometry(),
                    now = grid->itemAtPosition(0, 1)->geometry();
        QPainter p(this);
        p.fillRect(QRect(0, 0, width(), name.bottom() + 1), color(Tone::Sunken, palette()));
        const QColor line = color(Tone::Line, palette());
        p.fillRect(QRect(0, 0, width(), 1), line);
        p.fillRect(QRect(0, name.bottom() + 1, width(), 1), line);
        p.fillRect(QRect(std::max(name.left(), now.left()) - 1, 0, 1, height()), line);
    }
};

BeforeNow::BeforeNow(QWidget* parent)
    : Card(Look::Plain, parent), m_mark(new IconLabel({}, Tone::Muted)), m_title(new TextLabel(Type::Strong)),
      m_reason(new TextLabel(Type::Table, Tone::Muted)), m_note(new TextLabel(Type::Table)),
      m_leftOut(new TextLabel(Type::Note, Tone::Muted)), m_place(new TextLabel(Type::Table, Tone::Muted)),
      m_addNote(smallButton(tr("Add a n&ote…"), QStringLiteral("note"))),
      m_back(smallButton({}, QStringLiteral("chevron-left"))),
      m_next(smallButton({}, QStringLiteral("chevron-right"))),
      m_beforeName(new TextLabel(Type::Table, Tone::Muted)),
      m_nowName(new TextLabel(Type::Table, Tone::Muted)), m_before(new DiffSide(false)),
      m_now(new DiffSide(true)), m_sides(new Ground) {
    addRow(buildHead());
    buildSides();
    addRow(m_sides, 1);
    keepCorners();
    connect(m_addNote, &QPushButton::clicked, this, &BeforeNow::noteWanted);
    connect(m_back, &QPushButton::clicked, this, [this] { Q_EMIT stepWanted(true); });
    connect(m_next, &QPushButton::clicked, this, [this] { Q_EMIT stepWanted(false); });
    for (DiffSide* side : {m_before, m_now})
        connect(side, &DiffSide::foldChosen, this, &BeforeNow::openFold);
}

QWidget* BeforeNow::buildHead() {
    QBoxLayout* head = nullptr;
    QWidget* row = rowWidget(&head, 15, 10, 12);
    head->addWidget(m_mark, 0, Qt::AlignTop);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(px(1));
    for (TextLabel* label : {m_title, m_reason, m_note, m_leftOut})
        texts->addWidget(label);
    texts->addStretch();
    head->addLayout(texts, 1);
    auto* tools = new QWidget;
    auto* flow = new FlowLayout(tools, px(6), px(6));
    m_back->setAccessibleName(tr("Previous difference"));
    m_back->setToolTip(tr("Previous difference (Shift+F8)"));
    m_next->setAccessibleName(tr("Next difference"));
    m_next->setToolTip(tr("Next difference (F8)"));
    m_place->setFit(TextLabel::Fit::OneLine);
    m_place->setAlignment(Qt::AlignVCenter);
    m_place->setMinimumHeight(m_next->sizeHint().height());
    for (QWidget* tool : {static_cast<QWidget*>(m_addNote), static_cast<QWidget*>(m_back),
                          static_cast<QWidget*>(m_place), static_cast<QWidget*>(m_next)})
        flow->addWidget(tool);
    head->addWidget(tools, 0, Qt::AlignTop);
    return row;
}

void BeforeNow::buildSides() {
    auto* grid = new QGridLayout(m_sides);
    grid->setContentsMargins(0, 1, 0, 0);
    grid->setSpacing(1); // the lines' room
    for (TextLabel* l : {m_beforeName, m_nowName}) {
        l->setFit(TextLabel::Fit::Elide);
        l->setContentsMargins(px(12), px(6), px(12), px(6));
    }
    grid->addWidget(m_beforeName, 0, 0);
    grid->addWidget(m_nowName, 0, 1);
    grid->addWidget(m_before, 1, 0);
    grid->addWidget(m_now, 1, 1);
    grid->setRowStretch(1, 1);
    m_before->setMinimumHeight(px(70));
    const auto together = [](QScrollBar* a, QScrollBar* b) {
        connect(a, &QScrollBar::valueChanged, b, &QScrollBar::setValue);
        connect(b, &QScrollBar::valueChanged, a, &QScrollBar::setValue);
    };
    together(m_before->verticalScrollBar(), m_now->verticalScrollBar());
    together(m_before->horizontalScrollBar(), m_now->horizontalScrollBar());
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
}

void BeforeNow::setNames(const QString& before, const QString& now) {
    m_beforeName->setSpans({strong(tr("Before")), {QStringLiteral(" · ") + before}});
    m_nowName->setSpans({strong(tr("Now")), {QStringLiteral(" · ") + now}});
}

namespace {

Tone inkOf(Verdict verdict) {
    switch (verdict) {
    case Verdict::AsExpected:
        return Tone::Done;
    case Verdict::Look:
        return Tone::Needs;
    case Verdict::Worse:
        return Tone::Failed;
    case Verdict::Same:
        break;
    }
    return Tone::Muted;
}

/// "erp · timeout: 90 → 30"
QString headline(const Difference& d) {
    const QString label = d.label.isEmpty() ? d.item : d.label;
    const QString what = d.attribute.isEmpty() ? label : QStringLiteral("%1 · %2").arg(label, d.attribute);
    const auto brief = [](const QString& v) { return !v.isEmpty() && v.size() <= 24 && !v.contains(u'\n'); };
    const QString all = !d.attribute.isEmpty() && brief(d.before) && brief(d.after)
                            ? QStringLiteral("%1: %2 → %3").arg(what, d.before, d.after)
                            : what;
    return all.left(300).simplified();
}

} // namespace

void BeforeNow::show(const Difference& d, const DetailText& text, const DifferenceNote* note, int place,
                     int all) {
    const Tone ink = inkOf(d.verdict);
    m_mark->setIcon(verdictIcon(d.verdict), ink);
    m_title->setSpans({strong(headline(d)), {QStringLiteral(" — ")}, toned(verdictWord(d.verdict), ink)});
    m_reason->setText(d.reason);
    m_reason->setVisible(!d.reason.isEmpty());
    m_note->setVisible(note);
    if (note)
        m_note->setSpans(spansOf(note->accepted ? tr("Known, accepted: %1") : tr("Note: %1"),
                                 {strong(note->text.left(600))}));
    m_leftOut->setVisible(!text.leftOut.isEmpty());
    m_leftOut->setText(
        tr("Left out, it differs by itself: %1").arg(text.leftOut.join(QLatin1String(", ")).left(400)));
    m_addNote->setVisible(m_notesPossible && place > 0);
    m_addNote->setText(note ? tr("Change the n&ote…") : tr("Add a n&ote…"));
    m_place->setVisible(place > 0);
    m_place->setText(tr("%1 of %2").arg(place).arg(all));
    for (QPushButton* b : {m_back, m_next})
        b->setVisible(all > 0);
    m_sides->setVisible(true);
    m_text = text;
    m_open.clear();
    m_rows = aligned(text.hasBefore ? text.before : QString(), text.hasNow ? text.now : QString());
    showRows();
}

void BeforeNow::showRows() {
    m_shown = folded(m_rows, m_open);
    m_before->show(m_shown, m_text.syntax, m_text.hasBefore);
    m_now->show(m_shown, m_text.syntax, m_text.hasNow);
}

/// The rows before a fold tell which of all rows it begins with.
void BeforeNow::openFold(int row) {
    int first = 0;
    for (int i = 0; i < row; ++i)
        first += std::max(1, m_shown[i].folded);
    m_open.append(first);
    showRows();
}

void BeforeNow::clear(const QString& sentence) {
    m_mark->setIcon(QStringLiteral("same"), Tone::Muted);
    m_title->setText(sentence);
    for (QWidget* w :
         {static_cast<QWidget*>(m_reason), static_cast<QWidget*>(m_note), static_cast<QWidget*>(m_leftOut),
          static_cast<QWidget*>(m_place), static_cast<QWidget*>(m_addNote), static_cast<QWidget*>(m_back),
          static_cast<QWidget*>(m_next), m_sides})
        w->setVisible(false);
}

} // namespace df
