#include "models/fact_rows.h"

#include "models/fact_rows_builder.h"

#include <algorithm>

namespace df {

QVector<FactRow> factRows(const ServerFacts& server, const Installation& installation,
                          const RemoteReleases& releases) {
    FactRowsBuilder rows;
    addCodeFacts(rows, installation, releases);
    addContainerFacts(rows, installation);
    addPhpFacts(rows, server, installation);
    addDatabaseFacts(rows, installation);
    addWebFacts(rows, server, installation);
    addFileFacts(rows, installation);
    addMachineFacts(rows, server);
    return rows.take();
}

int factCount(const QVector<FactRow>& rows) {
    return static_cast<int>(
        std::count_if(rows.begin(), rows.end(), [](const FactRow& r) { return !r.group; }));
}

} // namespace df
