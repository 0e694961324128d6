#include "widgets/question_card.h"

#include "theme/icons.h"
#include "widgets/controls.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>

namespace df {

QString fingerprintIn(const QString& pasted) {
    static const QRegularExpression marked(QStringLiteral("SHA256:\\s*([A-Za-z0-9+/ ]{40,})"));
    QString text = pasted.trimmed();
    if (const auto m = marked.match(text); m.hasMatch())
        text = m.captured(1).trimmed();
    // ssh-keygen prints "256 SHA256:… root@host (ED25519)": only the key itself has 43 characters.
    static const QRegularExpression grouped(QStringLiteral("^(?:[A-Za-z0-9+/]{4} ){10}[A-Za-z0-9+/]{3}"));
    if (const auto m = grouped.match(text); m.hasMatch())
        text = m.captured(0);
    else
        text = text.section(u' ', 0, 0);
    text.remove(u' ');
    while (text.endsWith(u'='))
        text.chop(1);
    return text;
}

QString groupedFingerprint(QString fingerprint, int perLine) {
    fingerprint = fingerprintIn(fingerprint);
    QString out;
    for (qsizetype i = 0; i < fingerprint.size(); i += 4) {
        if (i > 0)
            out += (i / 4) % perLine == 0 ? u'\n' : u' ';
        out += fingerprint.mid(i, 4);
    }
    return out;
}

QString keyFileType(const QString& type) {
    if (type.startsWith(QLatin1String("ecdsa")))
        return QStringLiteral("ecdsa");
    if (type.contains(QLatin1String("rsa")))
        return QStringLiteral("rsa");
    return QStringLiteral("ed25519");
}

PromptsCard::PromptsCard(QWidget* parent) : Card(Look::Needs, parent) {}

void PromptsCard::show(const QString& instruction, const QVector<PromptItem>& items) {
    const auto same = [](const PromptItem& a, const PromptItem& b) {
        return a.text == b.text && a.echo == b.echo;
    };
    if (!m_inputs.isEmpty() && instruction == m_instruction &&
        std::equal(items.begin(), items.end(), m_items.begin(), m_items.end(), same))
        return;
    m_items = items;
    m_instruction = instruction;
    m_inputs.clear();
    clearRows();
    QBoxLayout* head = nullptr;
    QWidget* headRow = rowWidget(&head, 20, 12, 14);
    head->addWidget(new IconLabel(stateIcon(StateWord::NeedsYou), Tone::Needs, 22), 0, Qt::AlignTop);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(px(2));
    texts->addWidget(new TextLabel(tr("The server asks before it lets you in"), Type::Section));
    if (!instruction.isEmpty())
        texts->addWidget(new TextLabel(instruction.left(600), Type::Table));
    head->addLayout(texts, 1);
    addHead(headRow);
    QBoxLayout* box = nullptr;
    QWidget* body = columnWidget(&box, 20, 16, 8);
    for (const PromptItem& item : items) {
        auto* input = new QLineEdit;
        input->setEchoMode(item.echo ? QLineEdit::Normal : QLineEdit::Password);
        const QString text = item.text.left(200).simplified();
        input->setAccessibleName(text.isEmpty() ? tr("Answer") : text);
        box->addWidget(new TextLabel(text, Type::Table, Tone::Muted));
        box->addWidget(input);
        m_inputs.append(input);
    }
    QBoxLayout* buttons = nullptr;
    QWidget* row = rowWidget(&buttons, 0, 4, 10);
    auto* send = primaryButton(tr("&Answer and sign in"));
    send->setDefault(true);
    send->setObjectName(QStringLiteral("answerPrompts"));
    auto* stop = plainButton(tr("&Don't connect"));
    buttons->addWidget(send);
    buttons->addWidget(stop);
    buttons->addStretch();
    box->addWidget(row);
    addRow(body);
    connect(send, &QPushButton::clicked, this, [this] {
        QVector<Secret> answers;
        for (QLineEdit* e : std::as_const(m_inputs)) {
            answers.append(Secret(e->text()));
            e->clear();
        }
        m_inputs.clear();
        m_items.clear();
        Q_EMIT answered(answers);
    });
    connect(stop, &QPushButton::clicked, this, &PromptsCard::refused);
    for (QLineEdit* e : std::as_const(m_inputs))
        connect(e, &QLineEdit::returnPressed, send, &QPushButton::click);
}

QLineEdit* PromptsCard::firstInput() const { return m_inputs.value(0); }

} // namespace df
