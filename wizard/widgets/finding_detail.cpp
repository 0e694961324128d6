#include "widgets/finding_detail.h"

#include "widgets/code_box.h"
#include "widgets/controls.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QPainter>
#include <QPushButton>

namespace df {

QString remedyText(Remedy remedy) {
    switch (remedy) {
    case Remedy::ChooseRelease:
        return FindingDetail::tr("Choose another &release");
    case Remedy::InstallPhpBeside:
        return FindingDetail::tr("Let the &plan install it");
    case Remedy::GiveDatabaseAdmin:
        return FindingDetail::tr("Give a database a&dministrator…");
    case Remedy::GiveCommercialFiles:
        return FindingDetail::tr("Give the &files…");
    case Remedy::SignInOtherwise:
        return FindingDetail::tr("Sign &in otherwise");
    case Remedy::ResumeRun:
        return FindingDetail::tr("Show th&e unfinished run");
    case Remedy::None:
        break;
    }
    return {};
}

QStringList FindingDetail::labels() { return {tr("What it means"), tr("What to do"), tr("Source")}; }

FindingDetail::FindingDetail(const Finding& finding, int left, int column, QWidget* parent)
    : FoldDetail(parent), m_columns(new QHBoxLayout(this)) {
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    const int right = px(24); // margins aren't mirrored by themselves
    m_columns->setContentsMargins(isRightToLeft() ? right : left, 0, isRightToLeft() ? left : right, px(14));
    m_columns->setSpacing(px(16));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(px(16));
    grid->setColumnMinimumWidth(0, column - px(16));
    grid->setVerticalSpacing(px(4));
    grid->setColumnStretch(1, 1);
    m_columns->addLayout(grid, 1);
    if (!finding.means.isEmpty())
        addRow(grid, labels()[0], new TextLabel(finding.means, Type::Table));
    addDoThis(grid, finding);
    if (!finding.source.isEmpty())
        addRow(grid, labels()[2], new TextLabel(finding.source, Type::Table, Tone::Muted));
    grid->setRowStretch(grid->rowCount(), 1); // spare height goes below
    const QString text = remedyText(finding.remedy);
    if (text.isEmpty())
        return;
    m_button = finding.severity == Severity::MustFix ? primaryButton(text) : smallButton(text);
    m_button->setObjectName(QStringLiteral("remedy"));
    m_button->setProperty("changesChoice", true);
    m_button->setAccessibleDescription(finding.text);
    const Remedy remedy = finding.remedy;
    connect(m_button, &QPushButton::clicked, this, [this, remedy] { Q_EMIT remedyAsked(remedy); });
    m_columns->addWidget(m_button, 0, Qt::AlignTop | Qt::AlignLeft);
}

void FindingDetail::addRow(QGridLayout* grid, const QString& name, QWidget* value) {
    const int row = grid->rowCount();
    auto* label = new TextLabel(name, Type::Table, Tone::Muted);
    label->setFit(TextLabel::Fit::OneLine);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    if (auto* text = qobject_cast<TextLabel*>(value))
        text->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    grid->addWidget(label, row, 0, Qt::AlignTop);
    grid->addWidget(value, row, 1);
}

void FindingDetail::addDoThis(QGridLayout* grid, const Finding& finding) {
    QString name = labels()[1];
    for (const QString& line : finding.doThis) {
        if (line.startsWith(QLatin1String("$ ")))
            addRow(grid, name, new CodeBox(line.mid(2), tr("Command for the server"), 6));
        else
            addRow(grid, name, new TextLabel(line, Type::Table));
        name.clear();
    }
}

void FindingDetail::setMarked(bool marked) {
    m_marked = marked;
    update();
}

/// The line below an open finding, and the focus ring.
void FindingDetail::paintEvent(QPaintEvent* /*event*/) {
    QPainter p(this);
    p.fillRect(QRect(0, height() - 1, width(), 1), color(Tone::Line, palette()));
    if (!m_marked)
        return;
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(QPen(color(Tone::Accent, palette()), 2));
    p.drawRoundedRect(QRectF(rect()).adjusted(3, 2, -3, -3), 4, 4);
}

void FindingDetail::arrange(int width) const {
    const auto direction = width < px(720) ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    if (m_columns->direction() != direction)
        m_columns->setDirection(direction);
}

int FindingDetail::heightForWidth(int width) const {
    arrange(width);
    return m_columns->totalHeightForWidth(width);
}

} // namespace df
