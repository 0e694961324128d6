#include "advise/release_trouble.h"

#include "advise/text.h"

#include <algorithm>

namespace df {

namespace {

/// The remote lists its releases, but this one doesn't come.
void notFetched(const QString& release, Finding& finding) {
    finding.id = QStringLiteral("release-not-fetched");
    finding.text = release == QLatin1String("newest")
                       ? Say::tr("The newest release can't be fetched from the server's remote.")
                       : Say::tr("Release %1 can't be fetched from the server's remote.").arg(release);
    finding.means = Say::tr("What it needs is not known.");
    finding.source = QStringLiteral("git fetch");
    for (QString& step : finding.doThis)
        step.replace(QLatin1String("ls-remote --tags"), QLatin1String("fetch --dry-run --tags"));
}

} // namespace

void tellWhyUnread(const Error& error, Advice* advice) {
    const auto found = std::find_if(advice->findings.begin(), advice->findings.end(), [](const Finding& f) {
        return f.id == QLatin1String("remote-without-releases");
    });
    if (found == advice->findings.end())
        return;
    if (error.facts.value(0) == QLatin1String("fetch"))
        notFetched(error.facts.value(1), *found);
    if (const QString said = error.detail.trimmed(); !said.isEmpty())
        found->means = Say::tr("git says: %1").arg(said.left(500));
}

} // namespace df
