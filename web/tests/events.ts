// Events for tests, complete as the server writes them.
import type { ChangesJson, Event, Phase, Purpose, RunReport } from "../src/wire/messages";

type Of<Type extends Event["type"]> = Extract<Event, { type: Type }>;

export const started = (): Event => ({
  type: "session_started", v: 1, question_id: "q", question_title: "Q", question_sha256: "", kind: "operation",
  length_minutes: 30, seed: 1, started_at: "2026-01-02T03:04:05Z", product_version: "0", mode: "mock",
});
export const interviewerSaid = (text: string, move: Of<"interviewer_said">["move"]): Event => ({
  type: "interviewer_said", v: 1, text, move, reason: { rule: "greeting", because: [1], detail: "" }, about: "",
});
export const intervieweeSaid = (text: string): Event => ({ type: "candidate_said", v: 1, text, channel: "typed" });
export const phaseChanged = (phase: Phase): Event => ({
  type: "phase_changed", v: 1, phase, reason: { rule: "next", because: [], detail: "" },
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
      figures: [], sandbox: "", environment_sha256: "", submission_sha256: "", schema_version: 1,
      limits: { cpu_seconds: 10, wall_seconds: 20, memory_mib: 1024, scratch_mib: 64, output_kib: 64, processes: 64 },
      ...report,
    },
  };
}
