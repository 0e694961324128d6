#include "pages/plan_page.h"

#include "advise/disk_claims.h"
#include "flow/advice_step.h"
#include "flow/connect_step.h"
#include "flow/flow.h"
#include "flow/look_step.h"
#include "flow/plan_step.h"
#include "flow/run_step.h"
#include "flow/sealing.h"
#include "widgets/choice_list.h"
#include "widgets/controls.h"
#include "widgets/error_card.h"
#include "widgets/figures.h"
#include "widgets/option_row.h"
#include "widgets/secret_edit.h"
#include "widgets/side_area.h"
#include "widgets/stage_list.h"
#include "words/amounts.h"
#include "words/error_words.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QFileDialog>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>

namespace df {

PlanPage::PlanPage(Flow& flow, QWidget* parent)
    : Page(flow, flow.planStep(), parent), m_plan(flow.planStep()), m_error(new ErrorCard),
      m_figures(new Figures), m_stages(new StageList), m_stageCard(new Card), m_options(new Card),
      m_localChanges(new ChoiceList), m_copyFolder(new QLineEdit), m_databaseUser(new QLineEdit),
      m_databasePassword(new SecretEdit(QStringLiteral("lock"))),
      m_pauseTick(new QCheckBox(tr("Pause before the switch"))),
      m_closeTick(new QCheckBox(tr("Shut users out of the old server for the last copy"))) {
    body()->addWidget(m_error);
    body()->addWidget(m_figures);
    m_stageCard->addRow(m_stages, 1);
    m_stageCard->keepCorners();
    m_columns = new QHBoxLayout;
    m_columns->setSpacing(px(20));
    m_columns->addWidget(m_stageCard, 72);
    m_side = buildSide();
    m_columns->addWidget(m_side, 28);
    body()->addLayout(m_columns, 1);
    connect(m_error, &ErrorCard::chosen, this, [this](const QString& action) {
        if (action == QLatin1String("again"))
            m_plan.recompute();
        else
            Q_EMIT backRequested();
    });
    refresh();
}

QString PlanPage::title() const {
    const QString server = flow().newServerTitle();
    return server.isEmpty() ? tr("The plan") : tr("The plan for %1").arg(server);
}

QString PlanPage::subtitle() const {
    if (m_plan.plan().stages.isEmpty())
        return {};
    return tr("%n stage(s). Each can be unfolded to its commands and its way back.", nullptr,
              static_cast<int>(m_plan.plan().stages.size()));
}

QString PlanPage::helpText() const {
    if (flow().moves())
        return tr(
            "What you read here is what runs on the new server: the stages, their commands and their undo "
            "are one and the same value.\n\nPrepare: the new server’s own database and files are copied "
            "first. Then the old server’s data come, through this computer, and are proved in a scratch "
            "database.\n\nSwitch: the new server’s data are exchanged as one piece, which undoes itself "
            "if a step fails. Users of the old server notice nothing of it.\n\nShut users out of the old "
            "server: for the last copy it goes into maintenance, and stays so until you open it again. "
            "Without that, what users write there after the copy is not on the new server.\n\nVerify: "
            "the old server as it was recorded, and the new one, are put side by side; you decide whether "
            "to keep it.");
    return tr("What you read here is what runs: the stages, their commands and their undo are one and the "
              "same value.\n\n"
              "Prepare: everything happens beside the running release. Users notice nothing.\n\nSwitch: "
              "users get a "
              "maintenance answer for a few seconds. It runs as one piece on the server, also when this "
              "computer is switched "
              "off, and undoes itself if a step fails.\n\nVerify: before and after are put side by side; you "
              "decide whether to "
              "keep the new release.\n\n“Save these choices” writes a file with which the same upgrade can "
              "be repeated on "
              "another server without clicking.");
}

QVector<PageButton> PlanPage::buttons() {
    if (isReadOnly())
        return {nextButton(tr("&Next: Run"), true)};
    PageButton go;
    go.id = QStringLiteral("start");
    const QString& to = m_plan.plan().to;
    go.text = flow().moves()
                  ? tr("&Start the move to %1").arg(flow().newServerTitle())
                  : tr("&Start the upgrade to %1").arg(to.isEmpty() ? flow().adviceStep().advice().to : to);
    go.role = ButtonRole::Primary;
    go.enabled = m_plan.canGoOn() && !m_plan.plan().stages.isEmpty();
    go.startsChange = true;
    go.action = [this] { start(); };
    return {backButton(), go};
}

void PlanPage::start() {
    takeChoices();
    if (!m_plan.canGoOn())
        return;
    if (!flow().moves() || flow().targetIsEmpty()) {
        begin();
        return;
    }
    const QString name = flow().newServerTitle();
    const auto& counts = target().installation()->database.counts;
    confirm(
        tr("Replace what is on %1?").arg(name),
        tr("The DreamFactory there is not empty: it has %1 users, %2 administrators and %3 roles of its own. "
           "Users, roles, apps and services of the old server take their place. Going back brings them "
           "back, until you delete the copies.")
            .arg(counts.value(QStringLiteral("user")))
            .arg(counts.value(QStringLiteral("admin")))
            .arg(counts.value(QStringLiteral("role"))),
        tr("&Replace what is on %1").arg(name), [this] { begin(); }, name);
}

void PlanPage::begin() {
    flow().runStep().start();
    Q_EMIT nextRequested();
}

LookStep& PlanPage::target() const { return flow().moves() ? flow().newLookStep() : flow().lookStep(); }

void PlanPage::enter() {
    if (isReadOnly())
        return;
    // It may have been given on the Advice page.
    m_databaseUser->setText(m_plan.choices.databaseAdminUser);
    m_copyFolder->setText(m_plan.keepCopyHere);
    m_databasePassword->give(m_plan.databaseAdminPassword);
    m_closeTick->setChecked(m_plan.closeOld);
    m_plan.recompute();
}

QWidget* PlanPage::initialFocus() { return m_stages; }

void PlanPage::refresh() {
    const auto error = m_plan.error();
    m_error->setVisible(error.has_value());
    if (error)
        m_error->show(wordsFor(*error, {flow().connectStep().settings.host, {}, {}, false}));
    const bool have = !m_plan.plan().stages.isEmpty();
    m_figures->setVisible(have);
    m_stageCard->setVisible(have);
    if (!have)
        return;
    refreshFigures();
    m_stages->showPlan(m_plan.plan());
    refreshOptions();
}

void PlanPage::refreshFigures() {
    const Plan& plan = m_plan.plan();
    const auto total = totalSeconds(plan), notice = noticeSeconds(plan);
    int first = 0, last = 0;
    for (int i = 0; i < plan.stages.size(); ++i)
        if (plan.stages[i].usersMayNotice) {
            first = first ? first : i + 1;
            last = i + 1;
        }
    QString wayBack;
    for (const WayOption& o : flow().adviceStep().advice().options)
        if (o.way == Way::InPlace)
            wayBack = o.wayBack;
    const FileSystemFact* disk = fileSystemOf(target().facts().machine, plan.root);
    m_figures->set({{durationRange(total.first, total.second), tr("from start to end")},
                    {first ? tr("about %1").arg(durationRange(notice.first, notice.second)) : tr("nothing"),
                     first ? tr("users may notice, stages %1–%2").arg(first).arg(last) : tr("users notice")},
                    {tr("a way back"), wayBack.isEmpty() ? tr("at any moment, with one button") : wayBack},
                    {bytes(plan.diskNeededBytes),
                     disk ? tr("needed on %1 · %2 are free").arg(disk->mountPoint, bytes(disk->freeBytes))
                          : tr("of disk needed")}});
}

void PlanPage::refreshOptions() {
    const Plan& plan = m_plan.plan();
    const Advice& advice = flow().adviceStep().advice();
    m_release->setValue(QStringLiteral("%1 → %2").arg(plan.from, plan.to));
    m_php->setValue(advice.phpBinary.isEmpty() ? tr("as it is") : advice.phpBinary);
    const Installation* i = target().installation();
    const bool changed =
        !flow().moves() && i && i->code.modifiedCount + i->code.deletedCount + i->code.untrackedCount > 0;
    m_changes->setVisible(changed);
    refreshLocalChanges();
    m_copies->setValue(m_plan.keepCopyHere.isEmpty() ? tr("none") : m_plan.keepCopyHere);
    const auto& sealed = flow().sealing().copies();
    m_sealed->setValue(sealed.isEmpty() ? tr("none")
                                        : tr("%1, opened again to prove it").arg(sealed.last().file));
    m_commercial->setVisible(!flow().moves() && i && i->code.commercial);
    m_commercial->setValue(m_plan.commercialFolder.isEmpty() ? tr("not given yet") : m_plan.commercialFolder);
    const bool needsAdmin =
        i && i->database.scratchWay.isEmpty() && i->database.engine != DatabaseEngine::Sqlite;
    m_database->setVisible(needsAdmin || m_plan.choices.databaseAdmin);
    m_database->setValue(m_plan.choices.databaseAdmin ? m_plan.choices.databaseAdminUser : tr("not given"));
    m_pause->setValue(m_plan.choices.pauseBeforeSwitch ? tr("yes, I'll start the switch myself") : tr("no"));
    m_failure->setValue(tr("during the switch it goes back by itself; before it, it waits for you"));
    m_close->setVisible(flow().moves());
    m_close->setValue(m_plan.closeOld ? tr("shut to users during the last copy, until you open it")
                                      : tr("stays open; what is written there meanwhile is left behind"));
    ConnectStep& connected = flow().moves() ? flow().newConnectStep() : flow().connectStep();
    const auto& session = connected.session();
    const QString user = connected.settings.user;
    m_rights->setValue(!plan.asRoot                 ? tr("those of %1").arg(user)
                       : session && session->isRoot ? tr("root")
                                                    : tr("sudo as %1").arg(user));
}

void PlanPage::takeChoices() {
    if (m_taking || isReadOnly())
        return;
    m_taking = true;
    m_plan.keepCopyHere = m_copyFolder->text().trimmed();
    m_plan.choices.databaseAdminUser = m_databaseUser->text().trimmed();
    m_plan.databaseAdminPassword = m_databasePassword->take();
    m_plan.choices.pauseBeforeSwitch = m_pauseTick->isChecked();
    m_plan.closeOld = m_closeTick->isChecked();
    m_plan.recompute();
    m_taking = false;
}

void PlanPage::saveRunbook() {
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Save as a runbook"), QStringLiteral("runbook.html"), tr("Web page (*.html)"));
    if (file.isEmpty())
        return;
    if (const auto saved = flow().writeRunbook(file); !saved)
        showTrouble(saved.error());
}

void PlanPage::saveAnswers() {
    const QString file = QFileDialog::getSaveFileName(
        this, tr("Save these choices"), QStringLiteral("answers.json"), tr("Answer file (*.json)"));
    if (file.isEmpty())
        return;
    if (const auto saved = flow().writeAnswers(file); !saved)
        showTrouble(saved.error());
}

bool PlanPage::fill(const QJsonObject& answers, QString* missing) {
    const auto text = [&answers](const char* key) { return answers.value(QLatin1String(key)).toString(); };
    if (const QString how = text("localChanges"); !how.isEmpty())
        m_plan.choices.localChanges =
            how == QLatin1String("reapply") ? LocalChanges::Reapply : LocalChanges::KeepAside;
    m_copyFolder->setText(text("keepCopyHere"));
    if (const QString folder = text("commercialFiles");
        m_plan.commercialFolder.isEmpty() && !isSftpAddress(folder)) // fetched on the Advice page
        m_plan.giveCommercialFolder(folder);
    const QJsonObject admin = answers.value(QLatin1String("databaseAdmin")).toObject();
    m_databaseUser->setText(admin.value(QLatin1String("user")).toString());
    if (const QString password = admin.value(QLatin1String("password")).toString(); !password.isEmpty())
        m_databasePassword->give(Secret(password));
    takeChoices();
    const Installation* i = flow().moves() ? nullptr : flow().lookStep().installation();
    if (i && i->code.commercial && m_plan.commercialFolder.isEmpty()) {
        *missing = QStringLiteral("commercialFiles");
        return false;
    }
    return true;
}

void PlanPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    // One below the other they scroll with the page, not each in a box of its own.
    const bool narrow = width() < px(760);
    m_columns->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_stageCard->setMinimumHeight(narrow ? 0 : px(220));
    m_stages->setGrown(narrow);
    m_side->setGrown(narrow);
}

} // namespace df
