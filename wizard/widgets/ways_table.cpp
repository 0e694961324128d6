#include "widgets/ways_table.h"

#include "theme/mirrored.h"
#include "widgets/controls.h"
#include "words/way_words.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QJsonDocument>
#include <QPainter>
#include <QRadioButton>

namespace df {

namespace {

/// Ways that use the disk of this server say of how much.
Spans diskCell(const WayOption& option, const QString& free) {
    const bool here = option.way == Way::InPlace || option.way == Way::InSteps;
    if (!here || !option.possible || free.isEmpty() || option.diskNeeded.isEmpty())
        return {{option.diskNeeded}};
    return spansOf(WaysTable::tr("%1 %2"),
                   {{option.diskNeeded}, muted(WaysTable::tr("of %1 free").arg(free))});
}

} // namespace

/// Lies above the columns that have been scrolled under the names of the rows.
class KeptNames : public QWidget {
public:
    explicit KeptNames(WaysTable* table) : QWidget(table), m_table(table) {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        hide();
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter p(this);
        p.fillRect(rect(), color(Tone::Surface, palette()));
        const Mirrored m(p, rect(), layoutDirection(), palette());
        p.setFont(typeFont(Type::Table));
        p.setPen(color(Tone::Muted, palette()));
        for (const TextLabel* label : std::as_const(m_table->m_nameLabels)) {
            const QRect inside = label->contentsRect().translated(0, label->y());
            m.text(QRect(px(14), inside.top(), width(), inside.height()), Qt::AlignVCenter | Qt::AlignLeft,
                   label->text());
        }
        const QColor line = color(Tone::Line, palette());
        p.fillRect(QRect(isRightToLeft() ? 0 : width() - 1, 0, 1, height()), line);
        p.fillRect(QRect(0, m_table->headBottom(), width(), 1), line);
    }

private:
    WaysTable* m_table;
};

WaysTable::WaysTable(QWidget* parent)
    : QWidget(parent), m_grid(new QGridLayout(this)), m_names(new KeptNames(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(0);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void WaysTable::show(const Advice& advice, Way chosen, const QString& free) {
    const QByteArray key = QJsonDocument(toJson(advice, {})).toJson() + free.toUtf8();
    if (key != m_shown) {
        m_shown = key;
        build(advice, free);
    }
    m_chosen = chosen;
    if (QRadioButton* r = radio(chosen))
        r->setChecked(true);
    update();
}

QRadioButton* WaysTable::radio(Way way) const {
    const qsizetype i = m_ways.indexOf(way);
    return i < 0 ? nullptr : m_radios[i];
}

void WaysTable::build(const Advice& advice, const QString& free) {
    clearLayout(m_grid);
    delete m_group;
    m_group = new QButtonGroup(this);
    m_ways.clear();
    m_radios.clear();
    m_nameLabels.clear();
    const QStringList names = {QString(),         tr("Needs"), tr("Users cut off"), tr("Takes"),
                               tr("Disk needed"), tr("Risk"),  tr("Way back")};
    for (int row = 0; row < names.size(); ++row) {
        auto* label = new TextLabel(names[row], Type::Table, Tone::Muted);
        label->setFit(TextLabel::Fit::OneLine);
        label->setContentsMargins(px(14), px(row ? 4 : 10), px(10), px(row == names.size() - 1 ? 10 : 4));
        m_grid->addWidget(label, row, 0, Qt::AlignTop);
        m_nameLabels.append(label);
    }
    int column = 1;
    for (const WayOption& option : advice.options)
        addColumn(advice, option, column++, free);
    connect(m_group, &QButtonGroup::idClicked, this, [this](int id) { Q_EMIT chosen(m_ways.value(id)); });
}

void WaysTable::addColumn(const Advice& advice, const WayOption& option, int column, const QString& free) {
    QBoxLayout* head = nullptr;
    QWidget* top = rowWidget(&head, 14, 10, 8);
    auto* radio = new QRadioButton(wayName(option.way, advice.from));
    radio->setFont(typeFont(Type::Strong));
    radio->setEnabled(option.possible);
    radio->setAccessibleName(radio->text());
    radio->setAccessibleDescription(option.possible ? option.needs : option.whyNot);
    head->addWidget(radio);
    head->addStretch();
    if (option.way == advice.way) {
        auto* tag = new Tag;
        tag->set(tr("Recommended"), Tone::OnAccent, Tone::Accent);
        head->addWidget(tag);
    }
    m_group->addButton(radio, static_cast<int>(m_ways.size()));
    m_ways.append(option.way);
    m_radios.append(radio);
    m_grid->addWidget(top, 0, column);
    const Spans cells[] = {{{option.possible ? option.needs : option.whyNot}},
                           {{option.usersCutOff}},
                           {{option.takes}},
                           diskCell(option, free),
                           {{option.risk}},
                           {{option.wayBack}}};
    const int last = int(std::size(cells)) - 1;
    for (int i = 0; i <= last; ++i) {
        auto* cell = new TextLabel(Type::Table, option.possible || i == 0 ? Tone::Text : Tone::Muted);
        cell->setSpans(plainText(cells[i]).isEmpty() ? Spans{{QStringLiteral("–")}} : cells[i]);
        cell->setContentsMargins(px(14), px(4), px(10), px(i == last ? 10 : 4));
        m_grid->addWidget(cell, i + 1, column, Qt::AlignTop);
    }
    m_grid->setColumnStretch(column, option.way == advice.way ? 6 : 5);
}

QRect WaysTable::columnRect(int column) const {
    // Where the head really stands: cellRect() may be older than the layout, and is never mirrored.
    const QLayoutItem* head = m_grid->itemAtPosition(0, column);
    const QRect top = head ? head->geometry() : QRect();
    return {top.left(), 0, top.width(), height()};
}

int WaysTable::headBottom() const {
    const QLayoutItem* first = m_grid->itemAtPosition(0, 1);
    return first ? first->geometry().bottom() : 0;
}

void WaysTable::keepNames(const QRect& shown) {
    const bool away = isRightToLeft() ? shown.right() < width() - 1 : shown.left() > 0;
    m_names->setVisible(away && m_grid->itemAtPosition(0, 1));
    if (m_names->isHidden())
        return;
    const QRect first = columnRect(1);
    const int wide = isRightToLeft() ? width() - first.right() : first.left() + 1;
    m_names->setGeometry(isRightToLeft() ? shown.right() - wide + 1 : shown.left(), 0, wide, height());
    m_names->raise();
}

void WaysTable::paintEvent(QPaintEvent* /*event*/) {
    QPainter p(this);
    const QColor line = color(Tone::Line, palette());
    const qsizetype chosen = m_ways.indexOf(m_chosen);
    if (chosen >= 0)
        p.fillRect(columnRect(static_cast<int>(chosen) + 1), color(Tone::AccentTint, palette()));
    for (int c = 1; c <= m_ways.size(); ++c) {
        const QRect r = columnRect(c);
        p.fillRect(QRect(isRightToLeft() ? r.right() : r.left(), 0, 1, height()), line);
    }
    p.fillRect(QRect(0, headBottom(), width(), 1), line);
    if (chosen >= 0) {
        const QRect r = columnRect(static_cast<int>(chosen) + 1);
        const QColor accent = color(Tone::Accent, palette());
        p.fillRect(QRect(r.left(), 0, 2, r.height()), accent);
        p.fillRect(QRect(r.right() - 1, 0, 2, r.height()), accent);
        p.fillRect(QRect(r.left(), 0, r.width(), 2), accent);
    }
}

} // namespace df
