#include "ssh/marked_stream.h"
#include "ssh/prompt_answers.h"
#include "ssh/root_access.h"
#include "ssh/sudo_dialogue.h"

#include <QTest>

using namespace df;

/// What the SSH room makes of a server's words: marks in streams, sudo's dialogue, prompts.
class TstSshWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void markMayComeInPieces();
    void preambleIsBounded();
    void keptIsBoundedAndSaysSo();
    void freshHasEverything();
    void halfAMarkIsNone();
    void promptIsAnsweredOnce();
    void promptBeforeSudoIsNoPrompt();
    void reasonsOfSudo_data();
    void reasonsOfSudo();
    void wordsOfSudoAreClean();
    void silenceIsNoRefusal();
    void aProbeCutShortIsNoRefusal();
    void passwordAnswersOneHiddenPrompt();
    void passwordIsNotACode();
    void visiblePromptsAskThePerson();
    void wrongNumberOfAnswersGivesUp();
};

void TstSshWords::markMayComeInPieces() {
    const QByteArray text = "banner\nMARK 12 34\nout\nput";
    for (qsizetype cut = 0; cut <= text.size(); ++cut) {
        MarkedStream s("MARK", 100);
        s.append(text.constData(), cut);
        s.append(text.constData() + cut, text.size() - cut);
        QVERIFY(s.begun());
        QCOMPARE(s.markLine(), QByteArray("12 34"));
        QCOMPARE(s.kept(), QByteArray("out\nput"));
        QCOMPARE(s.preamble(), QByteArray("banner\n"));
    }
}

