#include "theme/icons.h"

#include <QApplication>
#include <QCoreApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace df {

namespace {

QByteArray tinted(const QString& name, const QColor& ink, const QColor& ground) {
    QFile file(QStringLiteral(":/df/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray svg = file.readAll();
    svg.replace("currentColor", ink.name().toLatin1());
    svg.replace("\"ground\"", '"' + ground.name().toLatin1() + '"');
    return svg;
}

QPixmap rendered(const QString& name, const QSize& pixels, const QColor& ink, const QColor& ground) {
    const QString key = QStringLiteral("df-icon/%1/%2x%3/%4/%5")
                            .arg(name)
                            .arg(pixels.width())
                            .arg(pixels.height())
                            .arg(ink.rgba(), 0, 16)
                            .arg(ground.rgba(), 0, 16);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(tinted(name, ink, ground));
    QPainter p(&pixmap);
    renderer.render(&p);
    p.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class TintedIconEngine final : public QIconEngine {
public:
    TintedIconEngine(QString name, Tone tone) : m_name(std::move(name)), m_tone(tone) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        paintIcon(*painter, m_name, rect, ink(mode), color(Tone::Surface, QApplication::palette()));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override {
        return rendered(m_name, size, ink(mode), color(Tone::Surface, QApplication::palette()));
    }
    QIconEngine* clone() const override { return new TintedIconEngine(m_name, m_tone); }
    QString key() const override { return QStringLiteral("df-tinted"); }
    QString iconName() override { return m_name; }
    bool isNull() override { return m_name.isEmpty(); }

private:
    [[nodiscard]] QColor ink(QIcon::Mode mode) const {
        const QPalette p = QApplication::palette();
        if (mode == QIcon::Disabled)
            return color(Tone::Muted, p);
        if (mode == QIcon::Selected)
            return color(Tone::OnAccent, p);
        return color(m_tone, p);
    }
    QString m_name;
    Tone m_tone;
};

} // namespace

void paintIcon(QPainter& painter, const QString& name, const QRectF& rect, const QColor& ink,
               const QColor& ground) {
    const qreal ratio = painter.device() ? painter.device()->devicePixelRatioF() : 1.0;
    QPixmap pixmap = rendered(name, (rect.size() * ratio).toSize(), ink, ground);
    pixmap.setDevicePixelRatio(ratio);
    painter.drawPixmap(rect.topLeft(), pixmap);
}

void paintIcon(QPainter& painter, const QString& name, const QRectF& rect, Tone tone,
               const QPalette& palette) {
    paintIcon(painter, name, rect, color(tone, palette), color(Tone::Surface, palette));
}

QIcon icon(const QString& name, Tone tone) { return QIcon(new TintedIconEngine(name, tone)); }

QString stateIcon(StateWord state) {
    switch (state) {
    case StateWord::NotStarted:
        return QStringLiteral("state-not-started");
    case StateWord::NeedsYou:
        return QStringLiteral("state-needs-you");
    case StateWord::Running:
        return QStringLiteral("state-running");
    case StateWord::Done:
        return QStringLiteral("state-done");
    case StateWord::Skipped:
        return QStringLiteral("state-skipped");
    case StateWord::Failed:
        return QStringLiteral("state-failed");
    case StateWord::Undone:
        return QStringLiteral("state-undone");
    }
    return {};
}

Tone stateTone(StateWord state) {
    switch (state) {
    case StateWord::NeedsYou:
        return Tone::Needs;
    case StateWord::Running:
        return Tone::Accent;
    case StateWord::Done:
        return Tone::Done;
    case StateWord::Failed:
        return Tone::Failed;
    case StateWord::Undone:
        return Tone::Undone;
    case StateWord::NotStarted:
    case StateWord::Skipped:
        break;
    }
    return Tone::Muted;
}

QString stateText(StateWord state) {
    switch (state) {
    case StateWord::NotStarted:
        return QCoreApplication::translate("df::State", "Not started");
    case StateWord::NeedsYou:
        return QCoreApplication::translate("df::State", "Needs you");
    case StateWord::Running:
        return QCoreApplication::translate("df::State", "Running");
    case StateWord::Done:
        return QCoreApplication::translate("df::State", "Done");
    case StateWord::Skipped:
        return QCoreApplication::translate("df::State", "Skipped");
    case StateWord::Failed:
        return QCoreApplication::translate("df::State", "Failed");
    case StateWord::Undone:
        return QCoreApplication::translate("df::State", "Undone");
    }
    return {};
}

} // namespace df
