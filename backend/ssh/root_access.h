#pragma once

#include "host/remote_host.h"
#include "ssh/connect_settings.h"
#include "ssh/launch.h"

namespace df {

/// How this account becomes root: it is root, sudo without password, sudo with password, or not at all (and
/// why).
class RootAccess {
public:
    using Runner = std::function<Result<CommandResult>(const Command&, Elevation)>;

    /// Asks the server (one exec; a second one proves the sudo password). A wrong password is an error
    /// (SudoRefused), so that it can be typed again; an account that may not use sudo, or no password to be
    /// had, is an answer: possible() is false and problem() says why. Where sudo wants a password and none is
    /// set, `answerPrompts` is asked for it.
    [[nodiscard]] Result<void> findOut(const ConnectSettings& settings, const SignInQuestions& questions,
                                       const Runner& run);

    [[nodiscard]] bool possible() const { return m_isRoot || m_usesSudo; }
    [[nodiscard]] bool isRoot() const { return m_isRoot; }
    [[nodiscard]] bool usesSudo() const { return m_usesSudo; }
    [[nodiscard]] Elevation elevation() const { return m_elevation; }
    [[nodiscard]] const Secret& password() const { return m_password; }
    [[nodiscard]] const Error& problem() const {
        return m_problem;
    } ///< SudoRefused or SecretMissing {user, host, reason}
    [[nodiscard]] QString
    describe() const; ///< "root", "sudo", "sudo-password", "none": for progress, not for people

private:
    [[nodiscard]] Result<void> tryPassword(const ConnectSettings& settings, const SignInQuestions& questions,
                                           const Runner& run);

    bool m_isRoot = false;
    bool m_usesSudo = false;
    Elevation m_elevation = Elevation::Direct;
    Secret m_password;
    Error m_problem;
};

} // namespace df
