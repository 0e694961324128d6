#pragma once

#include "core/result.h"

#include <QCoreApplication>

namespace df {

/// The context that sentences about answer files are translated in.
struct AnswerText {
    Q_DECLARE_TR_FUNCTIONS(df::AnswerFile)
};

/// BadAnswerFile with `path`, the key it is about, as its only fact; empty where it is the file as a whole.
[[nodiscard]] inline tl::unexpected<Error> wrongAnswer(const QString& path, const QString& sentence) {
    return fail(ErrorCode::BadAnswerFile, sentence, {path});
}

} // namespace df
