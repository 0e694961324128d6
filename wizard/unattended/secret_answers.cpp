#include "unattended/secret_answers.h"

#include <QCoreApplication>

#include <memory>

namespace df {

namespace {

struct SecretText {
    Q_DECLARE_TR_FUNCTIONS(df::AnswerFile)
};

struct Wanted {
    QString key; ///< "server.password"
    SecretRef ref;
    QString entry; ///< in the keychain
};

QVector<Wanted> wantedSecrets(const AnswerFile& a) {
    const QString server = QStringLiteral("%1@%2:%3").arg(a.user, a.host).arg(a.port);
    const QVector<Wanted> all{
        {QStringLiteral("server.password"), a.password, Keychain::key(server, Keychain::Kind::Password)},
        {QStringLiteral("server.passphrase"), a.passphrase,
         Keychain::key(server, Keychain::Kind::Passphrase)},
        {QStringLiteral("server.sudoPassword"), a.sudoPassword,
         Keychain::key(server, Keychain::Kind::SudoPassword)},
        {QStringLiteral("admin.password"), a.adminPassword, server + QStringLiteral(" admin")},
        {QStringLiteral("databaseAdmin.password"), a.databaseAdminPassword,
         server + QStringLiteral(" databaseAdmin")},
        {QStringLiteral("commercialPassword"), a.commercialPassword, server + QStringLiteral(" commercial")}};
    QVector<Wanted> wanted;
    for (const Wanted& w : all)
        if (w.ref.given())
            wanted << w;
    return wanted;
}

Error notThere(const Wanted& wanted, const QString& why) {
    return {ErrorCode::BadAnswerFile, QStringLiteral("%1: %2").arg(wanted.key, why), {wanted.key}, {}, false};
}

/// One after the other: a keychain may ask its owner in between.
class Fetcher : public std::enable_shared_from_this<Fetcher> {
public:
    Fetcher(const AnswerFile& answers, const Keychain& keychain, QObject* context,
            std::function<void(const Result<SecretAnswers>&)> done)
        : m_wanted(wantedSecrets(answers)), m_keychain(keychain), m_context(context),
          m_done(std::move(done)) {
        m_result.json = answers.json;
    }

    void next() {
        if (m_wanted.isEmpty()) {
            m_done(m_result);
            return;
        }
        const Wanted wanted = m_wanted.takeFirst();
        if (wanted.ref.from == SecretRef::From::Environment)
            fromEnvironment(wanted);
        else
            m_keychain.read(
                wanted.entry, m_context, [self = shared_from_this(), wanted](const Result<Secret>& secret) {
                    if (secret)
                        self->put(wanted, *secret);
                    else
                        self->m_done(fail(notThere(
                            wanted, SecretText::tr("the keychain has no entry \"%1\".").arg(wanted.entry))));
                });
    }

private:
    void fromEnvironment(const Wanted& wanted) {
        const QByteArray name = wanted.ref.name.toLatin1();
        if (!qEnvironmentVariableIsSet(name.constData()) && !m_taken.contains(name)) {
            m_done(fail(notThere(
                wanted, SecretText::tr("the environment variable %1 is not set.").arg(wanted.ref.name))));
            return;
        }
        if (!m_taken.contains(name))
            m_taken.insert(name, Secret(qgetenv(name.constData())));
        qunsetenv(name.constData());
        put(wanted, m_taken.value(name));
    }

    void put(const Wanted& wanted, const Secret& secret) {
        const QString text = QString::fromUtf8(secret.reveal());
        const QString first = wanted.key.section(QLatin1Char('.'), 0, 0),
                      second = wanted.key.section(QLatin1Char('.'), 1);
        if (second.isEmpty()) {
            m_result.json.insert(first, text);
        } else {
            QJsonObject inner = m_result.json.value(first).toObject();
            inner.insert(second, text);
            m_result.json.insert(first, inner);
        }
        m_result.secrets << secret;
        if (wanted.key == QLatin1String("server.password"))
            m_result.password = secret;
        else if (wanted.key == QLatin1String("server.passphrase"))
            m_result.passphrase = secret;
        else if (wanted.key == QLatin1String("server.sudoPassword"))
            m_result.sudoPassword = secret;
        next();
    }

    QVector<Wanted> m_wanted;
    QMap<QByteArray, Secret> m_taken; ///< one variable may answer several questions
    const Keychain& m_keychain;
    QObject* m_context;
    std::function<void(const Result<SecretAnswers>&)> m_done;
    SecretAnswers m_result;
};

} // namespace

void fetchSecrets(const AnswerFile& answers, const Keychain& keychain, QObject* context,
                  std::function<void(const Result<SecretAnswers>&)> done) {
    std::make_shared<Fetcher>(answers, keychain, context, std::move(done))->next();
}

} // namespace df
