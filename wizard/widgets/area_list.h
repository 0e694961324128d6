#pragma once

#include "verify/snapshot.h"
#include "widgets/card.h"

namespace df {

/// Areas of a snapshot as rows: what is measured, how much was found, or why not.
class AreaList : public Card {
    Q_OBJECT
public:
    enum class Stage { Planned, Running, Done };
    explicit AreaList(QWidget* parent = nullptr);
    void show(const Snapshot& snapshot, Stage stage, bool withLogIn);
    using QWidget::show;

private:
    QString m_shown;
};

/// "Services", "Users", … for people; unknown ids stay as they are.
[[nodiscard]] QString areaName(const QString& areaId);
/// The ids in the order in which people want to read them.
[[nodiscard]] QStringList areaOrder();

} // namespace df
