#pragma once

#include "models/env_model.h"

#include <QTableView>

namespace df {

/// The table of two .env files and what becomes of them. Secrets are dots that the delegate paints.
class EnvTable : public QTableView {
    Q_OBJECT
public:
    explicit EnvTable(QWidget* parent = nullptr);
    [[nodiscard]] EnvModel& envModel() { return m_model; }
    /// Rows anew; the current key stays the current one where it is still shown, else the first one is.
    void setRows(const QVector<EnvMergeRow>& rows, EnvFilter filter, const QString& find);
    [[nodiscard]] QString currentKey() const;
    void goTo(const QString& key);
    QSize sizeHint() const override;

Q_SIGNALS:
    void keyChosen(const QString& key); ///< the current row is another one
    void acted();                       ///< Enter, or a double click

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    void applyWidths();
    EnvModel m_model;
};

} // namespace df
