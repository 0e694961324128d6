#include "secrets/redactor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QUrl>

#include <algorithm>

namespace df {
namespace {

constexpr qsizetype shortest = 4;
constexpr qsizetype shortestBase64Core = 8; // shorter ones would hit by chance

// The characters of base64 that depend on the secret alone when it stands `offset` bytes into a longer text
// ("user:pass").
QByteArray base64Core(const QByteArray& secret, int offset) {
    const QByteArray all = (QByteArray(offset, 'x') + secret).toBase64(QByteArray::OmitTrailingEquals);
    const qsizetype from = offset == 0 ? 0 : offset + 1;
    const qsizetype whole = (offset + secret.size()) * 8 / 6; // later characters mix with what follows
    return all.mid(from, whole - from);
}

QByteArray jsonForm(const QString& text) {
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.mid(2, array.size() - 4); // ["…"]
}

QByteArray phpJsonForm(const QString& text) { // as PHP's json_encode: \/ and \uXXXX
    QByteArray out;
    for (const QChar c : QString::fromUtf8(jsonForm(text))) {
        if (c == QLatin1Char('/'))
            out += "\\/";
        else if (c.unicode() < 0x80)
            out += c.toLatin1();
        else
            out += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    }
    return out;
}

} // namespace

QVector<QByteArray> spellings(const Secret& secret) {
    const QByteArray& plain = secret.reveal();
    const QString text = QString::fromUtf8(plain);
    QSet<QByteArray> all{plain};
    for (int offset = 0; offset < 3; ++offset) {
        QByteArray core = base64Core(plain, offset);
        if (core.size() < shortestBase64Core)
            continue;
        all << core;
        all << core.replace('+', '-').replace('/', '_');
    }
    all << QUrl::toPercentEncoding(text) << QUrl::toPercentEncoding(text, " ").replace(' ', '+');
    all << jsonForm(text) << phpJsonForm(text) << text.toHtmlEscaped().toUtf8();
    all << QByteArray(plain).replace('\'', "'\\''");
    return {all.cbegin(), all.cend()};
}

void Redactor::add(const Secret& secret) {
    if (secret.reveal().size() < shortest)
        return;
    const std::lock_guard lock(m_mutex);
    for (const QByteArray& form : spellings(secret)) {
        const auto same = [&](const Secret& known) { return known.reveal() == form; };
        if (std::none_of(m_forms.cbegin(), m_forms.cend(), same))
            m_forms << Secret(form);
    }
    std::stable_sort(m_forms.begin(), m_forms.end(),
                     [](const Secret& a, const Secret& b) { return a.reveal().size() > b.reveal().size(); });
}

void Redactor::add(const QVector<Secret>& secrets) {
    for (const Secret& s : secrets)
        add(s);
}

QString Redactor::redact(const QString& text) const {
    QString clean = text;
    {
        const std::lock_guard lock(m_mutex);
        for (const Secret& form : m_forms)
            clean.replace(QString::fromUtf8(form.reveal()), hidden());
    }
    return redactPatterns(std::move(clean));
}

} // namespace df
