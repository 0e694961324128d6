#include "widgets/commercial_files_dialog.h"

#include "flow/commercial_fetch.h"
#include "flow/local_files.h"
#include "widgets/controls.h"
#include "widgets/question_card.h"
#include "widgets/secret_edit.h"
#include "words/commercial_words.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QPushButton>

namespace df {

CommercialFilesDialog::CommercialFilesDialog(const QString& release, const QString& folder,
                                             CommercialFetch& fetch, QWidget* parent)
    : GiveDialog(
          tr("Files of the commercial edition"),
          tr("Where are composer.json, composer.lock and composer.json-dist that the vendor gave you for "
             "%1? Name a folder on this computer, or one on the vendor's SFTP server, like "
             "sftp://user@host/folder. Nothing is sent to your server before the run.")
              .arg(release),
          tr("&Use these files"), parent),
      m_fetch(fetch), m_folder(new QLineEdit(folder)), m_user(new QLineEdit),
      m_password(new SecretEdit(QStringLiteral("lock"))), m_choose(linkButton(tr("&Choose…"))),
      m_stop(plainButton(tr("&Stop fetching"))), m_hostKey(new HostKeyCard(HostKeyCard::Whose::Vendors)) {
    m_fetch.cancel(); // what an earlier dialog left
    buildFields();
    buildProgress();
    addWidget(m_hostKey, {});
    connect(m_choose, &QPushButton::clicked, this, &CommercialFilesDialog::choose);
    connect(m_folder, &QLineEdit::textChanged, this, &CommercialFilesDialog::edited);
    connect(m_user, &QLineEdit::textChanged, this, [this] { complain({}); });
    connect(m_stop, &QPushButton::clicked, &m_fetch, &CommercialFetch::cancel);
    connect(m_hostKey, &HostKeyCard::trusted, &m_fetch, [this] { m_fetch.answerHostKey(true); });
    connect(m_hostKey, &HostKeyCard::refused, &m_fetch, [this] { m_fetch.answerHostKey(false); });
    connect(m_hostKey, &HostKeyCard::mismatchHelpAsked, this, [this] {
        complain(
            tr("Don't connect: another machine may answer in its place and wait for your password. Ask the "
               "vendor for the right fingerprint."));
    });
    connect(&m_fetch, &CommercialFetch::changed, this, &CommercialFilesDialog::refresh);
    connect(&m_fetch, &CommercialFetch::fetched, this, &QDialog::accept);
    edited();
    refresh();
    m_folder->setFocus();
}

void CommercialFilesDialog::buildFields() {
    QBoxLayout* box = nullptr;
    m_fields = columnWidget(&box, 0, 0, 6);
    box->addWidget(fieldLabel(tr("&Folder or SFTP address"), m_folder));
    box->addWidget(m_folder);
    m_choose->setAccessibleName(tr("Choose the folder"));
    box->addWidget(m_choose, 0, Qt::AlignLeft);
    box->addWidget(buildSignIn());
    addWidget(m_fields, {});
}

QWidget* CommercialFilesDialog::buildSignIn() {
    QBoxLayout* box = nullptr;
    m_signIn = columnWidget(&box, 0, 0, 6);
    box->addWidget(fieldLabel(tr("Us&er on the SFTP server"), m_user));
    box->addWidget(m_user);
    box->addWidget(fieldLabel(tr("&Password (left empty: the keys of your agent)"), m_password));
    box->addWidget(m_password);
    box->addWidget(new TextLabel(tr("The password stays in this program's memory and is in no file."),
                                 Type::Note, Tone::Muted));
    return m_signIn;
}

void CommercialFilesDialog::buildProgress() {
    QBoxLayout* box = nullptr;
    m_progress = rowWidget(&box, 0, 4, 8);
    m_progressText = new TextLabel(Type::Table);
    m_progressText->setObjectName(QStringLiteral("fetchProgress"));
    box->addWidget(m_progressText, 1);
    box->addWidget(m_stop);
    addWidget(m_progress, {});
}

void CommercialFilesDialog::choose() {
    const QString folder = QFileDialog::getExistingDirectory(this, windowTitle());
    if (!folder.isEmpty())
        m_folder->setText(folder);
}

void CommercialFilesDialog::edited() {
    const QString text = m_folder->text().trimmed();
    const bool sftp = isSftpAddress(text);
    const auto parsed = sftp ? parseSftpAddress(text) : fail(Error());
    const bool named = parsed && !parsed->user.isEmpty();
    if (named)
        m_user->setText(parsed->user);
    m_user->setEnabled(!named); // the address has it
    m_signIn->setVisible(sftp);
    complain({});
    setReady(!text.isEmpty() && !m_fetch.busy());
}

Result<SftpAddress> CommercialFilesDialog::address() const {
    auto parsed = parseSftpAddress(m_folder->text());
    if (parsed && parsed->user.isEmpty())
        parsed->user = m_user->text().trimmed();
    if (parsed && parsed->user.isEmpty())
        return fail(ErrorCode::BadAnswer, {}, {QStringLiteral("user")});
    return parsed;
}

QString CommercialFilesDialog::wrong() {
    if (isSftpAddress(m_folder->text())) {
        const auto parsed = address();
        return parsed ? QString() : commercialTrouble(parsed.error());
    }
    const auto read = readCommercialFiles(m_folder->text().trimmed());
    return read ? QString() : read.error().what;
}

void CommercialFilesDialog::give() {
    if (!isSftpAddress(m_folder->text()))
        accept();
    else if (const auto parsed = address())
        m_fetch.start(*parsed, m_password->take());
}

void CommercialFilesDialog::refresh() {
    const bool busy = m_fetch.busy();
    const auto key = m_fetch.hostKeyQuestion();
    const bool hadKey = m_hostKey->isVisibleTo(this);
    if (key)
        m_hostKey->show(*key);
    m_hostKey->setVisible(key.has_value());
    m_progress->setVisible(busy && !key);
    m_progressText->setText(progressText());
    m_fields->setEnabled(!busy);
    m_fields->setVisible(!key); // the card needs the room, and names the host itself
    setReady(!busy && !key && !m_folder->text().trimmed().isEmpty());
    if (const auto error = m_fetch.error())
        complain(commercialTrouble(*error));
    if (key && !hadKey)
        m_hostKey->pasted()->setFocus();
    else if (!key && hadKey)
        verbButton()->setDefault(true);
    if (!key && !busy && m_fetch.error())
        m_folder->setFocus();
}

QString CommercialFilesDialog::progressText() const {
    const QString step = m_fetch.progress(), host = m_fetch.address().host;
    if (step == QLatin1String("reached"))
        return tr("%1 was reached.").arg(host);
    if (step == QLatin1String("hostkey"))
        return tr("Signing in as %1.").arg(m_fetch.address().user);
    if (step == QLatin1String("signin"))
        return tr("Looking into the folder.");
    return step.isEmpty() ? tr("Connecting to %1.").arg(host) : tr("Reading %1.").arg(step);
}

void CommercialFilesDialog::done(int result) {
    if (result != Accepted)
        m_fetch.cancel();
    GiveDialog::done(result);
}

} // namespace df
