#pragma once

#include <QString>
#include <QVector>

class QAbstractItemModel;
class QWidget;

/// What a program's windows show and tell, read from inside the program: titles, texts, tool tips, accessible
/// names, the display text of line edits (dots for a password), documents, every role of every item model,
/// the clipboard, and what is painted. GUI thread.
namespace df::test {

struct ShownText {
    QString where; ///< "shown" or "hidden", classes from the window inwards, and which text of it
    QString text;  ///< one line
};

/// Everything that the program's widgets hold now, whether they can be seen or not.
[[nodiscard]] QVector<ShownText> shownTexts();

/// The texts that are drawn when `window` is painted, as they are handed to the painter.
[[nodiscard]] QStringList paintedTexts(QWidget& window);

/// Every role of every cell and header, in all columns, down to the leaves.
[[nodiscard]] QStringList modelTexts(const QAbstractItemModel& model);

} // namespace df::test
