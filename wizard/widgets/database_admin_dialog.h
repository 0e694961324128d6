#pragma once

#include "core/secret.h"
#include "widgets/give_dialog.h"

namespace df {

class SecretEdit;

/// Asks for an account that may make and drop the scratch database.
class DatabaseAdminDialog : public GiveDialog {
    Q_OBJECT
public:
    DatabaseAdminDialog(const QString& user, QWidget* parent);
    [[nodiscard]] QLineEdit* userEdit() const { return m_user; }
    [[nodiscard]] SecretEdit* passwordEdit() const { return m_password; }

private:
    void settle();
    QLineEdit* m_user;
    SecretEdit* m_password;
};

} // namespace df
