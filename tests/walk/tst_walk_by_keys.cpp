// A person without a mouse: from the start page to Done and back, on a real practice server, in a real window
// under a window manager. Every key comes from outside (xdotool), none of the program's functions is called.
// With DF_SCREENSHOTS=FOLDER each page is saved as a picture.
#include "flow/advice_step.h"
#include "flow/before_step.h"
#include "flow/compare_step.h"
#include "flow/done_step.h"
#include "flow/flow.h"
#include "flow/look_step.h"
#include "flow/plan_step.h"
#include "flow/run_step.h"
#include "main_window.h"
#include "pages/page.h"
#include "practice/practice_session.h"
#include "run/journal.h"
#include "secrets/saved_servers.h"
#include "step_window.h"
#include "theme/theme_switch.h"
#include "widgets/finding_list.h"
#include "widgets/help_dialog.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QPointer>
#include <QProcess>
#include <QRadioButton>
#include <QTemporaryDir>
#include <QTranslator>
#include <QtTest>

using namespace df;

namespace {

/// Counts the keys that reach the program, so that a slow machine is waited for and no key is sent twice.
class KeyCounter : public QObject {
public:
    int released = 0;

protected:
    bool eventFilter(QObject* object, QEvent* event) override {
        if (event->type() == QEvent::KeyRelease && object->isWindowType())
            ++released;
        return QObject::eventFilter(object, event);
    }
};

constexpr int kPatience = 20 * 60 * 1000; // ms; a whole upgrade on a busy machine

} // namespace

class TestWalkByKeys : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void fromStartToDone();

private:
    void press(const char* keys);
    [[nodiscard]] bool tabTo(const std::function<QWidget*()>& target);
    void carryOn();
    void stayOn(const QString& pageId, int atMost);
    void choosePractice();
    void checkAgain();
    void tickFindings();
    void helpAndBack();
    void save(const QString& name);
    [[nodiscard]] Page& page() const { return *m_window->steps()->currentPage(); }
    [[nodiscard]] Flow& flow() const { return m_window->steps()->flow(); }
    [[nodiscard]] WindowServices services();

    KeyCounter m_counter;
    QTemporaryDir m_dir;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<SavedServers> m_saved;
    std::unique_ptr<PracticeSession> m_practice;
    std::unique_ptr<MainWindow> m_window;
    QStringList m_seen;
};

WindowServices TestWalkByKeys::services() {
    WindowServices s{*m_journal, {}, {}, {}, nullptr, {}, {}, {}, {}};
    s.makeFlow = [this](Task task) { return std::make_unique<Flow>(*m_journal, *m_saved, task); };
    s.savedServers = [] { return QVector<ConnectSettings>(); };
    s.forgetServer = [](const ConnectSettings&) {};
    s.startPractice = [this](const QString& breakSwitch,
                             const std::function<void(Result<ConnectSettings>)>& done) {
        m_practice->start(breakSwitch, [done](const Result<PracticeInfo>& info) {
            if (info)
                done(PracticeSession::settings(*info));
            else
                done(fail(info.error()));
        });
    };
    s.removePractice = [this](const std::function<void(Result<void>)>& done) { m_practice->remove(done); };
    s.practiceWhyNot = PracticeSession::whyNot();
    return s;
}

void TestWalkByKeys::initTestCase() {
    QCOMPARE(QGuiApplication::platformName(), QStringLiteral("xcb")); // see in-a-window.sh
    QVERIFY2(PracticeSession::whyNot().isEmpty(), qPrintable(PracticeSession::whyNot()));
    static QTranslator english;
    if (english.load(QStringLiteral(":/i18n/df_en.qm")))
        QCoreApplication::installTranslator(&english);
    QApplication::setApplicationDisplayName(QStringLiteral("DreamFactory Upgrade Wizard"));
    QFont f = QApplication::font();
    f.setPointSizeF(10.5);
    QApplication::setFont(f);
    (new ThemeSwitch(*qApp))->setColours(Colours::Light);
    m_journal = std::make_unique<Journal>(m_dir.filePath(QStringLiteral("journal.db")));
    QVERIFY(m_journal->open());
    m_saved = std::make_unique<SavedServers>(m_dir.filePath(QStringLiteral("servers.json")));
    m_practice = std::make_unique<PracticeSession>();
    qApp->installEventFilter(&m_counter);
    m_window = std::make_unique<MainWindow>(services());
    m_window->resize(1280, 800);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get(), 30000));
}

void TestWalkByKeys::cleanupTestCase() {
    m_window.reset();
    bool removed = false;
    m_practice->remove([&removed](const Result<void>&) { removed = true; });
    QTRY_VERIFY_WITH_TIMEOUT(removed, 60000);
}

