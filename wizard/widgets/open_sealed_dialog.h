#pragma once

#include "secrets/keychain.h"
#include "secrets/sealed_file.h"
#include "widgets/give_dialog.h"

#include <QTimer>

#include <optional>

namespace df {

class CodeBox;
class SecretEdit;
class TextLabel;

/// Opens a sealed copy of .env: which server's, of when, the names of its keys; the values when they are
/// asked for, and for half a minute; and a copy as a file that only the user can read.
class OpenSealedDialog : public GiveDialog {
    Q_OBJECT
public:
    explicit OpenSealedDialog(QWidget* parent);
    [[nodiscard]] QLineEdit* fileEdit() const { return m_file; }
    [[nodiscard]] SecretEdit* passphraseEdit() const { return m_passphrase; }
    [[nodiscard]] QPushButton* showButton() const { return m_show; }
    /// The .env to that file, 0600.
    [[nodiscard]] Result<void> saveAs(const QString& path) const;

protected:
    [[nodiscard]] QString wrong() override;
    void give() override;

private:
    [[nodiscard]] QWidget* buildQuestion();
    [[nodiscard]] QWidget* buildContent();
    void choose();
    void fileChanged();
    void openWith(const Secret& key);
    void opened(const Result<SealedContent>& content);
    void setShown(bool shown);
    void askSave();
    void refresh();

    Keychain m_keychain;
    QByteArray m_bytes;
    std::optional<SealedHead> m_head;
    std::optional<SealedContent> m_content;
    bool m_busy = false, m_valuesShown = false;
    QTimer m_hide;
    QLineEdit* m_file;
    SecretEdit* m_passphrase;
    QWidget* m_question = nullptr;
    QWidget* m_passphraseBox = nullptr;
    TextLabel* m_keyNote = nullptr;
    QWidget* m_answer = nullptr;
    TextLabel* m_whose = nullptr;
    CodeBox* m_text = nullptr;
    QPushButton *m_show = nullptr, *m_save = nullptr;
};

} // namespace df
