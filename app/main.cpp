#include "hardening.h"
#include "options.h"
#include "program.h"

#include <QApplication>
#include <QIcon>
#include <QLibraryInfo>
#include <QLocale>
#include <QLoggingCategory>
#include <QTranslator>

#include <cstdio>

namespace {

void print(FILE* stream, const QString& text) {
    std::fputs(qUtf8Printable(text.endsWith(QLatin1Char('\n')) ? text : text + QLatin1Char('\n')), stream);
}

/// Qt's and our own texts in the user's language, where there are any.
void translate(QApplication& app) {
    // English first: it holds the plural forms of the texts as they stand in the code.
    auto* english = new QTranslator(&app);
    if (english->load(QStringLiteral(":/i18n/df_en.qm")))
        QCoreApplication::installTranslator(english);
    for (const auto& [name, folder] :
         {std::pair(QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)),
          std::pair(QStringLiteral("df"), QStringLiteral(":/i18n"))}) {
        auto* translator = new QTranslator(&app);
        if (translator->load(QLocale(), name, QStringLiteral("_"), folder))
            QCoreApplication::installTranslator(translator);
    }
}

void setLogLevel(const QString& level) {
    QString rules = QStringLiteral("qt.*.debug=false\n");
    if (level != QLatin1String("debug"))
        rules += QStringLiteral("*.debug=false\n");
    if (level == QLatin1String("warning") || level == QLatin1String("error"))
        rules += QStringLiteral("*.info=false\n");
    if (level == QLatin1String("error"))
        rules += QStringLiteral("*.warning=false\n");
    QLoggingCategory::setFilterRules(rules);
}

QtMessageHandler nextHandler = nullptr;

/// Without a display Qt tells again and again what such a platform can't do; nobody can use that.
void withoutPlatformNoise(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    if (message.contains(QLatin1String("propagateSizeHints")) ||
        message.contains(QLatin1String("XDG_RUNTIME_DIR not set")))
        return;
    if (nextHandler)
        nextHandler(type, context, message);
}

int runWith(QApplication& app, const df::Options& options, bool display) {
    if (options.answers.isEmpty() && !display && !options.practice) {
        print(stderr,
              QApplication::translate(
                  "main", "There is no display to open a window on. --answers FILE plays an answer file, "
                          "--practice a practice upgrade; --help tells more."));
        return int(df::Exit::BadAnswers);
    }
    std::optional<df::AnswerFile> answers;
    if (!options.answers.isEmpty()) {
        auto read = df::readAnswerFile(options.answers, options.practice);
        if (!read) {
            print(stderr, read.error().what);
            return int(df::Exit::BadAnswers);
        }
        answers = std::move(*read);
    }
    df::Program program(app, options);
    nextHandler = qInstallMessageHandler(withoutPlatformNoise);
    if (answers)
        program.play(*answers);
    else if (!display)
        program.playPractice();
    else
        program.openWindow();
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv) {
    df::keepMemoryPrivate();
    const bool display = df::hasDisplay();
    if (!display && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    nextHandler = qInstallMessageHandler(withoutPlatformNoise);
    QApplication app(argc, argv);
    qInstallMessageHandler(nullptr);
    QApplication::setApplicationName(QStringLiteral("df-upgrade-wizard"));
    QApplication::setApplicationDisplayName(QStringLiteral("DreamFactory Upgrade Wizard"));
    QApplication::setApplicationVersion(QStringLiteral(DF_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("com.dreamfactory.UpgradeWizard"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/df/icons/app.svg")));
    translate(app);
    const auto options = df::parseOptions(QApplication::arguments().mid(1));
    if (!options) {
        print(stderr, options.error().what);
        return int(df::Exit::BadAnswers);
    }
    if (options->help || options->version) {
        print(stdout, options->help ? df::helpText()
                                    : QApplication::applicationName() + QLatin1Char(' ') +
                                          QApplication::applicationVersion());
        return 0;
    }
    setLogLevel(options->logLevel);
    return runWith(app, *options, display);
}
