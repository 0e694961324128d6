#pragma once

#include <QDialog>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace df {

class TextLabel;

/// Asks for something that a finding waits for. What is given is used at once; "Leave it as it is" changes
/// nothing.
class GiveDialog : public QDialog {
    Q_OBJECT
public:
    GiveDialog(const QString& title, const QString& text, const QString& verb, QWidget* parent);
    [[nodiscard]] QPushButton* verbButton() const { return m_verb; }

protected:
    void addField(const QString& label, QLineEdit* edit);
    void addWidget(QWidget* widget, Qt::Alignment alignment = Qt::AlignLeft);
    void setReady(bool ready);
    void complain(const QString& sentence);
    /// What the other button says, where "Leave it as it is" doesn't fit.
    void setLeaveText(const QString& text);
    /// What is wrong with what was given, in a sentence; empty: nothing.
    [[nodiscard]] virtual QString wrong() { return {}; }
    /// Nothing is wrong: takes it, now or when it has been fetched.
    virtual void give() { accept(); }

    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void giveIt();
    void fit();
    QWidget* m_content;
    QWidget* m_buttons;
    QVBoxLayout* m_form;
    TextLabel* m_complaint;
    QPushButton *m_verb, *m_leave;
};

} // namespace df
