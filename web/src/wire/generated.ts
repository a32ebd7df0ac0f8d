// Made by `npm run types` from docs/reference/protocol.schema.json; do not edit.

/**
 * What an utterance of the candidate does in the conversation.
 */
export type Act =
  | "answers"
  | "asks_answer"
  | "asks_fact"
  | "asks_hint"
  | "asks_off_script"
  | "claims_complexity"
  | "claims_done"
  | "explains"
  | "manipulates"
  | "small_talk"
  | "states_assumption"
  | "states_plan"
  | "thinks_aloud";
/**
 * What can have happened.
 */
export type Event =
  | SessionStarted
  | SessionResumed
  | CandidateSaid
  | CodeEdited
  | RunRequested
  | SuiteRan
  | RunQueued
  | StopRequested
  | RunStopped
  | CellRequested
  | CellRan
  | CellsRestartRequested
  | CellsEnded
  | HintRequested
  | MoveOnRequested
  | RetryRequested
  | EndRequested
  | TimerFired
  | ModelAnswered
  | UtteranceUnderstood
  | InterviewerSaid
  | PhaseChanged
  | FaultNoted
  | SessionEnded;
/**
 * How one check, or a whole run, ended.
 */
export type Verdict =
  | "error"
  | "failed"
  | "forbidden"
  | "memory_limit"
  | "not_run"
  | "output_limit"
  | "passed"
  | "runner_fault"
  | "time_limit";
/**
 * Where the interview is.
 */
export type Phase = "clarify" | "code" | "discuss" | "introduce" | "plan" | "verify" | "wrap_up";
/**
 * What the language model is asked for.
 */
export type ModelPurpose = "judge" | "phrase" | "reply" | "understand" | "vote";
/**
 * How a call to the language model ended.
 */
export type ModelStatus =
  "cut_off" | "garbage" | "held_back" | "lost" | "ok" | "rate_limited" | "refused" | "timed_out" | "unreachable";
/**
 * What a turn of the interviewer is for.
 */
export type Move =
  | "acknowledge"
  | "answer_fact"
  | "ask_back"
  | "ask_plan"
  | "close"
  | "coach"
  | "confirm_assumption"
  | "correct_assumption"
  | "deflect"
  | "follow_up"
  | "follow_up_more"
  | "greet"
  | "hint"
  | "no_more_hints"
  | "nudge"
  | "offer_hint"
  | "present"
  | "probe"
  | "remark_on_run"
  | "start_code"
  | "time_check"
  | "your_call";
/**
 * What a client may send on the session socket.
 */
export type ClientMessage =
  | Hello
  | SendWords
  | SendEdit
  | RequestRun
  | RequestStop
  | RequestCell
  | RequestCellsRestart
  | RequestHint
  | RequestMoveOn
  | RequestRetry
  | RequestEnd
  | Ping;
/**
 * Why the server closed the socket.
 */
export type CloseCode = 1001 | 1009 | 4400 | 4401 | 4403 | 4404 | 4408 | 4409 | 4500;
/**
 * Why an intent was refused. Nothing was stored.
 */
export type RejectCode =
  "bad_edit" | "busy" | "ended" | "malformed" | "runner_unavailable" | "server_fault" | "stale_edit" | "too_long";
/**
 * What the server sends on the session socket.
 */
export type ServerMessage = Welcome | Appended | Accepted | Rejected | Progress | Speaking | Pong;

/**
 * Socket messages, events, REST answers and the debrief. Generated; do not edit.
 */
export interface ThinkaloudProtocol {
  [k: string]: unknown;
}
/**
 * The intent's events are durable; `seq` is the first of them.
 */
export interface Accepted {
  intent_id: string;
  seq: number;
  type: "accepted";
}
/**
 * A line of the log, durable.
 */
export interface Appended {
  envelope: Envelope;
  type: "appended";
}
/**
 * An event in its place. `seq` counts from 1 without gaps.
 */
export interface Envelope {
  actor: "candidate" | "clock" | "interviewer" | "model" | "runner" | "server";
  at_ms: number;
  event: Event;
  intent_id: string | null;
  prev_sha256: string;
  seq: number;
  session_id: string;
}
/**
 * The first event of each log.
 */
