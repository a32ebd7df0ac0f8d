// What the page calls things: one place for every name that the wire spells in snake_case.
import type { WhyGone } from "../session/notebook";
import type { CellReport, Debrief, Event, OwnTest, Phase, RunReport, Verdict } from "../wire/messages";
import { unreachable } from "../wire/messages";
import type { Kind, Level, Mode, QuestionCard } from "../wire/api";

export const phases: readonly Phase[] = ["introduce", "clarify", "plan", "code", "verify", "discuss", "wrap_up"];

export const phaseLabel: Readonly<Record<Phase, string>> = {
  introduce: "Introduce",
  clarify: "Clarify",
  plan: "Plan",
  code: "Code",
  verify: "Verify",
  discuss: "Discuss",
  wrap_up: "Wrap up",
};

/** What the candidate does in a phase, for the line under the clock. */
export const phasePurpose: Readonly<Record<Phase, string>> = {
  introduce: "Read the problem.",
  clarify: "Ask about what the problem leaves open.",
  plan: "Say how you would do it, before code.",
  code: "Write it, and say what you are doing.",
  verify: "Run it, try cases of your own, then submit.",
  discuss: "Answer the follow-up questions.",
  wrap_up: "Sum up.",
};

export const modes: readonly Mode[] = ["mock", "practice"];

export const modeLabel: Readonly<Record<Mode, string>> = { mock: "Interview", practice: "Practice" };

/** What a mode means, for the start page. */
export const modePurpose: Readonly<Record<Mode, string>> = {
  mock: "Interview: as it would be. Nothing is volunteered, and hints cost.",
  practice: "Practice: a coach says what is looked for and what was missing. Hints cost nothing, and parts can be tried again.",
};

export const kindLabel: Readonly<Record<Kind, string>> = {
  from_scratch: "From scratch",
  operation: "Operation",
  end_to_end: "End to end",
  debug: "Debug",
};

export const frameworkLabel: Readonly<Record<QuestionCard["framework"], string>> = {
  numpy: "NumPy",
  sklearn: "scikit-learn",
  pytorch: "PyTorch",
  transformers: "transformers",
};

export const difficultyLabel: Readonly<Record<QuestionCard["difficulty"], string>> = { easy: "Easy", medium: "Medium", hard: "Hard" };

/** Whom a question's bar is for. */
export const levelLabel: Readonly<Record<Level, string>> = { intern: "Intern", mid: "Mid", senior: "Senior" };

export const verdictLabel: Readonly<Record<Verdict, string>> = {
  passed: "Passed",
  failed: "Failed",
  error: "Error",
  time_limit: "Too slow",
  memory_limit: "Too much memory",
  output_limit: "Too much output",
  forbidden: "Not allowed",
  not_run: "Not run",
  runner_fault: "Our fault",
};

/** The limit that a verdict speaks of; null where it speaks of none. */
export function limitOf(verdict: Verdict, limits: RunReport["limits"]): string | null {
  switch (verdict) {
    case "time_limit":
      return `The limit is ${limits.cpu_seconds} s of processor time and ${limits.wall_seconds} s in all.`;
    case "memory_limit":
      return `The limit is ${limits.memory_mib.toLocaleString("en")} MiB.`;
    case "output_limit":
      return `The limit is ${limits.output_kib.toLocaleString("en")} KiB.`;
    case "passed":
    case "failed":
    case "error":
    case "forbidden":
    case "not_run":
    case "runner_fault":
      return null;
    default:
      return unreachable(verdict);
  }
}

/** Which colour a verdict takes; words always stand beside it. */
export const verdictTone: Readonly<Record<Verdict, "good" | "bad" | "warn" | "quiet">> = {
  passed: "good",
  failed: "bad",
  error: "bad",
  time_limit: "warn",
  memory_limit: "warn",
  output_limit: "warn",
  forbidden: "warn",
  not_run: "quiet",
  runner_fault: "quiet",
};

