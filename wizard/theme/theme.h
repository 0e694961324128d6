#pragma once

#include <QColor>
#include <QPalette>

#include <array>

/// The palette of the wizard as one table of tokens, and the way from a token to a colour. No colour value
/// stands anywhere else. Which of the two columns counts is read from the palette in use, so nothing keeps a
/// "dark" flag.
namespace df {

enum class Tone {
    Bg,
    Surface,
    Sunken,
    Rail,
    Line,
    Control,
    Text,
    Muted,
    Accent,
    OnAccent,
    AccentTint,
    Done,
    DoneTint,
    Needs,
    NeedsTint,
    Failed,
    FailedTint,
    Undone,
    UndoneTint,
    Added,
    AddedLine,
    AddedMark,
    Removed,
    RemovedLine,
    RemovedMark,
    BarBefore,
};

struct Token {
    Tone tone;
    QRgb light, dark;
};

// clang-format off
inline constexpr std::array kTokens = {
    Token{Tone::Bg,          0xFFF4F5F7, 0xFF1B1E24}, // window
    Token{Tone::Surface,     0xFFFFFFFF, 0xFF242830}, // cards, tables, inputs
    Token{Tone::Sunken,      0xFFEDEFF3, 0xFF15171C}, // table heads, code, log, group rows
    Token{Tone::Rail,        0xFFE9ECF1, 0xFF15181D},
    Token{Tone::Line,        0xFFD3D8E0, 0xFF3A414D}, // hairlines: decoration only
    Token{Tone::Control,     0xFF7C8694, 0xFF7F8998}, // outlines of inputs, buttons, ticks
    Token{Tone::Text,        0xFF1A2230, 0xFFE7EAEF},
    Token{Tone::Muted,       0xFF545F6F, 0xFFA7B0BD},
    Token{Tone::Accent,      0xFF3A4FB8, 0xFFA3B2FF}, // running, links, the primary button
    Token{Tone::OnAccent,    0xFFFFFFFF, 0xFF10152F},
    Token{Tone::AccentTint,  0xFFE7EAF9, 0xFF2A3050}, // current stage, chosen row or way
    Token{Tone::Done,        0xFF1A7346, 0xFF6CCB95},
    Token{Tone::DoneTint,    0xFFE1F2E8, 0xFF1C3528},
    Token{Tone::Needs,       0xFF855300, 0xFFF0B849},
    Token{Tone::NeedsTint,   0xFFFBF0D9, 0xFF3A2F15},
    Token{Tone::Failed,      0xFFB0241C, 0xFFFF8F85},
    Token{Tone::FailedTint,  0xFFFBE8E6, 0xFF43211F},
    Token{Tone::Undone,      0xFF6A4796, 0xFFC4A7EE},
    Token{Tone::UndoneTint,  0xFFF0E9F8, 0xFF302742},
    Token{Tone::Added,       0xFF0A5C9E, 0xFF7CBBF5}, // new side of a difference
    Token{Tone::AddedLine,   0xFFDFEEFB, 0xFF17314A},
    Token{Tone::AddedMark,   0xFFB5D8F7, 0xFF255781},
    Token{Tone::Removed,     0xFF9A4300, 0xFFF5A665}, // old side
    Token{Tone::RemovedLine, 0xFFFDEBDD, 0xFF3D2916},
    Token{Tone::RemovedMark, 0xFFF8CDA9, 0xFF70431B},
    Token{Tone::BarBefore,   0xFF8A94A3, 0xFF8792A2}, // paired bars: before (now: accent)
};
// clang-format on

/// The token's own value, whatever palette is in use.
[[nodiscard]] QColor tokenColor(Tone tone, bool dark);
/// The colour to paint with under `palette`. Under a palette that isn't ours (high contrast of the platform)
/// there are no tints: grounds become its Window or Base, inks its text colour; signs, words and shapes carry
/// the meaning.
[[nodiscard]] QColor color(Tone tone, const QPalette& palette);

[[nodiscard]] QPalette wizardPalette(bool dark);
[[nodiscard]] bool isDark(const QPalette& palette); ///< by the lightness of its Window
[[nodiscard]] bool isWizardPalette(const QPalette& palette);
/// A palette of pure black and white: the user asked the platform for high contrast, so ours stays away.
[[nodiscard]] bool isHighContrast(const QPalette& palette);

/// WCAG 2 contrast ratio, 1 … 21.
[[nodiscard]] double contrast(const QColor& a, const QColor& b);

} // namespace df