export interface SessionStarted {
  kind: "debug" | "end_to_end" | "from_scratch" | "operation";
  length_minutes: number;
  mode: "mock" | "practice";
  model: ModelTerms | null;
  product_version: string;
  question_id: string;
  question_sha256: string;
  question_title: string;
  seed: number;
  started_at: string;
  type: "session_started";
  v: number;
}
/**
 * The language model of a session, and what it may spend; agreed when the session starts.
 */
export interface ModelTerms {
  deadline_ms: number;
  most_calls: number;
  most_cost: number;
  most_tokens: number;
  name: string;
  phrases: boolean;
  price_in: number;
  price_out: number;
  votes: number;
}
/**
 * The server took the session up again; the time away does not count.
 */
export interface SessionResumed {
  away_ms: number;
  type: "session_resumed";
  v: number;
}
/**
 * Words of the candidate, typed or spoken.
 */
export interface CandidateSaid {
  channel: "spoken" | "typed";
  text: string;
  type: "candidate_said";
  v: number;
}
/**
 * The candidate changed the code. A document starts from the question's starter code.
 *
 *     `changes` is a CodeMirror change set as JSON: an int keeps that many UTF-16 units, a list `[n]` deletes n units,
 *     `[n, "line", "line"]` replaces n units by the lines joined with newlines.
 */
export interface CodeEdited {
  changes: (number | (number | string)[])[];
  client_id: string;
  path: string;
  type: "code_edited";
  v: number;
}
/**
 * The candidate pressed Run or Submit; the code is that of this moment in the log.
 */
export interface RunRequested {
  purpose: "run" | "submit";
  type: "run_requested";
  v: number;
}
/**
 * A run ended.
 */
export interface SuiteRan {
  measured: Measured;
  report: RunReport;
  requested_seq: number;
  type: "suite_ran";
  v: number;
}
/**
 * What the clock and the kernel said about a run. Never part of a verdict's bytes.
 */
export interface Measured {
  cpu_ms: number | null;
  peak_memory_mib: number | null;
  wall_ms: number;
}
/**
 * What happened when a submission ran. Byte-identical for the same submission on the same machine.
 */
export interface RunReport {
  checks: CheckResult[];
  environment: string;
  environment_sha256: string;
  error: string;
  error_line: number | null;
  figures: Figure[];
  limits: Limits;
  own_tests: OwnTest[];
  purpose: "run" | "submit";
  sandbox: string;
  schema_version: 1;
  stderr: string;
  stdout: string;
  submission_sha256: string;
  tables: ShownTable[];
  truncated: boolean;
  verdict: Verdict;
  warnings: Warned[];
}
/**
 * What one check found. The short forms are filled for visible checks only.
 */
export interface CheckResult {
  expected: string;
  given: string;
  got: string;
  hidden: boolean;
  kind: "contract" | "core" | "edge" | "honesty" | "numeric" | "speed";
  line: number | null;
  message: string;
  name: string;
  title: string;
  verdict: Verdict;
}
/**
 * A figure that the code drew. `png` is base64 in JSON.
 */
export interface Figure {
  height: number;
  png: string;
  title: string;
  width: number;
}
/**
 * What one run may use.
 */
export interface Limits {
  cpu_seconds: number;
  memory_mib: number;
  output_kib: number;
  processes: number;
  scratch_mib: number;
  wall_seconds: number;
}
/**
 * One of the candidate's own tests. It says what their tests found; it never counts as a check of ours.
 */
export interface OwnTest {
  kind: "assertion" | "doctest" | "function" | "main";
  line: number | null;
  message: string;
  name: string;
  verdict: Verdict;
}
/**
 * A table that the code showed, cut to what a person reads. All cells are text, made inside; never markup.
 */
export interface ShownTable {
  columns: string[];
  dtypes: string[];
  index: string[];
  n_columns: number;
  n_rows: number;
  rows: string[][];
  title: string;
}
/**
 * A warning that the code caused, counted once for each place.
 */
export interface Warned {
  category: string;
  line: number | null;
  message: string;
}
/**
 * A run or a cell has to wait for others, and long enough that the candidate should hear of it.
 */
export interface RunQueued {
  n_ahead: number;
  requested_seq: number;
  type: "run_queued";
  v: number;
}
/**
 * The candidate pressed Stop on the run or the cell that was asked for at `requested_seq`.
 */
export interface StopRequested {
  requested_seq: number;
  type: "stop_requested";
  v: number;
}
/**
 * A run was ended before it had a report, because the candidate asked for that. It says nothing about the code.
 */
