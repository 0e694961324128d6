#include "widgets/question_card.h"

#include "theme/icons.h"
#include "widgets/code_box.h"
#include "widgets/controls.h"
#include "widgets/flow_layout.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace df {

HostKeyCard::HostKeyCard(Whose whose, QWidget* parent) : Card(Look::Needs, parent), m_whose(whose) {
    build();
}

void HostKeyCard::build() {
    QBoxLayout* head = nullptr;
    QWidget* headRow = rowWidget(&head, 20, 12, 14);
    auto* mark = new IconLabel(stateIcon(StateWord::NeedsYou), Tone::Needs, 22);
    mark->setAccessibleName(stateText(StateWord::NeedsYou));
    head->addWidget(mark, 0, Qt::AlignTop);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(px(2));
    m_title = new TextLabel(tr("Is this really your server?"), Type::Section);
    texts->addWidget(m_title);
    m_intro = new TextLabel(Type::Table);
    texts->addWidget(m_intro);
    head->addLayout(texts, 1);
    addHead(headRow);

    QBoxLayout* box = nullptr;
    QWidget* body = columnWidget(&box, 18, 14, 6);
    m_what = new TextLabel(Type::Table, Tone::Muted);
    box->addWidget(m_what);
    auto* shown = new Card(Look::Sunken);
    QBoxLayout* row = nullptr;
    QWidget* shownRow = rowWidget(&row, 12, 8, 8);
    m_fingerprint = new TextLabel(Type::Body);
    m_fingerprint->setObjectName(QStringLiteral("fingerprint"));
    row->addWidget(m_fingerprint, 1);
    row->addWidget(copyButton([this] { return m_shown; }, tr("Copy the fingerprint")));
    shown->addRow(shownRow);
    box->addWidget(shown);
    box->addSpacing(px(6));
    box->addWidget(new TextLabel(
        isVendors()
            ? tr("How to get the right one: ask the vendor, by another way than the one by which the address "
                 "came")
            : tr("How to get the right one: ask whoever runs the server, or run this on its own console"),
        Type::Table, Tone::Muted));
    m_command = new CodeBox({}, tr("Command for the server's console"), 2);
    box->addWidget(m_command);
    m_command->setVisible(!isVendors());
    box->addSpacing(px(6));
    m_paste = new QLineEdit;
    m_paste->setPlaceholderText(QStringLiteral("SHA256:…"));
    box->addWidget(fieldLabel(tr("Paste &what you were given (optional)"), m_paste));
    box->addWidget(m_paste);
    QBoxLayout* sameBox = nullptr;
    QWidget* sameRow = rowWidget(&sameBox, 2, 0, 8);
    m_sameIcon = new IconLabel({}, Tone::Done);
    m_same = new TextLabel(Type::Table);
    sameBox->addWidget(m_sameIcon);
    sameBox->addWidget(m_same, 1);
    box->addWidget(sameRow);
    box->addSpacing(px(2));
    m_trust = primaryButton(isVendors() ? tr("&Trust the vendor's server and go on")
                                        : tr("&Trust this server and go on"));
    m_trust->setObjectName(QStringLiteral("trust"));
    m_refuse = plainButton(tr("&Don't connect"));
    auto* different = linkButton(tr("If it isn't the same…"));
    auto* buttons = new QWidget;
    auto* flow = new FlowLayout(buttons, px(10), px(8));
    flow->setContentsMargins(0, 4, 4, 4); // the focus ring's room
    flow->addWidget(m_trust);
    flow->addWidget(m_refuse);
    flow->addWidget(different);
    box->addWidget(buttons);
    addRow(body);
    connect(m_paste, &QLineEdit::textChanged, this, &HostKeyCard::compare);
    connect(m_trust, &QPushButton::clicked, this, &HostKeyCard::trusted);
    connect(m_refuse, &QPushButton::clicked, this, &HostKeyCard::refused);
    connect(different, &QPushButton::clicked, this, &HostKeyCard::mismatchHelpAsked);
}

void HostKeyCard::show(const HostKeyInfo& key) {
    if (m_shown == key.fingerprint && m_key.host == key.host)
        return;
    m_key = key;
    m_shown = key.fingerprint;
    const QString host = key.host.left(100);
    if (isVendors())
        m_title->setText(tr("Is this really %1?").arg(host));
    m_intro->setSpans(
        spansOf(tr("This computer has never met %1. Compare its fingerprint once; from then on the wizard "
                   "does it for you."),
                {strong(host)}));
    m_what->setText(
        tr("Fingerprint that the server shows (%1, SHA256)").arg(keyFileType(key.type).toUpper()));
    m_fingerprint->setSpans({code(groupedFingerprint(key.fingerprint, 6))});
    m_command->setText(
        QStringLiteral("ssh-keygen -lf /etc/ssh/ssh_host_%1_key.pub").arg(keyFileType(key.type)));
    m_paste->clear();
    compare();
}

void HostKeyCard::compare() {
    const QString given = fingerprintIn(m_paste->text());
    const bool empty = m_paste->text().trimmed().isEmpty();
    const bool same = !empty && given == fingerprintIn(m_shown);
    m_sameIcon->parentWidget()->setVisible(!empty);
    m_sameIcon->setIcon(stateIcon(same ? StateWord::Done : StateWord::Failed),
                        same ? Tone::Done : Tone::Failed);
    m_same->setTone(same ? Tone::Done : Tone::Failed);
    m_same->setText(same ? tr("The same") : tr("Not the same: don't connect, and ask again"));
    m_paste->setProperty("outline",
                         empty ? QVariant() : QVariant(static_cast<int>(same ? Tone::Done : Tone::Failed)));
    m_paste->update();
    m_trust->setEnabled(empty || same);
    m_trust->setDefault(same); // Enter trusts only what was compared
    m_refuse->setDefault(!same);
}

