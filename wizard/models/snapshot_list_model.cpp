#include "models/snapshot_list_model.h"

#include "theme/metrics.h"
#include "theme/tool_tip.h"

#include <QLocale>
#include <QSize>

#include <algorithm>

namespace df {

void SnapshotListModel::show(const QVector<KeptSnapshot>& all) {
    beginResetModel();
    m_all = all;
    m_ticked.removeIf([&](const QString& id) {
        return std::none_of(all.begin(), all.end(), [&](const KeptSnapshot& k) { return k.id == id; });
    });
    endResetModel();
    Q_EMIT tickedChanged();
}

QVector<KeptSnapshot> SnapshotListModel::ticked() const {
    QVector<KeptSnapshot> out;
    for (const KeptSnapshot& k : m_all)
        if (m_ticked.contains(k.id))
            out.append(k);
    std::stable_sort(out.begin(), out.end(),
                     [](const KeptSnapshot& a, const KeptSnapshot& b) { return a.takenAt < b.takenAt; });
    return out;
}

int SnapshotListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_all.size());
}

int SnapshotListModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString SnapshotListModel::text(const KeptSnapshot& k, int column) const {
    switch (column) {
    case Name:
        return k.name.isEmpty() ? tr("(no name)") : k.name.left(200).simplified();
    case Server:
        return k.imported ? tr("%1, imported").arg(k.server.left(200).simplified())
                          : k.server.left(200).simplified();
    case Release:
        return k.release.left(40).simplified();
    case Taken:
        return QLocale().toString(k.takenAt.toLocalTime(), QLocale::ShortFormat);
    case Values:
        return QLocale().toString(k.values);
    default:
        return {};
    }
}

QVariant SnapshotListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const KeptSnapshot& k = m_all[index.row()];
    if (role == Qt::DisplayRole)
        return text(k, index.column());
    if (role == Qt::ToolTipRole)
        return toolTipOf(text(k, index.column()));
    if (role == Qt::SizeHintRole && index.column() == Name)
        return QSize(px(160), px(30));
    if (index.column() != Name)
        return {};
    if (role == Qt::EditRole)
        return k.name;
    if (role == Qt::CheckStateRole)
        return m_ticked.contains(k.id) ? Qt::Checked : Qt::Unchecked;
    if (role == Qt::AccessibleTextRole)
        return QStringLiteral("%1, %2, %3, %4")
            .arg(text(k, Name), text(k, Server), text(k, Release), text(k, Taken));
    return {};
}

bool SnapshotListModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || index.column() != Name)
        return false;
    KeptSnapshot& k = m_all[index.row()];
    if (role == Qt::EditRole) {
        const QString name = value.toString().simplified().left(200);
        if (name.isEmpty() || name == k.name)
            return false;
        k.name = name;
        Q_EMIT dataChanged(index, index);
        Q_EMIT renamed(k.id, name);
        return true;
    }
    if (role != Qt::CheckStateRole)
        return false;
    m_ticked.removeAll(k.id);
    if (value.toInt() == Qt::Checked)
        m_ticked.append(k.id);
    while (m_ticked.size() > 2)
        m_ticked.removeFirst(); // two are compared: a third takes the place of the first
    Q_EMIT dataChanged(this->index(0, Name), this->index(rowCount() - 1, Name), {Qt::CheckStateRole});
    Q_EMIT tickedChanged();
    return true;
}

Qt::ItemFlags SnapshotListModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemNeverHasChildren;
    return index.column() == Name ? flags | Qt::ItemIsUserCheckable | Qt::ItemIsEditable : flags;
}

QVariant SnapshotListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Snapshot");
    case Server:
        return tr("Server");
    case Release:
        return tr("Release");
    case Taken:
        return tr("Taken");
    case Values:
        return tr("Values");
    default:
        return {};
    }
}

} // namespace df
