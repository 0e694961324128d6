#include "gui/scenes/scenes.h"

#include "widgets/fold_tree.h"
#include "widgets/option_row.h"

namespace df::test {

namespace {

/// The Plan page with every choice that it can have, each with a long value, and with all editors open.
void showAllChoices(WindowFixture& f, MainWindow& w, bool open) {
    Flow& flow = flowAt(f, w);
    WindowFixture::recorded(flow);
    ServerFacts facts = sampleServer();
    facts.installations[0].code.modifiedCount = 2;
    facts.installations[0].code.commercial = true;
    facts.installations[0].database.scratchWay.clear();
    FlowSeam::facts(flow.lookStep(), facts, 0, flow.lookStep().releases());
    PlanStep& plan = flow.planStep();
    plan.choices.localChanges = LocalChanges::Reapply;
    plan.choices.pauseBeforeSwitch = true;
    plan.giveCommercialFolder(
        QStringLiteral("/home/administrator/Lizenzen/DreamFactory-Gold-2026/df-license-files"));
    plan.keepCopyHere = QStringLiteral("/home/administrator/Sicherungskopien/DreamFactory-Produktion");
    plan.giveDatabaseAdmin(QStringLiteral("database_administrator"), Secret(QStringLiteral("x")));
    page(w, "plan");
    for (OptionRow* row : w.steps()->currentPage()->findChildren<OptionRow*>())
        if (open && row->isVisibleTo(w.steps()->currentPage()) && row->hasEditor())
            row->setEditorOpen(true);
}

} // namespace

QVector<Scene> runScenes() {
    const Plan plan = test::samplePlan();
    const auto run = [](const RunState& state, StateWord word, const QString& note, double cutOff,
                        bool lineLost = false) {
        return [=](WindowFixture& f, MainWindow& w) {
            Flow& flow = flowAt(f, w);
            WindowFixture::running(flow, state, word, note, cutOff);
            FlowSeam::lineLost(flow.runStep(), lineLost);
            FlowSeam::state(flow.runStep(), word, note);
            page(w, "run");
        };
    };
    RunState failed = test::sampleRun(plan, RunPhase::Failed, 4, -1);
    failed.steps[4].status = StepStatus::Failed;
    failed.steps[4].exitCode = 100;
    failed.steps[4].startedAt = failed.serverNow;
    failed.steps[4].endedAt = failed.serverNow + 42;
    failed.failedStep = failed.steps[4].id;
    failed.failure =
        QStringLiteral("curl error 6 while downloading https://repo.packagist.org/packages.json: Could not "
                       "resolve host: repo.packagist.org");
    RunState paused = test::sampleRun(plan, RunPhase::Paused, 5, -1);
    RunState back = test::undoneRun(plan, 10);
    back.phase = RunPhase::WentBack;
    for (StepState& s : back.steps)
        if (s.status == StepStatus::Done || s.status == StepStatus::Failed)
            s.status = StepStatus::Undone;
    RunState stuck = test::undoneRun(plan, 10);
    stuck.phase = RunPhase::Stuck;
    stuck.steps[10].status = StepStatus::UndoFailed;
    RunState goingBack = test::sampleRun(plan, RunPhase::GoingBack, 6, -1);
    goingBack.steps[5].status = StepStatus::Undone;
    RunState skipped = test::sampleRun(plan, RunPhase::Preparing, 4, 0.63);
    skipped.steps[1].status = StepStatus::Skipped;
    return {
        {QStringLiteral("05-plan"),
         [](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             WindowFixture::recorded(flow);
             page(w, "plan");
             if (flow.planStep().plan().stages.isEmpty()) {
                 FlowSeam::plan(flow.planStep(), test::samplePlan());
                 FlowSeam::state(flow.planStep(), StateWord::Done, QStringLiteral("15 stages"));
             }
         }},
        {QStringLiteral("05-plan-unfolded"),
         [](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             WindowFixture::recorded(flow);
             page(w, "plan");
             FlowSeam::plan(flow.planStep(), test::samplePlan());
             FlowSeam::state(flow.planStep(), StateWord::Done, QStringLiteral("15 stages"));
             for (FoldTree* t : w.template findChildren<FoldTree*>())
                 t->setOpen(QStringLiteral("copy-database"), true);
         }},
        {QStringLiteral("05-plan-choices"), [](auto& f, auto& w) { showAllChoices(f, w, false); }},
        {QStringLiteral("05-plan-choices-open"), [](auto& f, auto& w) { showAllChoices(f, w, true); }},
        {QStringLiteral("06-run"), run(test::sampleRun(plan, RunPhase::Preparing, 4, 0.63),
                                       StateWord::Running, QStringLiteral("stage 5 of 15"), 0)},
        {QStringLiteral("06-run-skipped"),
         run(skipped, StateWord::Running, QStringLiteral("stage 5 of 15"), 0)},
        {QStringLiteral("06-run-switch"), run(test::sampleRun(plan, RunPhase::Switching, 10, 0.4),
                                              StateWord::Running, QStringLiteral("stage 11 of 15"), 6)},
        {QStringLiteral("06-run-no-news"), run(test::sampleRun(plan, RunPhase::Preparing, 4, 0.63),
                                               StateWord::Running, QStringLiteral("stage 5 of 15"), 0, true)},
        {QStringLiteral("06-run-going-back"),
         run(goingBack, StateWord::Running, QStringLiteral("going back"), 0)},
        {QStringLiteral("06-run-held"), run(paused, StateWord::NeedsYou, QStringLiteral("paused"), 0)},
        {QStringLiteral("06-run-paused"),
         [paused](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             FlowSeam::pauseAsked(flow.runStep(), true);
             WindowFixture::running(flow, paused, StateWord::NeedsYou, QStringLiteral("paused"));
             page(w, "run");
         }},
        {QStringLiteral("06-run-no-copies"),
         [paused](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             FlowSeam::copyError(flow.runStep(),
                                 Error{ErrorCode::FileUnwritable,
                                       QStringLiteral("/media/stick/copies could not be written: "
                                                      "No space left on device"),
                                       {QStringLiteral("/media/stick/copies")},
                                       {},
                                       true});
             WindowFixture::running(flow, paused, StateWord::NeedsYou, QStringLiteral("paused"));
             page(w, "run");
         }},
        {QStringLiteral("06-run-switched"), run(test::sampleRun(plan, RunPhase::Switched, 15, -1),
                                                StateWord::Done, QStringLiteral("12 min 04 s"), 6.4)},
        {QStringLiteral("07-failure-prepare"), run(failed, StateWord::Failed, QStringLiteral("stage 5"), 0)},
        {QStringLiteral("07-failure-switch"),
         run(test::undoneRun(plan, 10), StateWord::Failed, QStringLiteral("undone"), 72)},
        {QStringLiteral("07-failure-stuck"),
         run(stuck, StateWord::Failed, QStringLiteral("a person is needed"), 72)},
        {QStringLiteral("07-went-back"),
         run(back, StateWord::Undone, QStringLiteral("exactly as before"), 12)}};
}

} // namespace df::test
