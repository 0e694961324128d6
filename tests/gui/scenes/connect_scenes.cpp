#include "gui/scenes/scenes.h"

#include <QLineEdit>

namespace df::test {

QVector<Scene> connectScenes() {
    return {{QStringLiteral("02-connect"), [](auto& f, auto& w) { flowAt(f, w); }},
            {QStringLiteral("02-connect-fingerprint"),
             [](auto& f, auto& w) {
                 Flow& flow = flowAt(f, w);
                 FlowSeam::progress(flow.connectStep(),
                                    {{QStringLiteral("reached"), QStringLiteral("api.example.com")}});
                 FlowSeam::hostKey(flow.connectStep(), sampleKey());
                 FlowSeam::state(flow.connectStep(), StateWord::NeedsYou);
                 for (QLineEdit* e : w.steps()->currentPage()->template findChildren<QLineEdit*>())
                     if (e->isVisible() && e->placeholderText().startsWith(QLatin1String("SHA256")))
                         e->setText(sampleKey().fingerprint);
             }},
            {QStringLiteral("02-connect-key-changed"),
             [](auto& f, auto& w) {
                 Flow& flow = flowAt(f, w);
                 FlowSeam::progress(flow.connectStep(),
                                    {{QStringLiteral("reached"), QStringLiteral("api.example.com")}});
                 FlowSeam::state(flow.connectStep(), StateWord::Failed, QStringLiteral("fingerprint"),
                                 Error{ErrorCode::HostKeyChanged,
                                       QStringLiteral("The host key has changed."),
                                       {QStringLiteral("api.example.com"), QStringLiteral("22"),
                                        QStringLiteral("ssh-ed25519"),
                                        QStringLiteral("SHA256:Rw8e2LcNxT5aJd9QmB0vh3KsYgZ7uP4iWoF6n1EtCkS"),
                                        sampleKey().fingerprint},
                                       {},
                                       false});
             }},
            {QStringLiteral("02-connect-asks"),
             [](auto& f, auto& w) {
                 Flow& flow = flowAt(f, w);
                 FlowSeam::progress(flow.connectStep(),
                                    {{QStringLiteral("reached"), QStringLiteral("api.example.com")},
                                     {QStringLiteral("hostkey"), {}}});
                 FlowSeam::prompts(flow.connectStep(), QStringLiteral("Two-factor authentication"),
                                   {{QStringLiteral("Verification code: "), true},
                                    {QStringLiteral("<b>Password</b>: "), false}});
                 FlowSeam::state(flow.connectStep(), StateWord::NeedsYou);
             }},
            {QStringLiteral("02-connect-refused"),
             [](auto& f, auto& w) {
                 Flow& flow = flowAt(f, w);
                 FlowSeam::progress(flow.connectStep(),
                                    {{QStringLiteral("reached"), QStringLiteral("api.example.com")},
                                     {QStringLiteral("hostkey"), {}}});
                 FlowSeam::state(flow.connectStep(), StateWord::Failed, QStringLiteral("sign-in"),
                                 Error{ErrorCode::SignInRefused,
                                       QStringLiteral("Permission denied (publickey)."),
                                       {QStringLiteral("api.example.com")},
                                       QStringLiteral("tried: publickey"),
                                       true});
             }},
            {QStringLiteral("02-connect-done"),
             [](auto& f, auto& w) { WindowFixture::connected(flowAt(f, w)); }}};
}

} // namespace df::test
