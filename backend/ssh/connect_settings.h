#pragma once

#include "core/secret.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace df {

enum class SignInWith { KeyFile, Agent, Password };
enum class Rights { Sudo, None }; ///< root itself needs neither

/// Where and how to sign in. What may be saved is everything but the secrets.
struct ConnectSettings {
    QString host;
    int port = 22;
    QString user;
    SignInWith signInWith = SignInWith::Agent;
    QString keyFile; ///< may begin with ~/
    Rights rights = Rights::Sudo;
    QString expectedHostKey; ///< "SHA256:…"; if set, it alone decides (answer file, practice server)
    QString knownHostsFile;  ///< empty: ~/.ssh/known_hosts
    int connectTimeoutSeconds = 15;

    Secret password; ///< also answers keyboard-interactive prompts without echo
    Secret passphrase;
    Secret sudoPassword;
};

struct HostKeyInfo {
    QString host;
    int port = 22;
    QString type;         ///< "ssh-ed25519"
    QString fingerprint;  ///< "SHA256:…"
    bool changed = false; ///< known_hosts has another key for this host
};

struct PromptItem {
    QString text; ///< untrusted, from the server
    bool echo = false;
};

/// Questions that come up while signing in. Called on the worker's thread; may block until the user answers
/// (they must return soon after the cancel token is set).
struct SignInQuestions {
    /// Trust this unknown key? true also writes it to known_hosts. Never asked for a changed key.
    std::function<bool(const HostKeyInfo&)> trustHostKey;
    /// Keyboard-interactive round (second factor). One answer per item; empty vector: give up.
    std::function<QVector<Secret>(const QString& instruction, const QVector<PromptItem>&)> answerPrompts;
    /// Progress for the page: "reached", "hostkey", "signin", "sudo".
    std::function<void(const QString& step, const QString& detail)> progress;
};

} // namespace df
