#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

namespace df {

/// A page made with Medium::Paper as PDF on A4, with page numbers. `chart` is what <img src="downtime-chart">
/// shows. Needs a QGuiApplication; GUI thread.
[[nodiscard]] QByteArray pdfOf(const QString& page, const QString& title, const QImage& chart = {});

} // namespace df
