#pragma once

#include "core/secret.h"

#include <QLineEdit>

class QAction;

namespace df {

/// A line for a secret: hidden, with an eye to show it while it is typed. `take()` moves what was typed out
/// of the widget; after that it only says that something was given.
class SecretEdit : public QLineEdit {
    Q_OBJECT
public:
    explicit SecretEdit(const QString& iconName = {}, QWidget* parent = nullptr);
    /// What was typed, or what was taken before if nothing was typed since.
    [[nodiscard]] Secret take();
    void give(const Secret& secret);
    [[nodiscard]] bool isGiven() const { return !text().isEmpty() || !m_kept.isEmpty(); }
    void forget();

private:
    void setShown(bool shown);
    Secret m_kept;
    QAction* m_eye;
};

/// An action with one of our icons at the front of an input.
void addLeadingIcon(QLineEdit* edit, const QString& iconName);
/// Names the button that an action of a line edit shows itself as.
void nameIcon(QAction* action, const QString& name);
void nameClearButton(QLineEdit* edit, const QString& name);

} // namespace df
