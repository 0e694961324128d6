#pragma once

#include "pages/page.h"

#include "models/env_model.h"

#include <QPointer>

class QButtonGroup;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QTimer;

namespace df {

class Card;
class EnvStep;
class EnvTable;
class IconLabel;
class TextLabel;

/// What the new server's .env will be: old, new, result and why, a row for each key; the current one's
/// question below the table.
class EnvPage : public Page {
    Q_OBJECT
public:
    explicit EnvPage(Flow& flow, QWidget* parent = nullptr);
    ~EnvPage() override;

    QString id() const override { return QStringLiteral("env"); }
    QString railName() const override { return QStringLiteral(".env"); }
    QString title() const override;
    QString subtitle() const override;
    QString helpText() const override;
    bool isDataPage() const override { return true; }
    QVector<PageButton> buttons() override;
    void enter() override;
    void leave() override;
    void refresh() override;
    bool fill(const QJsonObject& answers, QString* missing) override;
    QStringList offers(const QString& key) const override;
    QWidget* initialFocus() override;
    void setReadOnly(bool readOnly) override;
    void find() override;
    [[nodiscard]] QLineEdit* findEdit() const { return m_find; }

private:
    [[nodiscard]] QWidget* buildFilters();
    [[nodiscard]] QWidget* buildQuestion();
    void refreshFilters();
    void refreshQuestion();
    void useChoice(); ///< and to the next that needs the user
    void goToNext();
    void showSecrets();
    void hideSecrets();
    void copyResult();
    [[nodiscard]] const EnvMergeRow* current() const;

    EnvStep& m_env;
    EnvFilter m_filter = EnvFilter::All;
    QVector<QPushButton*> m_filters; ///< in the order of EnvFilter
    QLineEdit* m_find;
    TextLabel* m_secretsText = nullptr;
    QPushButton* m_secrets = nullptr;
    Card* m_tableCard;
    EnvTable* m_table;
    TextLabel* m_nothing;
    Card* m_question;
    IconLabel* m_questionIcon = nullptr;
    TextLabel* m_questionTitle = nullptr;
    TextLabel* m_questionText = nullptr;
    QWidget* m_options = nullptr;
    QButtonGroup* m_group = nullptr;
    QVector<EnvMergeRow::Choice> m_offered;
    QLineEdit* m_value = nullptr;
    QPushButton* m_use = nullptr;
    QString m_asked; ///< the key, with its choice, that the question shows
    QTimer* m_hide;
    int m_pending = 0;
    EnvModel::Revealed m_read;
    QStringList m_refused; ///< what an answer file's choice may be
};

} // namespace df
