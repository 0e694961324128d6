#pragma once

#include "host/remote_host.h"

#include <QStringList>

namespace df {

/// The PHP part of the look: its files in the order of their names, as one.
[[nodiscard]] QByteArray probePhp();

/// The look as one command: probe.sh with its settings in front, the packed PHP part as standard input.
/// `nonce` (letters and digits) marks the beginning and the end of the answer, so that a banner can't be
/// taken for one.
[[nodiscard]] Command probeCommand(const QString& nonce, const QStringList& extraPaths, Privilege privilege);

/// A word that nobody can guess, for markers.
[[nodiscard]] QString freshNonce();

/// A text file from the program's resources (":/df/remote/…").
[[nodiscard]] QByteArray remoteFile(const QString& name);

/// The answer from its begin marker on, without what came before (banners, shell start-up files).
[[nodiscard]] QByteArray fromMarker(const QByteArray& output, const QString& nonce);

} // namespace df
