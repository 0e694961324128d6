#include "widgets/text_label.h"

#include "theme/tool_tip.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace df {

Spans spansOf(const QString& sentence, const QVector<Span>& args) {
    Spans out;
    QString plain;
    for (qsizetype i = 0; i < sentence.size(); ++i) {
        const bool mark = sentence[i] == u'%' && i + 1 < sentence.size() && sentence[i + 1].isDigit();
        const int n = mark ? sentence[i + 1].digitValue() - 1 : -1;
        if (n < 0 || n >= args.size()) {
            plain += sentence[i];
            continue;
        }
        if (!plain.isEmpty())
            out.append({std::exchange(plain, {})});
        out.append(args[n]);
        ++i;
    }
    if (!plain.isEmpty())
        out.append({plain});
    return out;
}

QString plainText(const Spans& spans) {
    QString out;
    for (const Span& s : spans)
        out += s.text;
    return out;
}

TextLabel::TextLabel(Type type, Tone tone, QWidget* parent) : QLabel(parent), m_type(type), m_tone(tone) {
    setTextFormat(Qt::PlainText);
    setFont(typeFont(type));
    setFit(Fit::Wrap);
}

TextLabel::TextLabel(const QString& text, Type type, Tone tone, QWidget* parent)
    : TextLabel(type, tone, parent) {
    setText(text);
}

void TextLabel::setText(const QString& text) { setSpans(text.isEmpty() ? Spans() : Spans{{text}}); }

void TextLabel::setSpans(const Spans& spans) {
    m_spans = spans;
    const QString text = plainText(spans);
    if (text != QLabel::text())
        QLabel::setText(text);
    setAccessibleName(text);
    if (m_fit == Fit::Elide)
        setToolTip(toolTipOf(text));
    updateGeometry();
    update();
}

void TextLabel::setFit(Fit fit) {
    m_fit = fit;
    setWordWrap(fit == Fit::Wrap);
    QSizePolicy policy(fit == Fit::OneLine ? QSizePolicy::Fixed : QSizePolicy::Preferred,
                       QSizePolicy::Minimum);
    if (fit == Fit::Elide)
        policy.setHorizontalPolicy(QSizePolicy::Ignored);
    policy.setHeightForWidth(fit == Fit::Wrap);
    setSizePolicy(policy);
    updateGeometry();
}

void TextLabel::setTone(Tone tone) {
    m_tone = tone;
    update();
}

void TextLabel::setType(Type type) {
    m_type = type;
    setFont(typeFont(type));
    updateGeometry();
}

QFont TextLabel::spanFont(const Span& span) const {
    QFont f = span.aside ? typeFont(Type::Table) : font();
    if (span.code) {
        f = typeFont(Type::Code);
        f.setPixelSize(std::max(6, static_cast<int>(std::lround(font().pixelSize() * 0.93))));
    }
    if (span.strong)
        f.setWeight(QFont::DemiBold);
    return f;
}

int TextLabel::lineHeight() const {
    return std::max(fontMetrics().height(), static_cast<int>(std::lround(font().pixelSize() * 1.36)));
}

void TextLabel::prepare(QTextLayout& layout, const QString& text) const {
    layout.setText(QString(text).replace(u'\n', QChar(QChar::LineSeparator)));
    layout.setFont(font());
    QVector<QTextLayout::FormatRange> formats;
    int start = 0;
    for (const Span& s : m_spans) {
        QTextLayout::FormatRange range;
        range.start = start;
        range.length = static_cast<int>(std::min<qsizetype>(s.text.size(), text.size() - start));
        if (range.length <= 0)
            break;
        range.format.setFont(spanFont(s));
        range.format.setForeground(color(isEnabled() ? s.tone.value_or(m_tone) : Tone::Muted, palette()));
        formats.append(range);
        start += range.length;
    }
    layout.setFormats(formats);
    QTextOption option;
    option.setWrapMode(m_fit == Fit::Wrap ? QTextOption::WrapAtWordBoundaryOrAnywhere
                                          : QTextOption::ManualWrap);
    option.setAlignment((QStyle::visualAlignment(layoutDirection(), alignment()) & Qt::AlignHorizontal_Mask) |
                        Qt::AlignAbsolute);
    option.setTextDirection(Qt::LayoutDirectionAuto); // a path stays a path where menus go from right to left
    layout.setTextOption(option);
}

QSizeF TextLabel::layOut(QTextLayout& layout, int width) const {
    qreal y = 0, widest = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, y + (lineHeight() - line.height()) / 2});
        y += lineHeight();
        widest = std::max(widest, line.naturalTextWidth());
    }
    layout.endLayout();
    return {widest, y};
}

qreal TextLabel::naturalWidth() const {
    qreal widest = 0;
    const QStringList lines = text().split(u'\n');
    if (lines.size() == 1) {
        for (const Span& s : m_spans)
            widest += QFontMetricsF(spanFont(s)).horizontalAdvance(s.text);
        return std::ceil(widest) + 1;
    }
    for (const QString& line : lines)
        widest = std::max(widest, QFontMetricsF(font()).horizontalAdvance(line));
    return std::ceil(widest) + 1;
}

QSize TextLabel::sizeHint() const {
    const int natural = static_cast<int>(naturalWidth());
    const QMargins m = contentsMargins();
    if (m_fit != Fit::Wrap)
        return {natural + m.left() + m.right(), lineHeight() + m.top() + m.bottom()};
    const int w = std::min(natural, px(520));
    return {w + m.left() + m.right(), heightForWidth(w + m.left() + m.right())};
}

QSize TextLabel::minimumSizeHint() const {
    if (m_fit == Fit::OneLine)
        return sizeHint();
    const int w = std::min(static_cast<int>(naturalWidth()), px(m_fit == Fit::Wrap ? 90 : 40));
    return {w, lineHeight()};
}

int TextLabel::heightForWidth(int width) const {
    const QMargins m = contentsMargins();
    if (m_fit != Fit::Wrap || text().isEmpty())
        return lineHeight() + m.top() + m.bottom();
    QTextLayout layout;
    prepare(layout, text());
    return static_cast<int>(std::ceil(layOut(layout, width - m.left() - m.right()).height())) + m.top() +
           m.bottom();
}

void TextLabel::paintEvent(QPaintEvent* /*event*/) {
    const QRect r = contentsRect();
    QString shown = text();
    if (m_fit == Fit::Elide && naturalWidth() > r.width() + 1) {
        // The widest face decides, so that the dots are never cut.
        QFont widest = font();
        for (const Span& s : m_spans)
            if (s.strong || s.code)
                widest = spanFont(s);
        shown = QFontMetrics(widest).elidedText(shown, Qt::ElideRight, r.width());
    }
    QTextLayout layout;
    prepare(layout, shown);
    const QSizeF size = layOut(layout, r.width());
    qreal y = r.top();
    if (alignment() & Qt::AlignVCenter)
        y += std::max(0.0, (r.height() - size.height()) / 2);
    else if (alignment() & Qt::AlignBottom)
        y += std::max(0.0, r.height() - size.height());
    QPainter painter(this);
    layout.draw(&painter, {static_cast<qreal>(r.left()), y});
}

void TextLabel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::StyleChange) {
        setFont(typeFont(m_type));
        updateGeometry();
    }
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::EnabledChange)
        update();
    QLabel::changeEvent(event);
}

} // namespace df
