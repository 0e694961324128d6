#pragma once

#include <QSet>
#include <QVector>
#include <QWidget>

class QStackedWidget;
class QLabel;
class QAbstractButton;

namespace df {

class Flow;
class Footer;
class Page;
class PageHeader;
class Rail;

/// Rail, header, body and footer for one flow: which page is shown, and what leads from one to the next. No
/// page knows another one.
class StepWindow : public QWidget {
    Q_OBJECT
public:
    explicit StepWindow(Flow& flow, QWidget* parent = nullptr);
    ~StepWindow() override;

    [[nodiscard]] Flow& flow() const { return m_flow; }
    [[nodiscard]] Page* currentPage() const;
    [[nodiscard]] Page* page(const QString& id) const; ///< null: not part of this task
    [[nodiscard]] const QVector<Page*>& pages() const { return m_pages; }
    void goTo(const QString& id);
    void goOn();      ///< to the page after the current one
    void goBackOne(); ///< to the page before it (no change of the server)
    [[nodiscard]] QAbstractButton* footerButton(const QString& id) const;
    [[nodiscard]] bool railFolded() const;
    void setRailFolded(bool folded);

Q_SIGNALS:
    void pageShown(const QString& id);
    void closeRequested();
    void anotherServerRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void addPage(Page* page);
    void refreshFrame();
    [[nodiscard]] bool mayOpen(int index) const;

    Flow& m_flow;
    QVector<Page*> m_pages;
    QSet<QString> m_left; ///< pages the user has gone on from
    Rail* m_rail = nullptr;
    PageHeader* m_header = nullptr;
    QStackedWidget* m_stack = nullptr;
    Footer* m_footer = nullptr;
    bool m_foldedByHand = false;
    bool m_unfoldedByHand = false;
};

} // namespace df
