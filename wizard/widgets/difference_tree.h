#pragma once

#include "models/difference_model.h"

#include <QTreeView>

namespace df {

/// The tree of differences: sign in a badge, label, class as a word.
class DifferenceTree : public QTreeView {
    Q_OBJECT
public:
    explicit DifferenceTree(QWidget* parent = nullptr);
    void show(const Comparison& comparison, const DifferenceFilter& filter);
    using QTreeView::show;
    [[nodiscard]] const DifferenceModel& differences() const { return m_model; }
    void goNext(bool backwards);
    void goToFirst();
    QSize sizeHint() const override;

Q_SIGNALS:
    void differenceChosen(const df::Difference& difference);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    DifferenceModel m_model;
};

} // namespace df
