#pragma once

#include "flow/step.h"
#include "theme/theme.h"

#include <QJsonObject>
#include <QPointer>
#include <QString>
#include <QStringList>
#include <QVector>
#include <QWidget>

#include <functional>

class QAbstractButton;
class QVBoxLayout;

namespace df {

class ConfirmDialog;
class ErrorCard;
class Flow;

/// How a footer button looks and where it stands. At most one Primary per page; it stands rightmost.
enum class ButtonRole { Back, Plain, Primary };

/// One button of the footer, as a value: the window makes and renews the real button from it.
struct PageButton {
    QString id;   ///< stable: "back", "next", "connect", "start", "pause", "stop", "go-back", "keep" …
    QString text; ///< verb and object, with a mnemonic
    ButtonRole role = ButtonRole::Plain;
    bool enabled = true;
    QString icon; ///< name below :/df/icons, empty: none
    std::function<void()> action;
    bool startsChange = false; ///< never the default button: Enter must not start a change
    QString hint;              ///< tool tip, e.g. why it is disabled
};

/// One page of the stepped window: a view over one step of the flow. Reads the step's values in `refresh()`,
/// calls the step's actions, keeps nothing else. GUI thread only.
///
/// The unattended player works pages as a person would: `fill()` sets the widgets, `primary()` is clicked,
/// `isComplete()` says that the player may go on.
class Page : public QWidget {
    Q_OBJECT
public:
    Page(Flow& flow, FlowStep& step, QWidget* parent = nullptr);

    [[nodiscard]] Flow& flow() const { return m_flow; }
    [[nodiscard]] FlowStep& step() const { return m_step; }

    [[nodiscard]] virtual QString id() const = 0; ///< "connect", "look", "advice", "before", "plan", …
    [[nodiscard]] virtual QString railName() const = 0; ///< "Connect"
    [[nodiscard]] virtual QString title() const = 0; ///< the page's answer in one sentence, once it has one
    [[nodiscard]] virtual QString subtitle() const { return {}; }
    [[nodiscard]] virtual QVector<PageButton> buttons() = 0;
    [[nodiscard]] virtual QString helpText() const = 0; ///< F1: plain text, short paragraphs
    /// Why the primary can't be pressed, one sentence for the footer ("1 must fix is open"). Empty: nothing
    /// to say.
    [[nodiscard]] virtual QString blockedBy() const { return m_step.blockedBy(); }
    /// May the user (and the player) go on to the next page?
    [[nodiscard]] virtual bool isComplete() const { return m_step.canGoOn(); }
    /// Wide tables: the rail folds here by itself.
    [[nodiscard]] virtual bool isDataPage() const { return false; }
    /// A big mark at the left of the header; empty: none.
    [[nodiscard]] virtual QString headerIcon(Tone* /*tone*/) const { return {}; }
    /// Stands at the right of the header (release chooser, verdict); owned by the page. Null: none.
    [[nodiscard]] virtual QWidget* headerWidget() { return nullptr; }

    [[nodiscard]] virtual StateWord state() const { return m_step.state(); } ///< for the rail
    [[nodiscard]] virtual QString stateNote() const { return m_step.stateNote(); }

    /// The page is shown / left. Entering may start the step's work (look, collect …) if that changes
    /// nothing.
    virtual void enter() {}
    virtual void leave() {}
    /// Widgets anew from the step's values. Called on every change of the step or the flow.
    virtual void refresh() = 0;

    /// Sets the page's *widgets* from an answer file as a person would; the keys that concern other pages are
    /// ignored. False: an answer that this page needs isn't there; `missing` then holds the key or question.
    [[nodiscard]] virtual bool fill(const QJsonObject& answers, QString* missing);
    /// What this page has on offer for an answer that was missing or impossible; empty: no list to name.
    [[nodiscard]] virtual QStringList offers(const QString& /*key*/) const { return {}; }
    /// The button that carries this page on now, in the page or in the footer; null if there is none at the
    /// moment.
    [[nodiscard]] virtual QAbstractButton* primary();
    /// A footer button by its id; null if it isn't shown at the moment.
    [[nodiscard]] QAbstractButton* button(const QString& buttonId) const;
    /// Buttons with "…" open a dialog that says what they do: its deciding button, or null if none is open.
    [[nodiscard]] QAbstractButton* confirmation() const;
    /// Set by the window that shows the footer.
    void setButtonFinder(std::function<QAbstractButton*(const QString&)> finder) {
        m_finder = std::move(finder);
    }

    /// Which widget has the keyboard when the page opens: the list, or the safest button. Null: leave it.
    [[nodiscard]] virtual QWidget* initialFocus() { return nullptr; }
    /// After the first change of the server, pages before Run are for reading only.
    virtual void setReadOnly(bool readOnly);
    /// Margins of the body: `side` in grid pixels; `low`: little height, be frugal.
    virtual void setSpace(int side, bool low);
    /// Something outside the step went wrong (a file that can't be written): shown on top of the page.
    void showTrouble(const Error& error);

    // Keys of the window, for the pages that have a use for them.
    virtual void checkAgain() {}                       ///< F5
    virtual void toggleLog() {}                        ///< Ctrl+L
    virtual void nextDifference(bool /*backwards*/) {} ///< F8, Shift+F8
    virtual void find() {}                             ///< Ctrl+F

Q_SIGNALS:
    void changed();                            ///< title, buttons or state are to be asked for again
    void nextRequested();                      ///< to the next page
    void backRequested();                      ///< to the page before
    void closeRequested();                     ///< to the start page
    void pageRequested(const QString& pageId); ///< to that page
    void reportRequested();                    ///< save the report…

protected:
    /// The body's column, for the page's widgets; margins follow `setSpace()`.
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }
    [[nodiscard]] PageButton backButton();
    [[nodiscard]] PageButton nextButton(const QString& text, bool enabled);
    /// Asks in a dialog; `verb` names what is done, the other button keeps things as they are and has the
    /// focus. Where `typeThis` isn't empty, it has to be typed first.
    void confirm(const QString& title, const QString& text, const QString& verb,
                 const std::function<void()>& action, const QString& typeThis = {});
    [[nodiscard]] bool isLow() const { return m_low; }
    [[nodiscard]] bool isReadOnly() const { return m_readOnly; }

private:
    Flow& m_flow;
    FlowStep& m_step;
    QVBoxLayout* m_body;
    ErrorCard* m_trouble = nullptr;
    QPointer<ConfirmDialog> m_confirm;
    bool m_low = false;
    bool m_readOnly = false;
    std::function<QAbstractButton*(const QString&)> m_finder;
};

} // namespace df
