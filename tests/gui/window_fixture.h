#pragma once

#include "gui/flow_seam.h"

#include "main_window.h"
#include "pages/page.h"
#include "run/journal.h"
#include "secrets/saved_servers.h"
#include "step_window.h"
#include "support/gui_samples.h"
#include "support/sample_facts.h"
#include "theme/theme_switch.h"
#include "verify/expected.h"
#include "verify/snapshot_store.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTranslator>

/// A real window over real steps whose values are set by hand: every page in every state, no server.
namespace df::test {

class WindowFixture {
public:
    WindowFixture()
        : m_journal(m_dir.filePath(QStringLiteral("journal.db"))),
          m_saved(m_dir.filePath(QStringLiteral("servers.json"))),
          m_snapshots(m_dir.filePath(QStringLiteral("snapshots.db"))) {
        if (const auto opened = m_journal.open(); !opened)
            qFatal("%s", qPrintable(opened.error().what));
        if (const auto opened = m_snapshots.open(); !opened)
            qFatal("%s", qPrintable(opened.error().what));
        installPlurals();
    }
    /// As the program does: "1 stage", "2 stages".
    static void installPlurals() {
        static QTranslator english;
        if (english.isEmpty() && english.load(QStringLiteral(":/i18n/df_en.qm")))
            QCoreApplication::installTranslator(&english);
    }

    [[nodiscard]] Journal& journal() { return m_journal; }
    [[nodiscard]] SavedServers& saved() { return m_saved; }
    [[nodiscard]] SnapshotStore& snapshots() { return m_snapshots; }
    [[nodiscard]] WindowServices services() {
        WindowServices s{m_journal, {}, {}, {}, nullptr, {}, {}, {}, {}, &m_snapshots};
        s.makeFlow = [this](Task task) { return std::make_unique<Flow>(m_journal, m_saved, task); };
        s.savedServers = [this] { return m_servers; };
        s.forgetServer = [](const ConnectSettings&) {};
        return s;
    }
    QVector<ConnectSettings> m_servers;

    /// Opens the steps of a task with the server's name filled in.
    StepWindow& open(MainWindow& window, Task task = Task::Upgrade) {
        auto flow = std::make_unique<Flow>(m_journal, m_saved, task);
        flow->setSnapshotStore(&m_snapshots);
        ConnectSettings& s = flow->connectStep().settings;
        s.host = QStringLiteral("api.example.com");
        s.user = QStringLiteral("deploy");
        s.signInWith = SignInWith::KeyFile;
        s.keyFile = QStringLiteral("~/.ssh/id_ed25519");
        return window.openFlow(std::move(flow));
    }

    // Each brings the flow to where its page has something to show.
    static void connected(Flow& flow) {
        HostWorker::Session session;
        session.displayName = QStringLiteral("deploy@api.example.com");
        session.usesSudo = session.canBeRoot = true;
        FlowSeam::session(flow.connectStep(), session);
        FlowSeam::progress(flow.connectStep(),
                           {{QStringLiteral("reached"), QStringLiteral("api.example.com")},
                            {QStringLiteral("hostkey"), {}},
                            {QStringLiteral("signin"), {}},
                            {QStringLiteral("sudo"), {}}});
        FlowSeam::state(flow.connectStep(), StateWord::Done, QStringLiteral("deploy, sudo"));
    }
    static void looked(Flow& flow, int installations = 1) {
        connected(flow);
        ServerFacts facts = sampleServer();
        while (facts.installations.size() < installations) {
            Installation more = facts.installations.first();
            more.path = QStringLiteral("/srv/df-test%1").arg(facts.installations.size());
            more.code.version = QStringLiteral("5.4.1");
            more.web.localUrl.clear();
            facts.installations.append(more);
        }
        FlowSeam::facts(flow.lookStep(), facts, 0, {sampleTags(), sampleRelease()});
        FlowSeam::state(flow.lookStep(), StateWord::Done, QStringLiteral("6.3.0"));
    }
    static void advised(Flow& flow) {
        looked(flow);
        flow.adviceStep().recompute();
    }
    static void recorded(Flow& flow) {
        advised(flow);
        for (const Finding& f : flow.adviceStep().open(Severity::ShouldKnow))
            flow.adviceStep().accept(f.id, true);
        FlowSeam::snapshot(flow.beforeStep(), sampleBefore());
        FlowSeam::state(flow.beforeStep(), StateWord::Done, QStringLiteral("214 values kept"));
    }
    static void planned(Flow& flow) {
        recorded(flow);
        FlowSeam::plan(flow.planStep(), samplePlan());
        FlowSeam::state(flow.planStep(), StateWord::Done, QStringLiteral("15 stages"));
    }
    static void running(Flow& flow, const RunState& run, StateWord state, const QString& note,
                        double cutOff = 0) {
        planned(flow);
        FlowSeam::run(
            flow.runStep(), samplePlan(), run, sampleProbes(cutOff),
            {QStringLiteral("14:22:35   - Installing symfony/string (v7.1.5): Extracting archive"),
             QStringLiteral(
                 "14:22:36   - Upgrading symfony/translation (v6.3.7 => v7.1.5): Extracting archive")});
        FlowSeam::state(flow.runStep(), state, note);
    }
    static void compared(Flow& flow) {
        running(flow, sampleRun(samplePlan(), RunPhase::Switched, 15, -1), StateWord::Done,
                QStringLiteral("12 min 04 s"), 6.4);
        Expected expected;
        expected.fromRelease = QStringLiteral("6.3.0");
        expected.toRelease = QStringLiteral("7.6.0");
        FlowSeam::compared(flow.compareStep(), sampleAfter(),
                           compare(sampleBefore(), sampleAfter(), expected));
        FlowSeam::state(flow.compareStep(), StateWord::Done, QStringLiteral("as expected"));
    }

private:
    QTemporaryDir m_dir;
    Journal m_journal;
    SavedServers m_saved;
    SnapshotStore m_snapshots;
};

} // namespace df::test