void TestWalkByKeys::press(const char* keys) {
    const int before = m_counter.released;
    const QWidget* modal = QApplication::activeModalWidget();
    QProcess tool;
    tool.start(QStringLiteral("xdotool"), {QStringLiteral("key"), QLatin1String(keys)});
    QTRY_VERIFY_WITH_TIMEOUT(tool.state() == QProcess::NotRunning, 20000);
    QCOMPARE(tool.exitCode(), 0);
    // A key that opens or closes a dialog is let go of in another window than it was pressed in.
    QTRY_VERIFY2_WITH_TIMEOUT(m_counter.released > before || QApplication::activeModalWidget() != modal, keys,
                              20000);
    if (QApplication::activeModalWidget() != modal)
        QTest::qWait(500);
    QCoreApplication::processEvents();
}

bool TestWalkByKeys::tabTo(const std::function<QWidget*()>& target) {
    for (int i = 0; i < 200 && !QTest::currentTestFailed(); ++i) {
        if (target() && QApplication::focusWidget() == target())
            return true;
        press("Tab");
    }
    return false;
}

/// Waits until the page can be carried on, goes there with Tab and presses Space.
void TestWalkByKeys::carryOn() {
    const auto primary = [this]() -> QAbstractButton* {
        return m_window->steps() ? page().primary() : nullptr;
    };
    QTRY_VERIFY2_WITH_TIMEOUT(primary() && primary()->isEnabled(), qPrintable(page().id()), kPatience);
    QVERIFY2(tabTo(primary), qPrintable(page().id()));
    const QString what = page().id() + primary()->objectName();
    press("space");
    const auto moved = [&] {
        return !m_window->steps() || !primary() || !primary()->isEnabled() ||
               page().id() + primary()->objectName() != what;
    };
    QTRY_VERIFY2_WITH_TIMEOUT(moved(), qPrintable(what), 60000);
}

void TestWalkByKeys::stayOn(const QString& pageId, int atMost) {
    for (int i = 0; i < atMost && page().id() == pageId && !QTest::currentTestFailed(); ++i)
        carryOn();
    QVERIFY2(page().id() != pageId, qPrintable(pageId));
}

void TestWalkByKeys::choosePractice() {
    QTRY_VERIFY_WITH_TIMEOUT(flow().lookStep().state() == StateWord::Done ||
                                 flow().lookStep().state() == StateWord::NeedsYou,
                             kPatience);
    if (flow().lookStep().state() == StateWord::Done)
        return;
    // This computer holds other installations too: the arrow keys choose.
    const QString path = PracticeServer().findRunning()->path;
    QVERIFY(tabTo([this]() -> QWidget* {
        return qobject_cast<QRadioButton*>(QApplication::focusWidget()) ? QApplication::focusWidget()
                                                                        : nullptr;
    }));
    for (int i = 0; i < 40 && !QTest::currentTestFailed(); ++i) {
        if (flow().lookStep().installation() && flow().lookStep().installation()->path == path)
            return;
        press(i == 0 ? "space" : "Down");
    }
    QFAIL("the practice server could not be chosen");
}

/// F5 with findings that only the server can settle: the release's files are not read a second time.
void TestWalkByKeys::checkAgain() {
    const auto settled = [this] { return !flow().lookStep().busy() && !flow().adviceStep().busy(); };
    QTRY_VERIFY_WITH_TIMEOUT(settled(), 60000);
    const auto open =
        flow().adviceStep().open(Severity::MustFix) + flow().adviceStep().open(Severity::ShouldKnow);
    const bool fromRelease = std::any_of(open.begin(), open.end(), [](const Finding& f) {
        return f.area == Area::Release || f.area == Area::Code || f.area == Area::Composer;
    });
    const QString commit = flow().lookStep().releases().chosen.commit;
    press("F5");
    QTRY_VERIFY_WITH_TIMEOUT(flow().adviceStep().checkedAgain() && settled(), 60000);
    QCOMPARE(flow().lookStep().releaseWasRead(), fromRelease);
    QCOMPARE(flow().lookStep().releases().chosen.commit, commit);
    QVERIFY(!flow().lookStep().facts().installations.isEmpty());
}

void TestWalkByKeys::tickFindings() {
    QTRY_VERIFY_WITH_TIMEOUT(flow().adviceStep().state() != StateWord::Running, 60000);
    auto* list = page().findChild<FindingList*>();
    QVERIFY(list && tabTo([list] { return list; }));
    press("Home");
    for (int i = 0;
         i < 200 && !flow().adviceStep().open(Severity::ShouldKnow).isEmpty() && !QTest::currentTestFailed();
         ++i) {
        const auto open = flow().adviceStep().open(Severity::ShouldKnow);
        const bool here = std::any_of(open.begin(), open.end(), [list](const Finding& f) {
            return list->rows().indexOf(f.id) == list->currentIndex();
        });
        press(here ? "space" : "Down");
    }
    QVERIFY(flow().adviceStep().open(Severity::ShouldKnow).isEmpty());
}