export interface RunStopped {
  requested_seq: number;
  type: "run_stopped";
  v: number;
}
/**
 * The candidate ran one `# %%` cell of the code as it stood at this moment in the log.
 */
export interface CellRequested {
  cell: number;
  type: "cell_requested";
  v: number;
}
/**
 * A cell ended. What it had made before stays for the next one, unless the report says that it is lost.
 */
export interface CellRan {
  measured: Measured;
  report: CellReport;
  requested_seq: number;
  type: "cell_ran";
  v: number;
}
/**
 * What happened when one notebook cell ran.
 */
export interface CellReport {
  error: string;
  error_line: number | null;
  figures: Figure[];
  interrupted: boolean;
  result: string;
  schema_version: 1;
  state_lost: boolean;
  stderr: string;
  stdout: string;
  tables: ShownTable[];
  truncated: boolean;
  verdict: Verdict;
  warnings: Warned[];
}
/**
 * The candidate asked for an empty notebook process.
 */
export interface CellsRestartRequested {
  type: "cells_restart_requested";
  v: number;
}
/**
 * The process behind the cells is gone, and with it all variables; the next cell starts a new one.
 */
export interface CellsEnded {
  type: "cells_ended";
  v: number;
  why: "crowded" | "idle" | "restarted" | "server_restarted";
}
/**
 * The candidate pressed the hint button.
 */
export interface HintRequested {
  type: "hint_requested";
  v: number;
}
/**
 * The candidate pressed the button that says they are done with this phase.
 */
export interface MoveOnRequested {
  type: "move_on_requested";
  v: number;
}
/**
 * The candidate asked to go through a phase again; only a practice session does so.
 */
export interface RetryRequested {
  phase: Phase;
  type: "retry_requested";
  v: number;
}
/**
 * The candidate asked to end the interview.
 */
export interface EndRequested {
  type: "end_requested";
  v: number;
}
/**
 * A moment that the interviewer waited for has come.
 */
export interface TimerFired {
  timer: string;
  type: "timer_fired";
  v: number;
}
/**
 * A call to the language model ended, one way or another. What is made of it is decided by the interviewer.
 */
export interface ModelAnswered {
  call: number;
  cost: number;
  first_words_ms: number;
  latency_ms: number;
  model: string;
  prompt_sha256: string;
  purpose: ModelPurpose;
  said_seq: number;
  status: ModelStatus;
  text: string;
  tokens_in: number;
  tokens_out: number;
  type: "model_answered";
  v: number;
}
/**
 * What the interviewer took an utterance to mean.
 */
export interface UtteranceUnderstood {
  act: Act;
  confidence: number;
  engine: string;
  items: string[];
  said_seq: number;
  type: "utterance_understood";
  v: number;
}
/**
 * A turn of the interviewer, with its reason.
 */
export interface InterviewerSaid {
  about: string;
  move: Move;
  reason: Reason;
  text: string;
  type: "interviewer_said";
  v: number;
}
/**
 * Why the interviewer did something: a rule of the script and the events that set it off.
 */
export interface Reason {
  because: number[];
  detail: string;
  rule: string;
}
/**
 * The interview went on to another phase.
 */
export interface PhaseChanged {
  phase: Phase;
  reason: Reason;
  type: "phase_changed";
  v: number;
}
/**
 * Something of ours went wrong and the interview went on without it.
 */
export interface FaultNoted {
  message: string;
  type: "fault_noted";
  v: number;
  where: string;
}
/**
 * The last event of each finished log.
 */
export interface SessionEnded {
  ending: "completed" | "left_early" | "time_up";
  reason: Reason;
  type: "session_ended";
  v: number;
}
/**
 * One check over the session.
 */
export interface CheckHistory {
  first_passed_ms: number | null;
  first_passed_seq: number | null;
  hidden: boolean;
  kind: "contract" | "core" | "edge" | "honesty" | "numeric" | "speed";
  last: Verdict | null;
  message: string;
  name: string;
  title: string;
}
/**
 * First message on each connection. `after_seq` 0 asks for the whole log.
 */
export interface Hello {
  after_seq: number;
  protocol: number;
  type: "hello";
}
/**
 * The candidate says something.
 */
export interface SendWords {
  channel: "spoken" | "typed";
  intent_id: string;
  text: string;
  type: "send_words";
}
/**
 * The candidate changed the code. `base_revision` counts the `code_edited` events that the change rests on.
 */
