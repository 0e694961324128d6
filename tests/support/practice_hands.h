#pragma once

#include <QString>

/// What an administrator does by hand on a practice server.
namespace df::test {

class PracticeFixture;

/// Checks the release out, runs composer and the migrations. An error text; empty: done.
[[nodiscard]] QString upgradeByHand(const PracticeFixture& server, const QString& tag);
/// A line of .env; an empty value takes the key out. An error text; empty: done.
[[nodiscard]] QString setEnv(const PracticeFixture& server, const QString& key, const QString& value);

} // namespace df::test
