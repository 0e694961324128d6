#pragma once

#include "ssh/connect_settings.h"

#include <QJsonObject>

namespace df {

/// Where and how to sign in, for the journal. No secret is in it.
[[nodiscard]] QJsonObject toJson(const ConnectSettings& settings);
[[nodiscard]] ConnectSettings connectSettingsFromJson(const QJsonObject& json);

} // namespace df
