#pragma once

#include "core/secret.h"
#include "widgets/give_dialog.h"

class QCheckBox;
class QRadioButton;

namespace df {

class CodeBox;
class Sealing;

/// "Keep a sealed copy of .env": where, and by what it is opened again. The passphrase is the program's, and
/// shown here alone. Closes when the file was written and opened again.
class SealDialog : public GiveDialog {
    Q_OBJECT
public:
    /// `passphrase`: empty where this computer has no random numbers; then only the keychain is left.
    SealDialog(Sealing& sealing, const Secret& passphrase, QWidget* parent);
    [[nodiscard]] QLineEdit* fileEdit() const { return m_file; }
    [[nodiscard]] QRadioButton* keychainChoice() const { return m_byKeychain; }
    [[nodiscard]] QCheckBox* writtenDown() const { return m_written; }

protected:
    void give() override;

private:
    [[nodiscard]] QWidget* buildPassphrase();
    [[nodiscard]] QString file() const;
    void choose();
    void print();
    void refresh();

    Sealing& m_sealing;
    Secret m_passphrase;
    QLineEdit* m_file;
    QRadioButton *m_byPassphrase, *m_byKeychain;
    QWidget* m_passphraseBox = nullptr;
    CodeBox* m_shown = nullptr;
    QCheckBox* m_written;
};

} // namespace df
