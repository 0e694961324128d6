// The window worked by keyboard alone: mnemonics, Tab in reading order, F1, F5, F8, Ctrl+L, Esc; Enter never
// starts a change.
#include "gui/window_fixture.h"

#include "pages/start_page.h"
#include "widgets/confirm_dialog.h"
#include "widgets/difference_tree.h"
#include "widgets/error_card.h"
#include "widgets/finding_list.h"
#include "widgets/help_dialog.h"
#include "widgets/log_fold.h"
#include "widgets/question_card.h"
#include "widgets/task_card.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QtTest>

using namespace df;
using test::WindowFixture;

class tst_pages_keys : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void startPageByMnemonics();
    void connectFormByKeyboard();
    void tabGoesInReadingOrder();
    void trustIsDefaultOnlyWhenCompared();
    void changedKeyHasNoEasyWay();
    void promptsAreAnsweredAndForgotten();
    void secretsLeaveTheWidgets();
    void ticksBySpace();
    void enterStartsNoChange();
    void windowButtonsWhileSwitching();
    void stopAndGoBackAsk();
    void errorCardFocusesTheSafest();
    void keysOfTheRun();
    void keysOfTheComparison();
    void keepAndGoBackByButtons();
    void deletingNeedsTheName();
    void readOnlyAfterTheFirstChange();
    void railOpensWhatWasSeen();
    void answersFillThePages();
    void answersChooseAnInstallation();

private:
    void open(Task task = Task::Upgrade) { m_steps = &m_fixture->open(*m_window, task); }
    [[nodiscard]] Flow& flow() const { return m_steps->flow(); }
    [[nodiscard]] Page& page() const { return *m_steps->currentPage(); }
    void key(Qt::Key k, Qt::KeyboardModifiers mods = Qt::NoModifier) const {
        QWidget* to = QApplication::focusWidget() ? QApplication::focusWidget() : m_window.get();
        QTest::keyClick(to, k, mods);
    }
    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<MainWindow> m_window;
    StepWindow* m_steps = nullptr;
};

void tst_pages_keys::initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    new ThemeSwitch(*qApp);
}

void tst_pages_keys::init() {
    m_fixture = std::make_unique<WindowFixture>();
    m_window = std::make_unique<MainWindow>(m_fixture->services());
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void tst_pages_keys::cleanup() {
    m_steps = nullptr;
    m_window.reset();
    m_fixture.reset();
}

void tst_pages_keys::startPageByMnemonics() {
    QTest::keyClick(m_window.get(), Qt::Key_U, Qt::AltModifier);
    QTRY_VERIFY(m_window->steps());
    QCOMPARE(m_window->steps()->currentPage()->id(), QStringLiteral("connect"));
    QTest::keyClick(m_window.get(), Qt::Key_B, Qt::AltModifier); // Back
    QTRY_VERIFY(!m_window->steps());
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::AltModifier);
    QTRY_VERIFY(m_window->steps());
    QVERIFY(m_window->steps()->flow().task == Task::Look);
    QVERIFY(!m_window->steps()->page(QStringLiteral("run")));
    QTest::keyClick(m_window.get(), Qt::Key_B, Qt::AltModifier);
    QTRY_VERIFY(!m_window->steps());
    auto* card = m_window->findChild<TaskCard*>(); // the first one: upgrade a server
    QVERIFY(card);
    card->setFocus();
    QTest::keyClick(card, Qt::Key_Return);
    QTRY_VERIFY(m_window->steps());
}