void TstSshWords::preambleIsBounded() {
    MarkedStream s("MARK", 100);
    const QByteArray noise(10'000, 'n');
    for (int i = 0; i < 1000; ++i)
        s.append(noise.constData(), noise.size());
    QVERIFY(s.preamble().size() <= 140'000);
    s.append("\nMARK\nx", 7);
    QVERIFY(s.begun());
    QCOMPARE(s.kept(), QByteArray("x"));
}

void TstSshWords::keptIsBoundedAndSaysSo() {
    MarkedStream s("M", 5);
    s.append("M\n12345", 7);
    QVERIFY(!s.truncated());
    s.append("6", 1);
    QVERIFY(s.truncated());
    QCOMPARE(s.kept(), QByteArray("12345"));
    MarkedStream none("M", 0);
    none.append("M\nx", 3);
    QVERIFY(none.truncated() && none.kept().isEmpty());
}

void TstSshWords::freshHasEverything() {
    MarkedStream s("M", 1);
    s.wantFresh();
    s.append("M\nabc", 5);
    QCOMPARE(s.takeFresh(), QByteArray("abc"));
    QCOMPARE(s.takeFresh(), QByteArray());
    s.append("de", 2);
    QCOMPARE(s.takeFresh(), QByteArray("de"));
}

void TstSshWords::halfAMarkIsNone() {
    MarkedStream s("MARK", 10);
    s.append("MAR\nMARK 1", 10); // its line has no end yet
    QVERIFY(!s.begun());
}

namespace {
Launch sudoLaunch() {
    Launch l;
    l.sudoMark = "df-sudo-1";
    l.sudoPrompt = "[df-password-1] ";
    return l;
}
} // namespace

void TstSshWords::promptIsAnsweredOnce() {
    SudoDialogue d(sudoLaunch());
    QByteArray text = "\ndf-sudo-1\nWe trust you have received the usual lecture\n";
    QCOMPARE(d.look(text), SudoDialogue::Step::Wait);
    text += "[df-password-1] ";
    QCOMPARE(d.look(text), SudoDialogue::Step::SendPassword);
    QCOMPARE(d.look(text), SudoDialogue::Step::Wait);
    text += "\nSorry, try again.\n";
    QCOMPARE(d.look(text), SudoDialogue::Step::Wait);
    text += "[df-password-1] ";
    QCOMPARE(d.look(text), SudoDialogue::Step::Refused);
    QCOMPARE(d.words(text),
             QStringLiteral("We trust you have received the usual lecture\n\nSorry, try again."));
}

void TstSshWords::promptBeforeSudoIsNoPrompt() {
    SudoDialogue d(sudoLaunch());
    QCOMPARE(d.look("[df-password-1] "), SudoDialogue::Step::Wait);
    QCOMPARE(d.look("[df-password-1] \ndf-sudo-1\n"), SudoDialogue::Step::Wait);
    QCOMPARE(d.look("df-sudo-1\n[sudo] password for x: Password:"), SudoDialogue::Step::Wait);
}

void TstSshWords::reasonsOfSudo_data() {
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("again");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* words, bool again, const char* reason) {
        QTest::newRow(words) << QString::fromLatin1(words) << again << QString::fromLatin1(reason);
    };
    row("sudo: a password is required", false, "password-needed");
    row("Sorry, try again.", true, "wrong-password");
    row("sudo: 1 incorrect password attempt", false, "wrong-password");
    row("joe is not in the sudoers file.", false, "not-allowed");
    row("joe is not in the sudoers file.\nThis incident has been reported to the administrator.", true,
        "not-allowed");
    row("Sorry, user joe is not allowed to execute '/bin/sh -c x' as root on h.", false, "not-allowed");
    row("Sorry, user joe may not run sudo on h.", false, "not-allowed");
    row("sudo: sorry, you must have a tty to run sudo", false, "needs-tty");
    row("df: 5: exec: sudo: not found", false, "no-sudo");
    row("sudo: unable to resolve host", false, "other");
}

void TstSshWords::reasonsOfSudo() {
    QFETCH(QString, words);
    QFETCH(bool, again);
    QFETCH(QString, reason);
    QCOMPARE(sudoReason(words, again), reason);
    const Error e = sudoRefused(QStringLiteral("u"), QStringLiteral("h"), words, again);
    QCOMPARE(e.code == ErrorCode::SudoRefused, true);
    QCOMPARE(e.facts, (QStringList{QStringLiteral("u"), QStringLiteral("h"), reason}));
    QCOMPARE(e.detail, words);
}

void TstSshWords::wordsOfSudoAreClean() {
    SudoDialogue d(sudoLaunch());
    const QString words = d.words("Welcome!\ndf-sudo-1\n[df-password-1] not allowed to run '/bin/sh " +
                                  QByteArray(5000, 'A') + "'\n");
    QCOMPARE(words, QStringLiteral("not allowed to run '/bin/sh …'"));
}

void TstSshWords::silenceIsNoRefusal() {
    const Error silent = sudoTookTooLong(QStringLiteral("ann"), QStringLiteral("h"), {});
    QVERIFY(silent.code == ErrorCode::Timeout);
    QVERIFY(silent.retry);
    const Error asked = sudoTookTooLong(QStringLiteral("ann"), QStringLiteral("h"), QStringLiteral("Code:"));
    QVERIFY(asked.code == ErrorCode::SudoRefused);
    QCOMPARE(asked.facts.value(2), QStringLiteral("other"));
}

/// The line broke before sudo's answer came: that account may well become root.
void TstSshWords::aProbeCutShortIsNoRefusal() {
    ConnectSettings settings;
    settings.host = QStringLiteral("h");
    settings.user = QStringLiteral("ann");
    QByteArray out;
    const auto probe = [&](const Command&, Elevation) -> Result<CommandResult> {
        CommandResult result;
        result.out = out;
        return result;
    };
    for (const char* cut : {"", "1000\n", "1000\nsudo: a password is req"}) {
        out = cut;
        RootAccess access;
        const auto found = access.findOut(settings, {}, probe);
        QVERIFY(!found);
        QVERIFY(found.error().code == ErrorCode::ConnectionLost);
        QVERIFY(found.error().retry);
    }
    out = "1000\nsudo: account expired\ndf-sudo 1\n";
    RootAccess access;
    QVERIFY(access.findOut(settings, {}, probe));
    QVERIFY(access.problem().code == ErrorCode::SudoRefused);
}

void TstSshWords::passwordAnswersOneHiddenPrompt() {
    int asked = 0;
    SignInQuestions q;
    q.answerPrompts = [&](const QString&, const QVector<PromptItem>&) {
        ++asked;
        return QVector<Secret>{Secret(QByteArray("typed"))};
    };
    const Secret password(QByteArray("saved"));
    PromptAnswers a(password, q);
    QVERIFY(a.answer({}, {}).isEmpty()); // a round without prompts
    QCOMPARE(a.answer({}, {{QStringLiteral("Password: "), false}}).value(0).reveal(), QByteArray("saved"));
    QCOMPARE(asked, 0);
    // a second hidden prompt is a second factor, or a refusal: never the same password again
    QCOMPARE(a.answer({}, {{QStringLiteral("Password: "), false}}).value(0).reveal(), QByteArray("typed"));
    QCOMPARE(asked, 1);
    QVERIFY(!a.gaveUp());
}

void TstSshWords::passwordIsNotACode() {
    const Secret password(QByteArray("saved"));
    for (const char* text :
         {"Verification code: ", "One-time password (OATH) for `joe': ", "Enter PIN: ", "Passcode: "}) {
        const SignInQuestions nobody;
        PromptAnswers a(password, nobody);
        QVERIFY2(a.answer({}, {{QString::fromLatin1(text), false}}).isEmpty(), text);
        QVERIFY(a.gaveUp() && !a.passwordUsed());
    }
}

void TstSshWords::visiblePromptsAskThePerson() {
    const Secret password(QByteArray("saved"));
    const SignInQuestions nobody;
    PromptAnswers echo(password, nobody);
    QVERIFY(echo.answer({}, {{QStringLiteral("Password: "), true}}).isEmpty());
    PromptAnswers two(password, nobody);
    QVERIFY(two.answer({}, {{QStringLiteral("Password: "), false}, {QStringLiteral("Again: "), false}})
                .isEmpty());
    QVERIFY(!echo.passwordUsed() && !two.passwordUsed());
}

void TstSshWords::wrongNumberOfAnswersGivesUp() {
    SignInQuestions q;
    q.answerPrompts = [](const QString&, const QVector<PromptItem>&) {
        return QVector<Secret>{Secret(), Secret(), Secret()};
    };
    const Secret none;
    PromptAnswers a(none, q);
    QVERIFY(a.answer({}, {{QStringLiteral("x"), false}}).isEmpty());
    QVERIFY(a.gaveUp());
}

QTEST_GUILESS_MAIN(TstSshWords)
#include "tst_ssh_words.moc"
