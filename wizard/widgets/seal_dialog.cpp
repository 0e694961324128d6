#include "widgets/seal_dialog.h"

#include "flow/sealing.h"
#include "secrets/passphrase.h"
#include "widgets/code_box.h"
#include "widgets/controls.h"
#include "widgets/passphrase_paper.h"
#include "words/sealed_words.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardPaths>

namespace df {

SealDialog::SealDialog(Sealing& sealing, const Secret& passphrase, QWidget* parent)
    : GiveDialog(tr("Keep a sealed copy of .env"),
                 tr("The .env of %1, with the APP_KEY without which nobody reads its stored passwords, goes "
                    "into one encrypted file on this computer. This program opens it again.")
                     .arg(sealing.server()),
                 tr("&Seal it"), parent),
      m_sealing(sealing), m_passphrase(passphrase), m_file(new QLineEdit),
      m_byPassphrase(new QRadioButton(tr("Opened by a &passphrase on paper"))),
      m_byKeychain(new QRadioButton(tr("Opened by this computer's &keychain"))),
      m_written(new QCheckBox(tr("I have it on paper, or in a &password manager"))) {
    setLeaveText(tr("&Leave it for now"));
    m_file->setText(QDir(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
                        .filePath(sealedFileName(sealing.server(), QDate::currentDate())));
    addField(tr("&File"), m_file);
    auto* browse = linkButton(tr("&Choose…"));
    browse->setAccessibleName(tr("Choose the file"));
    addWidget(browse);
    addWidget(m_byPassphrase, {});
    addWidget(buildPassphrase(), {});
    addWidget(m_byKeychain, {});
    m_byPassphrase->setEnabled(!passphrase.isEmpty());
    (passphrase.isEmpty() ? m_byKeychain : m_byPassphrase)->setChecked(true);
    for (QAbstractButton* b : std::initializer_list<QAbstractButton*>{m_byPassphrase, m_byKeychain}) {
        b->setAccessibleName(b->text().remove(u'&'));
        connect(b, &QAbstractButton::toggled, this, &SealDialog::refresh);
    }
    connect(browse, &QPushButton::clicked, this, &SealDialog::choose);
    connect(m_written, &QCheckBox::toggled, this, &SealDialog::refresh);
    connect(m_file, &QLineEdit::textChanged, this, &SealDialog::refresh);
    connect(&m_sealing, &Sealing::changed, this, &SealDialog::refresh);
    connect(&m_sealing, &Sealing::sealed, this, &QDialog::accept);
    refresh();
    complain({}); // of an attempt before this one
}

QWidget* SealDialog::buildPassphrase() {
    QBoxLayout* box = nullptr;
    m_passphraseBox = columnWidget(&box, 0, 0, 6);
    m_shown = new CodeBox(QString::fromLatin1(m_passphrase.reveal()), tr("The passphrase"));
    box->addWidget(m_shown);
    box->addWidget(new TextLabel(tr("Made by chance, %1 bits. It is shown only now, and nobody can bring it "
                                    "back: keep it apart from the file.")
                                     .arg(passphraseBits),
                                 Type::Note, Tone::Muted));
    auto* paper = smallButton(tr("P&rint…"));
    paper->setAccessibleName(tr("Print the passphrase"));
    connect(paper, &QPushButton::clicked, this, &SealDialog::print);
    box->addWidget(paper, 0, Qt::AlignLeft);
    m_written->setAccessibleName(m_written->text().remove(u'&'));
    box->addWidget(m_written);
    return m_passphraseBox;
}

QString SealDialog::file() const { return m_file->text().trimmed(); }

void SealDialog::choose() {
    const QString file =
        QFileDialog::getSaveFileName(this, windowTitle(), m_file->text(), tr("Sealed file (*.dfsealed)"));
    if (!file.isEmpty())
        m_file->setText(file);
}

void SealDialog::print() {
    printPassphrase(passphrasePaper(m_sealing.server(), file(), QDate::currentDate()), m_passphrase, this);
}

void SealDialog::give() {
    if (m_byKeychain->isChecked())
        m_sealing.sealByKeychain(file());
    else
        m_sealing.sealByPassphrase(file(), m_passphrase);
}

void SealDialog::refresh() {
    const bool byPassphrase = m_byPassphrase->isChecked();
    m_passphraseBox->setVisible(byPassphrase);
    const bool known = !byPassphrase || m_written->isChecked();
    setReady(known && !m_sealing.busy() && QFileInfo(file()).isAbsolute());
    verbButton()->setText(m_sealing.busy() ? tr("Sealing…") : tr("&Seal it"));
    complain(m_sealing.busy() || !m_sealing.error() ? QString() : sealedTrouble(*m_sealing.error()));
}

} // namespace df
