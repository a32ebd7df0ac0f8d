// Events for tests, complete as the server writes them.
import type { CellReport, ChangesJson, Event, Phase, Purpose, RunReport } from "../src/wire/messages";

type Of<Type extends Event["type"]> = Extract<Event, { type: Type }>;

export const started = (mode: Of<"session_started">["mode"] = "mock"): Event => ({
  type: "session_started", v: 1, question_id: "q", question_title: "Q", question_sha256: "", kind: "operation",
  length_minutes: 30, seed: 1, started_at: "2026-01-02T03:04:05Z", product_version: "0", mode, model: null,
});
export const interviewerSaid = (text: string, move: Of<"interviewer_said">["move"]): Event => ({
  type: "interviewer_said", v: 1, text, move, reason: { rule: "greeting", because: [1], detail: "" }, about: "",
});
export const intervieweeSaid = (text: string): Event => ({ type: "candidate_said", v: 1, text, channel: "typed" });
export const phaseChanged = (phase: Phase, rule = "next"): Event => ({
  type: "phase_changed", v: 1, phase, reason: { rule, because: [], detail: "" },
});
export const edit = (changes: ChangesJson): Event => ({ type: "code_edited", v: 1, changes, client_id: "other", path: "solution.py" });
export const runRequested = (purpose: Purpose): Event => ({ type: "run_requested", v: 1, purpose });

export function suiteRan(requestedSeq: number, report: Partial<RunReport>): Event {
  return {
    type: "suite_ran",
    v: 1,
    requested_seq: requestedSeq,
    measured: { wall_ms: 120, cpu_ms: 80, peak_memory_mib: 40 },
    report: {
      purpose: "run", verdict: "passed", checks: [], stdout: "", stderr: "", truncated: false, error: "", error_line: null,
      figures: [], tables: [], warnings: [], own_tests: [], sandbox: "", environment: "", environment_sha256: "", submission_sha256: "", schema_version: 1,
      limits: { cpu_seconds: 10, wall_seconds: 20, memory_mib: 1024, scratch_mib: 64, output_kib: 64, processes: 64 },
      ...report,
    },
  };
}

export const runQueued = (requestedSeq: number, nAhead: number): Event => ({
  type: "run_queued", v: 1, requested_seq: requestedSeq, n_ahead: nAhead,
});
export const stopRequested = (requestedSeq: number): Event => ({ type: "stop_requested", v: 1, requested_seq: requestedSeq });
export const runStopped = (requestedSeq: number): Event => ({ type: "run_stopped", v: 1, requested_seq: requestedSeq });
export const cellRequested = (cell: number): Event => ({ type: "cell_requested", v: 1, cell });
export const cellsRestartRequested = (): Event => ({ type: "cells_restart_requested", v: 1 });
export const cellsEnded = (why: Of<"cells_ended">["why"]): Event => ({ type: "cells_ended", v: 1, why });

export function cellRan(requestedSeq: number, report: Partial<CellReport> = {}): Event {
  return {
    type: "cell_ran",
    v: 1,
    requested_seq: requestedSeq,
    measured: { wall_ms: 12, cpu_ms: 8, peak_memory_mib: 60 },
    report: {
      verdict: "passed", interrupted: false, state_lost: false, stdout: "", stderr: "", truncated: false, result: "",
      error: "", error_line: null, figures: [], tables: [], warnings: [], schema_version: 1, ...report,
    },
  };
}
