#pragma once

#include "widgets/card.h"

class QButtonGroup;

namespace df {

struct ChoiceRow {
    QString iconName;    ///< may be empty
    QStringList columns; ///< the first is strong when chosen
    QString accessibleName;
    bool operator==(const ChoiceRow&) const = default;
};

/// One of several, as rows with a radio button whose words wrap: installations of a server.
class ChoiceList : public Card {
    Q_OBJECT
public:
    explicit ChoiceList(QWidget* parent = nullptr);
    void set(const QVector<ChoiceRow>& rows, int chosen);

Q_SIGNALS:
    void chosen(int row);

private:
    QVector<ChoiceRow> m_rows;
    int m_chosen = -2;
    QButtonGroup* m_group = nullptr;
};

} // namespace df
