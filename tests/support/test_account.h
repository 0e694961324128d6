#pragma once

#include <QByteArray>
#include <QString>

namespace df::test {

/// A throw-away account of this machine (needs root), removed with its home and sudo rule at the end.
class TestAccount {
public:
    enum class Sudo { None, WithPassword, NoPassword };

    /// `role` becomes part of the name. The password is random unless given.
    explicit TestAccount(const QString& role, Sudo sudo = Sudo::None,
                         const QString& shell = QStringLiteral("/bin/bash"));
    ~TestAccount();
    TestAccount(const TestAccount&) = delete;
    TestAccount& operator=(const TestAccount&) = delete;

    [[nodiscard]] bool isReady() const { return m_ready; }
    [[nodiscard]] QString name() const { return m_name; }
    [[nodiscard]] QByteArray password() const { return m_password; }
    [[nodiscard]] QString home() const { return m_home; }
    /// Writes a file into the home, owned by the account.
    [[nodiscard]] bool writeInHome(const QString& file, const QByteArray& text) const;
    /// Replaces the account's rule in /etc/sudoers.d ("%u" is its name); checked by visudo.
    [[nodiscard]] bool setSudoRule(const QString& rule) const;

private:
    [[nodiscard]] QString sudoFile() const;

    QString m_name, m_home;
    QByteArray m_password;
    bool m_ready = false;
};

} // namespace df::test