export interface SendEdit {
  base_revision: number;
  changes: (number | (number | string)[])[];
  client_id: string;
  intent_id: string;
  path: string;
  type: "send_edit";
}
/**
 * Run or submit the code as it stands.
 */
export interface RequestRun {
  intent_id: string;
  purpose: "run" | "submit";
  type: "request_run";
}
/**
 * Stop the run or the cell that is going. Accepted too when it has just ended.
 */
export interface RequestStop {
  intent_id: string;
  requested_seq: number;
  type: "request_stop";
}
/**
 * Run one `# %%` cell of the code as it stands, in the process that the session's cells share.
 */
export interface RequestCell {
  cell: number;
  intent_id: string;
  type: "request_cell";
}
/**
 * End the process that the session's cells share; the next cell starts a new one.
 */
export interface RequestCellsRestart {
  intent_id: string;
  type: "request_cells_restart";
}
/**
 * Ask for the next hint.
 */
export interface RequestHint {
  intent_id: string;
  type: "request_hint";
}
/**
 * Say that this phase is done.
 */
export interface RequestMoveOn {
  intent_id: string;
  type: "request_move_on";
}
/**
 * Go through a phase again, in practice.
 */
export interface RequestRetry {
  intent_id: string;
  phase: Phase;
  type: "request_retry";
}
/**
 * End the interview.
 */
export interface RequestEnd {
  intent_id: string;
  type: "request_end";
}
/**
 * Ask whether the server is there.
 */
export interface Ping {
  type: "ping";
}
/**
 * A comment as whoever asks may see it, and what they may do with it. Times are ISO; `changed_at` may be empty.
 */
export interface CommentRow {
  author: string;
  changed_at: string;
  comment_id: string;
  is_imported: boolean;
  made_at: string;
  may_change: boolean;
  may_remove: boolean;
  seq: number;
  text: string;
}
/**
 * What came of a file of comments.
 */
export interface CommentsTakenIn {
  n_known: number;
  n_new: number;
}
/**
 * A criterion with its weight by kind of question.
 */
export interface CriterionExplained {
  full: string;
  id: string;
  signals: string[];
  title: string;
  weight: number;
  weight_end_to_end: number;
}
/**
 * One small check of the rubric. A grade of None is `not assessed`.
 */
export interface CriterionResult {
  evidence: Evidence[];
  grade: (0 | 1 | 2) | null;
  id: string;
  missed: string;
  not_assessed_because: string;
  reason: string;
  signals: string[];
  title: string;
  weight: number;
}
/**
 * Where a finding can be seen. `quote` is an exact substring of what the event holds.
 */
export interface Evidence {
  at_ms: number;
  fact: string;
  lines: [number, number] | null;
  quote: string;
  seq: number;
  source: "absence" | "code" | "interviewer" | "run" | "said";
}
/**
 * A file that the candidate's code may open.
 */
export interface DataFileShape {
  n_bytes: number;
  name: string;
  says: string;
}
/**
 * The whole debrief.
 */
export interface Debrief {
  checks: CheckHistory[];
  contradicted: Finding[];
  dimensions: DimensionResult[];
  facts: FactAsked[];
  follow_ups: FollowUpResult[];
  hints: HintTaken[];
  integrity: Finding[];
  last_code: string;
  moments: Moment[];
  not_assessed: string[];
  overall: Overall;
  phases: PhaseTime[];
  practice: Practice[];
  provenance: Provenance;
  reference: string;
  runs: RunPoint[];
  schema_version: 1;
  second_style: string;
  session: SessionSummary;
  signals: SignalValue[];
}
/**
 * One sentence with what it rests on.
 */
export interface Finding {
  evidence: Evidence[];
  text: string;
}
/**
 * One of the five dimensions.
 */
export interface DimensionResult {
  anchor: string;
  capped_by: string;
  confidence: "high" | "low" | "medium";
  coverage: number;
  criteria: CriterionResult[];
  id: "algorithms" | "code" | "communication" | "ml_knowledge" | "problem_solving";
  level: (1 | 2 | 3 | 4) | null;
  level_name: string;
  next_level: string;
  score: number | null;
  title: string;
}
/**
 * A fact of the fact sheet: asked for or missed.
 */
