#include "widgets/passphrase_paper.h"

#include <QFontDatabase>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>

namespace df {

namespace {

int draw(QPainter& painter, const QRect& page, int y, const QString& text) {
    const QRect room(page.left(), y, page.width(), page.height());
    QRect used;
    painter.drawText(room, Qt::TextWordWrap, text, &used);
    return used.bottom() + painter.fontMetrics().height();
}

} // namespace

void paintPassphrase(QPrinter& printer, const QStringList& lines, const Secret& passphrase) {
    QPainter painter(&printer);
    const QRect page(QPoint(0, 0), painter.viewport().size());
    int y = 0;
    painter.setFont(QFont(painter.font().family(), 16, QFont::DemiBold));
    y = draw(painter, page, y, lines.value(0));
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSize(18);
    painter.setFont(fixed);
    y = draw(painter, page, y, QString::fromLatin1(passphrase.reveal()));
    painter.setFont(QFont(QFont().family(), 11));
    for (const QString& line : lines.mid(1))
        y = draw(painter, page, y, line);
}

void printPassphrase(const QStringList& lines, const Secret& passphrase, QWidget* parent) {
    auto* dialog = new QPrintDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->printer()->setDocName(lines.value(0));
    QObject::connect(
        dialog, QOverload<QPrinter*>::of(&QPrintDialog::accepted), dialog,
        [lines, passphrase](QPrinter* printer) { paintPassphrase(*printer, lines, passphrase); });
    dialog->open();
}

} // namespace df
