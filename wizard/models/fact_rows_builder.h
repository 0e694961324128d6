#pragma once

#include "models/fact_rows.h"

#include <QCoreApplication>

namespace df {

/// The context of the facts' words in the translation files.
struct FactText {
    Q_DECLARE_TR_FUNCTIONS(df::Facts)
};

/// "a, b and 4 more".
[[nodiscard]] QString clippedList(const QStringList& list, int most);

/// Collects the rows of the facts table, group by group, and counts what was found out. Names, words: as
/// QT_TRANSLATE_NOOP("df::Facts", …).
class FactRowsBuilder {
public:
    void group(const char* name);
    /// An empty value is "not found out", with the reason why where one is known.
    void add(const char* name, const QString& value, const QString& source, const QString& whyNot = {});
    void note(const char* name, const QString& value, const QString& source, const char* word);
    void trouble(const char* name, const QString& value, const QString& source, const char* word);
    /// A note where `odd`, else an ordinary fact.
    void addOrNote(bool odd, const char* name, const QString& value, const QString& source, const char* word);
    [[nodiscard]] QVector<FactRow> take();

private:
    void push(const char* name, const QString& value, const QString& source, FactRow::State state,
              const QString& word);
    void close();
    QVector<FactRow> m_rows;
    int m_group = -1, m_count = 0, m_found = 0;
};

// One function for each file of rows.
void addClosedFacts(FactRowsBuilder& rows, const Installation& installation); ///< that may not be entered
void addCodeFacts(FactRowsBuilder& rows, const Installation& i, const RemoteReleases& releases);
void addPhpFacts(FactRowsBuilder& rows, const ServerFacts& server, const Installation& i);
void addDatabaseFacts(FactRowsBuilder& rows, const Installation& i);
void addWebFacts(FactRowsBuilder& rows, const ServerFacts& server, const Installation& i);
void addFileFacts(FactRowsBuilder& rows, const Installation& i);
void addContainerFacts(FactRowsBuilder& rows, const Installation& i);
void addMachineFacts(FactRowsBuilder& rows, const ServerFacts& server);

} // namespace df
