#pragma once

#include "pages/page.h"

class QBoxLayout;
class QCheckBox;
class QLineEdit;
class QPushButton;

namespace df {

class Card;
class ChoiceList;
class ErrorCard;
class Figures;
class OptionRow;
class LookStep;
class PlanStep;
class SecretEdit;
class SideArea;
class StageList;

/// Everything that will happen, before it happens: stages with their commands and their way back, and the
/// choices.
class PlanPage : public Page {
    Q_OBJECT
public:
    explicit PlanPage(Flow& flow, QWidget* parent = nullptr);

    QString id() const override { return QStringLiteral("plan"); }
    QString railName() const override { return tr("Plan"); }
    QString title() const override;
    QString subtitle() const override;
    QString helpText() const override;
    QVector<PageButton> buttons() override;
    void enter() override;
    void refresh() override;
    bool fill(const QJsonObject& answers, QString* missing) override;
    QWidget* initialFocus() override;
    /// Deciding button: "Start the upgrade to …".
    void start();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] SideArea* buildSide();
    void buildOptions();
    void buildLinks(QBoxLayout* box);
    [[nodiscard]] QWidget* folderEditor(QLineEdit* edit, const QString& name);
    [[nodiscard]] QWidget* databaseEditor();
    void takeChoices();
    void begin();
    [[nodiscard]] LookStep& target() const; ///< the server that is changed
    void refreshOptions();
    void refreshLocalChanges();
    void refreshFigures();
    void saveRunbook();
    void askCommercialFiles();
    void askSealedCopy();
    void saveAnswers();

    PlanStep& m_plan;
    ErrorCard* m_error;
    Figures* m_figures;
    StageList* m_stages;
    Card* m_stageCard;
    QBoxLayout* m_columns = nullptr;
    SideArea* m_side = nullptr;
    Card* m_options;
    OptionRow* m_release = nullptr;
    OptionRow* m_php = nullptr;
    OptionRow* m_changes = nullptr;
    OptionRow* m_sealed = nullptr;
    OptionRow* m_copies = nullptr;
    OptionRow* m_commercial = nullptr;
    OptionRow* m_database = nullptr;
    OptionRow* m_pause = nullptr;
    OptionRow* m_failure = nullptr;
    OptionRow* m_close = nullptr; ///< of a move
    OptionRow* m_rights = nullptr;
    ChoiceList* m_localChanges;
    QLineEdit* m_copyFolder;
    QLineEdit* m_databaseUser;
    SecretEdit* m_databasePassword;
    QCheckBox* m_pauseTick;
    QCheckBox* m_closeTick;
    QPushButton* m_unfold = nullptr;
    bool m_taking = false;
};

} // namespace df
