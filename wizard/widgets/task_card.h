#pragma once

#include <QAbstractButton>

namespace df {

/// One task of the start page: an icon on a tint, what it does, a chevron. Disabled, it says why in words.
class TaskCard : public QAbstractButton {
    Q_OBJECT
public:
    TaskCard(const QString& title, const QString& description, const QString& iconName,
             QWidget* parent = nullptr);
    void setWhyNot(const QString& sentence); ///< empty: enabled
    /// Room at the right for a control of the caller's, instead of the chevron.
    void setSideWidget(QWidget* widget);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void keyPressEvent(QKeyEvent* event) override; ///< Enter opens it, as a click does
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QString note() const { return m_whyNot.isEmpty() ? m_description : m_whyNot; }
    [[nodiscard]] int textWidth(int width) const;
    [[nodiscard]] bool sideBelow(int width) const;
    [[nodiscard]] int textHeight(int width) const;
    QString m_description, m_iconName, m_whyNot;
    QWidget* m_side = nullptr;
};

} // namespace df
