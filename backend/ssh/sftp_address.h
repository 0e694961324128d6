#pragma once

#include "core/result.h"

#include <QString>

namespace df {

/// A folder on an SFTP server, as people write it: sftp://user@host:port/folder. Like curl does, "/folder" is
/// counted from the server's root and "/~/folder" from the folder in which one is after signing in (which
/// "/~" and no path at all mean themselves); "~name" is a name like any other. Percent signs are decoded.
struct SftpAddress {
    QString host; ///< without the brackets of IPv6
    int port = 22;
    QString user;   ///< may be empty: to be asked for
    QString folder; ///< as the server is asked for it: absolute, or relative to where one is ("." at least)

    /// The address in one form, with the user, never with a password.
    [[nodiscard]] QString toUrl() const;
};

/// Does it want to be one ("sftp:…", in whatever case)?
[[nodiscard]] bool isSftpAddress(const QString& text);

/// Pure. BadAnswer {reason}: "password" (secrets don't belong there), "form", "host", "port", "extra" (a "?"
/// or
/// "#" that isn't encoded), "folder" (control characters). The text itself is in no error: it may hold a
/// password.
[[nodiscard]] Result<SftpAddress> parseSftpAddress(const QString& text);

} // namespace df
