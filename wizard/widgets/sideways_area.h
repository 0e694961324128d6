#pragma once

#include <QScrollArea>

namespace df {

/// Something that may be wider than its place: it scrolls sideways, and is as high as it needs to be.
class SidewaysArea : public QScrollArea {
    Q_OBJECT
public:
    explicit SidewaysArea(QWidget* content, QWidget* parent = nullptr);
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The part of the content that is in sight.
    void moved(const QRect& shown);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void tell();
};

} // namespace df
