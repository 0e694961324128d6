#include "widgets/finding_list.h"

#include "theme/icons.h"
#include "theme/metrics.h"
#include "theme/mirrored.h"
#include "widgets/code_box.h"
#include "widgets/controls.h"

#include <QGridLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace df {

namespace {

struct GroupHead {
    QString iconName;
    Tone tone = Tone::Muted;
    QString name, note;
};

QString severityWord(Severity s) {
    switch (s) {
    case Severity::MustFix:
        return FindingList::tr("Must fix");
    case Severity::ShouldKnow:
        return FindingList::tr("Should know");
    case Severity::Fine:
        break;
    }
    return FindingList::tr("Fine");
}

} // namespace

} // namespace df

Q_DECLARE_METATYPE(df::GroupHead)

namespace df {

namespace {

class FindingDelegate final : public QStyledItemDelegate {
public:
    explicit FindingDelegate(FoldTree* tree) : QStyledItemDelegate(tree), m_tree(tree) {}

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        if (FoldModel::isGroup(index))
            return {px(200), px(34)};
        if (FoldModel::isDetail(index))
            return {px(200), detailHeight(m_tree, index)};
        const int w = textRect(QRect(0, 0, m_tree->viewport()->width(), 10), index).width();
        const QRect text = QFontMetrics(typeFont(Type::Body))
                               .boundingRect(0, 0, w, 4000, Qt::TextWordWrap, index.data().toString());
        Q_UNUSED(option)
        return {px(200), std::max(px(40), text.height() + px(18))};
    }

    void paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        p->save();
        p->fillRect(option.rect,
                    color(FoldModel::isGroup(index) ? Tone::Sunken : Tone::Surface, option.palette));
        if (FoldModel::isGroup(index))
            paintGroup(p, option, index);
        else if (FoldModel::isItem(index))
            paintItem(p, option, index);
        p->restore();
    }

    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override {
        const QVariant check = index.data(Qt::CheckStateRole);
        if (!check.isValid() || !(option.state & QStyle::State_Enabled))
            return false;
        if (event->type() == QEvent::MouseButtonRelease) {
            const auto* e = static_cast<QMouseEvent*>(event);
            const QRect r = option.rect;
            const QRect tick(r.right() - tickWidth(), r.top(), tickWidth() + 1, r.height());
            const bool on = QStyle::visualRect(option.direction, r, tick).contains(e->position().toPoint());
            if (e->button() != Qt::LeftButton || !on)
                return false;
        } else if (event->type() == QEvent::KeyPress) {
            const int key = static_cast<QKeyEvent*>(event)->key();
            if (key != Qt::Key_Space && key != Qt::Key_Select)
                return false;
        } else {
            return false;
        }
        return model->setData(index, check.toInt() == Qt::Checked ? Qt::Unchecked : Qt::Checked,
                              Qt::CheckStateRole);
    }

private:
    static int tickWidth() {
        return QFontMetrics(typeFont(Type::Table)).horizontalAdvance(FindingList::tr("Understood")) + px(56);
    }

    static QRect textRect(const QRect& row, const QModelIndex& index) {
        const int right = index.data(Qt::CheckStateRole).isValid() ? tickWidth() : px(16);
        return row.adjusted(px(46), 0, -right, 0);
    }

