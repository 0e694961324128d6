#pragma once

class QWidget;

namespace df {

/// Makes Tab go through `root` in the order in which it is read: layouts from first to last item, columns one
/// by one.
void applyReadingOrder(QWidget* root);

} // namespace df
