#pragma once

#include "advise/advice.h"
#include "theme/theme.h"

#include <QStyledItemDelegate>

class QTextLayout;

namespace df {

class FoldTree;
class Mirrored;

/// What a head of the list says: "Must fix", "1 — blocks the start".
struct FindingHeadRow {
    QString iconName;
    Tone tone = Tone::Muted;
    QString name, note;
};

/// A finding in the list. The area's word stands only where another one begins.
struct FindingRow {
    Finding finding;
    bool firstOfArea = true;
};

/// "old server", "new server": of a move, which one the finding is about; empty: both, or there is but one.
[[nodiscard]] QString serverTag(const Finding& finding);

/// Paints the rows of FindingList: the area's word in a quiet column, the sentence with the server's own
/// values strong, and the tick of a finding that asks for one.
class FindingDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit FindingDelegate(FoldTree* tree);
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;
    /// Where the areas' words begin, and how wide their column is: details stand in line with them.
    [[nodiscard]] static int columnLeft();
    [[nodiscard]] static int columnWidth();

private:
    [[nodiscard]] static int textLeft(int rowWidth);
    [[nodiscard]] static QRect textRect(const QRect& row, const QModelIndex& index);
    /// Lays the sentence out; returns its height.
    [[nodiscard]] static int layOut(QTextLayout& layout, const QModelIndex& index, int width,
                                    Qt::LayoutDirection direction);
    void paintGroup(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintItem(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    static void paintSentence(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index,
                              const Mirrored& m);
    static void paintTag(QPainter* p, const QStyleOptionViewItem& option, const QModelIndex& index,
                         const Mirrored& m);
    static void paintTick(QPainter* p, const QStyleOptionViewItem& option, bool on);

    FoldTree* m_tree;
};

} // namespace df

Q_DECLARE_METATYPE(df::FindingHeadRow)
Q_DECLARE_METATYPE(df::FindingRow)