export interface FactAsked {
  answer: string;
  asked: boolean;
  evidence: Evidence[];
  id: string;
  in_time: boolean | null;
  mattered: boolean;
  title: string;
  used_in_code: boolean | null;
  would_have_changed: string;
}
/**
 * A follow-up that was asked, and the answer.
 */
export interface FollowUpResult {
  answer: string;
  asked_seq: number;
  at_ms: number;
  id: string;
  misconceptions: string[];
  model_answer: string;
  points: PointResult[];
  question: string;
  verdict: "no_answer" | "partly" | "right" | "wrong";
}
/**
 * A point that a good answer holds.
 */
export interface PointResult {
  covered: boolean;
  evidence: Evidence[];
  says: string;
  votes: string;
}
/**
 * A hint and what it cost.
 */
export interface HintTaken {
  at_ms: number;
  cost: number;
  level: number;
  requested: boolean;
  seq: number;
  text: string;
}
/**
 * A strength or a missed opportunity, with what a strong candidate would have done.
 */
export interface Moment {
  evidence: Evidence[];
  kind: "missed" | "strength";
  strong_candidate: string;
  text: string;
}
/**
 * The recommendation and what it rests on.
 */
export interface Overall {
  confidence: "high" | "low" | "medium";
  confidence_note: string;
  gates: Gate[];
  headline: string;
  meaning: string;
  near_boundary: string;
  reasons: Finding[];
  recommendation: "hire" | "insufficient_evidence" | "no_hire" | "strong_hire" | "strong_no_hire";
  score: number | null;
}
/**
 * A cap. Gates lower, they never lift.
 */
export interface Gate {
  effect: string;
  evidence: Evidence[];
  fired: boolean;
  id: string;
  title: string;
}
/**
 * Time in a phase against its budget.
 */
export interface PhaseTime {
  budget_ms: number;
  end_ms: number;
  phase: Phase;
  spent_ms: number;
  start_ms: number;
  visits: [number, number][];
}
/**
 * What to practise next, with a finish line.
 */
export interface Practice {
  criteria: string[];
  do: string;
  done_when: string;
  minutes: number;
  question_id: string;
  title: string;
  why: string;
}
/**
 * How it was computed.
 */
export interface Provenance {
  engine_version: string;
  mode: "rules" | "rules_and_votes";
  n_votes: number;
  question_matches: boolean;
  question_sha256: string;
  rubric_sha256: string;
  rubric_version: string;
  transcript_sha256: string;
}
/**
 * One run on the timeline.
 */
export interface RunPoint {
  at_ms: number;
  n_checks: number;
  n_passed: number;
  purpose: "run" | "submit";
  seq: number;
  verdict: Verdict;
}
/**
 * Which session this is.
 */
export interface SessionSummary {
  duration_ms: number;
  ending: "completed" | "left_early" | "time_up" | "unfinished";
  id: string;
  kind: "debug" | "end_to_end" | "from_scratch" | "operation";
  length_minutes: number;
  mode: "mock" | "practice";
  n_retries: number;
  question_id: string;
  question_title: string;
  started_at: string;
}
/**
 * What one signal saw.
 */
export interface SignalValue {
  confidence: "high" | "low" | "medium";
  evidence: Evidence[];
  fault: string;
  id: string;
  reason: string;
  value: boolean | number | string | string[] | null;
}
/**
 * A dimension with its criteria and the sentences of its levels.
 */
export interface DimensionExplained {
  anchors: {
    [k: string]: string[];
  };
  criteria: CriterionExplained[];
  examples: WorkedExample[];
  id: "algorithms" | "code" | "communication" | "ml_knowledge" | "problem_solving";
  mastery: string;
  title: string;
  weight: number;
}
/**
 * A session whose level was given by the rubric and by an expert alike.
 */
export interface WorkedExample {
  dimension: "algorithms" | "code" | "communication" | "ml_knowledge" | "problem_solving";
  findings: ExampleFinding[];
  level: 1 | 2 | 3 | 4;
  question: string;
  who: string;
}
/**
 * One criterion of the example.
 */
export interface ExampleFinding {
  at: string;
  grade: "in part" | "not shown" | "shown";
  reason: string;
  seen: string;
  title: string;
}
/**
 * One of the five dimensions over the sessions.
 */
