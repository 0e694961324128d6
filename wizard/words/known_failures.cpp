#include "words/error_words.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace df {

namespace {

struct Row {
    const char* pattern;
    const char* title;
    const char* happened;
    const char* remedy;
};

// clang-format off
constexpr Row kRows[] = {
    {"No space left on device|disk quota exceeded|No more room in record file|The table '[^']*' is full|could not extend file|database or disk is full",
     QT_TRANSLATE_NOOP("df::KnownFailure", "The server ran out of disk space."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "A file could not be written because the disk is full."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "Free some space on the server, then try again.")},
    {"Could not resolve host|Temporary failure in name resolution|Failed to connect to|curl error (6|7|28|35)|Connection timed out",
     QT_TRANSLATE_NOOP("df::KnownFailure", "The server could not reach its package source."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "The server tried to download packages of the new release and got no answer."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "Check the server's network, name service and proxy, then try again.")},
    {"Your requirements could not be resolved|requires ext-[a-z0-9_]+|your php version \\([0-9.]+\\) does not satisfy",
     QT_TRANSLATE_NOOP("df::KnownFailure", "The packages of the new release don't fit this server's PHP."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "Composer refused to install the packages: a PHP extension or version is missing."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "Install what the details name, for the command line and for PHP-FPM, then check again.")},
    {"is not found for package|could not be found in any version|could not be downloaded|Failed to download",
     QT_TRANSLATE_NOOP("df::KnownFailure", "A package of the new release can't be had."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "Composer did not get a package that the new release needs."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "Check that the server reaches its package source, and that it still has what the details name, then try again.")},
    {"zlib_decode\\(\\)|checksum verification of the file failed|(zip|phar|archive)[^\\n]*corrupt|corrupt[^\\n]*(zip|phar|archive)|unexpected end of file",
     QT_TRANSLATE_NOOP("df::KnownFailure", "A downloaded package was damaged."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "Composer found a package that doesn't match its checksum."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "Try again: composer's cache is cleared first, and all packages are fetched anew.")},
    {"vendor/autoload\\.php",
     QT_TRANSLATE_NOOP("df::KnownFailure", "The packages of the new release are incomplete."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "Composer did not finish its last installation."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "Trying again builds the vendor folder anew.")},
    {"Allowed memory size of [0-9]+ bytes exhausted|Killed|Cannot allocate memory|out of memory",
     QT_TRANSLATE_NOOP("df::KnownFailure", "The server ran out of memory."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "A command needed more memory than the server or PHP's limit allows."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "Add swap or stop other programs on the server, then try again.")},
    {"Lock wait timeout exceeded|database is locked|Waiting for table metadata lock|deadlock",
     QT_TRANSLATE_NOOP("df::KnownFailure", "The database was in use."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "Another program kept a table locked for longer than the database waits."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "Ask the owner of the other program to pause it, then try again.")},
    {"SQLSTATE\\[HY000\\] \\[(2002|2003|1045|1044)\\]|could not connect to server|Access denied for user",
     QT_TRANSLATE_NOOP("df::KnownFailure", "The database could not be reached."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "The database refused the connection or its user's rights don't suffice."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "Check that the database runs and that the user in .env may use it, then try again.")},
    {"SQLSTATE\\[42S01\\]|SQLSTATE\\[42S21\\]|already exists",
     QT_TRANSLATE_NOOP("df::KnownFailure", "The database holds tables that the new release wants to make itself."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "A table or column of the new release is there already, perhaps from an earlier try."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "Go back first; then look at the table that the details name.")},
    {"The MAC is invalid|Unsupported cipher or incorrect key length|No supported encrypter",
     QT_TRANSLATE_NOOP("df::KnownFailure", "The key in .env doesn't open the stored secrets."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "APP_KEY differs from the one the passwords of services were stored with."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "Put the old APP_KEY back into .env, then check again.")},
    {"Permission denied|Failed to open stream",
     QT_TRANSLATE_NOOP("df::KnownFailure", "A file or folder could not be written."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "Owner or mode of a file keeps the upgrade from writing it."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "Set owner and modes of the folder that the details name, then try again.")},
    {"detected dubious ownership",
     QT_TRANSLATE_NOOP("df::KnownFailure", "Git doesn't trust the folder, because another user owns it."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "The installation's folder and its git data belong to different users."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "Give the whole installation one owner, then try again.")},
    {"the web server did not answer when|/status of the new release answered|the start page answered",
     QT_TRANSLATE_NOOP("df::KnownFailure", "The new release doesn't answer through the web server."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "The check from inside got no good answer from the new release."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "Look into the web server's and PHP's error log for the minute of the switch, then try again.")},
    {"SQLSTATE\\[[0-9A-Z]+\\]|Migration failed|\\bFAIL\\b",
     QT_TRANSLATE_NOOP("df::KnownFailure", "The change of the database failed."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "One of the new release's database changes ended with an error."),
     QT_TRANSLATE_NOOP("df::KnownFailure", "The details name the change. Trying again without a cause removed fails the same way.")},
};
// clang-format on

} // namespace

KnownFailure knownFailure(const QString& log) {
    for (const Row& row : kRows) {
        const QRegularExpression re(QString::fromLatin1(row.pattern),
                                    QRegularExpression::CaseInsensitiveOption);
        if (re.match(log).hasMatch())
            return {QCoreApplication::translate("df::KnownFailure", row.title),
                    QCoreApplication::translate("df::KnownFailure", row.happened),
                    QCoreApplication::translate("df::KnownFailure", row.remedy)};
    }
    return {};
}

} // namespace df
