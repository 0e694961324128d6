#pragma once

#include <QMap>
#include <QString>
#include <QVector>
#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace df {

/// Something the user gave or allowed, with the button that takes it back.
struct TakenRow {
    int id = 0;
    QString text, button;
    bool operator==(const TakenRow&) const = default;
};

/// What was given on this page to settle findings. Hidden while there is nothing.
class TakenStrip : public QWidget {
    Q_OBJECT
public:
    explicit TakenStrip(QWidget* parent = nullptr);
    void set(const QVector<TakenRow>& rows, bool enabled);
    [[nodiscard]] QPushButton* button(int id) const { return m_buttons.value(id); } ///< null: no such row

Q_SIGNALS:
    void takenBack(int id);

private:
    QVBoxLayout* m_box;
    QVector<TakenRow> m_rows;
    QMap<int, QPushButton*> m_buttons;
};

} // namespace df
