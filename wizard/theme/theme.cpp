#include "theme/theme.h"

#include <cmath>

namespace df {

namespace {

double channel(double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); }

double luminance(const QColor& c) {
    return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF());
}

QColor plainColor(Tone tone, const QPalette& palette) {
    switch (tone) {
    case Tone::Bg:
    case Tone::Rail:
        return palette.color(QPalette::Window);
    case Tone::Surface:
    case Tone::Sunken:
    case Tone::AccentTint:
    case Tone::DoneTint:
    case Tone::NeedsTint:
    case Tone::FailedTint:
    case Tone::UndoneTint:
    case Tone::AddedLine:
    case Tone::AddedMark:
    case Tone::RemovedLine:
    case Tone::RemovedMark:
        return palette.color(QPalette::Base);
    case Tone::Accent:
        return palette.color(QPalette::Highlight);
    case Tone::OnAccent:
        return palette.color(QPalette::HighlightedText);
    default:
        return palette.color(QPalette::WindowText);
    }
}

} // namespace

QColor tokenColor(Tone tone, bool dark) {
    const Token& t = kTokens[static_cast<size_t>(tone)];
    return QColor::fromRgb(dark ? t.dark : t.light);
}

QColor color(Tone tone, const QPalette& palette) {
    return isWizardPalette(palette) ? tokenColor(tone, isDark(palette)) : plainColor(tone, palette);
}

QPalette wizardPalette(bool dark) {
    const auto c = [dark](Tone tone) { return tokenColor(tone, dark); };
    QPalette p(c(Tone::Text), c(Tone::Surface), c(Tone::Line), c(Tone::Control), c(Tone::Line), c(Tone::Text),
               c(Tone::OnAccent), c(Tone::Surface), c(Tone::Bg));
    p.setColor(QPalette::AlternateBase, c(Tone::Sunken));
    p.setColor(QPalette::Mid, c(Tone::Line));
    p.setColor(QPalette::Midlight, c(Tone::Sunken));
    p.setColor(QPalette::Shadow, c(Tone::Control));
    p.setColor(QPalette::PlaceholderText, c(Tone::Muted));
    p.setColor(QPalette::ButtonText, c(Tone::Text));
    p.setColor(QPalette::Highlight, c(Tone::Accent));
    p.setColor(QPalette::HighlightedText, c(Tone::OnAccent));
    p.setColor(QPalette::Link, c(Tone::Accent));
    p.setColor(QPalette::LinkVisited, c(Tone::Undone));
    p.setColor(QPalette::ToolTipBase, c(Tone::Surface));
    p.setColor(QPalette::ToolTipText, c(Tone::Text));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, c(Tone::Muted));
    p.setColor(QPalette::Disabled, QPalette::Button, c(Tone::Bg));
    p.setColor(QPalette::Disabled, QPalette::Base, c(Tone::Bg));
    p.setColor(QPalette::Disabled, QPalette::Highlight, c(Tone::Control));
    return p;
}

bool isDark(const QPalette& palette) { return palette.color(QPalette::Window).lightnessF() < 0.5; }

bool isWizardPalette(const QPalette& palette) {
    const QRgb window = palette.color(QPalette::Active, QPalette::Window).rgb();
    const Token& bg = kTokens[static_cast<size_t>(Tone::Bg)];
    return window == bg.light || window == bg.dark;
}

bool isHighContrast(const QPalette& palette) {
    const QColor window = palette.color(QPalette::Window);
    return contrast(window, palette.color(QPalette::WindowText)) > 20.5 &&
           window == palette.color(QPalette::Button) && window == palette.color(QPalette::Base);
}

double contrast(const QColor& a, const QColor& b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace df
