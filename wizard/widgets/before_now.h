#pragma once

#include "models/aligned_text.h"
#include "models/detail_text.h"
#include "verify/difference_note.h"
#include "verify/snapshot.h"
#include "widgets/card.h"

class QPushButton;

namespace df {

class DiffSide;
class IconLabel;
class TextLabel;

/// One difference in full: what it is, why it is judged so, what a person said of it, and before beside now,
/// line by line. What is the same is folded; a side without a counterpart is hatched.
class BeforeNow : public Card {
    Q_OBJECT
public:
    explicit BeforeNow(QWidget* parent = nullptr);
    /// `before` and `now` name the two snapshots: "6.3.0 · 13:58".
    void setNames(const QString& before, const QString& now);
    /// `place` of `all` differences; place 0: it is none. `note`: null, none was made.
    void show(const Difference& difference, const DetailText& text, const DifferenceNote* note, int place,
              int all);
    using QWidget::show;
    void clear(const QString& sentence);
    void setNotesPossible(bool possible) { m_notesPossible = possible; }

Q_SIGNALS:
    void noteWanted();
    void stepWanted(bool backwards); ///< to the next difference

private:
    class Ground;
    [[nodiscard]] QWidget* buildHead();
    void buildSides();
    void showRows();
    void openFold(int row);
    IconLabel* m_mark;
    TextLabel *m_title, *m_reason, *m_note, *m_leftOut, *m_place;
    QPushButton *m_addNote, *m_back, *m_next;
    TextLabel *m_beforeName, *m_nowName;
    DiffSide *m_before, *m_now;
    QWidget* m_sides;
    QVector<AlignedRow> m_rows, m_shown;
    QVector<int> m_open; ///< folds that were opened, by their first row
    DetailText m_text;
    bool m_notesPossible = false;
};

} // namespace df
