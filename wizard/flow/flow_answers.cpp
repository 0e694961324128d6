#include "flow/advice_step.h"
#include "flow/before_step.h"
#include "flow/connect_step.h"
#include "flow/flow.h"
#include "flow/local_files.h"
#include "flow/look_step.h"
#include "flow/move/move_parts.h"
#include "flow/plan_step.h"

#include "report/runbook.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace df {

namespace {

QString asEnv(const char* name) { return QStringLiteral("env:") + QLatin1String(name); }

/// `prefix`: of the variables that hold the secrets, "DF_" or "DF_NEW_".
QJsonObject serverAnswers(const ConnectSettings& s, const QString& prefix = QStringLiteral("DF_")) {
    const auto named = [&prefix](const char* name) {
        return QStringLiteral("env:") + prefix + QLatin1String(name);
    };
    QJsonObject json{
        {QStringLiteral("host"), s.host}, {QStringLiteral("port"), s.port}, {QStringLiteral("user"), s.user}};
    if (s.signInWith == SignInWith::KeyFile)
        json.insert(QStringLiteral("identityFile"), s.keyFile);
    if (s.signInWith == SignInWith::Password)
        json.insert(QStringLiteral("password"), named("PASSWORD"));
    if (!s.passphrase.isEmpty())
        json.insert(QStringLiteral("passphrase"), named("PASSPHRASE"));
    if (!s.sudoPassword.isEmpty())
        json.insert(QStringLiteral("sudoPassword"), named("SUDO_PASSWORD"));
    if (!s.expectedHostKey.isEmpty())
        json.insert(QStringLiteral("hostKey"), s.expectedHostKey);
    return json;
}

QJsonObject installationAnswers(const Installation& installation) {
    QJsonObject json{{QStringLiteral("kind"), toString(installation.kind)},
                     {QStringLiteral("path"), installation.path}};
    const std::pair<QString, QString> others[] = {{QStringLiteral("container"), installation.container},
                                                  {QStringLiteral("namespace"), installation.nameSpace},
                                                  {QStringLiteral("pod"), installation.pod}};
    for (const auto& [key, value] : others)
        if (!value.isEmpty())
            json.insert(key, value);
    return json;
}

QJsonArray acceptances(const AdviceStep& step) {
    QJsonArray list;
    for (const Finding& finding : step.advice().findings)
        if (step.accepted().contains(finding.id))
            list.append(finding.id + QLatin1Char('#') + finding.content());
    return list;
}

} // namespace

QJsonObject Flow::answers() const {
    QJsonObject json{{QStringLiteral("version"), 1},
                     {QStringLiteral("task"), task == Task::Look ? QStringLiteral("look")
                                              : moves()          ? QStringLiteral("migrate")
                                                                 : QStringLiteral("upgrade")},
                     {QStringLiteral("server"), serverAnswers(m_connect->settings)},
                     {QStringLiteral("way"), QStringLiteral("recommended")},
                     {QStringLiteral("accept"), acceptances(*m_advice)},
                     // What a person decides later: the safest answers, to be edited.
                     {QStringLiteral("onFailure"), QStringLiteral("go-back")},
                     {QStringLiteral("afterVerify"), QStringLiteral("keep-unless-worse")}};
    if (const Installation* installation = m_look->installation())
        json.insert(QStringLiteral("installation"), installationAnswers(*installation));
    const QString tag = m_look->releases().chosen.tag;
    if (moves())
        addMoveAnswers(&json);
    else
        json.insert(QStringLiteral("release"), tag.isEmpty() ? m_look->wantedRelease : tag);
    if (!m_before->admin.email.isEmpty())
        json.insert(QStringLiteral("admin"),
                    QJsonObject{{QStringLiteral("email"), m_before->admin.email},
                                {QStringLiteral("password"), asEnv("DF_ADMIN_PASSWORD")}});
    if (!m_plan->choices.databaseAdminUser.isEmpty())
        json.insert(QStringLiteral("databaseAdmin"),
                    QJsonObject{{QStringLiteral("user"), m_plan->choices.databaseAdminUser},
                                {QStringLiteral("password"), asEnv("DF_DATABASE_ADMIN_PASSWORD")}});
    if (!moves())
        json.insert(QStringLiteral("localChanges"), m_plan->choices.localChanges == LocalChanges::Reapply
                                                        ? QStringLiteral("reapply")
                                                        : QStringLiteral("keep-aside"));
    if (m_advice->choices.phpBesideOld)
        json.insert(QStringLiteral("phpBesideOld"), true);
    if (!m_plan->commercialFolder.isEmpty())
        json.insert(QStringLiteral("commercialFiles"), m_plan->commercialFolder);
    if (m_plan->commercialByPassword())
        json.insert(QStringLiteral("commercialPassword"), asEnv("DF_COMMERCIAL_PASSWORD"));
    if (!m_plan->keepCopyHere.isEmpty())
        json.insert(QStringLiteral("keepCopyHere"), m_plan->keepCopyHere);
    return json;
}

void Flow::addMoveAnswers(QJsonObject* json) const {
    json->insert(QStringLiteral("newServer"),
                 serverAnswers(m_newConnect->settings, QStringLiteral("DF_NEW_")));
    if (const Installation* fresh = m_newLook->installation())
        json->insert(QStringLiteral("newInstallation"), installationAnswers(*fresh));
    if (!m_before->newAdmin.email.isEmpty())
        json->insert(QStringLiteral("newAdmin"),
                     QJsonObject{{QStringLiteral("email"), m_before->newAdmin.email},
                                 {QStringLiteral("password"), asEnv("DF_NEW_ADMIN_PASSWORD")}});
    QJsonObject env;
    const auto& choices = m_move->env.choices();
    for (auto it = choices.cbegin(); it != choices.cend(); ++it)
        env.insert(it.key(), it.value());
    json->insert(QStringLiteral("env"), env);
    if (m_move->moving.state() == StateWord::Done)
        json->insert(QStringLiteral("move"), QJsonArray::fromStringList(m_move->moving.chosen()));
    if (!targetIsEmpty())
        json->insert(QStringLiteral("confirmServerName"), newServerTitle());
}

Result<void> Flow::writeAnswers(const QString& file) {
    return writePrivately(file, QJsonDocument(answers()).toJson());
}

Result<void> Flow::writeRunbook(const QString& file) {
    learnSecrets();
    const auto redactor = m_redactor;
    const TextFilter filter = [redactor](const QString& text) { return redactor->redact(text); };
    const QString server = QStringLiteral("%1@%2").arg(m_connect->settings.user, m_connect->settings.host);
    const bool pdf = file.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive);
    const QByteArray bytes = pdf ? runbookPdf(m_plan->plan(), server, filter)
                                 : runbookHtml(m_plan->plan(), server, filter).toUtf8();
    return writePrivately(file, bytes);
}

} // namespace df
