#include "widgets/secret_edit.h"

#include "theme/icons.h"

#include <QAction>
#include <QToolButton>

namespace df {

void addLeadingIcon(QLineEdit* edit, const QString& iconName) {
    auto* a = edit->addAction(icon(iconName, Tone::Muted), QLineEdit::LeadingPosition);
    a->setProperty("decorative", true);
}

void nameIcon(QAction* action, const QString& name) {
    action->setText(name);
    const auto objects = action->associatedObjects();
    for (QObject* o : objects)
        if (auto* b = qobject_cast<QToolButton*>(o))
            b->setAccessibleName(name);
}

void nameClearButton(QLineEdit* edit, const QString& name) {
    for (QAction* a : edit->findChildren<QAction*>(QStringLiteral("_q_qlineeditclearaction")))
        nameIcon(a, name);
}

SecretEdit::SecretEdit(const QString& iconName, QWidget* parent) : QLineEdit(parent) {
    setEchoMode(QLineEdit::Password);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                        Qt::ImhNoAutoUppercase);
    if (!iconName.isEmpty())
        addLeadingIcon(this, iconName);
    m_eye = addAction(icon(QStringLiteral("eye"), Tone::Muted), QLineEdit::TrailingPosition);
    nameIcon(m_eye, tr("Show while typing"));
    m_eye->setToolTip(m_eye->text());
    m_eye->setCheckable(true);
    connect(m_eye, &QAction::toggled, this, &SecretEdit::setShown);
}

void SecretEdit::setShown(bool shown) {
    setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    m_eye->setIcon(icon(shown ? QStringLiteral("eye-off") : QStringLiteral("eye"), Tone::Muted));
}

Secret SecretEdit::take() {
    if (!text().isEmpty()) {
        m_kept = Secret(text());
        clear();
        m_eye->setChecked(false);
        setPlaceholderText(tr("given, kept for this session"));
    }
    return m_kept;
}

void SecretEdit::give(const Secret& secret) {
    m_kept = secret;
    clear();
    setPlaceholderText(secret.isEmpty() ? QString() : tr("given, kept for this session"));
}

void SecretEdit::forget() { give(Secret()); }

} // namespace df
