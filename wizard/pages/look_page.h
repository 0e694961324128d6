#pragma once

#include "pages/page.h"

class QLineEdit;
class QPushButton;

namespace df {

class Card;
class ChoiceList;
class ErrorCard;
class FactsTable;
class LookStep;
class StepsStrip;
class TextLabel;

/// What is on this server: installations to choose from, facts with their source and state.
class LookPage : public Page {
    Q_OBJECT
public:
    explicit LookPage(Flow& flow, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("look"); }
    QString railName() const override { return tr("Look"); }
    QString title() const override;
    QString subtitle() const override;
    QString helpText() const override;
    QString blockedBy() const override;
    QVector<PageButton> buttons() override;
    void enter() override;
    void refresh() override;
    bool fill(const QJsonObject& answers, QString* missing) override;
    QStringList offers(const QString& key) const override;
    QWidget* initialFocus() override;
    void checkAgain() override;

private:
    void buildFolderRow();
    void refreshInstallations();
    void lookInFolder();
    void useWanted();
    [[nodiscard]] QVector<int> wantedRows() const;

    LookStep& m_look;
    StepsStrip* m_steps;
    TextLabel* m_waiting = nullptr;
    QPushButton* m_stop;
    ErrorCard* m_error;
    QWidget* m_folderRow;
    QLineEdit* m_folder;
    QWidget* m_chooser;
    TextLabel* m_chooserTitle;
    ChoiceList* m_choices;
    Card* m_tableCard;
    FactsTable* m_table;
    QJsonObject m_wanted; ///< "installation" of an answer file, until it is chosen
    bool m_wantedLooked = false;
    int m_facts = 0;
};

} // namespace df
