#pragma once

#include "models/rail_model.h"

#include <QWidget>

class QListView;
class QHBoxLayout;
class QPushButton;

namespace df {

class IconLabel;
class RailDelegate;
class TextLabel;

/// Where am I: the server on top, the steps with their states, the fold button below.
class Rail : public QWidget {
    Q_OBJECT
public:
    explicit Rail(QWidget* parent = nullptr);
    void setServer(const QString& title, const QString& subtitle);
    void setItems(const QVector<RailItem>& items);
    void setFolded(bool folded);
    void setLow(bool low);
    void setFootHeight(int pixels); ///< of the footer beside it: one line through both
    [[nodiscard]] bool isFolded() const { return m_folded; }

Q_SIGNALS:
    void stepClicked(const QString& id);
    void foldClicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void applySizes();
    QWidget* m_head;
    IconLabel* m_serverIcon;
    TextLabel* m_title;
    TextLabel* m_subtitle;
    RailModel m_model;
    QListView* m_list;
    RailDelegate* m_delegate;
    QWidget* m_foot;
    QPushButton* m_fold;
    QHBoxLayout* m_foldRow = nullptr;
    bool m_folded = false;
    bool m_low = false;
    int m_footHeight = 0;
};

} // namespace df
