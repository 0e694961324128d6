#include "widgets/database_admin_dialog.h"

#include "widgets/secret_edit.h"

#include <QPushButton>

namespace df {

DatabaseAdminDialog::DatabaseAdminDialog(const QString& user, QWidget* parent)
    : GiveDialog(tr("An administrator of the database"),
                 tr("Used only to make and drop the scratch database in which the copy is proven. The "
                    "password stays "
                    "in this program's memory for this session."),
                 tr("&Use this account"), parent),
      m_user(new QLineEdit(user)), m_password(new SecretEdit(QStringLiteral("lock"))) {
    m_user->setPlaceholderText(tr("root"));
    addField(tr("U&ser"), m_user);
    addField(tr("&Password"), m_password);
    connect(m_user, &QLineEdit::textChanged, this, &DatabaseAdminDialog::settle);
    connect(m_password, &QLineEdit::textChanged, this, &DatabaseAdminDialog::settle);
    m_user->setFocus();
    settle();
}

void DatabaseAdminDialog::settle() { setReady(!m_user->text().trimmed().isEmpty() && m_password->isGiven()); }

} // namespace df