    void paintGroup(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const {
        const auto head = index.data(FoldModel::PayloadRole).value<GroupHead>();
        const QRect r = option.rect;
        const Mirrored m(*p, r, option.direction, option.palette);
        const int s = px(18);
        p->fillRect(QRect(r.left(), r.bottom(), r.width(), 1), color(Tone::Line, option.palette));
        m.icon(head.iconName, QRectF(r.left() + px(15), r.center().y() - s / 2.0 + 1, s, s), head.tone);
        const QFont strong = typeFont(Type::Strong), plain = typeFont(Type::Table);
        int x = r.left() + px(44);
        p->setFont(strong);
        p->setPen(color(Tone::Text, option.palette));
        m.text(QRect(x, r.top(), r.width(), r.height()), Qt::AlignVCenter | Qt::AlignLeft, head.name);
        x += QFontMetrics(strong).horizontalAdvance(head.name) + px(10);
        p->setFont(plain);
        p->setPen(color(Tone::Muted, option.palette));
        const QRect note(x, r.top(), r.right() - px(40) - x, r.height());
        m.text(note, Qt::AlignVCenter | Qt::AlignLeft,
               QFontMetrics(plain).elidedText(head.note, Qt::ElideRight, note.width()));
        if (m_tree->rows().rowCount(index) > 0)
            m.icon(m_tree->folded(index) ? QStringLiteral("chevron-right") : QStringLiteral("chevron-down"),
                   QRectF(r.right() - px(34), r.center().y() - s / 2.0 + 1, s, s), Tone::Muted);
    }

    void paintItem(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const {
        const QRect r = option.rect;
        const QPalette& pal = option.palette;
        const Mirrored m(*p, r, option.direction, pal);
        if (option.state & QStyle::State_MouseOver)
            p->fillRect(r, color(Tone::Bg, pal));
        const bool open = !m_tree->folded(index);
        if (!open)
            p->fillRect(QRect(r.left(), r.bottom(), r.width(), 1), color(Tone::Line, pal));
        const int s = px(18);
        m.icon(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
               QRectF(r.left() + px(16), r.center().y() - s / 2.0 + 1, s, s), Tone::Text);
        p->setFont(typeFont(Type::Body));
        p->setPen(color(Tone::Text, pal));
        m.text(textRect(r, index), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextWordWrap,
               index.data().toString());
        if (const QVariant check = index.data(Qt::CheckStateRole); check.isValid())
            paintTick(p, option, check.toInt() == Qt::Checked);
        if (option.state & QStyle::State_HasFocus) {
            p->setRenderHint(QPainter::Antialiasing);
            p->setPen(QPen(color(Tone::Accent, pal), 2));
            p->setBrush(Qt::NoBrush);
            p->drawRoundedRect(QRectF(r).adjusted(3, 2, -3, -3), 4, 4);
        }
    }

    static void paintTick(QPainter* p, const QStyleOptionViewItem& option, bool on) {
        const QRect r = option.rect;
        const Mirrored m(*p, r, option.direction, option.palette);
        const int s = px(16), x = r.right() - tickWidth() + px(8);
        QStyleOptionViewItem tick(option);
        tick.rect = m.at(QRect(x, r.center().y() - s / 2 + 1, s, s));
        tick.state = (option.state & QStyle::State_Enabled) | (on ? QStyle::State_On : QStyle::State_Off);
        option.widget->style()->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &tick, p, option.widget);
        p->setFont(typeFont(Type::Table));
        p->setPen(color(Tone::Text, option.palette));
        m.text(QRect(x + s + px(10), r.top(), tickWidth(), r.height()), Qt::AlignVCenter | Qt::AlignLeft,
               FindingList::tr("Understood"));
    }

    FoldTree* m_tree;
};

FoldGroup groupOf(Severity severity, const QVector<Finding>& findings, const QStringList& accepted) {
    GroupHead head;
    FoldGroup group;
    group.id = toString(severity);
    int ticked = 0;
    for (const Finding& f : findings) {
        if (f.severity != severity)
            continue;
        FoldItem item{f.id, f.text.simplified(), QVariant::fromValue(f), {}, true};
        if (severity == Severity::ShouldKnow) {
            item.check = accepted.contains(f.id) ? Qt::Checked : Qt::Unchecked;
            ticked += accepted.contains(f.id) ? 1 : 0;
        }
        group.items.append(item);
    }
    const int n = static_cast<int>(group.items.size());
    head.name = severityWord(severity);
    switch (severity) {
    case Severity::MustFix:
        head.iconName = QStringLiteral("must-fix");
        head.tone = Tone::Failed;
        head.note = FindingList::tr("%n — block(s) the start", nullptr, n);
        break;
    case Severity::ShouldKnow:
        head.iconName = QStringLiteral("should-know");
        head.tone = Tone::Needs;
        head.note = FindingList::tr("%1 — one tick each · %2 of %1 ticked").arg(n).arg(ticked);
        break;
    case Severity::Fine:
        head.iconName = QStringLiteral("fine");
        head.tone = Tone::Done;
        head.note = FindingList::tr("%n check(s)", nullptr, n);
        break;
    }
    group.text = QStringLiteral("%1: %2").arg(head.name, head.note);
    group.payload = QVariant::fromValue(head);
    return group;
}

} // namespace

