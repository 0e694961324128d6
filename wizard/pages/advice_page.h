#pragma once

#include "pages/page.h"

#include <QPointer>

class QComboBox;
class QPushButton;

namespace df {

class AdviceStep;
class Card;
class ErrorCard;
class FindingList;
class LookStep;
class Secret;
class PlanStep;
class StopsList;
class TakenStrip;
class TextLabel;
class WaysTable;
enum class Remedy;
struct Advice;

/// Which way to go and why: the ways side by side, then what must be fixed, what should be known, what is
/// fine.
class AdvicePage : public Page {
    Q_OBJECT
public:
    explicit AdvicePage(Flow& flow, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("advice"); }
    QString railName() const override { return tr("Advice"); }
    QString title() const override;
    QString subtitle() const override;
    QString helpText() const override;
    QString blockedBy() const override;
    QVector<PageButton> buttons() override;
    bool isComplete() const override;
    QWidget* headerWidget() override;
    void enter() override;
    void refresh() override;
    bool fill(const QJsonObject& answers, QString* missing) override;
    QStringList offers(const QString& key) const override;
    QWidget* initialFocus() override;
    void checkAgain() override;
    void setReadOnly(bool readOnly) override;
    /// What "Save findings…" writes.
    void saveFindings(const QString& file);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void tell(const QString& sentence); ///< above the findings, until they change
    void fitFindings();
    void keepFocus(QWidget* before);
    void buildChooser();
    void buildWays();
    void buildFindings();
    [[nodiscard]] QWidget* buildLinks();
    [[nodiscard]] QWidget* buildFindingsHead();
    void refreshChooser();
    void refreshLinks();
    void refreshBecause(const Advice& advice);
    void refreshFindingsHead(const Advice& advice);
    void refreshTaken();
    [[nodiscard]] QString checkedAgainText() const;
    [[nodiscard]] QString freeText() const;
    [[nodiscard]] bool looksOnly() const;
    [[nodiscard]] bool busy() const;
    [[nodiscard]] bool readsAnother() const; ///< another release than the one that is shown

    // What opens beside the page (advice_dialogs.cpp).
    void showReasons();
    void showVendorTable();
    void showNotes();
    void showChecklist();
    void askSaveFindings();
    void remedy(Remedy remedy);
    void takeBack(Remedy remedy);
    void askDatabaseAdmin();
    void askCommercialFiles();

    // What an answer file says (advice_fill.cpp).
    [[nodiscard]] QPushButton* remedyButton(Remedy remedy);
    [[nodiscard]] bool fillRelease(const QString& release, QString* missing);
    [[nodiscard]] bool fillGiven(const QJsonObject& answers, QString* missing);
    void fillDatabaseAdmin(const QString& user, const Secret& password);
    [[nodiscard]] bool fillCommercialFiles(const QJsonObject& answers);
    void fillPhp(const QJsonObject& answers);
    void fillTicks(const QJsonObject& answers);

    AdviceStep& m_advice;
    LookStep& m_look;
    PlanStep& m_plan;
    QWidget* m_chooser;
    QComboBox* m_releases;
    ErrorCard* m_error;
    Card* m_waysCard;
    WaysTable* m_ways;
    StopsList* m_stops;
    TextLabel* m_because;
    QPushButton* m_disagree = nullptr;
    QPushButton* m_notes = nullptr;
    QPushButton* m_checklist = nullptr;
    Card* m_findingsCard;
    TextLabel* m_counts;
    TextLabel* m_checked;
    TakenStrip* m_taken;
    FindingList* m_findings;
    QPointer<QWidget> m_lostFocus, m_standIn; ///< while the release is read
};

} // namespace df