void tst_pages_keys::connectFormByKeyboard() {
    m_steps = &m_window->openTask(Task::Upgrade);
    QTRY_VERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget()));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("127.0.0.1"));
    key(Qt::Key_Tab); // port
    QCOMPARE(qobject_cast<QLineEdit*>(QApplication::focusWidget())->text(), QStringLiteral("22"));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("2"));
    key(Qt::Key_Tab);
    QVERIFY(!page().button(QStringLiteral("connect"))->isEnabled());
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("deploy"));
    QVERIFY(page().button(QStringLiteral("connect"))->isEnabled());
    // Alt+P: password instead of the agent.
    key(Qt::Key_P, Qt::AltModifier);
    const auto password = [this] { // a mnemonic presses and, a moment later, lets go
        for (QRadioButton* r : page().findChildren<QRadioButton*>())
            if (r->isChecked() && r->text().contains(QLatin1String("Password")))
                return true;
        return false;
    };
    QTRY_VERIFY(password());
}

void tst_pages_keys::tabGoesInReadingOrder() {
    open();
    QVector<QWidget*> order;
    QWidget* first = page().findChildren<QLineEdit*>().first();
    first->setFocus();
    for (int i = 0; i < 60; ++i) {
        QWidget* w = QApplication::focusWidget();
        if (order.contains(w))
            break;
        order.append(w);
        key(Qt::Key_Tab);
    }
    QVERIFY(order.size() >= 10);
    // Down the form first, the footer after it; never upwards within the page.
    int lastY = -1000, seenFooter = 0;
    for (QWidget* w : order) {
        const bool inPage = page().isAncestorOf(w);
        const bool inFooter = w->objectName().startsWith(QLatin1String("button-"));
        if (inFooter)
            ++seenFooter;
        if (!inPage)
            continue;
        QVERIFY2(seenFooter == 0, qPrintable(w->accessibleName()));
        const int y = w->mapTo(m_window.get(), QPoint(0, 0)).y();
        QVERIFY2(y >= lastY - 12, qPrintable(w->accessibleName()));
        lastY = y;
    }
    QCOMPARE(seenFooter, 2); // Back, Connect
}

void tst_pages_keys::trustIsDefaultOnlyWhenCompared() {
    open();
    const HostKeyInfo info{QStringLiteral("api.example.com"), 22, QStringLiteral("ssh-ed25519"),
                           QStringLiteral("SHA256:yV3k9QmZp0Lr7TbdWn2Xc8HsUeA5fJ1oGqKzM4wPvDl"), false};
    FlowSeam::hostKey(flow().connectStep(), info);
    FlowSeam::state(flow().connectStep(), StateWord::NeedsYou);
    auto* card = page().findChild<HostKeyCard*>();
    QVERIFY(card && card->isVisible());
    QVERIFY(!card->trustButton()->isDefault());
    card->pasted()->setText(QStringLiteral("SHA256:wrong"));
    QVERIFY(!card->trustButton()->isEnabled());
    card->pasted()->setText(info.fingerprint);
    QVERIFY(card->trustButton()->isEnabled());
    QVERIFY(card->trustButton()->isDefault());
    QCOMPARE(page().primary(), card->trustButton());
}

void tst_pages_keys::changedKeyHasNoEasyWay() {
    open();
    FlowSeam::state(
        flow().connectStep(), StateWord::Failed, QStringLiteral("fingerprint"),
        Error{ErrorCode::HostKeyChanged,
              QStringLiteral("changed"),
              {QStringLiteral("api.example.com"), QStringLiteral("22"), QStringLiteral("ssh-ed25519"),
               QStringLiteral("SHA256:Rw8e2LcNxT5aJd9QmB0vh3KsYgZ7uP4iWoF6n1EtCkS")},
              {},
              false});
    auto* card = page().findChild<KeyChangedCard*>();
    QVERIFY(card && card->isVisible());
    for (QPushButton* b : card->findChildren<QPushButton*>())
        QVERIFY2(!b->isDefault(), qPrintable(b->text()));
    QVERIFY(!card->replaceButton()->isEnabled());
    card->pasted()->setText(QStringLiteral("SHA256:Rw8e2LcNxT5aJd9QmB0vh3KsYgZ7uP4iWoF6n1EtCkS"));
    QVERIFY(card->replaceButton()->isEnabled());
}

