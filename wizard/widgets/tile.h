#pragma once

#include "verify/snapshot.h"

#include <QAbstractButton>

namespace df {

struct TileValues {
    QString name;
    Verdict verdict = Verdict::Same;
    bool collected = true;
    QString note;       ///< "13 → 14  +1  ≠3", or why it wasn't collected
    QString brief = {}; ///< "+1  ≠3", shown where the note doesn't fit
};

/// One area of the comparison: name, verdict, counts. Checkable.
class Tile : public QAbstractButton {
    Q_OBJECT
public:
    explicit Tile(QWidget* parent = nullptr);
    void show(const TileValues& values);
    using QAbstractButton::show;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TileValues m_values;
};

/// Verdict as word, icon and tone: "Same", "As expected", "Look", "Worse".
[[nodiscard]] QString verdictTitle(Verdict verdict);
[[nodiscard]] QString verdictIcon(Verdict verdict);

} // namespace df
