#include "main_window.h"

#include "flow/connect_step.h"
#include "flow/flow.h"
#include "pages/history_page.h"
#include "pages/page.h"
#include "pages/snapshots_page.h"
#include "pages/start_page.h"
#include "run/journal.h"
#include "step_window.h"
#include "theme/metrics.h"
#include "theme/theme_switch.h"
#include "widgets/comparison_view.h"
#include "widgets/help_dialog.h"
#include "widgets/open_sealed_dialog.h"
#include "widgets/practice_strip.h"
#include "words/error_words.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QMenuBar>
#include <QPointer>
#include <QShortcut>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

namespace df {

MainWindow::MainWindow(WindowServices services, QWidget* parent)
    : QMainWindow(parent), m_services(std::move(services)), m_practiceStrip(new PracticeStrip),
      m_stack(new QStackedWidget), m_start(new StartPage), m_history(new HistoryPage) {
    auto* central = new QWidget;
    auto* box = new QVBoxLayout(central);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addWidget(m_practiceStrip);
    box->addWidget(m_stack, 1);
    m_stack->addWidget(m_start);
    m_stack->addWidget(m_history);
    setCentralWidget(central);
    connectSnapshots();
    buildMenus();
    connectStart();
    connectHistory();
    setWindowTitle(QApplication::applicationDisplayName());
    resize(px(1280), px(800));
    showStart();
}

MainWindow::~MainWindow() { leaveSteps(); }

void MainWindow::connectStart() {
    connect(m_start, &StartPage::upgradeChosen, this, [this] { openTask(Task::Upgrade); });
    connect(m_start, &StartPage::moveChosen, this, [this] { openTask(Task::Migrate); });
    connect(m_start, &StartPage::lookChosen, this, [this] { openTask(Task::Look); });
    connect(m_start, &StartPage::practiceChosen, this, &MainWindow::startPractice);
    connect(m_start, &StartPage::removePracticeChosen, this, &MainWindow::removePractice);
    connect(m_start, &StartPage::resumeChosen, this, [this](const JournalEntry& e) { openResume(e); });
    connect(m_start, &StartPage::serverChosen, this, [this](const ConnectSettings& s) { openServer(s); });
    connect(m_start, &StartPage::forgetServerChosen, this, [this](const ConnectSettings& s) {
        m_services.forgetServer(s);
        refreshStart();
    });
    connect(m_start, &StartPage::reportChosen, this, &MainWindow::openReport);
    connect(m_start, &StartPage::historyChosen, this, &MainWindow::showHistory);
    connect(m_start, &StartPage::helpChosen, this, &MainWindow::showHelp);
    connect(m_start, &StartPage::closeChosen, this, &QWidget::close);
}

void MainWindow::connectHistory() {
    connect(m_history, &HistoryPage::backChosen, this, &MainWindow::showStart);
    connect(m_history, &HistoryPage::openSealedChosen, this, &MainWindow::openSealed);
    connect(m_history, &HistoryPage::reportChosen, this, &MainWindow::openReport);
    connect(m_history, &HistoryPage::resumeChosen, this, [this](const JournalEntry& e) { openResume(e); });
    connect(m_history, &HistoryPage::removeChosen, this, [this](const JournalEntry& e) {
        if (const auto removed = m_services.journal.remove(e.runId); !removed)
            m_start->showTrouble(wordsFor(removed.error()));
        showHistory();
    });
}

void MainWindow::connectSnapshots() {
    m_history->setSnapshotsThere(m_services.snapshots);
    if (!m_services.snapshots)
        return;
    m_snapshots = new SnapshotsPage(*m_services.snapshots);
    m_stack->addWidget(m_snapshots);
    connect(m_snapshots, &SnapshotsPage::backChosen, this, &MainWindow::showStart);
    connect(m_history, &HistoryPage::snapshotsChosen, this, &MainWindow::showSnapshots);
}

void MainWindow::showSnapshots() {
    leaveSteps();
    m_snapshots->showList();
    m_stack->setCurrentWidget(m_snapshots);
}

void MainWindow::buildMenus() {
    QMenu* wizard = menuBar()->addMenu(tr("&Wizard"));
    wizard->addAction(tr("Start page"), this, &MainWindow::showStart);
    wizard->addAction(tr("History"), this, &MainWindow::showHistory);
    if (m_snapshots)
        wizard->addAction(tr("Compare two snapshots…"), this, &MainWindow::showSnapshots);
    wizard->addAction(tr("Open a sealed file…"), this, &MainWindow::openSealed);
    wizard->addSeparator();
    wizard->addAction(tr("&Close"), QKeySequence::Quit, this, &QWidget::close);
    buildViewMenu();
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&Help for this page"), QKeySequence::HelpContents, this, &MainWindow::showHelp);
    help->addAction(tr("Open &log folder"), this,
                    [this] { openOutside(m_services.logFolder, tr("The log folder")); });
    help->addSeparator();
    help->addAction(tr("&About…"), this, &MainWindow::showAbout);
}

void MainWindow::buildViewMenu() {
    QMenu* view = menuBar()->addMenu(tr("&View"));
    const auto page = [this] { return m_steps ? m_steps->currentPage() : nullptr; };
    const auto forPage = [page](void (*act)(Page*)) {
        return [page, act] {
            if (Page* p = page())
                act(p);
        };
    };
    view->addAction(tr("Fold the list of steps"), QKeySequence(Qt::CTRL | Qt::Key_B), this, [this] {
        if (m_steps)
            m_steps->toggleRail();
    });
    view->addAction(tr("&Log"), QKeySequence(Qt::CTRL | Qt::Key_L), this,
                    forPage([](Page* p) { p->toggleLog(); }));
    view->addAction(tr("&Check again"), QKeySequence(Qt::Key_F5), this,
                    forPage([](Page* p) { p->checkAgain(); }));
    // Two snapshots are compared outside the steps too.
    const auto compared = [this] {
        return !m_steps && m_stack->currentWidget() == m_snapshots && m_snapshots && m_snapshots->comparing();
    };
    const auto next = [this, page, compared](bool backwards) {
        if (compared())
            m_snapshots->view().nextDifference(backwards);
        else if (Page* p = page())
            p->nextDifference(backwards);
    };
    view->addAction(tr("&Find"), QKeySequence::Find, this, [this, page, compared] {
        if (compared())
            m_snapshots->view().find();
        else if (Page* p = page())
            p->find();
    });
    view->addAction(tr("&Next difference"), QKeySequence(Qt::Key_F8), this, [next] { next(false); });
    view->addAction(tr("&Previous difference"), QKeySequence(Qt::SHIFT | Qt::Key_F8), this,
                    [next] { next(true); });
    if (!m_services.theme)
        return;
    view->addSeparator();
    ThemeSwitch* theme = m_services.theme;
    view->addAction(tr("Larger text"), QKeySequence::ZoomIn, theme,
                    [theme] { theme->setTextScale(theme->textScale() + 0.1); });
    view->addAction(tr("Smaller text"), QKeySequence::ZoomOut, theme,
                    [theme] { theme->setTextScale(theme->textScale() - 0.1); });
    QMenu* colours = view->addMenu(tr("C&olours"));
    auto* group = new QActionGroup(colours);
    const QVector<QPair<Colours, QString>> choices = {
        {Colours::AsSystem, tr("As the system")}, {Colours::Light, tr("Light")}, {Colours::Dark, tr("Dark")}};
    for (const auto& [value, text] : choices) {
        QAction* a = colours->addAction(text, theme, [theme, v = value] { theme->setColours(v); });
        a->setCheckable(true);
        a->setChecked(theme->colours() == value);
        group->addAction(a);
    }
}

void MainWindow::refreshStart() {
    StartValues values;
    values.history = m_services.journal.entries();
    if (m_services.savedServers)
        values.saved = m_services.savedServers();
    values.practiceWhyNot = m_services.practiceWhyNot;
    m_start->show(values);
}

void MainWindow::leaveSteps() {
    if (!m_steps)
        return;
    m_stack->removeWidget(m_steps);
    delete std::exchange(m_steps, nullptr); // pages first, then the steps they show
    m_flow.reset();
    m_practiceStrip->hide();
}

void MainWindow::showStart() {
    leaveSteps();
    refreshStart();
    m_stack->setCurrentWidget(m_start);
    setWindowTitle(QApplication::applicationDisplayName());
}

void MainWindow::showHistory() {
    leaveSteps();
    m_history->show(m_services.journal.entries());
    m_stack->setCurrentWidget(m_history);
}

StepWindow& MainWindow::openFlow(std::unique_ptr<Flow> flow) {
    leaveSteps();
    m_flow = std::move(flow);
    m_steps = new StepWindow(*m_flow);
    m_stack->addWidget(m_steps);
    m_stack->setCurrentWidget(m_steps);
    m_steps->focusPage(); // hiding the start page has put it somewhere
    m_practiceStrip->setVisible(m_flow->practice);
    const auto title = [this] {
        const QString host =
            m_flow->moves() && !m_flow->newServerTitle().isEmpty()
                ? QStringLiteral("%1 → %2").arg(m_flow->serverTitle(), m_flow->newServerTitle())
                : m_flow->serverTitle();
        const QString program = QApplication::applicationDisplayName();
        setWindowTitle(host.isEmpty() ? program : QStringLiteral("%1 — %2").arg(host, program));
    };
    title();
    connect(m_flow.get(), &Flow::changed, m_steps, title);
    connect(m_steps, &StepWindow::closeRequested, this, &MainWindow::showStart, Qt::QueuedConnection);
    return *m_steps;
}

StepWindow& MainWindow::openTask(Task task) {
    auto flow = m_services.makeFlow(task);
    return openFlow(std::move(flow));
}

StepWindow& MainWindow::openServer(const ConnectSettings& settings) {
    auto flow = m_services.makeFlow(Task::Look);
    flow->connectStep().settings = settings;
    return openFlow(std::move(flow));
}

StepWindow& MainWindow::openPractice(const ConnectSettings& settings) {
    auto flow = m_services.makeFlow(Task::Upgrade);
    flow->practice = true;
    flow->connectStep().settings = settings;
    flow->connectStep().saveServer = false;
    return openFlow(std::move(flow));
}

StepWindow& MainWindow::openResume(const JournalEntry& entry) {
    auto flow = m_services.makeFlow(taskOf(entry));
    flow->practice = entry.practice;
    flow->resume(entry);
    return openFlow(std::move(flow));
}

void MainWindow::startPractice(const QString& breakSwitch) {
    if (!m_services.startPractice)
        return;
    m_start->setPracticeBusy(true);
    m_services.startPractice(breakSwitch,
                             [self = QPointer<MainWindow>(this)](const Result<ConnectSettings>& got) {
                                 if (!self)
                                     return;
                                 self->m_start->setPracticeBusy(false);
                                 if (got)
                                     self->openPractice(*got);
                                 else
                                     self->m_start->showTrouble(wordsFor(got.error()));
                             });
}

void MainWindow::removePractice() {
    if (!m_services.removePractice)
        return;
    m_services.removePractice([self = QPointer<MainWindow>(this)](const Result<void>& done) {
        if (self && !done)
            self->m_start->showTrouble(wordsFor(done.error()));
        else if (self)
            self->refreshStart();
    });
}

void MainWindow::openSealed() {
    auto* dialog = new OpenSealedDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::openReport(const QString& folder) {
    openOutside(QDir(folder).filePath(QStringLiteral("report.html")), tr("The report"));
}

/// In the program that the desktop has for it; where it has none, its place is said.
void MainWindow::openOutside(const QString& path, const QString& what) {
    if (QFileInfo::exists(path) && QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
        return;
    const QString text = QFileInfo::exists(path)
                             ? tr("This desktop has no program to open it. It is here:\n\n%1").arg(path)
                             : tr("It is no longer there:\n\n%1").arg(path);
    auto* dialog = new HelpDialog(what, text, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showHelp() {
    QString title = tr("Help"), text = m_start->helpText();
    if (m_steps) {
        title = m_steps->currentPage()->railName();
        text = m_steps->currentPage()->helpText();
    } else if (m_stack->currentWidget() == m_history) {
        text = m_history->helpText();
    } else if (m_snapshots && m_stack->currentWidget() == m_snapshots) {
        text = m_snapshots->helpText();
    }
    auto* dialog = new HelpDialog(title, text, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showAbout() {
    const QString text =
        tr("Version %1, Apache License 2.0.\n\nUpgrades a DreamFactory server over SSH, with a way back "
           "at every moment.\n\nNot a product of the makers of DreamFactory. Qt %2.")
            .arg(QString::fromLatin1(DF_VERSION), QString::fromLatin1(qVersion()));
    auto* dialog = new HelpDialog(QApplication::applicationDisplayName(), text, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace df
