#include "gui/scenes/scenes.h"

#include "widgets/fold_tree.h"

namespace df::test {

QVector<Scene> lookScenes() {
    return {{QStringLiteral("03-look-running"),
             [](auto& f, auto& w) {
                 Flow& flow = flowAt(f, w);
                 WindowFixture::connected(flow);
                 FlowSeam::state(flow.lookStep(), StateWord::Running, QStringLiteral("reading"));
                 page(w, "look");
             }},
            {QStringLiteral("03-look-three"),
             [](auto& f, auto& w) {
                 WindowFixture::looked(flowAt(f, w), 3);
                 page(w, "look");
             }},
            {QStringLiteral("03-look"),
             [](auto& f, auto& w) {
                 WindowFixture::looked(flowAt(f, w));
                 page(w, "look");
             }},
            {QStringLiteral("03-look-nothing"),
             [](auto& f, auto& w) {
                 Flow& flow = flowAt(f, w);
                 WindowFixture::connected(flow);
                 FlowSeam::state(flow.lookStep(), StateWord::Failed, {},
                                 Error{ErrorCode::NoInstallation,
                                       QStringLiteral("No DreamFactory was found on this server."),
                                       {QStringLiteral("api.example.com")},
                                       {},
                                       true});
                 page(w, "look");
             }},
            {QStringLiteral("04-advice"),
             [](auto& f, auto& w) {
                 WindowFixture::advised(flowAt(f, w));
                 page(w, "advice");
             }},
            {QStringLiteral("04-advice-must-fix"),
             [](auto& f, auto& w) {
                 Flow& flow = flowAt(f, w);
                 WindowFixture::advised(flow);
                 Advice a = flow.adviceStep().advice();
                 Finding must;
                 must.id = QStringLiteral("php-extension-mongodb");
                 must.severity = Severity::MustFix;
                 must.text =
                     QStringLiteral("The PHP extension mongodb is 1.17.2; release 7.6.0 needs 2.3 or newer.");
                 must.means = QStringLiteral(
                     "The packages of 7.6.0 can't be installed, even if no service uses MongoDB.");
                 must.doThis = {
                     QStringLiteral("Install the newer extension for the command line and for PHP-FPM."),
                     QStringLiteral("$ apt-get install php8.3-mongodb")};
                 must.source = QStringLiteral("composer.lock of 7.6.0 on this server's own remote");
                 Finding know = must;
                 know.id = QStringLiteral("bcrypt-rounds");
                 know.severity = Severity::ShouldKnow;
                 know.text = QStringLiteral("Without BCRYPT_ROUNDS=10 the first log-in would destroy each of "
                                            "the 42 passwords. The plan sets it.");
                 a.findings.prepend(know);
                 a.findings.prepend(must);
                 FlowSeam::advice(flow.adviceStep(), a, Way::InPlace);
                 page(w, "advice");
                 for (FoldTree* t : w.template findChildren<FoldTree*>())
                     t->setOpen(must.id, true);
             }},
            {QStringLiteral("04b-before"),
             [](auto& f, auto& w) {
                 WindowFixture::advised(flowAt(f, w));
                 page(w, "before");
             }},
            {QStringLiteral("04b-before-running"),
             [](auto& f, auto& w) {
                 Flow& flow = flowAt(f, w);
                 WindowFixture::advised(flow);
                 FlowSeam::state(flow.beforeStep(), StateWord::Running, QStringLiteral("measuring"));
                 page(w, "before");
             }},
            {QStringLiteral("04b-before-done"), [](auto& f, auto& w) {
                 WindowFixture::recorded(flowAt(f, w));
                 page(w, "before");
             }}};
}

} // namespace df::test
