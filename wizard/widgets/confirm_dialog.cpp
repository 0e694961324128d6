#include "widgets/confirm_dialog.h"

#include "widgets/controls.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace df {

ConfirmDialog::ConfirmDialog(const QString& title, const QString& text, const QString& verb,
                             const QString& typeThis, QWidget* parent)
    : QDialog(parent), m_verb(plainButton(verb)) {
    setWindowTitle(title);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(px(24), px(20), px(24), px(18));
    all->setSpacing(px(10));
    all->addWidget(new TextLabel(title, Type::CardTitle));
    const QStringList paragraphs = text.split(QStringLiteral("\n\n"), Qt::SkipEmptyParts);
    for (const QString& paragraph : paragraphs)
        all->addWidget(new TextLabel(paragraph));
    if (!typeThis.isEmpty()) {
        m_typed = new QLineEdit;
        m_typed->setObjectName(QStringLiteral("typeName"));
        all->addWidget(fieldLabel(tr("&Type the server's name to confirm: %1").arg(typeThis), m_typed));
        all->addWidget(m_typed);
        m_verb->setEnabled(false);
        connect(m_typed, &QLineEdit::textChanged, this,
                [this, typeThis](const QString& now) { m_verb->setEnabled(now.trimmed() == typeThis); });
    }
    all->addSpacing(px(8));
    auto* row = new QHBoxLayout;
    row->setSpacing(px(8));
    auto* keep = plainButton(tr("&Leave it as it is"));
    m_verb->setObjectName(QStringLiteral("confirm"));
    row->addStretch();
    row->addWidget(m_verb);
    row->addWidget(keep);
    all->addLayout(row);
    keep->setDefault(true);
    keep->setFocus();
    connect(keep, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_verb, &QPushButton::clicked, this, &QDialog::accept);
    setMinimumWidth(px(440));
}

} // namespace df
