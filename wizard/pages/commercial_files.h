#pragma once

class QWidget;
class QString;

namespace df {

class CommercialFilesDialog;
class PlanStep;

/// The dialog that asks for the files of the commercial edition, with what it is given going to the plan: for
/// every page that asks for them.
[[nodiscard]] CommercialFilesDialog* commercialFilesDialog(PlanStep& plan, const QString& release,
                                                           QWidget* parent);

} // namespace df
