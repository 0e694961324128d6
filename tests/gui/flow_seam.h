#pragma once

#include "flow/advice_step.h"
#include "flow/before_step.h"
#include "flow/compare_step.h"
#include "flow/connect_step.h"
#include "flow/done_step.h"
#include "flow/flow.h"
#include "flow/look_step.h"
#include "flow/move/closing_step.h"
#include "flow/move/delivery_step.h"
#include "flow/move/moving_step.h"
#include "flow/move/since_step.h"
#include "flow/plan_step.h"
#include "flow/run_step.h"

namespace df {

/// Sets the values that the steps show, without a server: the steps name this struct as their friend.
struct FlowSeam {
    static void state(FlowStep& step, StateWord state, const QString& note = {},
                      const std::optional<Error>& error = {}) {
        step.set(state, note, error);
    }
    static void hostKey(ConnectStep& step, const HostKeyInfo& key) { step.m_keyQuestion = key; }
    static void hostKey(CommercialFetch& fetch, const HostKeyInfo& key) {
        fetch.m_question = HostKeyQuestion{key, {}};
        Q_EMIT fetch.changed();
    }
    static void prompts(ConnectStep& step, const QString& instruction, const QVector<PromptItem>& items) {
        step.m_instruction = instruction;
        step.m_prompts = items;
    }
    static void progress(ConnectStep& step, const QMap<QString, QString>& progress) {
        step.m_progress = progress;
    }
    static void session(ConnectStep& step, const HostWorker::Session& session) { step.m_session = session; }
    static void facts(LookStep& step, const ServerFacts& facts, int chosen, const RemoteReleases& releases) {
        step.m_facts = facts;
        step.m_chosen = chosen;
        step.m_releases = releases;
    }
    static void advice(AdviceStep& step, const Advice& advice, Way way) {
        step.m_advice = advice;
        step.m_way = way;
        step.settle();
    }
    static void snapshot(BeforeStep& step, const Snapshot& snapshot) { step.m_snapshot = snapshot; }
    static void plan(PlanStep& step, const Plan& plan) { step.m_plan = plan; }
    static void run(RunStep& step, const Plan& plan, const RunState& run, const QVector<Probe>& probes,
                    const QStringList& log = {}) {
        step.m_plan = plan;
        step.m_run = run;
        step.m_probes = probes;
        step.m_log = log;
        step.m_news.start();
    }
    static void lineLost(RunStep& step, bool lost) { step.m_lineLost = lost; }
    static void copyError(RunStep& step, const Error& error) { step.m_copyError = error; }
    static void pauseAsked(RunStep& step, bool asked) { step.m_pauseAsked = asked; }
    static void attached(RunStep& step, bool attached) { step.m_attached = attached; }
    static void compared(CompareStep& step, const Snapshot& after, const Comparison& comparison) {
        step.m_after = after;
        step.m_comparison = comparison;
        ++step.m_compared;
    }
    static void moving(MovingStep& step, const Movable& found) {
        step.m_found = found;
        step.m_chosen = found.tickedByDefault();
        step.m_defaults = true;
        step.settle();
    }
    static void delivery(DeliveryStep& step, int round, int parcels, int parcel,
                         const TransferProgress& progress) {
        step.m_round = round;
        step.m_parcels = parcels;
        step.m_parcel = parcel;
        step.m_progress = progress;
        step.set(StateWord::Running);
    }
    static void closed(ClosingStep& step, const Plan& plan) {
        step.m_plan = plan;
        step.m_door = ClosingStep::Door::Closed;
        step.set(StateWord::Done);
    }
    static void since(SinceStep& step, const OldSince& since) {
        step.m_since = since;
        step.set(StateWord::Done);
    }
    static void report(DoneStep& step, const QString& folder) { step.m_reportFolder = folder; }
};

} // namespace df
