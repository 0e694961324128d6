#pragma once

#include "models/area_groups.h"
#include "verify/difference_note.h"
#include "verify/snapshot.h"

#include <QAbstractItemModel>
#include <QMultiHash>
#include <QVector>

#include <optional>
#include <vector>

namespace df {

/// What the user wants to see of a comparison.
struct DifferenceFilter {
    enum class Which { Differences, ToLookAt, Added, Removed, Changed, Everything };
    QString text; ///< empty: everything
    Which which = Which::Differences;
    QString area; ///< one group of areas; empty: all
};

/// Group → item → attribute of a comparison, with sign, class and reason. A row is a few numbers that lead
/// into the comparison (which is shared, not copied); its texts are made when they are painted. An item of
/// which one attribute differs is one row.
class DifferenceModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role {
        SignRole = Qt::UserRole,
        VerdictRole,
        ReasonRole,
        DifferenceRole,
        CountRole,
        LevelRole,
        NoteRole,
        AreaRole,
        PersonRole ///< 0: no note, 1: a note, 2: known and accepted
    };
    using QAbstractItemModel::QAbstractItemModel;

    /// `after`: what is the same is read from it where the filter wants everything.
    void show(const Comparison& comparison, const DifferenceFilter& filter, const Snapshot& after = {});
    void setNotes(const QVector<DifferenceNote>& notes);
    [[nodiscard]] int differenceCount() const { return m_differences; }
    [[nodiscard]] int rowsInAll() const; ///< as if everything were open
    /// Where a row stands among the differences, from 1; 0: it is none.
    [[nodiscard]] int placeOf(const QModelIndex& index) const;
    /// The next or previous row that holds a difference; wraps around.
    [[nodiscard]] QModelIndex next(const QModelIndex& from, bool backwards) const;
    [[nodiscard]] QModelIndex firstToLookAt() const;
    /// What the row stands for; of a row that is the same: one without verdict, whose attribute is empty.
    [[nodiscard]] std::optional<Difference> differenceAt(const QModelIndex& index) const;
    [[nodiscard]] QString areaAt(const QModelIndex& index) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    enum class Row : quint8 { Differences, Unseen, Same };
    struct Item {
        int area = 0; ///< of the comparison
        int first = 0,
            count = 0; ///< Differences: stretch of m_shown. Same: first is the item in the snapshot's area
        int differencesBefore = 0;
        Row row = Row::Differences;
        Verdict verdict = Verdict::Same;
    };
    struct Group {
        QString name;
        QString count;
        std::vector<Item> items;
    };
    struct Place {
        int group = -1, item = -1, leaf = -1;
    };
    [[nodiscard]] static Place placeAt(const QModelIndex& index);
    [[nodiscard]] QModelIndex indexAt(const Place& place) const;
    [[nodiscard]] const Item& itemAt(const Place& place) const;
    [[nodiscard]] bool alone(const Item& item) const;
    [[nodiscard]] const Difference* at(const Place& place) const;
    [[nodiscard]] bool fits(const Difference& difference) const;
    [[nodiscard]] bool fits(const QString& text) const;
    void addArea(Group* group, int area);
    void addSame(Group* group, int area);
    [[nodiscard]] QString labelOf(const Place& place) const;
    [[nodiscard]] QString noteOf(const Place& place) const;
    [[nodiscard]] QString signOf(const Place& place) const;
    [[nodiscard]] Verdict verdictOf(const Place& place) const;
    [[nodiscard]] int personOf(const Place& place) const;
    [[nodiscard]] QModelIndex differenceNumber(int number) const;

    Comparison m_comparison;
    Snapshot m_after;
    DifferenceFilter m_filter;
    std::vector<int> m_areaInAfter; ///< for each area of the comparison; −1: it isn't there
    std::vector<Group> m_groups;
    std::vector<int> m_shown; ///< differences of one area, those of one item beside each other
    QMultiHash<QString, DifferenceNote> m_notes; ///< by item
    int m_differences = 0;
};

} // namespace df

Q_DECLARE_METATYPE(df::Difference)
