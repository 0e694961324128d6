#pragma once

#include "pages/page.h"

class QLineEdit;
class QPushButton;

#include <QJsonObject>

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
    QWidget* initialFocus() override;
    void checkAgain() override;

private:
    void buildFolderRow();
    void refreshInstallations();
    void lookInFolder();
    void useWantedPath();
    [[nodiscard]] bool useWantedContainer();

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
    QString m_wantedPath; ///< from an answer file, until it is chosen
    bool m_wantedLooked = false;
    QJsonObject m_wantedContainer; ///< the same for a container or a pod
    int m_facts = 0;
};

} // namespace df
