#include "gui/scenes/scenes.h"

#include "widgets/fold_tree.h"

namespace df::test {

QVector<Scene> bigScenes() {
    const QString longText =
        QStringLiteral("a-very-long-name-without-any-place-to-break-").repeated(7).left(300);
    return {
        {QStringLiteral("90-long-host"),
         [longText](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             flow.connectStep().settings.host = longText;
             FlowSeam::state(
                 flow.connectStep(), StateWord::Failed, QStringLiteral("sign-in"),
                 Error{ErrorCode::SignInRefused, longText, {longText}, longText + u'\n' + longText, true});
             page(w, "look");
             page(w, "connect");
         }},
        {QStringLiteral("90-long-host-question"),
         [longText](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             flow.connectStep().settings.host = longText;
             HostKeyInfo info = sampleKey();
             info.host = longText;
             FlowSeam::hostKey(flow.connectStep(), info);
             FlowSeam::state(flow.connectStep(), StateWord::NeedsYou);
         }},
        {QStringLiteral("91-forty-commands"),
         [](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             WindowFixture::advised(flow);
             Advice a = flow.adviceStep().advice();
             Finding many;
             many.id = QStringLiteral("many");
             many.severity = Severity::MustFix;
             many.text = QStringLiteral("Forty commands have to be run by hand before this can go on.");
             many.means = many.text.repeated(5);
             for (int i = 1; i <= 40; ++i)
                 many.doThis << QStringLiteral("$ apt-get install some-package-%1").arg(i);
             many.source = QStringLiteral("composer.lock");
             a.findings.prepend(many);
             FlowSeam::advice(flow.adviceStep(), a, Way::InPlace);
             page(w, "advice");
             for (FoldTree* t : w.template findChildren<FoldTree*>())
                 t->setOpen(many.id, true);
         }},
        {QStringLiteral("92-two-thousand-services"),
         [](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             WindowFixture::running(flow, test::sampleRun(test::samplePlan(), RunPhase::Switched, 15, -1),
                                    StateWord::Done, QStringLiteral("12 min 04 s"), 6.4);
             Snapshot before = test::sampleBefore(), after = test::sampleAfter();
             for (int i = 0; i < 2000; ++i) {
                 SnapshotItem s{QStringLiteral("service-%1").arg(i, 4, 10, QLatin1Char('0')),
                                QStringLiteral("service-%1 (mysql)").arg(i, 4, 10, QLatin1Char('0')),
                                {{QStringLiteral("host"), QStringLiteral("10.0.0.1")}}};
                 before.areas[0].items.append(s);
                 s.attributes[QStringLiteral("host")] = QStringLiteral("10.0.0.2");
                 after.areas[0].items.append(s);
             }
             FlowSeam::snapshot(flow.beforeStep(), before);
             FlowSeam::compared(flow.compareStep(), after, compare(before, after, Expected()));
             FlowSeam::state(flow.compareStep(), StateWord::Done, QStringLiteral("look"));
             page(w, "compare");
         }},
        {QStringLiteral("93-long-log"), [](auto& f, auto& w) {
             Flow& flow = flowAt(f, w);
             WindowFixture::planned(flow);
             QStringList log;
             for (int i = 0; i < 100000; ++i)
                 log << QStringLiteral("14:22:36   - Installing vendor/package-%1 (v1.0.0)").arg(i);
             FlowSeam::run(flow.runStep(), test::samplePlan(),
                           test::sampleRun(test::samplePlan(), RunPhase::Preparing, 4, 0.63),
                           test::sampleProbes(0), log);
             FlowSeam::state(flow.runStep(), StateWord::Running, QStringLiteral("stage 5 of 15"));
             page(w, "run");
             w.steps()->currentPage()->toggleLog();
         }}};
}

} // namespace df::test