export const ownTestLabel: Readonly<Record<OwnTest["kind"], string>> = {
  assertion: "assert",
  main: "main block",
  doctest: "doctest",
  function: "test function",
};

/** How a cell ended. A cell is no check, so it does not pass. */
export function cellEnding(report: CellReport): string {
  if (report.interrupted) return "Interrupted";
  return report.verdict === "passed" ? "Ran" : verdictLabel[report.verdict];
}

/** How many of the candidate's own tests passed. */
export function ownTestsInWords(tests: readonly OwnTest[]): string {
  const passed = tests.filter((test) => test.verdict === "passed").length;
  return `${passed} of ${tests.length} own ${tests.length === 1 ? "test" : "tests"}`;
}

/** What happened to the process that the cells share, and what that means. */
export const cellsGoneLabel: Readonly<Record<WhyGone, string>> = {
  restarted: "The notebook was restarted. All variables are gone.",
  idle: "The notebook’s process was ended because no cell had run for long. All variables are gone.",
  crowded: "The notebook’s process was ended because the machine needed its memory. All variables are gone.",
  server_restarted: "The server was restarted, and the notebook’s process with it. All variables are gone.",
  lost: "The notebook’s process ended while a cell ran. All variables are gone.",
};

export const endingLabel: Readonly<Record<string, string>> = {
  completed: "Completed",
  time_up: "Time was up",
  left_early: "Ended early",
  unfinished: "Not finished",
};

export const recommendationLabel: Readonly<Record<Debrief["overall"]["recommendation"], string>> = {
  strong_hire: "Strong hire",
  hire: "Hire",
  no_hire: "No hire",
  strong_no_hire: "Strong no hire",
  insufficient_evidence: "Not enough evidence",
};

/** Which colour a recommendation takes; its words always stand beside it. */
export const recommendationTone: Readonly<Record<Debrief["overall"]["recommendation"], "good" | "warn" | "bad" | "quiet">> = {
  strong_hire: "good",
  hire: "good",
  no_hire: "warn",
  strong_no_hire: "bad",
  insufficient_evidence: "quiet",
};

/** A criterion's grade from 0 to 2. */
export const gradeLabel = ["not met", "partly met", "met"] as const;
export const gradeTone = ["bad", "warn", "good"] as const;

export const sourceLabel: Readonly<Record<Debrief["moments"][number]["evidence"][number]["source"], string>> = {
  said: "you said",
  code: "your code",
  run: "a run",
  interviewer: "the interviewer",
  absence: "not seen",
};

export const eventLabel: Readonly<Record<Event["type"], string>> = {
  session_started: "the session started",
  session_resumed: "the session was taken up again",
  candidate_said: "you said something",
  code_edited: "you edited the code",
  run_requested: "you asked for a run",
  suite_ran: "a run ended",
  run_queued: "a run had to wait",
  stop_requested: "you asked to stop",
  run_stopped: "a run was stopped",
  cell_requested: "you ran a cell",
  cell_ran: "a cell ended",
  cells_restart_requested: "you asked for a restart of the notebook",
  cells_ended: "the notebook’s process ended",
  hint_requested: "you asked for a hint",
  move_on_requested: "you asked to move on",
  retry_requested: "you asked to try a part again",
  end_requested: "you asked to end",
  timer_fired: "a timer went off",
  model_answered: "the language model answered",
  utterance_understood: "your words were understood",
  interviewer_said: "the interviewer spoke",
  phase_changed: "the phase changed",
  fault_noted: "something of ours failed",
  session_ended: "the session ended",
};

/** Turn an id such as `asks_fact` into words. */
export function plain(id: string): string {
  return id.replaceAll("_", " ");
}

/** Name something that may be newer than this page. */
export function labelOf(labels: Readonly<Record<string, string>>, id: string): string {
  return labels[id] ?? plain(id);
}
