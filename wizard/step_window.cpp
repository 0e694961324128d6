#include "step_window.h"

#include "flow/flow.h"
#include "flow/run_step.h"
#include "pages/advice_page.h"
#include "pages/before_page.h"
#include "pages/compare_page.h"
#include "pages/connect_page.h"
#include "pages/done_page.h"
#include "pages/env_page.h"
#include "pages/look_page.h"
#include "pages/moving_page.h"
#include "pages/pair_look_page.h"
#include "pages/plan_page.h"
#include "pages/resume_page.h"
#include "pages/run_page.h"
#include "theme/metrics.h"
#include "widgets/footer.h"
#include "widgets/page_header.h"
#include "widgets/rail.h"
#include "widgets/reading_order.h"

#include <QAbstractButton>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>

namespace df {

StepWindow::StepWindow(Flow& flow, QWidget* parent)
    : QWidget(parent), m_flow(flow), m_rail(new Rail), m_header(new PageHeader), m_stack(new QStackedWidget),
      m_footer(new Footer) {
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_header);
    right->addWidget(m_stack, 1);
    right->addWidget(m_footer);
    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_rail);
    all->addLayout(right, 1);

    addPages();
    connect(m_rail, &Rail::stepClicked, this, &StepWindow::goTo);
    connect(m_rail, &Rail::foldClicked, this, &StepWindow::toggleRail);
    connect(&m_flow, &Flow::changed, this, &StepWindow::refreshFrame);
    m_footer->installEventFilter(this);
    show(0);
}

StepWindow::~StepWindow() = default;

void StepWindow::addConnectPages() {
    using Server = ConnectPage::Server;
    addPage(new ConnectPage(m_flow, m_flow.moves() ? Server::Old : Server::Only));
    if (m_flow.moves())
        addPage(new ConnectPage(m_flow, Server::New));
}

void StepWindow::addPages() {
    addConnectPages();
    if (m_flow.resumed()) {
        addPage(new ResumePage(m_flow));
    } else {
        if (m_flow.moves())
            addPage(new PairLookPage(m_flow));
        else
            addPage(new LookPage(m_flow));
        addPage(new AdvicePage(m_flow));
        if (m_flow.moves())
            for (Page* page :
                 {static_cast<Page*>(new EnvPage(m_flow)), static_cast<Page*>(new MovingPage(m_flow))})
                addPage(page);
        if (m_flow.task == Task::Upgrade || m_flow.moves()) {
            addPage(new BeforePage(m_flow));
            addPage(new PlanPage(m_flow));
        }
    }
    if (m_flow.task != Task::Look) {
        addPage(new RunPage(m_flow));
        addPage(new ComparePage(m_flow));
    }
    addPage(new DonePage(m_flow));
}

void StepWindow::addPage(Page* page) {
    auto* area = new QScrollArea;
    area->setWidget(page);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    m_stack->addWidget(area);
    m_pages.append(page);
    page->setButtonFinder([this](const QString& id) { return footerButton(id); });
    connect(page, &Page::changed, this, &StepWindow::refreshFrame);
    connect(page, &Page::nextRequested, this, &StepWindow::goOn);
    connect(page, &Page::backRequested, this, &StepWindow::goBackOne);
    connect(page, &Page::closeRequested, this, &StepWindow::closeRequested);
    connect(page, &Page::pageRequested, this, &StepWindow::goTo);
    connect(page, &Page::reportRequested, this, &StepWindow::saveReport);
}

Page* StepWindow::currentPage() const { return m_pages.value(m_stack->currentIndex()); }

Page* StepWindow::page(const QString& id) const {
    for (Page* p : m_pages)
        if (p->id() == id)
            return p;
    return nullptr;
}

int StepWindow::indexOf(const Page* page) const {
    for (int i = 0; i < m_pages.size(); ++i)
        if (m_pages[i] == page)
            return i;
    return -1;
}

bool StepWindow::changesBegan() const {
    Page* run = page(QStringLiteral("run"));
    if (!run || run->state() == StateWord::NotStarted)
        return false;
    // A start that was refused on this computer changed nothing: the plan can be put right.
    const RunStep& step = m_flow.runStep();
    return run->state() != StateWord::Failed || step.isAttached() || step.run().phase != RunPhase::Unknown;
}

bool StepWindow::mayOpen(int index) const {
    return index == m_stack->currentIndex() || m_visited.contains(m_pages[index]->id());
}

void StepWindow::goTo(const QString& id) {
    const int i = indexOf(page(id));
    if (i >= 0)
        show(i);
}

void StepWindow::goOn() {
    if (m_stack->currentIndex() + 1 < m_pages.size())
        show(m_stack->currentIndex() + 1);
}

