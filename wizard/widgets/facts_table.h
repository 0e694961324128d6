#pragma once

#include "models/facts_model.h"

#include <QTableView>

namespace df {

/// The table of facts: flat rows, sunken group rows, state with icon and word.
class FactsTable : public QTableView {
    Q_OBJECT
public:
    using About = FactsModel::About;
    explicit FactsTable(About about = About::OneServer, QWidget* parent = nullptr);
    void setRows(const QVector<FactRow>& rows);
    QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void changeEvent(QEvent* event) override;

private:
    void applyWidths();
    FactsModel m_model;
};

} // namespace df
