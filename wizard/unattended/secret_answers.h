#pragma once

#include "secrets/keychain.h"
#include "unattended/answer_file.h"

#include <functional>

namespace df {

struct SignInSecrets {
    Secret password, passphrase, sudoPassword;
};

/// The answers with their secrets in place, for the pages to be filled with. Lives in memory only.
struct SecretAnswers : SignInSecrets {
    QJsonObject json;        ///< the file's, each reference replaced by the secret
    QVector<Secret> secrets; ///< for the redactor
    SignInSecrets newServer; ///< of a move
};

/// Fetches what the references name: variables of the environment (which are taken out of it, so that no
/// child inherits them) and entries of the keychain (those that the Connect page stores; for other secrets
/// the entry's name is "user@host:port admin", "… databaseAdmin", "… commercial"). BadAnswerFile names the
/// key of the first that isn't there. `done` comes in this thread, perhaps at once; not when `context` is
/// gone.
void fetchSecrets(const AnswerFile& answers, const Keychain& keychain, QObject* context,
                  std::function<void(const Result<SecretAnswers>&)> done);

} // namespace df