void StepWindow::goBackOne() {
    if (m_stack->currentIndex() > 0)
        show(m_stack->currentIndex() - 1);
    else
        Q_EMIT closeRequested();
}

void StepWindow::show(int index) {
    Page* before = m_visited.isEmpty() ? nullptr : currentPage();
    Page* next = m_pages[index];
    if (before && before != next)
        before->leave();
    m_visited.insert(next->id());
    m_stack->setCurrentIndex(index);
    next->setReadOnly(changesBegan() && index < indexOf(page(QStringLiteral("run"))));
    next->refresh();
    next->enter();
    refreshFrame();
    applyWidth();
    focusPage();
    Q_EMIT pageShown(next->id());
}

void StepWindow::focusPage() {
    QWidget* focus = currentPage()->initialFocus();
    if (focus && focus->isEnabled()) {
        focus->setFocus(Qt::OtherFocusReason);
        return;
    }
    // Nothing chosen: the first thing on the page that takes the keyboard, never the rail.
    for (QWidget* w : currentPage()->findChildren<QWidget*>())
        if ((w->focusPolicy() & Qt::TabFocus) && w->isEnabled() && w->isVisibleTo(currentPage())) {
            w->setFocus(Qt::OtherFocusReason);
            return;
        }
    m_footer->focusSafest();
}

void StepWindow::refreshFrame() {
    Page* page = currentPage();
    if (!page)
        return;
    m_header->set(page->title(), page->subtitle(), page->headerWidget());
    Tone tone = Tone::Done;
    const QString mark = page->headerIcon(&tone);
    m_header->setMark(mark, tone);
    m_footer->setButtons(page->buttons());
    m_footer->setBlockedBy(page->blockedBy());
    refreshTruth();
    if (m_flow.moves())
        m_rail->setServer(m_flow.serverTitle(), tr("to %1").arg(m_flow.newServerTitle()));
    else
        m_rail->setServer(m_flow.serverTitle(), m_flow.serverSubtitle());
    QVector<RailItem> items;
    for (int i = 0; i < m_pages.size(); ++i) {
        const Page& p = *m_pages[i];
        items.append({p.id(), p.railName(), p.state(), p.stateNote(), i == m_stack->currentIndex(),
                      mayOpen(i), p.id() == QLatin1String("run")});
    }
    m_rail->setItems(items);
    applyReadingOrder(this);
}

void StepWindow::refreshTruth() {
    QString iconName = QStringLiteral("eye");
    Tone tone = Tone::Muted;
    if (changesBegan()) {
        const RunPhase phase = m_flow.runStep().run().phase;
        const bool settled =
            phase == RunPhase::Kept || phase == RunPhase::WentBack || phase == RunPhase::SwitchUndone;
        const bool stuck = phase == RunPhase::Stuck;
        const bool lost = m_flow.runStep().lineLost();
        iconName = stuck     ? QStringLiteral("must-fix")
                   : lost    ? QStringLiteral("should-know")
                   : settled ? QStringLiteral("state-done")
                             : QStringLiteral("info");
        tone = stuck ? Tone::Failed : lost ? Tone::Needs : settled ? Tone::Done : Tone::Accent;
    }
    m_footer->setTruth(m_flow.truthLine(), iconName, tone);
}

QAbstractButton* StepWindow::footerButton(const QString& id) const { return m_footer->button(id); }

void StepWindow::toggleRail() {
    m_fold = m_rail->isFolded() ? Fold::Open : Fold::Folded;
    applyWidth();
}

void StepWindow::applyWidth() {
    const Page* page = currentPage();
    const bool narrow = width() < px(1100), low = height() < px(620);
    const bool wide = page && page->isDataPage();
    m_rail->setFolded(m_fold == Fold::Folded || (m_fold == Fold::Auto && (narrow || wide)));
    m_rail->setLow(low);
    m_header->setLow(low);
    m_footer->setLow(low);
    const int side = low || narrow ? 20 : wide ? 24 : 28;
    m_header->setSideMargin(side);
    m_footer->setSideMargin(side);
    for (Page* p : std::as_const(m_pages))
        p->setSpace(side, low);
}

void StepWindow::saveReport() {
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Save the report: choose a folder"), QString());
    if (!folder.isEmpty())
        if (const auto saved = m_flow.writeReport(folder); !saved)
            currentPage()->showTrouble(saved.error());
}

bool StepWindow::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_footer && event->type() == QEvent::Resize)
        m_rail->setFootHeight(m_footer->height());
    return QWidget::eventFilter(watched, event);
}

void StepWindow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    applyWidth();
}

void StepWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::ApplicationFontChange)
        applyWidth();
    QWidget::changeEvent(event);
}

} // namespace df
