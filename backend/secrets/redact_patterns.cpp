#include "secrets/redactor.h"

#include <QRegularExpression>

#include <array>

namespace df {
namespace {

struct Pattern {
    QRegularExpression expression;
    QString replacement;
};

Pattern make(const char* expression, const char* replacement) {
    return {QRegularExpression(QLatin1String(expression), QRegularExpression::CaseInsensitiveOption |
                                                              QRegularExpression::DotMatchesEverythingOption),
            QLatin1String(replacement)};
}

// The patterns start at a fixed word, never with a repetition: a megabyte without spaces stays cheap.
const std::array<Pattern, 9>& patterns() {
    static const std::array<Pattern, 9> all{
        make("(-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----).*?(-----END|$)", "\\1 [hidden] \\2"),
        // Authorization: Basic …, "authorization" => "Bearer …"
        make("(authorization[\"']?[ \\t]*(?:=>|[:=])[ \\t]*[\"']?(?:(?:basic|bearer|digest|token|negotiate)[ "
             "\\t]+)?)"
             "(?!\\[hidden\\])[^\\s\"',]+",
             "\\1[hidden]"),
        make("(\\bbearer[ \\t]+)[A-Z0-9._~+/=-]{8,}", "\\1[hidden]"),
        // before the next, which would take "token:x@host" as a whole
        make("(://[^\\s:/@\"']{0,200}:)[^\\s/@\"']+(?=@)", "\\1[hidden]"),
        // DB_PASSWORD=…, "api_key": "…", 'secret' => '…', --token=…
        make("((?:password|passwd|passphrase|_pass|[_-]pwd|secret|token|credential|(?:api|app|access|private|"
             "encryption|license)[_-]?key)"
             "[\\w.-]{0,40}[\"']?[ \\t]*(?:=>|[:=])[ \\t]*)"
             "(?!\\[hidden\\]|APP_KEY\\b|(?:YES|NO)\\))(?:\"(?:[^\"\\\\]++|\\\\.)*+(?:\"|$)|'(?:[^'\\\\]++|"
             "\\\\.)*+(?:'|$)|"
             "[^\\s,;&\"'"
             "<>]+)",
             "\\1[hidden]"),
        make("(--(?:password|passwd|pass|passphrase|token|secret)[ \\t]+)(?!\\[hidden\\])[^\\s-]\\S*",
             "\\1[hidden]"),
        make("(\\b(?:mysql|mariadb)[\\w-]{0,20}[ \\t][^\\n]{0,400}?[ \\t]-p)(?!\\[hidden\\])[^\\s]+",
             "\\1[hidden]"),
        make("\\bbase64:[A-Z0-9+/]{22,}={0,2}", "base64:[hidden]"),
        make("\\$2[aby]\\$\\d\\d\\$[./A-Z0-9]{53}|\\beyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]+", "[hidden]"),
    };
    return all;
}

} // namespace

QString redactPatterns(QString text) {
    for (const Pattern& p : patterns())
        text.replace(p.expression, p.replacement);
    return text;
}

} // namespace df
