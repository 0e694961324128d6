#include "models/env_model.h"

#include "advise/env_merge_rules.h"
#include "theme/tool_tip.h"

namespace df {

using Choice = EnvMergeRow::Choice;

bool changesNew(const EnvMergeRow& row) {
    switch (row.choice) {
    case Choice::New:
        return false;
    case Choice::Old:
        return !row.same;
    case Choice::Value:
        return !row.inNew || row.result != row.newValue;
    case Choice::Drop:
        return row.inNew;
    }
    return true;
}

bool passes(const EnvMergeRow& row, EnvFilter filter) {
    switch (filter) {
    case EnvFilter::NeedsYou:
        return row.needsUser;
    case EnvFilter::Changed:
        return changesNew(row);
    case EnvFilter::Same:
        return !changesNew(row);
    case EnvFilter::All:
        break;
    }
    return true;
}

QString originOf(const EnvMergeRow& row) {
    switch (row.choice) {
    case Choice::Old:
        return row.converted ? EnvModel::tr("converted") : EnvModel::tr("old");
    case Choice::New:
        return EnvModel::tr("new");
    case Choice::Value:
        return row.converted ? EnvModel::tr("converted") : EnvModel::tr("set");
    case Choice::Drop:
        return EnvModel::tr("left out");
    }
    return {};
}

void EnvModel::setRows(const QVector<EnvMergeRow>& rows, EnvFilter filter, const QString& find) {
    beginResetModel();
    m_rows = rows;
    m_lines.clear();
    m_shown = 0;
    QString last;
    qsizetype head = -1;
    int inGroup = 0;
    const auto close = [&] {
        if (head >= 0)
            m_lines[head].group = tr("%1 · %2").arg(m_lines[head].group).arg(inGroup);
    };
    for (int i = 0; i < int(rows.size()); ++i) {
        const EnvMergeRow& row = rows[i];
        const bool found = find.isEmpty() || row.key.contains(find, Qt::CaseInsensitive) ||
                           row.oldKey.contains(find, Qt::CaseInsensitive);
        if (!found || !passes(row, filter))
            continue;
        const QString title = row.needsUser ? tr("Needs you") : envGroupTitle(row.group);
        if (head < 0 || title != last) {
            close();
            head = m_lines.size();
            inGroup = 0;
            m_lines.append({title, -1});
            last = title;
        }
        m_lines.append({{}, i});
        ++inGroup;
        ++m_shown;
    }
    close();
    endResetModel();
}

int EnvModel::rowOf(const QString& key) const {
    for (int i = 0; i < int(m_lines.size()); ++i)
        if (m_lines[i].row >= 0 && m_rows[m_lines[i].row].key == key)
            return i;
    return -1;
}

const EnvMergeRow* EnvModel::at(int row) const {
    return row >= 0 && row < m_lines.size() && m_lines[row].row >= 0 ? &m_rows[m_lines[row].row] : nullptr;
}

void EnvModel::reveal(const Revealed& secrets) {
    m_revealed = secrets;
    m_isRevealed = true;
    if (!m_lines.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_lines.size()) - 1, ColumnCount - 1));
}

void EnvModel::hide() {
    m_revealed = {};
    m_isRevealed = false;
    if (!m_lines.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_lines.size()) - 1, ColumnCount - 1));
}

int EnvModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_lines.size()); }

int EnvModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

Qt::ItemFlags EnvModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (!at(index.row()))
        return Qt::ItemIsEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

bool EnvModel::isAbsent(const EnvMergeRow& row, int column) const {
    return (column == Old && !row.inOld) || (column == New && !row.inNew) ||
           (column == Result && (row.choice == Choice::Drop || (row.choice == Choice::Old && !row.inOld) ||
                                 (row.choice == Choice::New && !row.inNew)));
}

QString EnvModel::valueOf(const EnvMergeRow& row, int column) const {
    if (!row.secret)
        return column == Old ? row.oldValue : column == New ? row.newValue : row.result;
    const bool fromOld = column == Old || (column == Result && row.choice == Choice::Old);
    return fromOld ? m_revealed.old.value(row.oldKey.isEmpty() ? row.key : row.oldKey)
                   : m_revealed.fresh.value(row.key);
}

bool EnvModel::isHidden(const EnvMergeRow& row, int column) const {
    return row.secret && column >= Old && column <= Result && !m_isRevealed && !isAbsent(row, column) &&
           !(column == Result && row.asks);
}

QString EnvModel::shownText(const EnvMergeRow& row, int column) const {
    if (column == Key)
        return row.key;
    if (column == Why)
        return row.why;
    if (column == Result && row.asks)
        return tr("choose below");
    if (isAbsent(row, column))
        return column == Result ? tr("left out") : tr("not set");
    if (isHidden(row, column))
        return {}; // the delegate paints dots
    return valueOf(row, column);
}

QVariant EnvModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_lines.size())
        return {};
    const Line& line = m_lines[index.row()];
    if (role == GroupRole)
        return line.row < 0;
    if (line.row < 0)
        return index.column() == Key && role == Qt::DisplayRole ? line.group : QVariant();
    const EnvMergeRow& row = m_rows[line.row];
    switch (role) {
    case RowRole:
        return QVariant::fromValue(row);
    case HiddenRole:
        return isHidden(row, index.column());
    case AbsentRole:
        return isAbsent(row, index.column());
    case Qt::DisplayRole:
        return shownText(row, index.column());
    case Qt::ToolTipRole:
        return isHidden(row, index.column()) ? QVariant()
                                             : toolTipOf(index.column() == Why && !row.source.isEmpty()
                                                             ? tr("%1\nSource: %2").arg(row.why, row.source)
                                                             : shownText(row, index.column()));
    case Qt::AccessibleTextRole:
        return isHidden(row, index.column()) ? tr("secret, hidden") : shownText(row, index.column());
    default:
        return {};
    }
}

QVariant EnvModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList heads{tr("Key"), tr("Old server"), tr("New server"), tr("Result on the new server"),
                            tr("Why")};
    return heads.value(section);
}

} // namespace df
