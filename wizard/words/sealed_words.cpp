#include "words/sealed_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace df {

namespace {

struct SealedText {
    Q_DECLARE_TR_FUNCTIONS(df::Sealed)
};

QString unreadable(const QString& reason) {
    if (reason == QLatin1String("not-ours"))
        return SealedText::tr("This is not a sealed file of this program.");
    if (reason == QLatin1String("other-version"))
        return SealedText::tr(
            "Another version of this program sealed it: open it with that one, or a newer one.");
    if (reason == QLatin1String("cut-short"))
        return SealedText::tr("Its end is missing: it was not copied whole. Copy it again.");
    if (reason == QLatin1String("damaged"))
        return SealedText::tr("It is not as it was written: something has changed it. Take another copy.");
    if (reason == QLatin1String("wrong-key"))
        return SealedText::tr("The passphrase doesn't open it. Each sign counts, but for spaces, dashes and "
                              "small letters; a file that somebody has changed doesn't open, either.");
    if (reason == QLatin1String("too-big"))
        return SealedText::tr("It is much too big to be a sealed file.");
    return SealedText::tr("The file can't be read.");
}

QStringList keyNames(const Secret& env) {
    static const QRegularExpression setting(
        QStringLiteral("^[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_.]*)[ \\t]*="));
    QStringList names;
    for (const QByteArray& line : env.reveal().split('\n'))
        if (const auto match = setting.match(QString::fromUtf8(line.left(200))); match.hasMatch())
            names << match.captured(1);
    return names;
}

} // namespace

QString sealedTrouble(const Error& error) {
    if (error.code == ErrorCode::FileUnreadable)
        return unreadable(error.facts.value(0));
    if (error.code == ErrorCode::FileUnwritable)
        return SealedText::tr("It can't be written there: %1").arg(error.what);
    if (error.code == ErrorCode::SecretMissing)
        return SealedText::tr("The keychain of this computer doesn't have its key: open it on the computer, "
                              "and as the user, that sealed it.");
    if (error.code == ErrorCode::NotAvailable)
        return SealedText::tr("This computer's keychain can't be used: take a passphrase instead.");
    return SealedText::tr("It could not be done: %1").arg(error.what);
}

QString hiddenEnv(const Secret& env) {
    QStringList lines = keyNames(env);
    for (QString& line : lines)
        line += QLatin1Char('=') + QString(8, QChar(0x2022));
    return lines.join(u'\n');
}

int keysIn(const Secret& env) { return int(keyNames(env).size()); }

QString sealedFileName(const QString& server, const QDate& day) {
    QString name = server;
    name.replace(QRegularExpression(QStringLiteral("[^A-Za-z0-9]+")), QStringLiteral("-"));
    return QStringLiteral("%1-%2.dfsealed")
        .arg(name.isEmpty() ? QStringLiteral("server") : name.left(60), day.toString(Qt::ISODate));
}

QStringList passphrasePaper(const QString& server, const QString& file, const QDate& day) {
    return {SealedText::tr("Passphrase of a sealed copy of .env"), SealedText::tr("Server: %1").arg(server),
            SealedText::tr("File: %1").arg(file),
            SealedText::tr("Sealed on %1").arg(QLocale().toString(day, QLocale::LongFormat)),
            SealedText::tr(
                "To open it: History, “Open a sealed file…”, in the DreamFactory Upgrade Wizard. Whoever has "
                "this paper and the file has the server's keys: keep them apart.")};
}

} // namespace df
