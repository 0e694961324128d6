#pragma once

#include "ssh/sftp_address.h"
#include "widgets/give_dialog.h"

namespace df {

class CommercialFetch;
class HostKeyCard;
class SecretEdit;

/// Asks for the three composer files of the commercial edition, made for one release: a folder on this
/// computer, or a folder on an SFTP server, from which they are fetched before the dialog closes. After
/// accept(), `fetch` has the files where they came from a server.
class CommercialFilesDialog : public GiveDialog {
    Q_OBJECT
public:
    CommercialFilesDialog(const QString& release, const QString& folder, CommercialFetch& fetch,
                          QWidget* parent);
    [[nodiscard]] QLineEdit* folderEdit() const { return m_folder; } ///< or the SFTP address
    [[nodiscard]] QLineEdit* userEdit() const { return m_user; }
    [[nodiscard]] SecretEdit* passwordEdit() const { return m_password; }
    [[nodiscard]] HostKeyCard* hostKeyCard() const { return m_hostKey; }
    [[nodiscard]] QPushButton* stopButton() const { return m_stop; }
    void done(int result) override;

protected:
    QString wrong() override;
    void give() override;

private:
    void buildFields();
    [[nodiscard]] QWidget* buildSignIn();
    void buildProgress();
    void choose();
    void edited();
    void refresh(); ///< from the fetch
    [[nodiscard]] Result<SftpAddress> address() const;
    [[nodiscard]] QString progressText() const;

    CommercialFetch& m_fetch;
    QLineEdit* m_folder;
    QLineEdit* m_user;
    SecretEdit* m_password;
    QPushButton* m_choose;
    QPushButton* m_stop;
    QWidget* m_fields;
    QWidget* m_signIn;
    QWidget* m_progress;
    TextLabel* m_progressText;
    HostKeyCard* m_hostKey;
};

} // namespace df
