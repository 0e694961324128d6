#pragma once

#include "core/secret.h"

#include <QStringList>

class QPrinter;
class QWidget;

namespace df {

/// One page: the lines, and the passphrase in large letters of equal width.
void paintPassphrase(QPrinter& printer, const QStringList& lines, const Secret& passphrase);

/// Asks for a printer, and prints it there.
void printPassphrase(const QStringList& lines, const Secret& passphrase, QWidget* parent);

} // namespace df
