#pragma once

#include "theme/metrics.h"
#include "theme/theme.h"

#include <QLabel>

#include <optional>

class QTextLayout;

namespace df {

/// A stretch of text with its own weight or colour. Text is always plain: nothing in it is ever read as
/// markup.
struct Span {
    QString text;
    bool strong = false;
    bool code = false;
    std::optional<Tone> tone = {};
    bool aside = false; ///< normal weight and table size, whatever the label's type
};
using Spans = QVector<Span>;

[[nodiscard]] inline Span strong(const QString& text) { return {text, true, false, {}}; }
[[nodiscard]] inline Span toned(const QString& text, Tone tone) { return {text, false, false, tone}; }
[[nodiscard]] inline Span muted(const QString& text) { return {text, false, false, Tone::Muted}; }
[[nodiscard]] inline Span aside(const QString& text) { return {text, false, false, Tone::Muted, true}; }
[[nodiscard]] inline Span code(const QString& text) { return {text, false, true, {}}; }
/// "Without %1 the first log-in fails" with each %n replaced by a span: keeps whole sentences translatable.
[[nodiscard]] Spans spansOf(const QString& sentence, const QVector<Span>& args);
[[nodiscard]] QString plainText(const Spans& spans);

/// A label of the visual language: type and tone follow the user's font and palette while it lives. Wraps, or
/// elides in one line with the whole text as tool tip. Accessible as static text.
class TextLabel : public QLabel {
    Q_OBJECT
public:
    enum class Fit { Wrap, Elide, OneLine };
    explicit TextLabel(Type type = Type::Body, Tone tone = Tone::Text, QWidget* parent = nullptr);
    TextLabel(const QString& text, Type type = Type::Body, Tone tone = Tone::Text, QWidget* parent = nullptr);

    void setText(const QString& text); ///< shadows QLabel's: plain, always
    void setSpans(const Spans& spans);
    void setFit(Fit fit);
    void setTone(Tone tone);
    void setType(Type type);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] int lineHeight() const;
    /// Lays the text out in `width`; returns the height and the widest line.
    QSizeF layOut(QTextLayout& layout, int width) const;
    void prepare(QTextLayout& layout, const QString& text) const;
    [[nodiscard]] QFont spanFont(const Span& span) const;
    [[nodiscard]] qreal naturalWidth() const;

    Type m_type;
    Tone m_tone;
    Fit m_fit = Fit::Wrap;
    Spans m_spans;
};

} // namespace df