void tst_pages_keys::promptsAreAnsweredAndForgotten() {
    open();
    FlowSeam::prompts(flow().connectStep(), QStringLiteral("<h1>Two factors</h1>"),
                      {{QStringLiteral("Code: "), true}});
    FlowSeam::state(flow().connectStep(), StateWord::NeedsYou);
    auto* card = page().findChild<PromptsCard*>();
    QVERIFY(card && card->isVisible());
    QSignalSpy answered(card, &PromptsCard::answered);
    QLineEdit* input = card->firstInput();
    QVERIFY(input);
    input->setFocus();
    QTest::keyClicks(input, QStringLiteral("123456"));
    key(Qt::Key_Return);
    QCOMPARE(answered.count(), 1);
    QCOMPARE(answered.first().first().value<QVector<Secret>>().first().reveal(), QByteArray("123456"));
    QVERIFY(input->text().isEmpty());
}

void tst_pages_keys::secretsLeaveTheWidgets() {
    open();
    flow().connectStep().settings.port = 1; // nothing listens there
    flow().connectStep().settings.host = QStringLiteral("127.0.0.1");
    page().enter();
    const QString canary = QStringLiteral("canary-2f81d0");
    int given = 0;
    for (QLineEdit* e : page().findChildren<QLineEdit*>())
        if (e->echoMode() == QLineEdit::Password && e->isVisible()) {
            e->setText(canary);
            ++given;
        }
    QVERIFY(given >= 1);
    page().button(QStringLiteral("connect"))->click();
    for (QLineEdit* e : page().findChildren<QLineEdit*>())
        QVERIFY(!e->text().contains(canary));
    QTRY_VERIFY_WITH_TIMEOUT(!flow().connectStep().busy(), 20000);
    QCOMPARE(flow().connectStep().state(), StateWord::Failed);
    QVERIFY(page().findChild<ErrorCard*>()->isVisible());
}

void tst_pages_keys::ticksBySpace() {
    open();
    WindowFixture::advised(flow());
    Advice a = flow().adviceStep().advice();
    Finding know;
    know.id = QStringLiteral("bcrypt-rounds");
    know.severity = Severity::ShouldKnow;
    know.text = QStringLiteral("Without BCRYPT_ROUNDS the first log-in would destroy passwords.");
    a.findings = {know};
    FlowSeam::advice(flow().adviceStep(), a, Way::InPlace);
    m_steps->goTo(QStringLiteral("advice"));
    auto* list = page().findChild<FindingList*>();
    QCOMPARE(QApplication::focusWidget(), list);
    list->setCurrentIndex(list->rows().indexOf(know.id));
    key(Qt::Key_Space);
    QVERIFY(flow().adviceStep().accepted().contains(know.id));
    key(Qt::Key_Space);
    QVERIFY(!flow().adviceStep().accepted().contains(know.id));
    key(Qt::Key_Return); // unfolds, ticks nothing
    QVERIFY(list->isOpen(know.id));
    QVERIFY(!flow().adviceStep().accepted().contains(know.id));
}

void tst_pages_keys::enterStartsNoChange() {
    open();
    WindowFixture::recorded(flow());
    m_steps->goTo(QStringLiteral("plan"));
    FlowSeam::plan(flow().planStep(), test::samplePlan());
    FlowSeam::state(flow().planStep(), StateWord::Done);
    auto* start = qobject_cast<QPushButton*>(page().button(QStringLiteral("start")));
    QVERIFY(start && start->isEnabled());
    QVERIFY(!start->isDefault());
    QVERIFY(!start->autoDefault());
    QVERIFY(QApplication::focusWidget() != start);
    key(Qt::Key_Return);
    key(Qt::Key_Enter);
    QCOMPARE(page().id(), QStringLiteral("plan"));
    QCOMPARE(flow().runStep().state(), StateWord::NotStarted);
}

