#pragma once

#include "ssh/connect_settings.h"
#include "widgets/card.h"

class QLineEdit;
class QPushButton;

namespace df {

class SecretEdit;
class TextLabel;
class IconLabel;

/// "yV3k 9QmZ p0Lr …": a fingerprint in groups of four, without its "SHA256:", in lines of `perLine` groups.
[[nodiscard]] QString groupedFingerprint(QString fingerprint, int perLine);
/// The fingerprint of whatever the user pasted: also the line that ssh-keygen prints. Without "SHA256:".
[[nodiscard]] QString fingerprintIn(const QString& pasted);
/// Type as in a file name: "ssh-ed25519" → "ed25519".
[[nodiscard]] QString keyFileType(const QString& type);

/// "Is this really your server?": the unknown host key, how to get the right one, and a place to compare it.
/// Trust is the default button only once the pasted key is the same. Of somebody else's server it says the
/// name, and whom to ask: its console is out of the user's reach.
class HostKeyCard : public Card {
    Q_OBJECT
public:
    enum class Whose { Users, Vendors };
    explicit HostKeyCard(Whose whose = Whose::Users, QWidget* parent = nullptr);
    void show(const HostKeyInfo& key);
    using QWidget::show;
    [[nodiscard]] QPushButton* trustButton() const { return m_trust; }
    [[nodiscard]] QLineEdit* pasted() const { return m_paste; }

Q_SIGNALS:
    void trusted();
    void refused();
    void mismatchHelpAsked();

private:
    void compare();
    void build();
    [[nodiscard]] bool isVendors() const { return m_whose == Whose::Vendors; }
    Whose m_whose;
    HostKeyInfo m_key;
    QString m_shown;
    TextLabel* m_title = nullptr;
    TextLabel* m_intro = nullptr;
    TextLabel* m_what = nullptr;
    TextLabel* m_fingerprint = nullptr;
    class CodeBox* m_command = nullptr;
    QLineEdit* m_paste = nullptr;
    IconLabel* m_sameIcon = nullptr;
    TextLabel* m_same = nullptr;
    QPushButton* m_trust = nullptr;
    QPushButton* m_refuse = nullptr;
};

/// "This is not the fingerprint you trusted before": no easy way on. Replacing it needs the right one,
/// pasted.
class KeyChangedCard : public Card {
    Q_OBJECT
public:
    explicit KeyChangedCard(QWidget* parent = nullptr);
    /// `trusted` may be empty where it isn't known.
    void show(const QString& trusted, const QString& shown, const QString& type);
    using QWidget::show;
    [[nodiscard]] QPushButton* replaceButton() const { return m_replace; }
    [[nodiscard]] QPushButton* refuseButton() const { return m_refuse; }
    [[nodiscard]] QLineEdit* pasted() const { return m_paste; }

Q_SIGNALS:
    void replaced(const QString& pasted);
    void refused();

private:
    void compare();
    QString m_shownKey;
    TextLabel* m_trustedName;
    TextLabel* m_trusted;
    TextLabel* m_shown;
    class CodeBox* m_command;
    QLineEdit* m_paste;
    QPushButton* m_refuse;
    QPushButton* m_replace;
};

/// What the server asks while signing in: second factor, expired password. Its words are plain text.
class PromptsCard : public Card {
    Q_OBJECT
public:
    explicit PromptsCard(QWidget* parent = nullptr);
    void show(const QString& instruction, const QVector<PromptItem>& items);
    using QWidget::show;
    [[nodiscard]] QLineEdit* firstInput() const;

Q_SIGNALS:
    void answered(const QVector<df::Secret>& answers);
    void refused();

private:
    QVector<PromptItem> m_items;
    QString m_instruction;
    QVector<QLineEdit*> m_inputs;
};

} // namespace df
