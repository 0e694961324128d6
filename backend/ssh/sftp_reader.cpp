#include "ssh/sftp_reader.h"

#include "ssh/cancel_watch.h"

namespace df {
namespace {

constexpr size_t pieceBytes = 240 * 1024; // one round trip each; servers that give less are asked again

struct AttributesFree {
    void operator()(sftp_attributes a) const { sftp_attributes_free(a); }
};
using Attributes = std::unique_ptr<sftp_attributes_struct, AttributesFree>;

tl::unexpected<Error> unreadable(const QString& path, const char* reason) {
    return fail(ErrorCode::FileUnreadable,
                QStringLiteral("%1 can't be read (%2).").arg(path, QLatin1String(reason)),
                {path, QLatin1String(reason)});
}

/// A server that doesn't say what it is finds out when it is read.
bool isOther(const Attributes& a, int type) {
    return a->type != SSH_FILEXFER_TYPE_UNKNOWN && int(a->type) != type;
}

bool isTooLarge(const Attributes& a, qint64 mostBytes) {
    return (a->flags & SSH_FILEXFER_ATTR_SIZE) && a->size > quint64(mostBytes);
}

} // namespace

SftpReader::SftpReader(SshLine& line, AbortSwitch& abortSwitch, QString host, const Patience& patience,
                       std::chrono::milliseconds answerTime)
    : m_line(line), m_abort(abortSwitch), m_host(std::move(host)), m_patience(patience),
      m_answerTime(answerTime) {
    ssh_set_blocking(m_line.session(), 1);
}

SftpReader::~SftpReader() {
    if (m_sftp)
        ask([&] {
            sftp_free(m_sftp);
            return 0;
        });
    ssh_set_blocking(m_line.session(), 0);
}

/// One exchange with the server.
template<class Call>
auto SftpReader::ask(Call call) -> decltype(call()) {
    const Patience patience = m_patience.withBudget(m_answerTime);
    const auto stop = [&] {
        const ErrorCode why = m_patience.exhausted().value_or(ErrorCode::Timeout);
        int none = -1;
        m_stopped.compare_exchange_strong(none, int(why));
        m_abort.abort();
    };
    if (m_patience.exhausted()) // each answer in its time can make hours of them
        stop();
    const CancelWatch watch(patience, stop);
    return call();
}

std::optional<Error> SftpReader::broken() const {
    if (const int why = m_stopped.load(); why == int(ErrorCode::Cancelled))
        return Error{ErrorCode::Cancelled, QStringLiteral("Reading was stopped."), {m_host}, {}, false};
    else if (why == int(ErrorCode::Timeout))
        return Error{
            ErrorCode::Timeout, QStringLiteral("%1 stopped answering.").arg(m_host), {m_host}, {}, true};
    if (!m_line.isOpen() || (m_sftp && sftp_get_error(m_sftp) == SSH_FX_CONNECTION_LOST))
        return Error{ErrorCode::ConnectionLost,
                     QStringLiteral("The line to %1 broke.").arg(m_host),
                     {m_host},
                     m_line.lastWords(),
                     true};
    return {};
}

Error SftpReader::failed(const QString& path, const char* missing) const {
    const int why = sftp_get_error(m_sftp);
    const QString words = m_line.lastWords();
    if (const auto error = broken())
        return *error;
    Error error = unreadable(path, why == SSH_FX_NO_SUCH_FILE || why == SSH_FX_NO_SUCH_PATH ? missing
                                   : why == SSH_FX_PERMISSION_DENIED                        ? "no-rights"
                                                                                            : "failed")
                      .value();
    error.detail = words;
    return error;
}

Result<void> SftpReader::open() {
    m_sftp = ask([&] { return sftp_new(m_line.session()); });
    if (m_sftp && ask([&] { return sftp_init(m_sftp); }) == SSH_OK)
        return {};
    const QString words = m_line.lastWords();
    if (const auto error = broken())
        return fail(*error);
    return fail(ErrorCode::BadAnswer, QStringLiteral("%1 offers no SFTP.").arg(m_host),
                {m_host, QStringLiteral("no-sftp")}, words);
}

Result<void> SftpReader::checkFolder(const QString& folder) {
    const QByteArray name = folder.toUtf8();
    const Attributes a(ask([&] { return sftp_stat(m_sftp, name.constData()); }));
    if (!a)
        return fail(failed(folder, "no-folder"));
    if (isOther(a, SSH_FILEXFER_TYPE_DIRECTORY))
        return unreadable(folder, "not-a-folder");
    return {};
}

Result<void> SftpReader::checkFile(const QString& path, qint64 mostBytes) {
    const QByteArray name = path.toUtf8();
    const Attributes a(ask([&] { return sftp_lstat(m_sftp, name.constData()); }));
    if (!a)
        return fail(failed(path, "no-file"));
    if (isOther(a, SSH_FILEXFER_TYPE_REGULAR))
        return unreadable(path, "not-a-file");
    if (isTooLarge(a, mostBytes))
        return unreadable(path, "too-large");
    return {};
}

Result<QByteArray> SftpReader::read(const QString& path, qint64 mostBytes) {
    if (auto checked = checkFile(path, mostBytes); !checked)
        return fail(checked.error());
    const QByteArray name = path.toUtf8();
    sftp_file file = ask([&] { return sftp_open(m_sftp, name.constData(), O_RDONLY, 0); });
    if (!file)
        return fail(failed(path, "no-file"));
    auto bytes = readAll(file, path, mostBytes);
    ask([&] { return sftp_close(file); });
    return bytes;
}

Result<QByteArray> SftpReader::readAll(sftp_file file, const QString& path, qint64 mostBytes) {
    QByteArray bytes, piece(int(pieceBytes), Qt::Uninitialized);
    for (;;) {
        const auto count = ask([&] { return sftp_read(file, piece.data(), pieceBytes); });
        if (count < 0)
            return fail(failed(path, "no-file"));
        if (count == 0)
            break;
        bytes.append(piece.constData(), qsizetype(count));
        if (bytes.size() > mostBytes) // whatever it said before
            return unreadable(path, "too-large");
    }
    if (const auto error = broken()) // an end that the line's end only looked like
        return fail(*error);
    return bytes;
}

} // namespace df