void tst_pages_keys::windowButtonsWhileSwitching() {
    open();
    const Plan plan = test::samplePlan();
    WindowFixture::running(flow(), test::sampleRun(plan, RunPhase::Preparing, 4, 0.5), StateWord::Running,
                           {});
    m_steps->goTo(QStringLiteral("run"));
    QVERIFY(page().button(QStringLiteral("pause"))->isEnabled());
    QVERIFY(page().button(QStringLiteral("stop"))->isEnabled());
    WindowFixture::running(flow(), test::sampleRun(plan, RunPhase::Switching, 9, 0.5), StateWord::Running,
                           {});
    QVERIFY(!page().button(QStringLiteral("pause"))->isEnabled());
    QVERIFY(!page().button(QStringLiteral("stop"))->isEnabled());
    QVERIFY(page().button(QStringLiteral("stop"))->toolTip().contains(QLatin1String("one piece")));
    QVERIFY(page().button(QStringLiteral("go-back"))->isEnabled());
}

void tst_pages_keys::stopAndGoBackAsk() {
    open();
    WindowFixture::running(flow(), test::sampleRun(test::samplePlan(), RunPhase::Preparing, 4, 0.5),
                           StateWord::Running, {});
    m_steps->goTo(QStringLiteral("run"));
    for (const char* id : {"stop", "go-back"}) {
        page().button(QLatin1String(id))->click();
        QVERIFY(page().confirmation());
        auto* dialog = qobject_cast<ConfirmDialog*>(page().confirmation()->window());
        QVERIFY(dialog);
        QVERIFY(!dialog->verbButton()->isDefault());
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!page().confirmation());
    }
}

void tst_pages_keys::errorCardFocusesTheSafest() {
    open();
    WindowFixture::running(flow(), test::undoneRun(test::samplePlan(), 10), StateWord::Failed,
                           QStringLiteral("undone"));
    m_steps->goTo(QStringLiteral("run"));
    ErrorCard* card = nullptr;
    for (ErrorCard* c : page().findChildren<ErrorCard*>())
        if (c->isVisible())
            card = c;
    QVERIFY(card);
    QCOMPARE(QApplication::focusWidget(), card->safest());
    QCOMPARE(card->safest()->objectName(), QStringLiteral("action-stay"));
    QVERIFY(card->actionButton(QStringLiteral("try-switch")));
    QVERIFY(card->actionButton(QStringLiteral("go-back")));
    QVERIFY(!card->actionButton(QStringLiteral("go-back"))->isDefault());
    key(Qt::Key_Space); // stays: leaves the page, the run can be resumed
    QTRY_VERIFY(!m_window->steps());
}

void tst_pages_keys::keysOfTheRun() {
    open();
    WindowFixture::running(flow(), test::sampleRun(test::samplePlan(), RunPhase::Preparing, 4, 0.5),
                           StateWord::Running, {});
    m_steps->goTo(QStringLiteral("run"));
    auto* log = page().findChild<LogFold*>();
    QVERIFY(!log->isOpen());
    key(Qt::Key_L, Qt::ControlModifier);
    QVERIFY(log->isOpen());
    key(Qt::Key_L, Qt::ControlModifier);
    QVERIFY(!log->isOpen());
    key(Qt::Key_F1);
    HelpDialog* help = nullptr;
    QTRY_VERIFY((help = m_window->findChild<HelpDialog*>()));
    QTest::keyClick(help, Qt::Key_Escape);
    QTRY_VERIFY(!m_window->findChild<HelpDialog*>());
}

