#include "support/practice_hands.h"

#include "support/practice_fixture.h"

namespace df::test {

QString upgradeByHand(const PracticeFixture& server, const QString& tag) {
    const ShellAnswer code =
        server.sh(QStringLiteral("git stash -q; git fetch -q origin refs/tags/%1:refs/tags/%1 && "
                                 "git checkout -q --detach refs/tags/%1")
                      .arg(tag));
    if (code.exitCode != 0)
        return code.err;
    const ShellAnswer composer = server.sh(QStringLiteral("composer install --no-dev -n"), 120);
    if (composer.exitCode != 0)
        return composer.err;
    if (!composer.err.contains(QLatin1String("Package operations: ")) ||
        !composer.out.contains(QLatin1String("Discovering packages.")))
        return composer.err + composer.out;
    const ShellAnswer migrate = server.sh(QStringLiteral("php artisan migrate --seed --force"), 120);
    return migrate.exitCode == 0 ? QString() : migrate.out;
}

QString setEnv(const PracticeFixture& server, const QString& key, const QString& value) {
    QString script = QStringLiteral("sed -i '/^%1=/d' .env").arg(key);
    if (!value.isEmpty())
        script += QStringLiteral(" && echo '%1=%2' >>.env").arg(key, value);
    const ShellAnswer answer = server.sh(script);
    return answer.exitCode == 0 ? QString() : answer.err;
}

} // namespace df::test
