#pragma once

#include "verify/difference_note.h"
#include "verify/snapshot.h"

#include <QWidget>

class QBoxLayout;
class QButtonGroup;
class QComboBox;
class QLineEdit;
class QTabBar;

namespace df {

class BeforeNow;
class Card;
class DifferenceTree;
class IconLabel;
class PairedBars;
class TextLabel;
class Tile;

/// Two snapshots and what differs: what decided, tiles per area, the tree of differences, one difference in
/// full, response times. Notes are kept by whoever shows it.
class ComparisonView : public QWidget {
    Q_OBJECT
public:
    explicit ComparisonView(QWidget* parent = nullptr);
    /// `beforeName`, `nowName`: "6.3.0 · 13:58". Shows anew only what is another comparison.
    void show(const Snapshot& before, const Snapshot& now, const Comparison& comparison,
              const QString& beforeName, const QString& nowName);
    using QWidget::show;
    void setNotes(const QVector<DifferenceNote>& notes);
    void setNotesPossible(bool possible);
    /// Little height: detail and response times share one place.
    void setLow(bool low);
    void nextDifference(bool backwards);
    void find();
    [[nodiscard]] DifferenceTree* tree() const { return m_tree; }

Q_SIGNALS:
    /// A person wrote, changed or emptied it.
    void noteMade(const df::DifferenceNote& note);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QWidget* buildDecision();
    [[nodiscard]] QWidget* buildTiles();
    [[nodiscard]] QWidget* buildTree();
    [[nodiscard]] QWidget* buildTimes();
    void refreshDecision();
    void refreshTiles();
    void refreshTimes();
    void placeTiles();
    void refreshTree();
    void showRow();
    void askNote();
    [[nodiscard]] QString nothingToShow() const;

    Snapshot m_beforeShot, m_nowShot;
    Comparison m_comparison;
    QVector<DifferenceNote> m_notes;
    QWidget* m_decision = nullptr;
    IconLabel* m_decisionIcon = nullptr;
    TextLabel* m_decisionText = nullptr;
    QWidget* m_tileRow = nullptr;
    QBoxLayout* m_right = nullptr;
    QVector<Tile*> m_tiles;
    int m_tileColumns = 0;
    QButtonGroup* m_tileGroup;
    QLineEdit* m_find;
    QComboBox* m_which;
    DifferenceTree* m_tree;
    TextLabel* m_noMatch;
    BeforeNow* m_detail;
    Card* m_times;
    TextLabel* m_statement;
    PairedBars* m_bars;
    QTabBar* m_tabs;
    QString m_area;
    bool m_hasTimes = false;
    bool m_low = false;
};

/// What a person reads first: "3 things got worse", "As expected, with 2 things to look at".
[[nodiscard]] QString comparisonTitle(const Comparison& comparison, const QVector<DifferenceNote>& notes);
/// "%1 values before and now. %2 the same, %3 differ." `sentence` has these three places.
[[nodiscard]] QString comparisonCounts(const Comparison& comparison, const QString& sentence,
                                       const QVector<DifferenceNote>& notes);

} // namespace df
