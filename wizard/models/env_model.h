#pragma once

#include "advise/env_merge.h"

#include <QAbstractTableModel>
#include <QMap>

namespace df {

enum class EnvFilter { NeedsYou, Changed, Same, All };

/// Does the new server's .env become another one by this row?
[[nodiscard]] bool changesNew(const EnvMergeRow& row);
[[nodiscard]] bool passes(const EnvMergeRow& row, EnvFilter filter);
/// "old", "new", "converted", "set", "left out": where the result comes from.
[[nodiscard]] QString originOf(const EnvMergeRow& row);

/// The merge of two .env files as a table with group heads: key, old server, new server, result, why. The
/// values of secrets are not in here until reveal() brings them, and then only until hide().
class EnvModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Key, Old, New, Result, Why, ColumnCount };
    enum Role {
        GroupRole = Qt::UserRole, ///< bool: a group's head
        RowRole,                  ///< the EnvMergeRow
        HiddenRole,               ///< bool: a secret that is there and not shown
        AbsentRole,               ///< bool: that server doesn't have the key
    };
    struct Revealed {
        QMap<QString, QString> old, fresh; ///< key → value as it stands in the file
    };
    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QVector<EnvMergeRow>& rows, EnvFilter filter, const QString& find);
    [[nodiscard]] int shown() const { return m_shown; } ///< without group heads
    [[nodiscard]] int rowOf(const QString& key) const;  ///< -1: not shown
    [[nodiscard]] const EnvMergeRow* at(int row) const; ///< null: a group's head
    void reveal(const Revealed& secrets);
    void hide();
    [[nodiscard]] bool isRevealed() const { return m_isRevealed; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Line {
        QString group; ///< a head: its title
        int row = -1;  ///< else: index into m_rows
    };
    [[nodiscard]] QString valueOf(const EnvMergeRow& row, int column) const;
    [[nodiscard]] bool isHidden(const EnvMergeRow& row, int column) const;
    [[nodiscard]] bool isAbsent(const EnvMergeRow& row, int column) const;
    [[nodiscard]] QString shownText(const EnvMergeRow& row, int column) const;

    QVector<EnvMergeRow> m_rows;
    QVector<Line> m_lines;
    int m_shown = 0;
    Revealed m_revealed;
    bool m_isRevealed = false;
};

} // namespace df

Q_DECLARE_METATYPE(df::EnvMergeRow)
