#pragma once

#include "advise/advice.h"
#include "inspect/server_facts.h"

#include <QString>
#include <QVector>

namespace df {

/// One item of what the vendor asks to be done before an upgrade.
struct ChecklistItem {
    QString id;         ///< stable: "staging"
    QString text;       ///< what is to be done
    QString document;   ///< which of the vendor's two documents asks for it
    bool yours = false; ///< nobody but the user can do it; else the program does
    QString how;        ///< where and when the program does it, or what it can't know; a whole sentence
};

/// The vendor's checklist, in its order, against this server. Pure.
[[nodiscard]] QVector<ChecklistItem> vendorChecklist(const Installation& installation, const Advice& advice);
[[nodiscard]] int yoursAmong(const QVector<ChecklistItem>& items);

} // namespace df
