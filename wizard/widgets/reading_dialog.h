#pragma once

#include <QDialog>

class QBoxLayout;

namespace df {

/// Something to read, closed by Esc or "Close": the body scrolls where it is taller than the dialog.
class ReadingDialog : public QDialog {
    Q_OBJECT
public:
    /// `body` is made scrollable unless it scrolls by itself (a view, a text). `wish`: the size at the user's
    /// font; never more than the window behind it leaves.
    ReadingDialog(const QString& title, QWidget* body, const QSize& wish, QWidget* parent);

private:
    [[nodiscard]] QSize fitting(const QSize& wish) const;
};

} // namespace df
