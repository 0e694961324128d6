// The side column of the Plan page: choices with "Change", and what can be saved.
#include "pages/plan_page.h"

#include "flow/flow.h"
#include "flow/plan_step.h"
#include "flow/sealing.h"
#include "pages/commercial_files.h"
#include "secrets/passphrase.h"
#include "widgets/card.h"
#include "widgets/choice_list.h"
#include "widgets/commercial_files_dialog.h"
#include "widgets/controls.h"
#include "widgets/option_row.h"
#include "widgets/seal_dialog.h"
#include "widgets/secret_edit.h"
#include "widgets/side_area.h"
#include "widgets/stage_list.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>

namespace df {

namespace {

constexpr LocalChanges allLocalChanges[] = {LocalChanges::KeepAside, LocalChanges::Reapply};

QString localChangesText(LocalChanges how) {
    return how == LocalChanges::KeepAside ? PlanPage::tr("kept as a patch")
                                          : PlanPage::tr("put into the new release where they fit");
}

} // namespace

SideArea* PlanPage::buildSide() {
    buildOptions();
    QBoxLayout* box = nullptr;
    QWidget* side = columnWidget(&box, 0, 0, 4);
    box->addWidget(m_options);
    box->addSpacing(px(8));
    box->addWidget(
        new TextLabel(tr("Change one thing, and the plan is made anew. What you read here is what runs."),
                      Type::Table, Tone::Muted));
    box->addSpacing(px(6));
    buildLinks(box);
    box->addStretch();
    return new SideArea(side);
}

void PlanPage::buildOptions() {
    for (QCheckBox* tick : {m_pauseTick, m_closeTick})
        tick->setAccessibleName(tick->text());
    m_closeTick->setChecked(m_plan.closeOld);
    m_release = new OptionRow(tr("Release"), nullptr);
    m_php = new OptionRow(tr("PHP"), nullptr, true);
    m_changes = new OptionRow(tr("Your changed files"), m_localChanges);
    m_copies =
        new OptionRow(tr("Copies on this computer"), folderEditor(m_copyFolder, tr("Folder for the copies")));
    m_sealed = new OptionRow(tr("Sealed copy of .env"), nullptr);
    m_commercial = new OptionRow(tr("Files of the commercial edition"), nullptr);
    m_database = new OptionRow(tr("Administrator of the database"), databaseEditor());
    m_pause = new OptionRow(tr("Pause before the switch"), m_pauseTick);
    m_failure = new OptionRow(tr("If a step fails"), nullptr, true);
    m_close = new OptionRow(tr("The old server"), m_closeTick);
    m_rights = new OptionRow(tr("Rights used"), nullptr);
    for (OptionRow* row : {m_release, m_close, m_php, m_changes, m_copies, m_sealed, m_commercial, m_database,
                           m_pause, m_failure, m_rights})
        m_options->addRow(row);
    connect(m_release, &OptionRow::changeAsked, this,
            [this] { Q_EMIT pageRequested(QStringLiteral("advice")); });
    connect(m_rights, &OptionRow::changeAsked, this,
            [this] { Q_EMIT pageRequested(QStringLiteral("connect")); });
    connect(m_commercial, &OptionRow::changeAsked, this, &PlanPage::askCommercialFiles);
    connect(m_sealed, &OptionRow::changeAsked, this, &PlanPage::askSealedCopy);
    connect(&flow().sealing(), &Sealing::sealed, this, &PlanPage::refresh);
    connect(m_localChanges, &ChoiceList::chosen, this, [this](int row) {
        m_plan.choices.localChanges = allLocalChanges[row];
        takeChoices();
    });
    for (QCheckBox* tick : {m_pauseTick, m_closeTick})
        connect(tick, &QCheckBox::clicked, this, &PlanPage::takeChoices);
    for (QLineEdit* e : {m_copyFolder, m_databaseUser, static_cast<QLineEdit*>(m_databasePassword)})
        connect(e, &QLineEdit::editingFinished, this, &PlanPage::takeChoices);
}

void PlanPage::refreshLocalChanges() {
    QVector<ChoiceRow> rows;
    int chosen = 0;
    for (const LocalChanges how : allLocalChanges) {
        if (how == m_plan.choices.localChanges)
            chosen = static_cast<int>(rows.size());
        const QString text = localChangesText(how);
        rows.append({{}, {text}, tr("Your changed files: %1").arg(text)});
    }
    m_localChanges->set(rows, chosen);
    m_changes->setValue(localChangesText(m_plan.choices.localChanges));
}

QWidget* PlanPage::folderEditor(QLineEdit* edit, const QString& name) {
    QBoxLayout* box = nullptr;
    QWidget* w = columnWidget(&box, 0, 0, 4);
    edit->setAccessibleName(name);
    edit->setPlaceholderText(name);
    box->addWidget(edit);
    auto* choose = linkButton(tr("Choose…"));
    choose->setAccessibleName(tr("Choose: %1").arg(name));
    choose->setProperty("changesChoice", true);
    connect(choose, &QPushButton::clicked, this, [this, edit, name] {
        const QString folder = QFileDialog::getExistingDirectory(this, name);
        if (folder.isEmpty())
            return;
        edit->setText(folder);
        takeChoices();
    });
    box->addWidget(choose, 0, Qt::AlignLeft);
    w->setFocusProxy(edit);
    return w;
}

void PlanPage::askCommercialFiles() {
    if (isReadOnly())
        return;
    auto* dialog = commercialFilesDialog(m_plan, m_plan.plan().to, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this] { m_plan.recompute(); });
    dialog->open();
}

/// Done at once: the old .env is only read.
void PlanPage::askSealedCopy() {
    if (isReadOnly())
        return;
    const auto made = newPassphrase();
    const Secret passphrase = made ? *made : Secret();
    flow().learn({passphrase});
    auto* dialog = new SealDialog(flow().sealing(), passphrase, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

QWidget* PlanPage::databaseEditor() {
    QBoxLayout* box = nullptr;
    QWidget* w = columnWidget(&box, 0, 0, 4);
    m_databaseUser->setPlaceholderText(tr("User, e.g. root"));
    m_databaseUser->setAccessibleName(tr("Administrator of the database: user"));
    m_databasePassword->setPlaceholderText(tr("Password"));
    m_databasePassword->setAccessibleName(tr("Administrator of the database: password"));
    box->addWidget(m_databaseUser);
    box->addWidget(m_databasePassword);
    box->addWidget(
        new TextLabel(tr("Used only to make and drop the scratch database."), Type::Note, Tone::Muted));
    w->setFocusProxy(m_databaseUser);
    return w;
}

void PlanPage::buildLinks(QBoxLayout* box) {
    const auto link = [&](const QString& text, const char* iconName) {
        QPushButton* b = linkButton(text, QString::fromLatin1(iconName));
        b->setProperty("leftAligned", true);
        box->addWidget(b, 0, Qt::AlignLeft);
        return b;
    };
    connect(link(tr("Save as a &runbook…"), "document"), &QPushButton::clicked, this, &PlanPage::saveRunbook);
    connect(link(tr("Save these &choices…"), "file"), &QPushButton::clicked, this, &PlanPage::saveAnswers);
    m_unfold = link(tr("&Unfold all commands"), "terminal");
    m_unfold->setCheckable(false);
    connect(m_unfold, &QPushButton::clicked, this, [this] {
        const bool open = !m_unfold->property("unfolded").toBool();
        m_unfold->setProperty("unfolded", open);
        m_stages->setAllOpen(open);
        m_unfold->setText(open ? tr("&Fold all commands") : tr("&Unfold all commands"));
    });
}

} // namespace df
