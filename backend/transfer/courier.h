#pragma once

#include "core/cancel.h"
#include "core/result.h"
#include "transfer/parcel.h"

#include <memory>

namespace df {

struct ConnectSettings;
struct SignInQuestions;

/// Opens a line of its own to one of the servers. Called on the thread that will use the host, again after
/// every cut; must return soon after `cancel`.
using OpenLine = std::function<Result<std::unique_ptr<RemoteHost>>(const CancelToken& cancel)>;

/// By SSH, with what the user has said already. What is asked while signing in goes to `questions`, from the
/// courier's threads.
[[nodiscard]] OpenLine lineTo(const ConnectSettings& settings, const SignInQuestions& questions);
/// The same, where a person has to be waited for: the questions are made anew for each try, and must end
/// their waiting soon after its cancel.
[[nodiscard]] OpenLine
askingLineTo(const ConnectSettings& settings,
             const std::function<SignInQuestions(const CancelToken& cancel)>& questions);

/// Carries parcels from the old server to the new one, through this computer and not onto its disk (unless a
/// copy is wished for). Two lines of its own, each on a thread of its own, opened when the first parcel goes
/// and kept until the courier goes. The old server is only read; commands there leave nothing behind.
///
/// A cut line is opened again and the parcel goes on where it was: at most one block (256 KiB) of a file is
/// sent a second time. The same holds for another courier that carries the same parcel later. A parcel whose
/// "<id>.done" is there is delivered; without it, what an earlier delivery left under its names is brought up
/// to date: only what has changed is sent, and what is gone from the old server is removed.
///
/// Blocking; one parcel at a time; to be used from any one thread (not the GUI's).
class Courier {
public:
    /// `beside`: further lines to the new server, for a far one; it must not ask anybody. Empty: none.
    Courier(OpenLine toOld, OpenLine toNew, TransferEnd oldEnd, TransferEnd newEnd,
            const OpenLine& beside = {});
    /// Takes at most about a second.
    ~Courier();
    Courier(const Courier&) = delete;
    Courier& operator=(const Courier&) = delete;

    /// Returns within about a second once `cancel` is set. Errors: those of opening a line; Cancelled;
    /// ConnectionLost {host} when patience is at its end; TransferFailed {end, reason, path, host}: end is
    /// "old", "new" or "here", for the reasons see transferReason(). What has arrived stays for the next
    /// time.
    [[nodiscard]] Result<Delivered> carry(const Parcel& parcel, const Trip& trip, const CancelToken& cancel);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace df