FindingList::FindingList(QWidget* parent) : FoldTree(parent) {
    setItemDelegate(new FindingDelegate(this));
    setAccessibleName(tr("Findings"));
    setDetailMaker([this](const QString& id) { return makeDetail(id); });
    connect(&rows(), &FoldModel::checked, this, &FindingList::ticked);
}

void FindingList::show(const QVector<Finding>& findings, const QStringList& accepted) {
    m_findings = findings;
    QVector<FoldGroup> groups;
    for (const Severity s : {Severity::MustFix, Severity::ShouldKnow, Severity::Fine}) {
        FoldGroup g = groupOf(s, findings, accepted);
        if (!g.items.isEmpty())
            groups.append(g);
    }
    if (std::exchange(m_first, false))
        setGroupOpen(toString(Severity::Fine), false);
    setGroups(groups);
    // What blocks the start shows at once what to do; folded by hand it stays folded.
    for (const Finding& f : findings)
        if (f.severity == Severity::MustFix && !m_shownOnce.contains(f.id)) {
            m_shownOnce.insert(f.id);
            if (m_shownOnce.size() <= 2)
                setOpen(f.id, true);
        }
}

bool FindingList::tick(const QString& findingId, bool on) {
    const QModelIndex i = rows().indexOf(findingId);
    return i.isValid() && rows().setData(i, on ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
}

QWidget* FindingList::makeDetail(const QString& id) const {
    auto* w = new QWidget;
    w->setAutoFillBackground(true);
    w->setBackgroundRole(QPalette::Base);
    auto* grid = new QGridLayout(w);
    grid->setContentsMargins(px(46), 0, px(24), px(14));
    grid->setHorizontalSpacing(px(16));
    grid->setVerticalSpacing(px(4));
    grid->setColumnStretch(1, 1);
    int row = 0;
    const auto add = [&](const QString& name, QWidget* value) {
        auto* label = new TextLabel(name, Type::Table, Tone::Muted);
        label->setFit(TextLabel::Fit::OneLine);
        grid->addWidget(label, row, 0, Qt::AlignTop);
        grid->addWidget(value, row++, 1);
    };
    for (const Finding& f : m_findings) {
        if (f.id != id)
            continue;
        if (!f.means.isEmpty())
            add(tr("What it means"), new TextLabel(f.means, Type::Table));
        QString name = tr("What to do");
        for (const QString& line : f.doThis) {
            if (line.startsWith(QLatin1String("$ ")))
                add(name, new CodeBox(line.mid(2), tr("Command for the server"), 6));
            else
                add(name, new TextLabel(line, Type::Table));
            name.clear();
        }
        if (!f.source.isEmpty())
            add(tr("Source"), new TextLabel(f.source, Type::Table, Tone::Muted));
    }
    return w;
}

QString findingsAsText(const QVector<Finding>& findings) {
    QString out;
    for (const Severity s : {Severity::MustFix, Severity::ShouldKnow, Severity::Fine}) {
        QString part;
        for (const Finding& f : findings) {
            if (f.severity != s)
                continue;
            part += QStringLiteral("- ") + f.text + u'\n';
            if (s == Severity::Fine)
                continue;
            part += QStringLiteral("    ") + f.means + u'\n';
            for (const QString& d : f.doThis)
                part += QStringLiteral("    ") + d + u'\n';
            part += QStringLiteral("    [") + f.source + QStringLiteral("]\n");
        }
        if (!part.isEmpty())
            out += severityWord(s) + QStringLiteral("\n") + part + u'\n';
    }
    return out;
}

} // namespace df
