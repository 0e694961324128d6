#include "words/way_words.h"

#include <QCoreApplication>

namespace df {

namespace {

struct WayText {
    Q_DECLARE_TR_FUNCTIONS(df::Ways)
};

} // namespace

QString wayName(Way way, const QString& from) {
    switch (way) {
    case Way::InPlace:
        return WayText::tr("In place");
    case Way::InSteps:
        return WayText::tr("In steps");
    case Way::Migration:
        return WayText::tr("Move to a new server");
    case Way::Stay:
        return from.isEmpty() ? WayText::tr("Stay") : WayText::tr("Stay on %1").arg(from);
    case Way::None:
        break;
    }
    return WayText::tr("None");
}

} // namespace df
