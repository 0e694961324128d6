#include "program.h"

#include "flow/before_step.h"
#include "flow/compare_step.h"
#include "flow/connect_step.h"
#include "flow/connection_json.h"
#include "flow/flow.h"
#include "flow/look_step.h"
#include "flow/plan_step.h"
#include "flow/run_step.h"
#include "step_window.h"

#include <QApplication>
#include <QDir>
#include <QStandardPaths>

#include <cstdio>

namespace df {

namespace {

QString dataPlace(const QString& name) {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QLatin1Char('/') + name;
}

void print(FILE* stream, const QString& line) {
    std::fprintf(stream, "%s\n", qUtf8Printable(line));
    std::fflush(stream);
}

} // namespace

Program::Program(QApplication& app, Options options)
    : m_app(app), m_options(std::move(options)), m_redactor(std::make_shared<Redactor>()), m_log(m_redactor),
      m_messages(m_log), m_journal(dataPlace(QStringLiteral("journal.db"))),
      m_snapshots(dataPlace(QStringLiteral("snapshots.db"))), m_newPractice(QStringLiteral("new")),
      m_theme(app) {
    if (!m_log.problem().isEmpty())
        print(stderr, m_log.problem());
    bool damaged = false;
    if (const auto opened = m_journal.open(&damaged); !opened) {
        m_log.error(opened.error().what);
        print(stderr, opened.error().what);
    }
    if (damaged)
        m_log.warning(QStringLiteral("The journal was damaged; it was moved aside and a new one begun."));
    if (const auto opened = m_snapshots.open(&damaged); !opened) // each use of it says so again
        m_log.error(opened.error().what);
    if (damaged)
        m_log.warning(
            QStringLiteral("The store of snapshots was damaged; it was moved aside and a new one begun."));
    const auto tell = [this](const QString& line) {
        m_log.info(line);
        if (!m_options.answers.isEmpty() || m_builtIn)
            print(stdout, line);
    };
    connect(&m_practice, &PracticeSession::progress, this,
            [tell](const QString& sentence) { tell(tr("practice  %1").arg(sentence)); });
    connect(&m_newPractice, &PracticeSession::progress, this,
            [tell](const QString& sentence) { tell(tr("new practice server  %1").arg(sentence)); });
    m_window = std::make_unique<MainWindow>(windowServices());
}

Program::~Program() = default;

WindowServices Program::windowServices() {
    WindowServices services{m_journal,
                            [this](Task task) { return makeFlow(task); },
                            [this] { return savedServers(); },
                            {},
                            &m_theme,
                            {},
                            {},
                            {},
                            m_log.folder(),
                            &m_snapshots};
    services.forgetServer = [this](const ConnectSettings& s) {
        if (const auto forgotten = m_saved.forget(QStringLiteral("%1@%2:%3").arg(s.user, s.host).arg(s.port));
            !forgotten)
            m_log.warning(forgotten.error().what);
    };
    services.startPractice = [this](const QString& breakSwitch,
                                    const std::function<void(Result<ConnectSettings>)>& done) {
        m_practice.start(breakSwitch, [done](const Result<PracticeInfo>& info) {
            if (info)
                done(PracticeSession::settings(*info));
            else
                done(fail(info.error()));
        });
    };
    services.removePractice = [this](const std::function<void(Result<void>)>& done) {
        if (!m_newPractice.isSetUp()) {
            m_practice.remove(done);
            return;
        }
        m_newPractice.remove([this, done](const Result<void>& removed) {
            if (removed)
                m_practice.remove(done);
            else
                done(removed);
        });
    };
    // Asks PHP and git, which would inherit the answers' secrets; the start page isn't shown then anyway.
    if (m_options.answers.isEmpty())
        services.practiceWhyNot = PracticeSession::whyNot();
    return services;
}

QVector<ConnectSettings> Program::savedServers() const {
    QVector<ConnectSettings> list;
    const auto loaded = m_saved.load();
    if (!loaded) {
        m_log.warning(loaded.error().what);
        return list;
    }
    for (const SavedServer& server : loaded->servers)
        list << settingsOf(server);
    return list;
}

std::unique_ptr<Flow> Program::makeFlow(Task task) {
    auto flow = std::make_unique<Flow>(m_journal, m_saved, task);
    flow->setRedactor(m_redactor);
    flow->setSnapshotStore(&m_snapshots);
    watch(*flow);
    return flow;
}

/// What happens goes to the log: states and errors, never values.
void Program::watch(Flow& flow) {
    const auto note = [this](const char* name, const FlowStep& step) {
        if (const auto error = step.error(); error && !step.busy())
            m_log.warning(
                QStringLiteral("%1: %2: %3").arg(QLatin1String(name), toString(error->code), error->what));
    };
    const auto follow = [this, note](const char* name, FlowStep& step) {
        connect(&step, &FlowStep::changed, this, [note, name, &step, last = StateWord::NotStarted]() mutable {
            if (std::exchange(last, step.state()) != step.state())
                note(name, step);
        });
    };
    follow("connect", flow.connectStep());
    follow("look", flow.lookStep());
    if (flow.moves()) {
        follow("connect new", flow.newConnectStep());
        follow("look new", flow.newLookStep());
    }
    follow("before", flow.beforeStep());
    follow("plan", flow.planStep());
    follow("run", flow.runStep());
    follow("compare", flow.compareStep());
    connect(&flow.runStep(), &RunStep::phaseChanged, this, [this, &flow](RunPhase phase) {
        m_log.info(QStringLiteral("run %1: %2").arg(flow.runStep().plan().runId, toString(phase)));
    });
    connect(&flow, &Flow::journalFailed, this, [this](const Error& error) { m_log.warning(error.what); });
}

void Program::openWindow() {
    m_window->showStart();
    m_window->show();
    if (!m_options.practice)
        return;
    m_practice.start(m_options.breakSwitch, [this](const Result<PracticeInfo>& info) {
        if (info)
            m_window->openPractice(PracticeSession::settings(*info));
        else
            print(stderr, info.error().what + QLatin1Char('\n') + info.error().detail);
    });
}

void Program::refuse(const Error& error, Exit code) {
    print(stderr, m_redactor->redact(error.what));
    if (!error.detail.isEmpty())
        print(stderr, m_redactor->redact(error.detail));
    // Queued: the event loop may not run yet.
    QMetaObject::invokeMethod(
        &m_app, [code] { QCoreApplication::exit(int(code)); }, Qt::QueuedConnection);
}

void Program::play(const AnswerFile& answers) {
    if (m_options.practice)
        preparePractice(answers);
    else
        fetchAndPlay(answers, {});
}

void Program::playPractice() {
    m_builtIn = true;
    const QString place = dataPlace(QStringLiteral("reports/practice-")) +
                          QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-hhmmss"));
    if (m_options.report.isEmpty())
        m_options.report = place;
    if (m_options.screenshots.isEmpty())
        m_options.screenshots = place + QStringLiteral("/pictures");
    QFile file(QStringLiteral(":/df/data/practice-answers.json"));
    if (!file.open(QIODevice::ReadOnly)) {
        refuse({ErrorCode::Internal,
                QStringLiteral("The practice answers are not in this program."),
                {},
                {},
                false},
               Exit::BadAnswers);
        return;
    }
    const auto answers = parseAnswerFile(file.readAll(), true);
    if (!answers)
        refuse(answers.error(), Exit::BadAnswers);
    else
        preparePractice(*answers);
}

/// Is the run that a former call began on the practice server still open? Then this call attaches to it.
bool Program::sameRunIsOpen(const PracticeInfo& info) const {
    const QString server = QStringLiteral("%1@%2:%3").arg(info.user, info.host).arg(info.port);
    const auto entries = m_journal.entries();
    return std::any_of(entries.begin(), entries.end(), [&server](const JournalEntry& e) {
        return e.open && e.practice && e.server == server;
    });
}

/// A practice server outlives this program: it must not inherit the secrets of the answers.
void Program::hideSecrets(const AnswerFile& answers) {
    for (const SecretRef& ref :
         {answers.password, answers.passphrase, answers.sudoPassword, answers.adminPassword,
          answers.newServer.password, answers.newServer.passphrase, answers.newServer.sudoPassword,
          answers.newServer.adminPassword, answers.databaseAdminPassword, answers.commercialPassword}) {
        const QByteArray name = ref.name.toLocal8Bit();
        if (ref.from != SecretRef::From::Environment || !qEnvironmentVariableIsSet(name.constData()))
            continue;
        m_hidden.insert(name, Secret(qgetenv(name.constData())));
        qunsetenv(name.constData());
    }
}

void Program::showSecrets() {
    for (auto it = m_hidden.cbegin(); it != m_hidden.cend(); ++it)
        qputenv(it.key().constData(), it.value().reveal());
    m_hidden.clear();
}

void Program::preparePractice(const AnswerFile& answers) {
    hideSecrets(answers);
    const QString breakSwitch = m_options.breakSwitch;
    const bool cut = breakSwitch.startsWith(QLatin1String("line-cut:"));
    if (!breakSwitch.isEmpty() && !cut && !PracticeServer::isSwitch(breakSwitch)) {
        refuse({ErrorCode::BadAnswerFile,
                tr("--practice knows no switch %1. It knows: %2.")
                    .arg(breakSwitch,
                         (PracticeServer::switches() + QStringList{QStringLiteral("line-cut:STAGE")})
                             .join(QLatin1String(", "))),
                {},
                {},
                false},
               Exit::BadAnswers);
        return;
    }
    if (const QString why = PracticeServer::whyNoSwitch(breakSwitch); !why.isEmpty()) {
        refuse({ErrorCode::BadAnswerFile, why, {}, {}, false}, Exit::BadAnswers);
        return;
    }
    startPractices(answers, cut ? QString() : breakSwitch);
}

/// The last thing that was done on practice servers was a move: to go back means on the new one.
bool Program::movedLast() const {
    for (const JournalEntry& e : m_journal.entries()) // the newest first
        if (e.practice && e.task != QLatin1String("look"))
            return e.task == QLatin1String("migrate");
    return false;
}

void Program::startPractices(const AnswerFile& answers, const QString& breakSwitch) {
    const auto ready = [this, answers](const Result<PracticeInfo>& info) { practiceReady(answers, info); };
    const bool moves = answers.task == QLatin1String("migrate");
    const auto running = m_practice.running(), changed = moves ? m_newPractice.running() : running;
    const bool again = running && running->switchName == breakSwitch && changed && sameRunIsOpen(*changed);
    if (answers.task == QLatin1String("go-back") && movedLast())
        m_newPractice.reuse(ready);
    else if (answers.task == QLatin1String("go-back") || again)
        m_practice.reuse(ready);
    else
        m_practice.start(breakSwitch, ready);
}

void Program::practiceReady(AnswerFile answers, const Result<PracticeInfo>& info) {
    if (!info) {
        refuse(info.error(), Exit::NotConnected);
        return;
    }
    if (answers.task != QLatin1String("migrate"))
        showSecrets();
    m_redactor->add({info->adminPassword, info->userPassword, info->sudoPassword});
    if (answers.installationPath.isEmpty()) { // this computer may hold another installation as well
        answers.installationPath = info->path;
        answers.json.insert(QStringLiteral("installation"),
                            QJsonObject{{QStringLiteral("path"), info->path}});
    }
    if (m_builtIn) { // it knows its own admin
        qputenv("DF_PRACTICE_ADMIN", info->adminPassword.reveal());
        answers.adminEmail = info->adminEmail;
        answers.adminPassword = {SecretRef::From::Environment, QStringLiteral("DF_PRACTICE_ADMIN")};
        answers.json.insert(QStringLiteral("admin"),
                            QJsonObject{{QStringLiteral("email"), info->adminEmail}});
    }
    ConnectSettings settings = PracticeSession::settings(*info);
    settings.sudoPassword = info->sudoPassword; // an answer goes over it
    if (answers.task != QLatin1String("migrate")) {
        fetchAndPlay(answers, settings);
        return;
    }
    const auto ready = [this, answers, settings](const Result<PracticeInfo>& fresh) {
        newPracticeReady(answers, settings, fresh);
    };
    if (const auto fresh = m_newPractice.running(); fresh && sameRunIsOpen(*fresh))
        m_newPractice.reuse(ready);
    else
        m_newPractice.startEmpty(QStringLiteral("7.3.3"), ready);
}

void Program::newPracticeReady(AnswerFile answers, const ConnectSettings& settings,
                               const Result<PracticeInfo>& info) {
    if (!info) {
        refuse(info.error(), Exit::NotConnected);
        return;
    }
    showSecrets();
    m_redactor->add({info->adminPassword, info->userPassword, info->sudoPassword});
    if (answers.newServer.installationPath.isEmpty()) {
        answers.newServer.installationPath = info->path;
        answers.json.insert(QStringLiteral("newInstallation"),
                            QJsonObject{{QStringLiteral("path"), info->path}});
    }
    fetchAndPlay(answers, settings, PracticeSession::settings(*info));
}

void Program::fetchAndPlay(const AnswerFile& answers, const ConnectSettings& settings,
                           const ConnectSettings& newSettings) {
    fetchSecrets(answers, m_keychain, this,
                 [this, answers, settings, newSettings](const Result<SecretAnswers>& secrets) {
                     if (!secrets) {
                         refuse(secrets.error(), Exit::BadAnswers);
                         return;
                     }
                     m_redactor->add(secrets->secrets);
                     startPlayer(answers, *secrets, settings, newSettings);
                 });
}

void Program::startPlayer(const AnswerFile& answers, const SecretAnswers& secrets,
                          const ConnectSettings& settings, const ConnectSettings& newSettings) {
    Player::Options options;
    options.reportFolder = m_options.report;
    options.screenshotFolder = m_options.screenshots;
    options.practice = m_options.practice;
    if (m_options.breakSwitch.startsWith(QLatin1String("line-cut:")))
        options.cutLineAtStage = m_options.breakSwitch.section(QLatin1Char(':'), 1);
    const auto hide = m_redactor;
    Player::Services services{*m_window,
                              m_journal,
                              [this](Task task) { return makeFlow(task); },
                              [this] { m_practice.cutLine(); },
                              [hide](const QString& line) { print(stdout, hide->redact(line)); },
                              [hide](const QString& line) { print(stderr, hide->redact(line)); }};
    m_player = std::make_unique<Player>(std::move(services), answers, options);
    connect(m_player.get(), &Player::ended, this, [this](Exit code) {
        m_log.info(QStringLiteral("unattended: ended with %1").arg(int(code)));
        QMetaObject::invokeMethod(
            &m_app, [code] { QCoreApplication::exit(int(code)); }, Qt::QueuedConnection);
    });
    m_window->resize(1280, 800);
    m_window->show();
    m_player->play(secrets, settings, newSettings);
}

} // namespace df
