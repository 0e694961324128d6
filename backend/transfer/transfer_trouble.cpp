#include "transfer/transfer_trouble.h"

namespace df {

QString toString(TransferSide side) {
    switch (side) {
    case TransferSide::Old:
        return QStringLiteral("old");
    case TransferSide::New:
        return QStringLiteral("new");
    case TransferSide::Here:
        break;
    }
    return QStringLiteral("here");
}

Error transferError(TransferSide side, const QString& reason, const QString& path, const QString& host,
                    const QString& detail) {
    Error e;
    e.code = ErrorCode::TransferFailed;
    e.what = QStringLiteral("The transfer failed on %1 (%2): %3 %4").arg(host, toString(side), reason, path);
    e.facts = {toString(side), reason, path, host};
    e.detail = detail;
    e.retry = true;
    return e;
}

Error transferError(TransferSide side, const Frame& trouble, const QString& host) {
    const QList<QByteArray> f = trouble.fields();
    return transferError(side, QString::fromUtf8(f.value(0)), QString::fromUtf8(f.value(1)), host,
                         QString::fromUtf8(f.value(2)));
}

bool isCut(ErrorCode code) {
    return code == ErrorCode::ConnectionLost || code == ErrorCode::Timeout ||
           code == ErrorCode::Unreachable || code == ErrorCode::CommandUnknown;
}

} // namespace df