export interface DimensionProgress {
  estimate: Estimate | null;
  gaps: Gap[];
  id: "algorithms" | "code" | "communication" | "ml_knowledge" | "problem_solving";
  seen: LevelSeen[];
  title: string;
  trend: Trend | null;
}
/**
 * A shrunken mean of levels, and the interval that holds the true one with a probability of 90 %.
 */
export interface Estimate {
  high: number;
  low: number;
  mean: number;
  n_sessions: number;
  weight: number;
}
/**
 * A criterion that was not fully met in two sessions or more.
 */
export interface Gap {
  criterion: string;
  full: string;
  met_last_time: boolean;
  n_graded: number;
  n_missed: number;
  session_ids: string[];
  title: string;
}
/**
 * A dimension's level in one session, and what was known of the dimension then.
 */
export interface LevelSeen {
  level: number;
  mode: "mock" | "practice";
  question_title: string;
  session_id: string;
  so_far: Estimate;
  started_at: string;
  weight: number;
}
/**
 * A line through levels by least squares, in levels a session.
 */
export interface Trend {
  is_clear: boolean;
  n_sessions: number;
  slope: number;
  standard_error: number;
}
/**
 * What the candidate's file must define.
 */
export interface EntryShape {
  name: string;
  signature: string;
}
/**
 * What every refused request is answered with.
 */
export interface ErrorAnswer {
  error: ErrorDetail;
}
/**
 * A code for programs and a line for people.
 */
export interface ErrorDetail {
  code: string;
  message: string;
}
/**
 * A gate.
 */
export interface GateExplained {
  id: string;
  says: string;
  title: string;
}
/**
 * Everything that the grading rests on.
 */
export interface Grading {
  dimensions: DimensionExplained[];
  gates: GateExplained[];
  hints: HintPrice[];
  least_coverage: number;
  levels: LevelCut[];
  /**
   * The same, written out.
   */
  markdown: string;
  principles: string[];
  recommendations: RecommendationExplained[];
  rubric_version: string;
  signals: SignalExplained[];
}
/**
 * What a hint of a level costs.
 */
export interface HintPrice {
  cost: number;
  level: number;
}
/**
 * Lowest score of a level.
 */
export interface LevelCut {
  from_score: number;
  level: number;
  name: string;
}
/**
 * A word of the recommendation. `from_score` is None for insufficient evidence.
 */
export interface RecommendationExplained {
  from_score: number | null;
  id: "hire" | "insufficient_evidence" | "no_hire" | "strong_hire" | "strong_no_hire";
  meaning: string;
  word: string;
}
/**
 * A signal and what it reads.
 */
export interface SignalExplained {
  feeds: string[];
  id: string;
  reads: string[];
  title: string;
}
/**
 * Whether the server works.
 */
export interface Health {
  runner: RunnerShape;
  status: "ok";
  version: string;
}
/**
 * What runs the code, and whether it can.
 */
export interface RunnerShape {
  available: boolean;
  message: string;
  name: string;
}
/**
 * A kind of question over the sessions.
 */
export interface KindProgress {
  estimate: Estimate;
  kind: "debug" | "end_to_end" | "from_scratch" | "operation";
}
/**
 * How it went when a question was last done.
 */
export interface LastTime {
  level: number | null;
  level_name: string;
  mode: "mock" | "practice";
  n_times: number;
  question_id: string;
  session_id: string;
  started_at: string;
}
/**
 * A question package that cannot be used, and why.
 */
export interface LeftOut {
  message: string;
  package: string;
}
/**
 * What a candidate of each level is expected to do unprompted.
 */
export interface LevelBarShape {
  intern: string;
  mid: string;
  senior: string;
}
/**
 * The link that was made. `path`, below the server's own address, holds its secret and is told only now.
 */
export interface LinkMade {
  link: LinkRow;
  path: string;
}
/**
 * A link in the list. `expires_at` is null when it never does.
 */
export interface LinkRow {
  expires_at: string | null;
  id: string;
  label: string;
  made_at: string;
  may_comment: boolean;
  state: "open" | "expired" | "withdrawn";
}
/**
 * The language model that helps the interviewer; an empty name: there is none, and none is needed.
 */
