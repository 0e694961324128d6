#pragma once

#include <QWidget>

class QPushButton;

namespace df {

class TextLabel;

/// A choice of the plan: what it is now, and "Change", which unfolds its editor in place or leads elsewhere.
class OptionRow : public QWidget {
    Q_OBJECT
public:
    /// `editor` may be null: then `changeAsked` says what to do; with `fixed` there is no Change at all.
    OptionRow(const QString& name, QWidget* editor, bool fixed = false, QWidget* parent = nullptr);
    void setValue(const QString& value);
    [[nodiscard]] bool hasEditor() const { return m_editor != nullptr; }
    void setEditorOpen(bool open);

Q_SIGNALS:
    void changeAsked();

private:
    QString m_name;
    TextLabel* m_value;
    QWidget* m_editor;
    QPushButton* m_change = nullptr;
};

} // namespace df
