#pragma once

#include "pages/page.h"

class QBoxLayout;
class QPushButton;

namespace df {

class Card;
class DoneStep;
class ErrorCard;
class Figures;
class ProbeChart;
class RunStep;
class SinceCard;
class TextLabel;
struct Figure;

/// How it ended: outcome, figures, downtime as measured, what is kept, the report.
class DonePage : public Page {
    Q_OBJECT
public:
    explicit DonePage(Flow& flow, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("done"); }
    QString railName() const override { return tr("Done"); }
    QString title() const override;
    QString subtitle() const override;
    QString helpText() const override;
    QString headerIcon(Tone* tone) const override;
    QString blockedBy() const override { return {}; }
    bool isComplete() const override { return true; }
    [[nodiscard]] StateWord state() const override;
    QVector<PageButton> buttons() override;
    void enter() override;
    void refresh() override;
    QWidget* initialFocus() override;
    void setSpace(int side, bool low) override;
    /// Deletes what is kept after the name was typed; `what` as in Runner::deleteBackup.
    void askDelete(const QString& what, const QString& title);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QString moveTitle() const;
    [[nodiscard]] QWidget* buildChart();
    [[nodiscard]] QWidget* buildKept();
    [[nodiscard]] QWidget* buildReport();
    void refreshChart();
    void refreshKept();
    void refreshToDo();
    [[nodiscard]] QWidget* buildOldServer();
    void refreshOldServer();
    void askOpenOld();
    void askShutOld();
    [[nodiscard]] QWidget* oldServerRow(bool closed);
    [[nodiscard]] QVector<Figure> figures() const;
    [[nodiscard]] QVector<Figure> lookFigures() const;
    void writeReportOnce();
    void saveCopy(const QString& name, const QString& filter);
    void openReport();
    void askGoBack();
    [[nodiscard]] bool looked() const;

    DoneStep& m_done;
    RunStep& m_run;
    ErrorCard* m_error;
    Figures* m_figures;
    Card* m_chartCard;
    TextLabel* m_chartTitle = nullptr;
    TextLabel* m_chartNote = nullptr;
    ProbeChart* m_chart;
    TextLabel* m_chartFrom = nullptr;
    TextLabel* m_chartTo = nullptr;
    QBoxLayout* m_columns = nullptr;
    QWidget* m_keptColumn = nullptr;
    TextLabel* m_keptTitle = nullptr;
    Card* m_kept;
    TextLabel* m_keptNote = nullptr;
    SinceCard* m_since = nullptr;
    QWidget* m_oldBox = nullptr; ///< of a move: the old server, and what is left for people
    Card* m_oldCard = nullptr;
    QString m_oldShown;
    QWidget* m_toDoBox = nullptr;
    TextLabel* m_toDo = nullptr;
    QVector<QPushButton*> m_reportButtons;
    QString m_keptShown;
    bool m_reportTried = false;
};

} // namespace df
