#pragma once

class QWidget;

namespace df {

/// What `page` built or changed in this turn of the event loop stands where it will stand: for a picture that
/// is taken before the next turn.
void showNow(const QWidget& page);

} // namespace df
