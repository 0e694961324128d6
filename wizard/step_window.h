#pragma once

#include <QSet>
#include <QVector>
#include <QWidget>

class QAbstractButton;
class QScrollArea;
class QStackedWidget;

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
    /// Puts the keyboard where the current page wants it.
    void focusPage();
    [[nodiscard]] Page* currentPage() const;
    [[nodiscard]] Page* page(const QString& id) const; ///< null: not part of this task
    [[nodiscard]] const QVector<Page*>& pages() const { return m_pages; }
    void goTo(const QString& id);
    void goOn();      ///< to the page after the current one
    void goBackOne(); ///< to the page before it (no change of the server)
    [[nodiscard]] QAbstractButton* footerButton(const QString& id) const;
    void toggleRail();
    /// The first change was made: pages before Run are for reading only.
    [[nodiscard]] bool changesBegan() const;

Q_SIGNALS:
    void pageShown(const QString& id);
    void closeRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum class Fold { Auto, Folded, Open };
    void addPage(Page* page);
    void addConnectPages();
    void addPages();
    void refreshFrame();
    void refreshTruth();
    void applyWidth();
    void saveReport();
    [[nodiscard]] int indexOf(const Page* page) const;
    [[nodiscard]] bool mayOpen(int index) const;
    void show(int index);

    Flow& m_flow;
    QVector<Page*> m_pages;
    QSet<QString> m_visited;
    Rail* m_rail = nullptr;
    PageHeader* m_header = nullptr;
    QStackedWidget* m_stack = nullptr;
    Footer* m_footer = nullptr;
    Fold m_fold = Fold::Auto;
};

} // namespace df