void tst_pages_keys::keysOfTheComparison() {
    open();
    WindowFixture::compared(flow());
    m_steps->goTo(QStringLiteral("compare"));
    auto* tree = page().findChild<DifferenceTree*>();
    QVERIFY(tree->currentIndex().isValid());
    const QModelIndex first = tree->currentIndex();
    key(Qt::Key_F8);
    QVERIFY(tree->currentIndex() != first);
    key(Qt::Key_F8, Qt::ShiftModifier);
    QCOMPARE(tree->currentIndex(), first);
    key(Qt::Key_F, Qt::ControlModifier);
    auto* find = qobject_cast<QLineEdit*>(QApplication::focusWidget());
    QVERIFY(find);
    QTest::keyClicks(find, QStringLiteral("no such thing"));
    QCOMPARE(tree->differences().differenceCount(), 0);
    bool said = false;
    for (QLabel* l : page().findChildren<QLabel*>())
        said =
            said || (l->isVisible() && l->text() == QLatin1String("No difference contains 'no such thing'."));
    QVERIFY(said);
}

void tst_pages_keys::keepAndGoBackByButtons() {
    open();
    WindowFixture::compared(flow());
    m_steps->goTo(QStringLiteral("compare"));
    auto* keep = qobject_cast<QPushButton*>(page().button(QStringLiteral("keep")));
    QVERIFY(keep && keep->isEnabled() && !keep->isDefault());
    QVERIFY(page().button(QStringLiteral("go-back"))->isEnabled());
    page().button(QStringLiteral("go-back"))->click();
    auto* dialog = qobject_cast<ConfirmDialog*>(page().confirmation()->window());
    QVERIFY(dialog);
    QCOMPARE(page().id(), QStringLiteral("compare"));
    dialog->reject();
}

void tst_pages_keys::deletingNeedsTheName() {
    open();
    WindowFixture::compared(flow());
    FlowSeam::run(flow().runStep(), test::samplePlan(),
                  test::sampleRun(test::samplePlan(), RunPhase::Kept, 15, -1), test::sampleProbes(6.4));
    m_steps->goTo(QStringLiteral("done"));
    QPushButton* remove = nullptr;
    const auto found = [&] { // new rows are shown by the next turn of the event loop
        for (QPushButton* b : page().findChildren<QPushButton*>())
            if (b->isVisible() && b->accessibleName().startsWith(QLatin1String("Delete:")))
                remove = b;
        return remove != nullptr;
    };
    QTRY_VERIFY(found());
    remove->click();
    auto* dialog = qobject_cast<ConfirmDialog*>(page().confirmation()->window());
    QVERIFY(dialog && dialog->typed());
    QVERIFY(!dialog->verbButton()->isEnabled());
    QTest::keyClicks(dialog->typed(), QStringLiteral("api.example"));
    QVERIFY(!dialog->verbButton()->isEnabled());
    QTest::keyClicks(dialog->typed(), QStringLiteral(".com"));
    QVERIFY(dialog->verbButton()->isEnabled());
    dialog->reject();
}

void tst_pages_keys::readOnlyAfterTheFirstChange() {
    open();
    WindowFixture::looked(flow());
    WindowFixture::running(flow(), test::sampleRun(test::samplePlan(), RunPhase::Preparing, 4, 0.5),
                           StateWord::Running, {});
    m_steps->goTo(QStringLiteral("connect"));
    for (QLineEdit* e : page().findChildren<QLineEdit*>())
        QVERIFY(e->isReadOnly());
    m_steps->goTo(QStringLiteral("run"));
    QVERIFY(!page().button(QStringLiteral("back")));
}

void tst_pages_keys::railOpensWhatWasSeen() {
    open();
    WindowFixture::looked(flow());
    m_steps->goOn();
    m_steps->goOn();
    QCOMPARE(page().id(), QStringLiteral("advice"));
    auto* rail = m_window->findChild<QListView*>(QStringLiteral("rail"));
    QVERIFY(rail);
    const QModelIndex connectRow = rail->model()->index(0, 0), runRow = rail->model()->index(5, 0);
    QVERIFY(rail->model()->flags(connectRow) & Qt::ItemIsEnabled);
    QVERIFY(!(rail->model()->flags(runRow) & Qt::ItemIsEnabled));
    Q_EMIT rail->activated(connectRow);
    QCOMPARE(page().id(), QStringLiteral("connect"));
}

