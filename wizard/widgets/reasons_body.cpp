#include "widgets/reasons_body.h"

#include "widgets/card.h"
#include "widgets/controls.h"

#include <QBoxLayout>

#include <algorithm>

namespace df {

QWidget* reasonsBody(const QString& title, const QVector<ReasonsSection>& sections) {
    QBoxLayout* box = nullptr;
    QWidget* body = columnWidget(&box, 20, 18, 8);
    box->addWidget(new TextLabel(title, Type::CardTitle));
    for (const ReasonsSection& section : sections) {
        if (section.reasons.isEmpty())
            continue;
        auto* heading = new TextLabel(section.heading, Type::Section);
        heading->setContentsMargins(0, px(8), 0, 0);
        box->addWidget(heading);
        auto* card = new Card;
        for (const Reason& reason : section.reasons) {
            QBoxLayout* column = nullptr;
            QWidget* row = columnWidget(&column, 14, 8, 2);
            column->addWidget(new TextLabel(reason.text, Type::Table));
            if (!reason.source.isEmpty())
                column->addWidget(new TextLabel(reason.source, Type::Note, Tone::Muted));
            card->addRow(row);
        }
        card->keepCorners();
        box->addWidget(card);
    }
    box->addStretch();
    return body;
}

bool disagrees(const Reason& reason, const QVector<VendorRow>& vendorRows) {
    if (reason.id.startsWith(QLatin1String("source-")))
        return true;
    return std::any_of(vendorRows.begin(), vendorRows.end(), [&reason](const VendorRow& row) {
        return reason.id == QLatin1String("vendor-") + row.id && row.verdict != QLatin1String("holds");
    });
}

} // namespace df
