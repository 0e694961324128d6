#pragma once

#include "report/report.h"

#include <QCoreApplication>
#include <QStringList>
#include <QVector>

namespace df {

/// The context of this room's sentences in the translation files.
class ReportText {
    Q_DECLARE_TR_FUNCTIONS(Report)
};

/// A browser (and its printer), or our own PDF: QTextDocument knows a small part of HTML and CSS only.
enum class Medium { Screen, Paper };

/// The only way a text gets into a report page: filtered, without control and direction characters, escaped.
class HtmlText {
public:
    HtmlText(TextFilter filter, Medium medium) : m_filter(std::move(filter)), m_medium(medium) {}

    [[nodiscard]] Medium medium() const { return m_medium; }
    [[nodiscard]] QString text(const QString& untrusted) const;
    [[nodiscard]] QString paragraph(const QString& untrusted, const char* cssClass = nullptr) const;
    [[nodiscard]] QString heading(const QString& untrusted, int level = 2) const;
    [[nodiscard]] QString pre(const QString& untrusted) const;
    [[nodiscard]] QString list(const QStringList& untrusted) const;
    /// A word for a state, with a shape of its own: colour is never all. `state`: "done", "failed", "undone",
    /// "look", "plain".
    [[nodiscard]] QString state(const QString& word, const QString& state) const;
    /// Cells are HTML already (made by the functions above); heads are texts. Widths are per cent of the
    /// table; none: as the contents want it.
    [[nodiscard]] QString table(const QStringList& heads, const QVector<QStringList>& rows,
                                const QVector<int>& widths = {}) const;

private:
    TextFilter m_filter;
    Medium m_medium;
};

/// A whole page: doctype, style, body.
[[nodiscard]] QString htmlPage(const QString& escapedTitle, const QString& body, Medium medium);

/// "12 min 04 s", "6.4 s"; "3.1 MB"; "2026-11-22 14:18:30 UTC".
[[nodiscard]] QString lastingText(double seconds);
[[nodiscard]] QString sizeText(qint64 bytes);
[[nodiscard]] QString momentText(const QDateTime& time);

} // namespace df