void TestWalkByKeys::helpAndBack() {
    press("F1");
    QTRY_VERIFY(m_window->findChild<HelpDialog*>());
    QTRY_VERIFY(QApplication::activeWindow() == m_window->findChild<HelpDialog*>());
    press("Escape");
    QTRY_VERIFY(!m_window->findChild<HelpDialog*>());
    QTRY_VERIFY(QApplication::activeWindow() == m_window.get());
}

void TestWalkByKeys::save(const QString& name) {
    const QString folder = qEnvironmentVariable("DF_SCREENSHOTS");
    if (folder.isEmpty())
        return;
    QVERIFY(QDir().mkpath(folder));
    QTest::qWait(300); // until everything is drawn
    QVERIFY(m_window->grab().save(QDir(folder).filePath(QStringLiteral("walk-%1.png").arg(name))));
}

void TestWalkByKeys::fromStartToDone() {
    QVERIFY(!m_window->steps());
    save(QStringLiteral("start"));
    press("alt+p"); // Practise
    QTRY_VERIFY_WITH_TIMEOUT(m_window->steps(), kPatience);
    QVERIFY(flow().practice);
    connect(m_window->steps(), &StepWindow::pageShown, this, [this](const QString& id) { m_seen << id; });
    m_seen << page().id();
    // The keyboard is on the page or its buttons, not in the list of steps.
    QVERIFY(QApplication::focusWidget());
    QVERIFY(QApplication::focusWidget()->objectName() != QLatin1String("rail"));
    helpAndBack();
    stayOn(QStringLiteral("connect"), 3);
    QCOMPARE(page().id(), QStringLiteral("look"));
    choosePractice();
    save(QStringLiteral("look"));
    stayOn(QStringLiteral("look"), 3);
    QCOMPARE(page().id(), QStringLiteral("advice"));
    checkAgain();
    tickFindings();
    save(QStringLiteral("advice"));
    stayOn(QStringLiteral("advice"), 3);
    QCOMPARE(page().id(), QStringLiteral("before"));
    carryOn();
    QTRY_VERIFY_WITH_TIMEOUT(!flow().beforeStep().busy(), kPatience);
    save(QStringLiteral("before"));
    stayOn(QStringLiteral("before"), 3);
    QCOMPARE(page().id(), QStringLiteral("plan"));
    QTRY_VERIFY_WITH_TIMEOUT(!flow().planStep().plan().stages.isEmpty(), kPatience);
    save(QStringLiteral("plan"));
    stayOn(QStringLiteral("plan"), 3);
    QCOMPARE(page().id(), QStringLiteral("run"));
    press("ctrl+l");
    press("ctrl+l");
    QTRY_VERIFY_WITH_TIMEOUT(flow().runStep().run().phase == RunPhase::Switched, kPatience);
    save(QStringLiteral("run"));
    if (page().id() == QLatin1String("run"))
        stayOn(QStringLiteral("run"), 3);
    QCOMPARE(page().id(), QStringLiteral("compare"));
    QTRY_VERIFY_WITH_TIMEOUT(
        !flow().compareStep().busy() && flow().compareStep().state() != StateWord::NotStarted, kPatience);
    save(QStringLiteral("compare"));
    stayOn(QStringLiteral("compare"), 3);
    QCOMPARE(page().id(), QStringLiteral("done"));
    QTRY_VERIFY_WITH_TIMEOUT(flow().runStep().run().phase == RunPhase::Kept, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(!flow().doneStep().reportFolder().isEmpty(), 60000);
    QVERIFY(QFile::exists(flow().doneStep().reportFolder() + QStringLiteral("/report.html")));
    save(QStringLiteral("done"));
    QCOMPARE(m_seen, (QStringList{QStringLiteral("connect"), QStringLiteral("look"), QStringLiteral("advice"),
                                  QStringLiteral("before"), QStringLiteral("plan"), QStringLiteral("run"),
                                  QStringLiteral("compare"), QStringLiteral("done")}));
    carryOn(); // Close
    QTRY_VERIFY(!m_window->steps());
    const auto entries = m_journal->entries();
    QVERIFY(!entries.isEmpty());
    QCOMPARE(entries.first().phase, QStringLiteral("kept"));
}

int main(int argc, char** argv) {
    // Everything that would be kept under the account's home is kept in a folder that goes away.
    QTemporaryDir home;
    for (const char* name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qputenv(name, home.path().toUtf8());
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("df-upgrade-wizard"));
    TestWalkByKeys test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_walk_by_keys.moc"
