#include "transfer/courier.h"

#include "ssh/ssh_host.h"
#include "transfer/passage.h"

namespace df {

OpenLine askingLineTo(const ConnectSettings& settings,
                      const std::function<SignInQuestions(const CancelToken&)>& questions) {
    return [settings, questions](const CancelToken& cancel) -> Result<std::unique_ptr<RemoteHost>> {
        auto host = std::make_unique<SshHost>();
        if (const auto opened = host->open(settings, questions(cancel), cancel); !opened)
            return fail(opened.error());
        return host;
    };
}

OpenLine lineTo(const ConnectSettings& settings, const SignInQuestions& questions) {
    return askingLineTo(settings, [questions](const CancelToken&) { return questions; });
}

struct Courier::Private {
    Lane from, to;
    Sides sides;
    TransferEnd oldEnd, newEnd;
};

Courier::Courier(OpenLine toOld, OpenLine toNew, TransferEnd oldEnd, TransferEnd newEnd,
                 const OpenLine& beside)
    : d(new Private{Lane(std::move(toOld)), Lane(std::move(toNew)), Sides(beside), std::move(oldEnd),
                    std::move(newEnd)}) {}

Courier::~Courier() = default;

Result<Delivered> Courier::carry(const Parcel& parcel, const Trip& trip, const CancelToken& cancel) {
    return Passage(d->from, d->to, d->sides, d->oldEnd, d->newEnd, parcel, trip).run(cancel);
}

} // namespace df
