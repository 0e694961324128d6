#pragma once

#include "words/error_words.h"

#include <QString>

namespace df {

/// Why the files of the commercial edition could not be had from an SFTP server: what, where, and what to do.
/// Errors of parseSftpAddress(), fetchBySftp() and of keeping the files.
[[nodiscard]] QString commercialTrouble(const Error& error);

/// The same for an ending: wordsFor() would speak of the server that is upgraded.
[[nodiscard]] Words commercialWords(const Error& error);

/// May the same answers do another time, or is the server's word needed first? Then an ending says "not
/// connected", as it does for the server that is upgraded.
[[nodiscard]] bool isNotConnected(const Error& error);

} // namespace df
