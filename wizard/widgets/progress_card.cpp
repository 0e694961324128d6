#include "widgets/progress_card.h"

#include "theme/icons.h"
#include "widgets/controls.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPainter>

namespace df {

namespace {

/// The little amber box that explains the outlined segments.
class NoticeKey : public QWidget {
public:
    NoticeKey() { setFixedSize(px(12), px(10)); }

protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter p(this);
        p.setPen(color(Tone::Needs, palette()));
        p.setBrush(color(Tone::NeedsTint, palette()));
        p.drawRoundedRect(rect().adjusted(0, 0, -1, -1), 2, 2);
    }
};

} // namespace

ProgressCard::ProgressCard(QWidget* parent)
    : Card(Look::Plain, parent), m_mark(new IconLabel(stateIcon(StateWord::Running), Tone::Accent, 24)),
      m_title(new TextLabel(Type::CardTitle)), m_detail(new TextLabel(Type::Table, Tone::Muted)),
      m_tag(new Tag), m_bar(new SegmentBar), m_runningFor(new TextLabel(Type::Strong)),
      m_toGo(new TextLabel(Type::Strong)), m_signOfLife(new TextLabel(Type::Strong)),
      m_notice(new TextLabel(Type::Strong)) {
    QBoxLayout* box = nullptr;
    QWidget* body = columnWidget(&box, 20, 14, 12);
    auto* head = new QHBoxLayout;
    head->setSpacing(px(12));
    head->addWidget(m_mark, 0, Qt::AlignTop);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(px(2));
    m_detail->setFit(TextLabel::Fit::Elide);
    texts->addWidget(m_title);
    texts->addWidget(m_detail);
    head->addLayout(texts, 1);
    head->addWidget(m_tag, 0, Qt::AlignTop);
    box->addLayout(head);
    box->addWidget(m_bar);
    auto* figures = new QGridLayout;
    figures->setHorizontalSpacing(px(20));
    figures->setVerticalSpacing(px(1));
    int column = 0;
    for (const auto& [name, value] :
         {std::pair(tr("Running for"), m_runningFor), std::pair(tr("Still to go"), m_toGo),
          std::pair(tr("Last sign of life"), m_signOfLife), std::pair(tr("Users may notice"), m_notice)}) {
        auto* label = new TextLabel(name, Type::Table, Tone::Muted);
        if (value == m_notice) {
            auto* row = new QHBoxLayout;
            row->setSpacing(px(6));
            row->addWidget(new NoticeKey);
            row->addWidget(label, 1);
            figures->addLayout(row, 0, column);
        } else {
            figures->addWidget(label, 0, column);
        }
        figures->addWidget(value, 1, column, Qt::AlignTop);
        figures->setColumnStretch(column, column == 3 ? 5 : 4); // the last one is the longest
        ++column;
    }
    box->addLayout(figures);
    addRow(body);
}

void ProgressCard::show(const ProgressValues& v) {
    m_mark->setIcon(stateIcon(v.state), stateTone(v.state));
    m_mark->setAccessibleName(stateText(v.state));
    m_title->setText(v.title);
    Spans detail{{v.detail}};
    if (!v.live.isEmpty()) {
        detail.append({QStringLiteral(" · ")});
        detail.append(code(v.live));
    }
    m_detail->setSpans(detail);
    if (v.usersMayNoticeNow)
        m_tag->set(tr("Users may notice"), Tone::Needs, Tone::NeedsTint, QStringLiteral("users"));
    else
        m_tag->set(tr("Users notice nothing"), Tone::Done, Tone::DoneTint, QStringLiteral("users"));
    m_bar->set(v.segments, v.whole);
    m_runningFor->setText(v.runningFor);
    m_toGo->setText(v.toGo);
    m_signOfLife->setText(v.signOfLife);
    m_signOfLife->setTone(v.noNews ? Tone::Needs : Tone::Text);
    m_notice->setText(v.notice);
}

} // namespace df
