#pragma once

#include "verify/snapshot.h"

#include <QAbstractItemModel>
#include <QVector>

#include <memory>

namespace df {

/// What the user wants to see of a comparison.
struct DifferenceFilter {
    QString text;          ///< empty: everything
    bool onlyLook = false; ///< only what is to be looked at, or worse
    QString area;          ///< one group of areas; empty: all
};

/// Areas in a few groups that people think in: "services", "rights", "secrets", "database", "system",
/// "answers", "log"; what none of them holds is in "other".
struct AreaGroup {
    QString id, name;
    QStringList areas;
};
[[nodiscard]] QVector<AreaGroup> areaGroups();
[[nodiscard]] QString groupOfArea(const QString& areaId);

/// Group → item → attribute of a comparison, with sign, class and reason. Built anew for each comparison and
/// filter.
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
        NoteRole
    };
    explicit DifferenceModel(QObject* parent = nullptr);
    ~DifferenceModel() override;

    void show(const Comparison& comparison, const DifferenceFilter& filter);
    [[nodiscard]] int differenceCount() const;
    /// The next or previous row that holds a difference; wraps around.
    [[nodiscard]] QModelIndex next(const QModelIndex& from, bool backwards) const;
    [[nodiscard]] QModelIndex firstToLookAt() const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Node;
    void addUnseen(Node& group, const AreaComparison& area, const DifferenceFilter& filter);
    void addArea(Node& group, const AreaComparison& area, const DifferenceFilter& filter);
    [[nodiscard]] QModelIndex indexOf(const Node* node) const;
    [[nodiscard]] QVector<const Node*> leaves() const;
    std::unique_ptr<Node> m_root;
};

/// "expected", "look at this", "worse", "same"
[[nodiscard]] QString verdictWord(Verdict verdict);

} // namespace df

Q_DECLARE_METATYPE(df::Difference)
