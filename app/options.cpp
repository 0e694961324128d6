#include "options.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace df {

namespace {

struct OptionText {
    Q_DECLARE_TR_FUNCTIONS(df::Options)
};

const QStringList logLevels{QStringLiteral("debug"), QStringLiteral("info"), QStringLiteral("warning"),
                            QStringLiteral("error")};

void addOptions(QCommandLineParser& parser) {
    parser.setApplicationDescription(
        OptionText::tr("Upgrades a DreamFactory server over SSH, with a way back at every moment."));
    parser.addOptions({
        {{QStringLiteral("h"), QStringLiteral("help")}, OptionText::tr("Shows this text.")},
        {{QStringLiteral("v"), QStringLiteral("version")}, OptionText::tr("Shows the version.")},
        {QStringLiteral("answers"), OptionText::tr("Plays the answers of FILE through the pages, and ends."),
         OptionText::tr("FILE")},
        {QStringLiteral("report"), OptionText::tr("Writes report.json, report.html and report.pdf into DIR."),
         OptionText::tr("DIR")},
        {QStringLiteral("screenshots"),
         OptionText::tr("Saves a picture of each page into DIR when it is complete."), OptionText::tr("DIR")},
        {QStringLiteral("practice"),
         OptionText::tr("Starts a server to practise on, which can't be broken; --practice=SWITCH breaks one "
                        "thing on it. "
                        "Without a display and without --answers it plays a whole practice upgrade."),
         OptionText::tr("SWITCH")},
        {QStringLiteral("log-level"),
         OptionText::tr("How much the log holds: debug, info, warning or error."), OptionText::tr("LEVEL")},
    });
}

/// QCommandLineParser knows no option with an optional value.
QStringList withEmptyValue(QStringList arguments) {
    for (QString& argument : arguments)
        if (argument == QLatin1String("--practice"))
            argument += QLatin1Char('=');
    return arguments;
}

tl::unexpected<Error> bad(const QString& sentence) { return fail(ErrorCode::BadAnswerFile, sentence); }

} // namespace

Result<Options> parseOptions(const QStringList& arguments) {
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QStringList{QStringLiteral("df-upgrade-wizard")} + withEmptyValue(arguments)))
        return bad(parser.errorText());
    if (!parser.positionalArguments().isEmpty())
        return bad(
            OptionText::tr("%1 is not an option of this program.").arg(parser.positionalArguments().first()));
    Options options;
    options.help = parser.isSet(QStringLiteral("help"));
    options.version = parser.isSet(QStringLiteral("version"));
    options.answers = parser.value(QStringLiteral("answers"));
    options.report = parser.value(QStringLiteral("report"));
    options.screenshots = parser.value(QStringLiteral("screenshots"));
    options.practice = parser.isSet(QStringLiteral("practice"));
    options.breakSwitch = parser.value(QStringLiteral("practice"));
    if (parser.isSet(QStringLiteral("answers")) && options.answers.isEmpty())
        return bad(OptionText::tr("--answers needs the name of a file."));
    if (parser.isSet(QStringLiteral("log-level")))
        options.logLevel = parser.value(QStringLiteral("log-level"));
    if (!logLevels.contains(options.logLevel))
        return bad(
            OptionText::tr("--log-level must be one of: %1.").arg(logLevels.join(QLatin1String(", "))));
    return options;
}

QString helpText() {
    QCommandLineParser parser;
    addOptions(parser);
    QString text = parser.helpText();
    return text.replace(QStringLiteral("--practice <"), QStringLiteral("--practice[=SWITCH] <"))
        .remove(QStringLiteral("[=SWITCH] <%1>").arg(OptionText::tr("SWITCH")).mid(9));
}

bool hasDisplay() {
#ifdef Q_OS_LINUX
    if (const QString platform = qEnvironmentVariable("QT_QPA_PLATFORM"); !platform.isEmpty())
        return platform != QLatin1String("offscreen") && platform != QLatin1String("minimal");
    return !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
#else
    return qEnvironmentVariable("QT_QPA_PLATFORM") != QLatin1String("offscreen");
#endif
}

} // namespace df