void tst_pages_keys::answersFillThePages() {
    open();
    QString missing;
    const QJsonObject server{{QStringLiteral("host"), QStringLiteral("10.0.0.5")},
                             {QStringLiteral("port"), 2222},
                             {QStringLiteral("user"), QStringLiteral("admin")},
                             {QStringLiteral("password"), QStringLiteral("secret-words")}};
    QVERIFY(page().fill({{QStringLiteral("server"), server}}, &missing));
    QStringList texts;
    for (QLineEdit* e : page().findChildren<QLineEdit*>())
        texts << e->text();
    QVERIFY(texts.contains(QStringLiteral("10.0.0.5")));
    QVERIFY(texts.contains(QStringLiteral("2222")));
    QVERIFY(!texts.contains(QStringLiteral("secret-words")));
    QVERIFY(!page().fill({{QStringLiteral("server"), QJsonObject{{QStringLiteral("user"), QString()},
                                                                 {QStringLiteral("host"), QString()}}}},
                         &missing));
    QCOMPARE(missing, QStringLiteral("server.host"));
    WindowFixture::looked(flow(), 3);
    FlowSeam::state(flow().lookStep(), StateWord::NeedsYou);
    m_steps->goTo(QStringLiteral("look"));
    QVERIFY(!page().fill({}, &missing));
    QCOMPARE(missing, QStringLiteral("installation.path"));
}

void tst_pages_keys::answersChooseAnInstallation() {
    open();
    WindowFixture::connected(flow());
    ServerFacts facts = test::sampleServer();
    Installation docker = facts.installations.first(), pod = docker;
    docker.kind = InstallationKind::Docker;
    docker.container = QStringLiteral("df-web-1");
    pod.kind = InstallationKind::Kubernetes;
    pod.nameSpace = QStringLiteral("apis");
    pod.pod = QStringLiteral("df-7c9");
    for (Installation* i : {&docker, &pod})
        i->code.isRepository = false; // else its releases would be asked for
    facts.installations << docker << pod;
    FlowSeam::facts(flow().lookStep(), facts, -1, {});
    FlowSeam::state(flow().lookStep(), StateWord::NeedsYou);
    m_steps->goTo(QStringLiteral("look"));
    QCOMPARE(page().offers(QStringLiteral("installation")),
             QStringList({QStringLiteral("/opt/dreamfactory"), QStringLiteral("container df-web-1"),
                          QStringLiteral("pod apis/df-7c9")}));
    QString missing;
    const auto fill = [&](const QJsonObject& installation) {
        return page().fill({{QStringLiteral("installation"), installation}}, &missing);
    };
    const QString path = QStringLiteral("/opt/dreamfactory/");
    QVERIFY(
        !fill({{QStringLiteral("kind"), QString()}, {QStringLiteral("path"), path}})); // all three are there
    QCOMPARE(missing, QStringLiteral("installation"));
    QCOMPARE(flow().lookStep().chosen(), -1);
    QVERIFY(fill({{QStringLiteral("kind"), QStringLiteral("docker")}, {QStringLiteral("path"), path}}));
    QCOMPARE(flow().lookStep().chosen(), 1);
    QVERIFY(fill({{QStringLiteral("namespace"), QStringLiteral("apis")},
                  {QStringLiteral("pod"), QStringLiteral("df-7c9")}}));
    QCOMPARE(flow().lookStep().chosen(), 2);
    QVERIFY(!fill({{QStringLiteral("container"), QStringLiteral("another")}}));
    QCOMPARE(missing, QStringLiteral("installation.container"));
    // What is saved for another time chooses the same.
    QVERIFY(fill(flow().answers().value(QLatin1String("installation")).toObject()));
    QCOMPARE(flow().lookStep().chosen(), 2);
}

QTEST_MAIN(tst_pages_keys)
#include "tst_pages_keys.moc"
