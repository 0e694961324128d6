#pragma once

#include "advise/advice.h"
#include "widgets/card.h"

class QButtonGroup;
class QGridLayout;
class QRadioButton;

namespace df {

class TextLabel;

/// The ways side by side, each with what it needs and costs. A way that can't be had is disabled with its
/// reason in the first row, never hidden; the recommended one carries a tag in words.
class WaysTable : public QWidget {
    Q_OBJECT
public:
    explicit WaysTable(QWidget* parent = nullptr);
    /// `free`: what the disk of this server has left, "38 GB"; empty: not known.
    void show(const Advice& advice, Way chosen, const QString& free);
    using QWidget::show;
    [[nodiscard]] QRadioButton* radio(Way way) const;
    /// The part in sight, where the table is wider than its place: the names of the rows stay in it.
    void keepNames(const QRect& shown);

Q_SIGNALS:
    void chosen(df::Way way);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void build(const Advice& advice, const QString& free);
    void addColumn(const Advice& advice, const WayOption& option, int column, const QString& free);
    [[nodiscard]] QRect columnRect(int column) const;
    [[nodiscard]] int headBottom() const;
    friend class KeptNames;

    QGridLayout* m_grid;
    QWidget* m_names;
    QVector<TextLabel*> m_nameLabels;
    QButtonGroup* m_group = nullptr;
    QVector<Way> m_ways;
    QVector<QRadioButton*> m_radios;
    Way m_chosen = Way::None;
    QByteArray m_shown;
};

} // namespace df
