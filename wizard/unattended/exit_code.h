#pragma once

namespace df {

/// What the program answers after playing an answer file (a fixed format: other programs rely on it).
enum class Exit {
    Done = 0,     ///< done, verified, kept; or went back as asked, exactly as before; or looked
    Refused = 10, ///< must-fix findings (for look: there are some); nothing was changed
    FailedAsBefore = 20,
    FailedChanged = 30,
    NotConnected = 40, ///< could not connect, sign in or trust the host key; nothing was changed
    ContactLost = 50,  ///< the run goes on, or its state isn't known yet
    BadAnswers = 64,
};

} // namespace df
