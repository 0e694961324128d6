#pragma once

#include "core/result.h"

#include <QString>
#include <QStringList>

namespace df {

/// What stands on the command line.
struct Options {
    bool help = false, version = false;
    QString answers;     ///< file; empty: a person sits at the window
    QString report;      ///< folder; empty: the program's own place
    QString screenshots; ///< folder; empty: none
    bool practice = false;
    QString breakSwitch; ///< --practice=SWITCH
    QString logLevel = QStringLiteral("info");
};

/// Pure. `arguments` without the program's name. Errors are BadAnswerFile (exit 64), in one sentence.
[[nodiscard]] Result<Options> parseOptions(const QStringList& arguments);
[[nodiscard]] QString helpText();

/// Is there a display to open a window on? Looks at the environment; elsewhere than on X11 and Wayland: yes.
[[nodiscard]] bool hasDisplay();

} // namespace df
