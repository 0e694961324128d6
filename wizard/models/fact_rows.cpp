#include "models/fact_rows.h"

#include "models/fact_rows_builder.h"

#include <algorithm>

namespace df {

QVector<FactRow> factRows(const ServerFacts& server, const Installation& installation,
                          const RemoteReleases& releases) {
    FactRowsBuilder rows;
    if (installation.closed)
        addClosedFacts(rows, installation);
    else
        addCodeFacts(rows, installation, releases);
    addContainerFacts(rows, installation);
    addPhpFacts(rows, server, installation);
    if (!installation.closed)
        addDatabaseFacts(rows, installation);
    addWebFacts(rows, server, installation);
    if (!installation.closed)
        addFileFacts(rows, installation);
    addMachineFacts(rows, server);
    return rows.take();
}

int factCount(const QVector<FactRow>& rows) {
    return static_cast<int>(
        std::count_if(rows.begin(), rows.end(), [](const FactRow& r) { return !r.group; }));
}

} // namespace df
