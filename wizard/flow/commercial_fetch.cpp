#include "flow/commercial_fetch.h"

#include "flow/local_files.h"

#include <QDir>

namespace df {

CommercialFetch::CommercialFetch(QObject* parent) : QObject(parent) {
    connect(&m_fetch, &SftpFetch::hostKeyAsked, this, [this](const HostKeyQuestion& question) {
        m_question = question;
        Q_EMIT changed();
    });
    connect(&m_fetch, &SftpFetch::progress, this, [this](const QString& step, const QString& detail) {
        m_progress = step == QLatin1String("file") ? detail : step;
        Q_EMIT changed();
    });
}

void CommercialFetch::start(const SftpAddress& address, const Secret& password) {
    m_address = address;
    m_byPassword = !password.isEmpty();
    m_question.reset();
    m_error.reset();
    m_progress.clear();
    m_files.reset();
    SftpWish wish;
    wish.settings.host = address.host;
    wish.settings.port = address.port;
    wish.settings.user = address.user;
    wish.settings.signInWith = m_byPassword ? SignInWith::Password : SignInWith::Agent;
    wish.settings.rights = Rights::None;
    wish.settings.password = password;
    wish.folder = address.folder;
    wish.names = commercialFileNames();
    wish.mostBytes = mostCommercialBytes;
    wish.looksRight = looksLikeComposerFile;
    m_fetch.start(wish, [this](const Result<FetchedFiles>& files) { ended(files); });
    Q_EMIT changed();
}

void CommercialFetch::cancel() {
    m_question.reset();
    m_error.reset();
    m_files.reset();
    m_fetch.drop();
    Q_EMIT changed();
}

void CommercialFetch::answerHostKey(bool trust) {
    if (const auto question = std::exchange(m_question, std::nullopt))
        question->reply.answer(trust);
    Q_EMIT changed();
}

std::optional<HostKeyInfo> CommercialFetch::hostKeyQuestion() const {
    if (!m_question)
        return {};
    return m_question->info;
}

void CommercialFetch::ended(const Result<FetchedFiles>& files) {
    m_question.reset();
    const auto kept = files ? keep(*files) : fail(files.error());
    if (kept)
        m_files = *kept;
    else
        m_error = kept.error();
    Q_EMIT changed();
    if (kept)
        Q_EMIT fetched();
}

Result<std::shared_ptr<const QTemporaryDir>> CommercialFetch::keep(const FetchedFiles& files) const {
    auto folder = std::make_shared<const QTemporaryDir>(QDir::tempPath() +
                                                        QStringLiteral("/df-upgrade-commercial-XXXXXX"));
    if (!folder->isValid())
        return fail(ErrorCode::FileUnwritable, QStringLiteral("%1 can't be written.").arg(QDir::tempPath()),
                    {QDir::tempPath()}, folder->errorString());
    for (auto it = files.begin(); it != files.end(); ++it)
        if (const auto written = writePrivately(folder->filePath(it.key()), it.value()); !written)
            return fail(written.error());
    return folder;
}

} // namespace df
