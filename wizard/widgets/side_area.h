#pragma once

#include <QScrollArea>

namespace df {

/// A column beside a page's main thing. It scrolls by itself and is never narrower than its content, or, in a
/// page that scrolls as a whole, it is as high as its content.
class SideArea : public QScrollArea {
    Q_OBJECT
public:
    explicit SideArea(QWidget* content, QWidget* parent = nullptr);
    void setGrown(bool grown);
    QSize sizeHint() const override; ///< small: it gets the height that is there
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return m_grown; }
    int heightForWidth(int width) const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool m_grown = false;
};

} // namespace df
