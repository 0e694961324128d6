#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

namespace df::test {

/// What df-upgrade-wizard-watched wrote about its widgets (tests/watch/shown_log.h), over all its starts.
class ShownFile {
public:
    explicit ShownFile(const QString& path);

    [[nodiscard]] bool has(const QByteArray& text) const { return m_all.contains(text); }
    /// A widget of this class was seen, and something in it: "df::ErrorCard".
    [[nodiscard]] bool showed(const QByteArray& className) const;
    [[nodiscard]] qsizetype count() const { return m_all.count('\n'); }
    /// Where a secret was shown, by the names of the secrets; also in the forms in which it would come out of
    /// a file or a command. Empty: nowhere.
    [[nodiscard]] QStringList leaks(const QMap<QString, QByteArray>& secrets) const;

private:
    QByteArray m_all;
};

} // namespace df::test
