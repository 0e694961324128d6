#include "widgets/since_card.h"

#include "flow/move/since_step.h"
#include "theme/icons.h"
#include "widgets/controls.h"
#include "widgets/row_item.h"
#include "words/error_words.h"
#include "words/since_words.h"

#include <QBoxLayout>
#include <QPushButton>

namespace df {

namespace {

QString sentenceOf(const SinceStep& step, const QString& oldName) {
    if (step.busy())
        return step.stateNote();
    if (const auto error = step.error())
        return SinceCard::tr("It can't be said: %1").arg(wordsFor(*error, {oldName, {}, {}, false}).title);
    return step.since() ? sinceSentence(*step.since(), oldName)
                        : SinceCard::tr("compares its tables and files with what was copied; only reads");
}

} // namespace

void SinceCard::show(const SinceStep& step, const QString& oldName) {
    const QString sentence = sentenceOf(step, oldName);
    const QStringList lines =
        step.since() && !step.busy() && !step.error() ? sinceLines(*step.since()) : QStringList();
    const QString key = sentence + lines.join(u'\n') + QString::number(int(step.busy()));
    if (key == std::exchange(m_shown, key))
        return;
    clearRows();
    auto* look = smallButton(tr("&Look now"), QStringLiteral("refresh"));
    look->setObjectName(QStringLiteral("askSince"));
    look->setAccessibleName(tr("Look what was written on the old server since"));
    look->setEnabled(!step.busy());
    connect(look, &QPushButton::clicked, this, &SinceCard::asked);
    const bool settled = step.since() && !step.busy() && !step.error();
    const Tone tone = !settled ? Tone::Muted : step.since()->nothing() ? Tone::Done : Tone::Needs;
    const QString icon = !settled                  ? QStringLiteral("eye")
                         : step.since()->nothing() ? stateIcon(StateWord::Done)
                                                   : stateIcon(StateWord::NeedsYou);
    addRow(makeRow({icon, tone, tr("Written on the old server since"), sentence, {}}, {look}));
    if (lines.isEmpty())
        return;
    QBoxLayout* box = nullptr;
    QWidget* rows = columnWidget(&box, 16, 8, 3);
    for (const QString& line : lines)
        box->addWidget(new TextLabel(line, Type::Table));
    addRow(rows);
}

} // namespace df
