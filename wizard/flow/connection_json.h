#pragma once

#include "ssh/connect_settings.h"

#include <QJsonObject>

namespace df {

struct SavedServer;

/// Where and how to sign in, for the journal. No secret is in it.
[[nodiscard]] QJsonObject toJson(const ConnectSettings& settings);
/// How a saved server is signed in to; without secrets.
[[nodiscard]] ConnectSettings settingsOf(const SavedServer& server);
/// "deploy@api.example.com:22"
[[nodiscard]] QString serverOf(const ConnectSettings& settings);
[[nodiscard]] ConnectSettings connectSettingsFromJson(const QJsonObject& json);

} // namespace df
