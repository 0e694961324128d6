#pragma once

#include <QCoreApplication>

namespace df {

/// The context of this room's sentences in the translation files: Say::tr("…").
class Say {
    Q_DECLARE_TR_FUNCTIONS(Say)
};

[[nodiscard]] QString bytesText(qint64 bytes); ///< "2.1 GB" (powers of 1000), "640 kB"
[[nodiscard]] QString listText(const QStringList& items, int atMost = 3); ///< "a, b and 4 more"

/// One word of a command that a person may copy: quoted unless it is harmless. Names from a server are
/// untrusted.
[[nodiscard]] QString shellWord(const QString& word);

} // namespace df
