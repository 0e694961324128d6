#include "transfer/courier.h"

#include "ssh/ssh_host.h"
#include "transfer/passage.h"

namespace df {

OpenLine lineTo(const ConnectSettings& settings, const SignInQuestions& questions) {
    return [settings, questions](const CancelToken& cancel) -> Result<std::unique_ptr<RemoteHost>> {
        auto host = std::make_unique<SshHost>();
        if (const auto opened = host->open(settings, questions, cancel); !opened)
            return fail(opened.error());
        return host;
    };
}

struct Courier::Private {
    Lane from, to;
    TransferEnd oldEnd, newEnd;
};

Courier::Courier(OpenLine toOld, OpenLine toNew, TransferEnd oldEnd, TransferEnd newEnd)
    : d(new Private{Lane(std::move(toOld)), Lane(std::move(toNew)), std::move(oldEnd), std::move(newEnd)}) {}

Courier::~Courier() = default;

Result<Delivered> Courier::carry(const Parcel& parcel, const Trip& trip, const CancelToken& cancel) {
    return Passage(d->from, d->to, d->oldEnd, d->newEnd, parcel, trip).run(cancel);
}

} // namespace df
