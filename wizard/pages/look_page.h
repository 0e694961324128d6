#pragma once

#include "pages/page.h"

class QPushButton;

namespace df {

class Card;
class ErrorCard;
class FactsTable;
class InstallationChooser;
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
    LookStep& m_look;
    StepsStrip* m_steps;
    TextLabel* m_waiting = nullptr;
    QPushButton* m_stop;
    ErrorCard* m_error;
    InstallationChooser* m_chooser;
    Card* m_tableCard;
    FactsTable* m_table;
    int m_facts = 0;
};

} // namespace df
