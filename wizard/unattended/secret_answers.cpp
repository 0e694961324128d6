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

QString nameOf(const ServerAnswers& s) { return QStringLiteral("%1@%2:%3").arg(s.user, s.host).arg(s.port); }

QVector<Wanted> secretsOf(const ServerAnswers& s, const QString& server, const QString& admin) {
    const QString name = nameOf(s);
    const auto entry = [&name](Keychain::Kind kind) { return Keychain::key(name, kind); };
    return {{server + QStringLiteral(".password"), s.password, entry(Keychain::Kind::Password)},
            {server + QStringLiteral(".passphrase"), s.passphrase, entry(Keychain::Kind::Passphrase)},
            {server + QStringLiteral(".sudoPassword"), s.sudoPassword, entry(Keychain::Kind::SudoPassword)},
            {admin + QStringLiteral(".password"), s.adminPassword, name + QStringLiteral(" admin")}};
}

QVector<Wanted> wantedSecrets(const AnswerFile& a) {
    const QString server = nameOf(a);
    // The database is that of the server which is changed.
    const QString changed = a.task == QLatin1String("migrate") ? nameOf(a.newServer) : server;
    const QVector<Wanted> all =
        secretsOf(a, QStringLiteral("server"), QStringLiteral("admin")) +
        secretsOf(a.newServer, QStringLiteral("newServer"), QStringLiteral("newAdmin")) +
        QVector<Wanted>{{QStringLiteral("databaseAdmin.password"), a.databaseAdminPassword,
                         changed + QStringLiteral(" databaseAdmin")},
                        {QStringLiteral("commercialPassword"), a.commercialPassword,
                         server + QStringLiteral(" commercial")}};
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
        if (first == QLatin1String("server"))
            putInto(m_result, second, secret);
        else if (first == QLatin1String("newServer"))
            putInto(m_result.newServer, second, secret);
        next();
    }

    static void putInto(SignInSecrets& to, const QString& which, const Secret& secret) {
        if (which == QLatin1String("password"))
            to.password = secret;
        else if (which == QLatin1String("passphrase"))
            to.passphrase = secret;
        else if (which == QLatin1String("sudoPassword"))
            to.sudoPassword = secret;
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
