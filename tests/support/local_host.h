#pragma once

#include "host/remote_host.h"

namespace df::test {

/// A RemoteHost that is this machine: /bin/sh by a child process. Root only when the tests run as root.
class LocalHost final : public RemoteHost {
public:
    [[nodiscard]] Result<CommandResult> run(const Command& command, const CancelToken& cancel,
                                            const OutputSink& sink = {}) override;
    [[nodiscard]] bool canBeRoot() const override;
    [[nodiscard]] QString displayName() const override { return QStringLiteral("this machine"); }

    /// Run as this account instead (needs root): what a user without rights would see.
    void actAs(const QString& account) { m_account = account; }

private:
    QString m_account;
};

} // namespace df::test
