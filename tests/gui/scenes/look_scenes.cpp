#include "gui/scenes/scenes.h"

#include "support/finding_samples.h"
#include "widgets/commercial_files_dialog.h"
#include "widgets/finding_list.h"
#include "widgets/fold_tree.h"

#include <QLineEdit>
#include <QPushButton>

namespace df::test {

namespace {

/// The Advice page with that many findings, and what `then` does to it.
Scene adviceScene(const char* name, int mustFix, int shouldKnow, int fine,
                  const std::function<void(Flow&, MainWindow&)>& then = {}) {
    return {QLatin1String(name), [=](WindowFixture& f, MainWindow& w) {
                Flow& flow = flowAt(f, w);
                WindowFixture::looked(flow);
                RemoteReleases releases{sampleTags(), sampleRelease()};
                releases.chosen.tag = QStringLiteral("7.6.0"); // what the sample findings speak of
                FlowSeam::facts(flow.lookStep(), sampleServer(), 0, releases);
                flow.adviceStep().recompute();
                FlowSeam::advice(flow.adviceStep(),
                                 sampleAdvice(flow.adviceStep().advice(), mustFix, shouldKnow, fine),
                                 Way::InPlace);
                page(w, "advice");
                if (then)
                    then(flow, w);
            }};
}

/// Opens what a button of the page opens.
void press(MainWindow& w, const char* name) {
    if (auto* button = w.steps()->currentPage()->findChild<QPushButton*>(QLatin1String(name)))
        button->click();
}

/// The dialog for the files of the commercial edition, with that answer.
void giveCommercialFiles(Flow& flow, MainWindow& w,
                         const QString& answer = QStringLiteral("sftp://acme@sftp.example.com/~/7.6.0")) {
    Advice advice = flow.adviceStep().advice();
    Finding& f = advice.findings.first();
    f.id = QStringLiteral("commercial-files-missing");
    f.remedy = Remedy::GiveCommercialFiles;
    FlowSeam::advice(flow.adviceStep(), advice, Way::InPlace);
    w.steps()->currentPage()->refresh();
    if (QPushButton* button = w.findChild<FindingList*>()->remedyButton(f.id))
        button->click();
    if (auto* dialog = w.findChild<CommercialFilesDialog*>())
        dialog->folderEdit()->setText(answer);
}

ServerFacts serverWithContainers() {
    ServerFacts facts = sampleServer();
    Installation test = facts.installations.first(), container = test, pod = test;
    test.path = QStringLiteral("/srv/df-test");
    test.code.version = QStringLiteral("5.4.1");
    test.web.localUrl.clear();
    container.kind = InstallationKind::Docker;
    container.container = QStringLiteral("df-docker-web-1");
    container.image = QStringLiteral("df-docker-web:latest");
    container.containerVolumes = {QStringLiteral("df-storage → /opt/dreamfactory/storage")};
    container.containerEnv = {QStringLiteral("APP_KEY"), QStringLiteral("DB_HOST")};
    container.code.version = QStringLiteral("7.3.3");
    container.web.localUrl = QStringLiteral("http://127.0.0.1:8081");
    pod.kind = InstallationKind::Kubernetes;
    pod.nameSpace = QStringLiteral("apis");
    pod.pod = QStringLiteral("df-dreamfactory-7c9");
    pod.code.version.clear();
    pod.database.counts.clear();
    facts.installations << test << container << pod;
    return facts;
}

QVector<Scene> adviceScenes() {
    return {
        adviceScene("04-advice-0", 0, 0, 45),
        adviceScene("04-advice-5", 1, 3, 1),
        adviceScene("04-advice-80", 5, 15, 60),
        adviceScene("04-advice-80-open", 5, 15, 60,
                    [](Flow&, MainWindow& w) {
                        for (FoldTree* t : w.findChildren<FoldTree*>()) {
                            t->setGroupOpen(QStringLiteral("fine"), true);
                            t->setAllOpen(true);
                        }
                    }),
        adviceScene("04-advice-steps", 0, 2, 20,
                    [](Flow& flow, MainWindow&) {
                        FlowSeam::advice(flow.adviceStep(), sampleStops(flow.adviceStep().advice()),
                                         Way::InSteps);
                    }),
        adviceScene("04-advice-stay", 0, 2, 20,
                    [](Flow& flow, MainWindow&) { flow.adviceStep().chooseWay(Way::Stay); }),
        adviceScene("04-advice-given", 0, 2, 20,
                    [](Flow& flow, MainWindow&) {
                        flow.planStep().giveDatabaseAdmin(QStringLiteral("root"),
                                                          Secret(QStringLiteral("x")));
                        flow.adviceStep().letPlanInstallPhp(true);
                    }),
        adviceScene("04-reasons", 0, 2, 20, [](Flow&, MainWindow& w) { press(w, "disagree"); }),
        adviceScene("04-advice-end", 5, 15, 60, // the last finding, open, with the keyboard on it
                    [](Flow&, MainWindow& w) {
                        auto* list = w.findChild<FindingList*>();
                        list->setGroupOpen(QStringLiteral("fine"), true);
                        list->setOpen(QStringLiteral("fine-59"), true);
                        list->setFocus();
                        list->setCurrentIndex(list->rows().indexOf(QStringLiteral("fine-59")));
                    }),
        adviceScene("04-vendor-table", 0, 2, 20, [](Flow&, MainWindow& w) { press(w, "vendorTable"); }),
        adviceScene("04-checklist", 0, 2, 20,
                    [](Flow& flow, MainWindow& w) {
                        flow.adviceStep().tickChecklist(QStringLiteral("staging"), true);
                        press(w, "checklist");
                    }),
        adviceScene(
            "04-notes", 0, 2, 20,
            [](Flow& flow, MainWindow& w) {
                RemoteReleases releases{sampleTags(), sampleRelease()};
                releases.chosen.tag = QStringLiteral("7.6.0");
                releases.chosen.notes = {
                    {QStringLiteral("7.6.0"), QStringLiteral("2026-05-01"),
                     QStringLiteral("## Added\n- MCP services\n- New log-in page\n\n## Fixed\n- Cache keys")},
                    {QStringLiteral("7.5.0"), QStringLiteral("2026-02-11"), QString()}};
                FlowSeam::facts(flow.lookStep(), sampleServer(), 0, releases);
                w.steps()->currentPage()->refresh();
                press(w, "notes");
            }),
        adviceScene("04-give-admin", 2, 0, 3,
                    [](Flow&, MainWindow& w) {
                        auto* list = w.findChild<FindingList*>();
                        if (QPushButton* button = list->remedyButton(QStringLiteral("no-scratch")))
                            button->click();
                    }),
        adviceScene("04-give-commercial", 1, 0, 3,
                    [](Flow& flow, MainWindow& w) { giveCommercialFiles(flow, w); }),
        adviceScene("04-give-commercial-folder", 1, 0, 3,
                    [](Flow& flow, MainWindow& w) {
                        giveCommercialFiles(flow, w, QStringLiteral("/home/admin/df-license-files"));
                        if (auto* dialog = w.findChild<CommercialFilesDialog*>())
                            dialog->verbButton()->click(); // it isn't there
                    }),
        adviceScene("04-give-commercial-key", 1, 0, 3, [](Flow& flow, MainWindow& w) {
            giveCommercialFiles(flow, w);
            HostKeyInfo key = sampleKey();
            key.host = QStringLiteral("sftp.example.com");
            FlowSeam::hostKey(flow.planStep().commercialFetch(), key);
        })};
}

} // namespace

QVector<Scene> lookScenes() {
    return adviceScenes() +
           QVector<Scene>{
               {QStringLiteral("03-look-containers"),
                [](auto& f, auto& w) {
                    Flow& flow = flowAt(f, w);
                    WindowFixture::connected(flow);
                    FlowSeam::facts(flow.lookStep(), serverWithContainers(), 2,
                                    {sampleTags(), sampleRelease()});
                    FlowSeam::state(flow.lookStep(), StateWord::Done, QStringLiteral("7.3.3"));
                    page(w, "look");
                }},
               {QStringLiteral("03-look-which"),
                [](auto& f, auto& w) {
                    Flow& flow = flowAt(f, w);
                    WindowFixture::connected(flow);
                    FlowSeam::facts(flow.lookStep(), serverWithContainers(), -1, {});
                    FlowSeam::state(flow.lookStep(), StateWord::NeedsYou,
                                    QStringLiteral("which installation?"));
                    page(w, "look");
                }},
               {QStringLiteral("03-look-running"),
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
               {QStringLiteral("03-look-silent"),
                [](auto& f, auto& w) {
                    Flow& flow = flowAt(f, w);
                    WindowFixture::connected(flow);
                    FlowSeam::state(
                        flow.lookStep(), StateWord::Failed, {},
                        Error{ErrorCode::NoInstallation,
                              QStringLiteral("No DreamFactory was found, but docker, kubectl could not say "
                                             "what runs there."),
                              {QStringLiteral("engine-silent"), QStringLiteral("docker, kubectl")},
                              QStringLiteral("docker: no answer in time"),
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
                    must.text = QStringLiteral(
                        "The PHP extension mongodb is 1.17.2; release 7.6.0 needs 2.3 or newer.");
                    must.means = QStringLiteral(
                        "The packages of 7.6.0 can't be installed, even if no service uses MongoDB.");
                    must.doThis = {
                        QStringLiteral("Install the newer extension for the command line and for PHP-FPM."),
                        QStringLiteral("$ apt-get install php8.3-mongodb")};
                    must.source = QStringLiteral("composer.lock of 7.6.0 on this server's own remote");
                    Finding know = must;
                    know.id = QStringLiteral("bcrypt-rounds");
                    know.severity = Severity::ShouldKnow;
                    know.text =
                        QStringLiteral("Without BCRYPT_ROUNDS=10 the first log-in would destroy each of "
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
