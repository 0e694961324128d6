#pragma once

#include <QByteArray>
#include <QImage>
#include <QMap>
#include <QString>

namespace df {

/// A page made with Medium::Paper as PDF on A4, with page numbers. `pictures` are what
/// <img src="…"> shows, by name. Needs a QGuiApplication; GUI thread.
[[nodiscard]] QByteArray pdfOf(const QString& page, const QString& title,
                               const QMap<QString, QImage>& pictures = {});

} // namespace df