KeyChangedCard::KeyChangedCard(QWidget* parent) : Card(Look::Failed, parent) {
    QBoxLayout* head = nullptr;
    QWidget* headRow = rowWidget(&head, 20, 12, 14);
    auto* mark = new IconLabel(stateIcon(StateWord::Failed), Tone::Failed, 22);
    mark->setAccessibleName(stateText(StateWord::Failed));
    head->addWidget(mark, 0, Qt::AlignTop);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(px(2));
    texts->addWidget(new TextLabel(tr("This is not the fingerprint you trusted before"), Type::Section));
    texts->addWidget(new TextLabel(tr("The wizard stopped before signing in. No secret left this computer."),
                                   Type::Table));
    head->addLayout(texts, 1);
    addHead(headRow);

    QBoxLayout* box = nullptr;
    QWidget* body = columnWidget(&box, 18, 14, 6);
    auto* keys = new QGridLayout;
    keys->setHorizontalSpacing(px(16));
    keys->setVerticalSpacing(px(4));
    keys->setColumnStretch(1, 1);
    m_trustedName = new TextLabel(tr("Trusted before"), Type::Table, Tone::Muted);
    m_trusted = new TextLabel(Type::Table);
    m_shown = new TextLabel(Type::Table);
    auto* shownName = new TextLabel(tr("Shown today"), Type::Table, Tone::Muted);
    for (TextLabel* l : {m_trustedName, shownName})
        l->setFit(TextLabel::Fit::OneLine);
    keys->addWidget(m_trustedName, 0, 0, Qt::AlignTop);
    keys->addWidget(m_trusted, 0, 1);
    keys->addWidget(shownName, 1, 0, Qt::AlignTop);
    keys->addWidget(m_shown, 1, 1);
    box->addLayout(keys);
    box->addSpacing(px(8));
    auto* reasons = new QHBoxLayout;
    reasons->setSpacing(px(12));
    const auto reason = [&](const QString& title, const QString& text) {
        auto* card = new Card(Look::Sunken);
        QBoxLayout* inner = nullptr;
        QWidget* w = columnWidget(&inner, 14, 10, 2);
        inner->addWidget(new TextLabel(title, Type::TableStrong));
        inner->addWidget(new TextLabel(text, Type::Table, Tone::Muted));
        inner->addStretch();
        card->addRow(w);
        reasons->addWidget(card, 1);
    };
    reason(tr("It can be harmless"),
           tr("The server was set up anew, or moved to another machine. Whoever did it can tell you."));
    reason(tr("It can be an attack"),
           tr("Another machine answers in its place and waits for your password."));
    box->addLayout(reasons);
    box->addSpacing(px(8));
    box->addWidget(
        new TextLabel(tr("How to get the right one: on the server's own console, not over this line"),
                      Type::Table, Tone::Muted));
    m_command = new CodeBox({}, tr("Command for the server's console"), 2);
    box->addWidget(m_command);
    box->addSpacing(px(6));
    m_paste = new QLineEdit;
    m_paste->setPlaceholderText(QStringLiteral("SHA256:…"));
    box->addWidget(fieldLabel(tr("&Paste it here to replace the saved one"), m_paste));
    box->addWidget(m_paste);
    box->addSpacing(px(6));
    m_refuse = plainButton(tr("&Don't connect"));
    m_replace = plainButton(tr("Replace the saved fingerprint"));
    m_replace->setObjectName(QStringLiteral("replaceKey"));
    auto* note = new TextLabel(tr("possible when the pasted one is the same"), Type::Note, Tone::Muted);
    note->setAlignment(Qt::AlignVCenter);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(px(10));
    buttons->addWidget(m_refuse);
    buttons->addWidget(m_replace);
    buttons->addWidget(note, 1);
    box->addLayout(buttons);
    addRow(body);
    connect(m_paste, &QLineEdit::textChanged, this, &KeyChangedCard::compare);
    connect(m_refuse, &QPushButton::clicked, this, &KeyChangedCard::refused);
    connect(m_replace, &QPushButton::clicked, this, [this] { Q_EMIT replaced(m_paste->text()); });
    compare();
}

void KeyChangedCard::show(const QString& trusted, const QString& shown, const QString& type) {
    if (m_shownKey == shown && !shown.isEmpty())
        return;
    m_shownKey = shown;
    m_trustedName->setVisible(!trusted.isEmpty());
    m_trusted->setVisible(!trusted.isEmpty());
    m_trusted->setSpans({code(groupedFingerprint(trusted, 12))});
    m_shown->setSpans({{groupedFingerprint(shown, 12), true, true, {}}});
    m_command->setText(QStringLiteral("ssh-keygen -lf /etc/ssh/ssh_host_%1_key.pub").arg(keyFileType(type)));
    m_paste->clear();
    compare();
}

void KeyChangedCard::compare() {
    const bool empty = m_paste->text().trimmed().isEmpty();
    const bool same = !empty && fingerprintIn(m_paste->text()) == fingerprintIn(m_shownKey);
    m_replace->setEnabled(same);
    m_paste->setProperty("outline",
                         empty ? QVariant() : QVariant(static_cast<int>(same ? Tone::Done : Tone::Failed)));
    m_paste->update();
}

} // namespace df
