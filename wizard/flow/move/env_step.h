#pragma once

#include "advise/env_merge.h"
#include "flow/step.h"

#include <QMap>

namespace df {

class LookStep;
struct FlowSeam; // tests/gui: sets the values that the steps show, without a server

/// What the new server's .env will be: a row for each key, by rule, and by the user's choices where a rule
/// can't decide.
class EnvStep : public FlowStep {
    Q_OBJECT
public:
    EnvStep(LookStep& old, LookStep& fresh, QObject* parent = nullptr);
    [[nodiscard]] const QVector<EnvMergeRow>& rows() const { return m_rows; }
    /// KEY → "old", "new", "value:…": as the answer file has it.
    [[nodiscard]] const QMap<QString, QString>& choices() const { return m_choices; }
    void choose(const QString& key, const QString& choice); ///< empty: as advised
    /// All at once, from an answer file; the error names the first that can't be. Nothing is taken then.
    [[nodiscard]] Result<void> chooseAll(const QMap<QString, QString>& choices);
    void recompute();
    [[nodiscard]] int undecided() const;
    bool canGoOn() const override { return !m_rows.isEmpty() && undecided() == 0; }
    QString blockedBy() const override;

private:
    void settle();
    LookStep& m_old;
    LookStep& m_new;
    QMap<QString, QString> m_choices;
    QVector<EnvMergeRow> m_rows;
    friend struct FlowSeam;
};

} // namespace df
