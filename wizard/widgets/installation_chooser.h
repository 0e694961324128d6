#pragma once

#include <QJsonObject>
#include <QVector>
#include <QWidget>

class QLineEdit;

namespace df {

class ChoiceList;
class LookStep;
class TextLabel;

/// Which of the installations that a look has found; and where none was found, in which folder to look. Works
/// an answer file's choice, too. Hidden where there is nothing to choose.
class InstallationChooser : public QWidget {
    Q_OBJECT
public:
    /// `key`: the answer file's, "installation" or "newInstallation". `question`: "Choose the one to
    /// upgrade."
    InstallationChooser(LookStep& look, const QString& key, const QString& question,
                        QWidget* parent = nullptr);
    void refresh(bool readOnly);
    [[nodiscard]] bool fill(const QJsonObject& answers, QString* missing);
    [[nodiscard]] QStringList offers(const QString& key) const;

private:
    void buildFolderRow();
    void lookInFolder();
    void useWanted();
    [[nodiscard]] QVector<int> wantedRows() const;

    LookStep& m_look;
    QString m_key, m_question;
    QWidget* m_folderRow;
    QLineEdit* m_folder;
    QWidget* m_chooser;
    TextLabel* m_title;
    ChoiceList* m_choices;
    QJsonObject m_wanted; ///< of an answer file, until it is chosen
    bool m_wantedLooked = false;
    bool m_readOnly = false;
};

} // namespace df
