#include "theme/metrics.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>

#include <algorithm>
#include <cmath>

namespace df {

namespace {

struct TypeRow {
    double factor;
    QFont::Weight weight;
};

TypeRow row(Type type) {
    switch (type) {
    case Type::PageTitle:
        return {1.57, QFont::DemiBold};
    case Type::DoneTitle:
        return {1.7, QFont::DemiBold};
    case Type::CardTitle:
        return {1.2, QFont::DemiBold};
    case Type::Section:
        return {1.07, QFont::DemiBold};
    case Type::Strong:
        return {1.0, QFont::DemiBold};
    case Type::Table:
        return {0.93, QFont::Normal};
    case Type::TableStrong:
        return {0.93, QFont::DemiBold};
    case Type::Note:
        return {0.9, QFont::Normal};
    case Type::Code:
        return {0.88, QFont::Normal};
    case Type::Body:
        break;
    }
    return {1.0, QFont::Normal};
}

double fontPixels() {
    return std::max(6.0, static_cast<double>(QFontInfo(QApplication::font()).pixelSize()));
}

} // namespace

int px(double gridPixels) { return static_cast<int>(std::lround(gridPixels * fontPixels() / 14.0)); }

QFont typeFont(Type type) {
    const TypeRow r = row(type);
    QFont f = type == Type::Code ? QFontDatabase::systemFont(QFontDatabase::FixedFont) : QApplication::font();
    f.setPixelSize(std::max(6, static_cast<int>(std::lround(fontPixels() * r.factor))));
    f.setWeight(r.weight);
    return f;
}

} // namespace df
