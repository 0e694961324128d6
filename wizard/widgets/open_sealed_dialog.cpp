#include "widgets/open_sealed_dialog.h"

#include "flow/sealing.h"
#include "secrets/passphrase.h"
#include "widgets/code_box.h"
#include "widgets/controls.h"
#include "widgets/secret_edit.h"
#include "words/sealed_words.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QLocale>
#include <QPushButton>

namespace df {

namespace {

constexpr int shownMs = 30'000;

} // namespace

OpenSealedDialog::OpenSealedDialog(QWidget* parent)
    : GiveDialog(tr("Open a sealed file"),
                 tr("A copy of a server's .env that this program has sealed. Nothing is sent anywhere."),
                 tr("&Open it"), parent),
      m_file(new QLineEdit), m_passphrase(new SecretEdit(QStringLiteral("lock"))) {
    setLeaveText(tr("&Close"));
    addWidget(buildQuestion(), {});
    addWidget(buildContent(), {});
    m_hide.setSingleShot(true);
    m_hide.setInterval(shownMs);
    connect(&m_hide, &QTimer::timeout, this, [this] { setShown(false); });
    connect(m_file, &QLineEdit::textChanged, this, &OpenSealedDialog::fileChanged);
    connect(m_passphrase, &QLineEdit::textChanged, this, &OpenSealedDialog::refresh);
    refresh();
    m_file->setFocus();
}

QWidget* OpenSealedDialog::buildQuestion() {
    QBoxLayout* box = nullptr;
    m_question = columnWidget(&box, 0, 0, 6);
    box->addWidget(fieldLabel(tr("&File"), m_file));
    box->addWidget(m_file);
    auto* browse = linkButton(tr("&Choose…"));
    browse->setAccessibleName(tr("Choose the file"));
    connect(browse, &QPushButton::clicked, this, &OpenSealedDialog::choose);
    box->addWidget(browse, 0, Qt::AlignLeft);
    QBoxLayout* secret = nullptr;
    m_passphraseBox = columnWidget(&secret, 0, 0, 6);
    secret->addWidget(fieldLabel(tr("&Passphrase, as it stands on the paper"), m_passphrase));
    secret->addWidget(m_passphrase);
    box->addWidget(m_passphraseBox);
    m_keyNote = new TextLabel(tr("Its key is in this computer's keychain."), Type::Table, Tone::Muted);
    box->addWidget(m_keyNote);
    return m_question;
}

QWidget* OpenSealedDialog::buildContent() {
    QBoxLayout* box = nullptr;
    m_answer = columnWidget(&box, 0, 0, 8);
    m_whose = new TextLabel;
    m_whose->setObjectName(QStringLiteral("whose"));
    box->addWidget(m_whose);
    m_text = new CodeBox({}, tr("The sealed .env"), 14);
    box->addWidget(m_text);
    QBoxLayout* row = nullptr;
    QWidget* buttons = rowWidget(&row, 0, 6, 8);
    m_show = smallButton({}, QStringLiteral("eye"));
    m_save = smallButton(tr("Save &as…"), QStringLiteral("file"));
    m_save->setAccessibleName(tr("Save the .env as a file"));
    row->addWidget(m_show);
    row->addWidget(m_save);
    row->addStretch();
    connect(m_show, &QPushButton::clicked, this, [this] { setShown(!m_valuesShown); });
    connect(m_save, &QPushButton::clicked, this, &OpenSealedDialog::askSave);
    box->addWidget(buttons);
    return m_answer;
}

void OpenSealedDialog::choose() {
    const QString file = QFileDialog::getOpenFileName(this, windowTitle(), m_file->text(),
                                                      tr("Sealed files (*.dfsealed);;All files (*)"));
    if (!file.isEmpty())
        m_file->setText(file);
}

void OpenSealedDialog::fileChanged() {
    m_head.reset();
    m_bytes.clear();
    complain({});
    if (auto read = readSealedFile(m_file->text().trimmed())) {
        m_bytes = std::move(*read);
        const auto head = readSealedHead(m_bytes);
        if (head)
            m_head = *head;
        else
            complain(sealedTrouble(head.error()));
    }
    refresh();
}

QString OpenSealedDialog::wrong() {
    const auto read = readSealedFile(m_file->text().trimmed());
    if (!read)
        return sealedTrouble(read.error());
    const auto head = readSealedHead(*read);
    return head ? QString() : sealedTrouble(head.error());
}

void OpenSealedDialog::give() {
    m_busy = true;
    refresh();
    if (m_head->by == SealedBy::Passphrase) {
        openWith(typedPassphrase(m_passphrase->take()));
        return;
    }
    m_keychain.read(m_head->keychainKey(), this, [this](const Result<Secret>& key) {
        if (key)
            openWith(*key);
        else
            opened(fail(key.error()));
    });
}

void OpenSealedDialog::openWith(const Secret& key) {
    openSealedAside(m_bytes, key, this, [this](const Result<SealedContent>& content) { opened(content); });
}

void OpenSealedDialog::opened(const Result<SealedContent>& content) {
    m_busy = false;
    if (content) {
        m_content = *content;
        m_whose->setText(tr("%1 of %2, read on %3. %n key(s).", nullptr, keysIn(content->env))
                             .arg(content->path, content->server,
                                  QLocale().toString(content->takenAt.toLocalTime(), QLocale::LongFormat)));
        setShown(false);
    } else {
        m_passphrase->forget();
        complain(sealedTrouble(content.error()));
    }
    refresh();
    if (content)
        m_show->setFocus();
}

void OpenSealedDialog::setShown(bool shown) {
    m_valuesShown = shown && m_content;
    if (m_content)
        m_text->setText(shown ? QString::fromUtf8(m_content->env.reveal()) : hiddenEnv(m_content->env));
    m_show->setText(m_valuesShown ? tr("&Hide the values") : tr("&Show the values"));
    m_show->setAccessibleName(m_show->text().remove(u'&'));
    if (m_valuesShown)
        m_hide.start();
    else
        m_hide.stop();
}

Result<void> OpenSealedDialog::saveAs(const QString& path) const {
    return m_content ? writeForOwner(path, m_content->env.reveal()) : Result<void>();
}

void OpenSealedDialog::askSave() {
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the .env as a file"),
                                                      QStringLiteral("env.txt"), tr("All files (*)"));
    if (path.isEmpty())
        return;
    const auto saved = saveAs(path);
    complain(saved ? QString() : sealedTrouble(saved.error()));
}

void OpenSealedDialog::refresh() {
    const bool byPassphrase = m_head && m_head->by == SealedBy::Passphrase;
    m_question->setVisible(!m_content);
    m_question->setEnabled(!m_busy);
    m_answer->setVisible(m_content.has_value());
    m_passphraseBox->setVisible(!m_head || byPassphrase);
    m_keyNote->setVisible(m_head && !byPassphrase);
    verbButton()->setVisible(!m_content);
    verbButton()->setText(m_busy ? tr("Opening…") : tr("&Open it"));
    setReady(!m_busy && m_head && (!byPassphrase || m_passphrase->isGiven()));
}

} // namespace df
