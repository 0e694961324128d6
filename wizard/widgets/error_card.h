#pragma once

#include "widgets/card.h"
#include "words/error_words.h"

class QPushButton;
class QPlainTextEdit;

namespace df {

/// What happened · what it means now · what you can do, with the raw output folded below. Stands in the page,
/// in place of what can't be shown; never a pop-up. The safest button has the focus.
class ErrorCard : public QWidget {
    Q_OBJECT
public:
    explicit ErrorCard(QWidget* parent = nullptr);
    using QWidget::show;
    void show(const Words& words, const QString& time = {});
    void setDetailsOpen(bool open);
    [[nodiscard]] QPushButton* actionButton(const QString& actionId) const;
    [[nodiscard]] QPushButton* safest() const;

Q_SIGNALS:
    void chosen(const QString& actionId);

private:
    void buildHead(const Words& words, const QString& time);
    [[nodiscard]] QWidget* buildBody(const Words& words);
    void buildDetails(const Words& words);

    Card* m_card;
    Card* m_details;
    QPushButton* m_fold = nullptr;
    QWidget* m_output = nullptr;
    QVector<QPushButton*> m_buttons;
    QString m_shown;
};

} // namespace df
