#pragma once

#include "plan/plan.h"

#include <QByteArray>
#include <QString>
#include <QVector>

namespace df {

/// One file of the run folder on the server.
struct RunFile {
    QString path; ///< relative to the run folder
    QString mode; ///< "0600", "0700"
    QByteArray bytes;
};

/// Pure: everything that the run folder holds at the start (plan, scripts of the steps, supervisor, undo.sh).
[[nodiscard]] QVector<RunFile> renderRunFolder(const Plan& plan);

} // namespace df
