#pragma once

#include "pages/page.h"

class QBoxLayout;
class QCheckBox;
class QPushButton;

namespace df {

class BothLooks;
class Card;
class ErrorCard;
class FactsTable;
class GetDreamFactoryCard;
class InstallationChooser;
class LookStep;
class ServerHead;
class StepsStrip;
class TextLabel;

/// The two servers of a move side by side: what differs, and what that means.
class PairLookPage : public Page {
    Q_OBJECT
public:
    explicit PairLookPage(Flow& flow, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("look"); }
    QString railName() const override { return tr("Look"); }
    QString title() const override;
    QString subtitle() const override;
    QString helpText() const override;
    QVector<PageButton> buttons() override;
    void enter() override;
    void refresh() override;
    bool fill(const QJsonObject& answers, QString* missing) override;
    QStringList offers(const QString& key) const override;
    QWidget* initialFocus() override;
    void checkAgain() override;

private:
    [[nodiscard]] QWidget* buildHeads();
    [[nodiscard]] QWidget* buildCounts();
    void refreshTrouble();
    void refreshTable();

    BothLooks& m_both;
    LookStep& m_old;
    LookStep& m_new;
    ServerHead* m_oldHead = nullptr;
    ServerHead* m_newHead = nullptr;
    StepsStrip* m_steps;
    QPushButton* m_stop;
    QWidget* m_waitRow = nullptr;
    ErrorCard* m_oldError;
    ErrorCard* m_newError;
    GetDreamFactoryCard* m_get;
    InstallationChooser* m_oldChooser;
    InstallationChooser* m_newChooser;
    QWidget* m_countRow = nullptr;
    TextLabel* m_counts = nullptr;
    QCheckBox* m_onlyDifferent = nullptr;
    Card* m_tableCard;
    FactsTable* m_table;
};

} // namespace df