export interface ModelShape {
  /**
   * Address of an OpenAI-compatible server (vLLM, Ollama, llama.cpp, ...), such as http://127.0.0.1:11434/v1; empty: OpenAI.
   */
  base_url: string;
  /**
   * Calls to the model that a session may make.
   */
  calls: number;
  /**
   * Money that a session may cost, by the prices; 0 is no limit.
   */
  cost: number;
  fixed: (
    | "name"
    | "base_url"
    | "key"
    | "seconds"
    | "calls"
    | "tokens"
    | "cost"
    | "price_in"
    | "price_out"
    | "votes"
    | "phrases"
  )[];
  key_ends: string;
  key_is_kept: boolean;
  may_change: boolean;
  /**
   * Name of a language model that helps the interviewer; empty: no model.
   */
  name: string;
  openai_key_is_set: boolean;
  /**
   * Let the model also put turns that are decided into other words.
   */
  phrases: boolean;
  /**
   * Price of a million tokens that the model reads.
   */
  price_in: number;
  /**
   * Price of a million tokens that the model writes.
   */
  price_out: number;
  problem: string;
  /**
   * A model that has not answered after this long is not waited for.
   */
  seconds: number;
  /**
   * Tokens, in and out, that a session may use.
   */
  tokens: number;
  /**
   * Votes of the model on the points of an answer to a follow-up, for the debrief.
   */
  votes: number;
  why_not: string;
}
/**
 * How the language model did when it was tried.
 */
export interface ModelTrial {
  answers: boolean;
  first_words_ms: number;
  in_time: boolean;
  latency_ms: number;
  says: string;
  works: boolean;
}
/**
 * A language model to try or to use from now on.
 */
export interface ModelWanted {
  /**
   * Address of an OpenAI-compatible server (vLLM, Ollama, llama.cpp, ...), such as http://127.0.0.1:11434/v1; empty: OpenAI.
   */
  base_url: string;
  /**
   * Calls to the model that a session may make.
   */
  calls: number;
  /**
   * Money that a session may cost, by the prices; 0 is no limit.
   */
  cost: number;
  key: string | null;
  /**
   * Name of a language model that helps the interviewer; empty: no model.
   */
  name: string;
  /**
   * Let the model also put turns that are decided into other words.
   */
  phrases: boolean;
  /**
   * Price of a million tokens that the model reads.
   */
  price_in: number;
  /**
   * Price of a million tokens that the model writes.
   */
  price_out: number;
  /**
   * A model that has not answered after this long is not waited for.
   */
  seconds: number;
  /**
   * Tokens, in and out, that a session may use.
   */
  tokens: number;
  /**
   * Votes of the model on the points of an answer to a follow-up, for the debrief.
   */
  votes: number;
}
/**
 * A comment on a moment. Sent again with the same id, it is stored once, with the newer words.
 */
export interface NewComment {
  author: string;
  comment_id: string | null;
  seq: number;
  text: string;
}
/**
 * A link to one ended session, for somebody else.
 */
export interface NewLink {
  expires_in_days: number | null;
  label: string;
  may_comment: boolean;
}
/**
 * What to begin.
 */
export interface NewSession {
  length_minutes: number | null;
  mode: "mock" | "practice";
  question_id: string;
}
/**
 * What a comment shall say from now on.
 */
export interface NewWords {
  text: string;
}
/**
 * One thing to practise next: a drill, or a question to start.
 */
export interface NextStep {
  do: string;
  done_when: string;
  minutes: number;
  question_id: string;
  title: string;
  what: "drill" | "question";
  why: string;
}
/**
 * A session that could not be graded, or has not ended.
 */
export interface NotRead {
  id: string;
  question_title: string;
  why: string;
}
/**
 * Time budget by phase, for the question's own length.
 */
export interface PhaseMinutesShape {
  clarify: number;
  code: number;
  discuss: number;
  introduce: number;
  plan: number;
  verify: number;
  wrap_up: number;
}
/**
 * The server is there.
 */
export interface Pong {
  now_ms: number;
  type: "pong";
}
/**
 * How far a run or a cell is. Never stored; a page that joins later gets the newest one.
 */
export interface Progress {
  n_ahead: number;
  n_checks: number;
  n_done: number;
  requested_seq: number;
  state: "running" | "waiting";
  type: "progress";
}
/**
 * The whole map.
 */
export interface ProgressReport {
  dimensions: DimensionProgress[];
  kinds: KindProgress[];
  n_counted: number;
  next_steps: NextStep[];
  not_read: NotRead[];
  schema_version: 1;
  sessions: SessionLine[];
  today: string;
  topics: TopicProgress[];
}
/**
 * A session as it went into the map.
 */
