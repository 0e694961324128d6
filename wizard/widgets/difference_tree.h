#pragma once

#include "models/difference_model.h"

#include <QTreeView>

namespace df {

/// The tree of differences: sign in a badge, label, class as a word.
class DifferenceTree : public QTreeView {
    Q_OBJECT
public:
    explicit DifferenceTree(QWidget* parent = nullptr);
    /// `after`: where what is the same is read from.
    void show(const Comparison& comparison, const DifferenceFilter& filter, const Snapshot& after = {});
    using QTreeView::show;
    [[nodiscard]] const DifferenceModel& differences() const { return m_model; }
    void setNotes(const QVector<DifferenceNote>& notes) { m_model.setNotes(notes); }
    void goNext(bool backwards);
    void goToFirst();
    QSize sizeHint() const override;

Q_SIGNALS:
    void rowChosen(); ///< another one is current

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    DifferenceModel m_model;
};

} // namespace df