export interface SessionLine {
  counts_not_because: string;
  difficulty: "easy" | "hard" | "medium";
  id: string;
  kind: "debug" | "end_to_end" | "from_scratch" | "operation";
  level: number | null;
  levels: {
    [k: string]: number | null;
  };
  mode: "mock" | "practice";
  nth_time: number;
  question_id: string;
  question_title: string;
  started_at: string;
  topics: string[];
  weight: number;
}
/**
 * A topic over the sessions. Box and dates are null when the sessions' dates cannot be read.
 */
export interface TopicProgress {
  box: (1 | 2 | 3 | 4 | 5) | null;
  due_day: string | null;
  estimate: Estimate;
  is_due: boolean;
  last_day: string | null;
  topic: string;
}
/**
 * A question as a candidate may see it before the interview: nothing of facts, hints, checks or answers.
 */
export interface QuestionDetail {
  data: DataFileShape[];
  difficulty: "easy" | "medium" | "hard";
  driver: string;
  entry: EntryShape;
  framework: "numpy" | "sklearn" | "pytorch" | "transformers";
  id: string;
  kind: "from_scratch" | "operation" | "end_to_end" | "debug";
  lacks: string;
  level_bar: LevelBarShape;
  minutes: number;
  phases: PhaseMinutesShape;
  starter: string;
  summary: string;
  title: string;
  topic: string;
}
/**
 * A question in the list.
 */
export interface QuestionRow {
  difficulty: "easy" | "medium" | "hard";
  framework: "numpy" | "sklearn" | "pytorch" | "transformers";
  id: string;
  kind: "from_scratch" | "operation" | "end_to_end" | "debug";
  lacks: string;
  level_bar: LevelBarShape;
  minutes: number;
  summary: string;
  title: string;
  topic: string;
}
/**
 * How busy the machine is. `most_waiting`: when so many wait, the next run is refused.
 */
export interface QueueShape {
  longest_wait_ms: number;
  most_waiting: number;
  n_at_work: number;
  n_lanes: number;
  n_waiting: number;
}
/**
 * The intent was refused and nothing was stored.
 */
export interface Rejected {
  code: RejectCode;
  intent_id: string;
  reason: string;
  type: "rejected";
}
/**
 * Answer to `hello`.
 */
export interface Welcome {
  ended: boolean;
  last_seq: number;
  now_ms: number;
  protocol: number;
  question_id: string;
  session_id: string;
  type: "welcome";
}
/**
 * The interviewer begins to answer an utterance. Never stored: the turn itself comes as a line of the log.
 */
export interface Speaking {
  said_seq: number;
  text: string;
  type: "speaking";
}
/**
 * The links to a session, newest first, and from where this server can be reached.
 */
export interface SessionLinks {
  links: LinkRow[];
  names: string[];
  reach: "machine" | "network";
}
/**
 * A session for replay: its row, the code that it started from, and all its lines.
 */
export interface SessionLog {
  envelopes: Envelope[];
  session: SessionRow;
  starter: string;
}
/**
 * A session in the list. `ending` is null while it is open.
 */
export interface SessionRow {
  duration_ms: number;
  ending: ("completed" | "time_up" | "left_early") | null;
  id: string;
  kind: "from_scratch" | "operation" | "end_to_end" | "debug";
  length_minutes: number;
  mode: "mock" | "practice";
  n_events: number;
  question_id: string;
  question_title: string;
  started_at: string;
}
/**
 * The session that was begun or taken in.
 */
export interface SessionMade {
  session_id: string;
}
/**
 * Where a session was left that has not ended.
 */
export interface SessionStanding {
  last_at: string;
  left_ms: number;
  phase: Phase;
}
/**
 * A session that a guest was shown by link.
 */
export interface Shown {
  may_comment: boolean;
  session_id: string;
}
/**
 * A question to be interviewed on now.
 */
export interface Suggestion {
  minutes: number;
  question_id: string;
  title: string;
  why: string;
}
/**
 * Who asks: the owner, or a guest and what they were shown.
 */
export interface Visit {
  is_guest: boolean;
  shown: Shown[];
}
/**
 * What to do now: questions, the most useful first, and how it went before.
 */
export interface WhatNext {
  last_times: LastTime[];
  mind: string;
  n_counted: number;
  suggestions: Suggestion[];
  today: string;
}
