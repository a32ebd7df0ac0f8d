import { beforeEach, describe, expect, it } from "vitest";
import { announced, goingNow, howFar } from "../src/session/going";
import { Requests, type Wish } from "../src/session/requests";
import { emptyScreen, foldEnvelope, lastEndedRun } from "../src/session/screen";
import type { Event, Intent, Progress } from "../src/wire/messages";
import { line } from "./lines";
import { cellRan, cellRequested, edit, runQueued, runRequested, runStopped, stopRequested, suiteRan } from "./events";

const starter = "# %% a\na = 1\n# %% b\nb = 2\n# %% c\nc = 3\n";

const screenAfter = (...events: readonly Event[]) =>
  events.reduce((screen, event) => foldEnvelope(screen, line(screen.lastSeq + 1, 0, event)), emptyScreen(starter));

const progress = (requested_seq: number, told: Partial<Progress>): Progress => ({
  type: "progress", requested_seq, state: "running", n_ahead: 0, n_done: 0, n_checks: 0, ...told,
});

describe("how far a run is", () => {
  const far = (events: readonly Event[], said: Progress | null = null) => {
    const going = goingNow(screenAfter(...events));
    return going === null ? null : howFar(going, said);
  };

  it("goes from waiting over checks to the end", () => {
    expect(far([runRequested("submit")])?.words).toBe("Running all checks");
    expect(far([runRequested("submit"), runQueued(1, 3)])).toEqual({ state: "waiting", words: "Waiting: 3 runs are before yours", done: null });
    expect(far([runRequested("submit"), runQueued(1, 3)], progress(1, { state: "waiting", n_ahead: 1 }))?.words).toBe("Waiting: one run is before yours");
    expect(far([runRequested("submit")], progress(1, { state: "waiting" }))?.words).toBe("Waiting: yours is next");
    expect(far([runRequested("submit"), runQueued(1, 3)], progress(1, { n_done: 4, n_checks: 20 }))).toEqual({
      state: "running", words: "Running all checks: 4 of 20 done", done: { n: 4, of: 20 },
    });
    expect(far([runRequested("submit"), suiteRan(1, {})])).toBeNull();
  });

  it("is not taken from what was said about another run", () => {
    expect(far([runRequested("run"), suiteRan(1, {}), runRequested("run")], progress(1, { n_done: 3, n_checks: 4 }))?.words).toBe("Running");
  });

  it("says that it stops, and that it was stopped", () => {
    expect(far([runRequested("run"), stopRequested(1)], progress(1, { n_done: 3, n_checks: 4 }))?.state).toBe("stopping");
    const screen = screenAfter(runRequested("run"), stopRequested(1), runStopped(1));
    expect(goingNow(screen)).toBeNull();
    expect(lastEndedRun(screen)).toMatchObject({ outcome: null, outcomeSeq: 3, stopAsked: true });
    expect(screen.turns.map((turn) => turn.who === "note" && turn.note.kind)).toEqual(["stopped"]);
  });

  it("names the cell", () => {
    expect(far([cellRequested(1)])?.words).toBe("Running cell 2");
    expect(far([cellRequested(1), runQueued(1, 2)])?.words).toBe("Cell 2 runs as soon as a notebook of this machine is free");
    expect(far([cellRequested(1), cellRan(1)])).toBeNull();
  });

  it("is read out once for each state, not for each check", () => {
    const at = (n_done: number) => announced(far([runRequested("submit")], progress(1, { n_done, n_checks: 20 })));
    expect([at(1), at(2), at(19)]).toEqual(["Running all checks", "Running all checks", "Running all checks"]);
    expect(announced(far([runRequested("run"), runQueued(1, 5)]))).toBe("Waiting for other runs");
    expect(announced(null)).toBe("");
  });
});

describe("Requests", () => {
  let screen = screenAfter();
  let waiting: Intent[] = [];
  let submitted: Intent[] = [];
  let wishes: readonly Wish[] = [];
  let notices: string[] = [];
  let canSend = true;
  let requests: Requests;

  beforeEach(() => {
    screen = screenAfter();
    waiting = [];
    submitted = [];
    wishes = [];
    notices = [];
    canSend = true;
    requests = new Requests({
      screen: () => screen,
      waiting: () => waiting,
      canSend: () => canSend,
      submit: (intent) => {
        submitted.push(intent);
        waiting.push(intent);
      },
      wishesChanged: (now) => (wishes = now),
      notice: (words) => notices.push(words),
    });
  });

  const answer = (...events: readonly Event[]) => {
    waiting = [];
    for (const event of events) {
      const added = line(screen.lastSeq + 1, 0, event);
      screen = foldEnvelope(screen, added);
      requests.took([added]);
    }
  };
  const cell = (index: number) => ({ index, source: ["a = 1", "b = 2", "c = 3\n"][index] ?? "" });
  const asked = () => submitted.map((intent) => (intent.type === "request_cell" ? intent.cell : intent.type));

  it("waits until the code has reached the server", () => {
    canSend = false;
    requests.run("run");
    expect(asked()).toEqual([]);
    expect(requests.busy).toBe(true);
    canSend = true;
    requests.proceed();
    expect(asked()).toEqual(["request_run"]);
  });

  it("asks for one run at a time", () => {
    requests.run("run");
    requests.run("submit");
    answer(runRequested("run"));
    requests.run("submit");
    expect(asked()).toEqual(["request_run"]);
    answer(suiteRan(1, {}));
    requests.run("submit");
    expect(submitted.at(-1)).toMatchObject({ type: "request_run", purpose: "submit" });
  });

  it("runs cells one after the other", () => {
    requests.cells([cell(0), cell(1)]);
    requests.cells([cell(2)]);
    expect([asked(), wishes.length]).toEqual([[0], 2]);
    answer(cellRequested(0));
    expect(asked()).toEqual([0]);
    answer(cellRan(1));
    answer(cellRequested(1), cellRan(3));
    expect(asked()).toEqual([0, 1, 2]);
  });

  it("does not go on after a cell that raised, nor after a stop", () => {
    requests.cells([cell(0), cell(1)]);
    answer(cellRequested(0), cellRan(1, { verdict: "error" }));
    expect([asked(), wishes]).toEqual([[0], []]);
    requests.cells([cell(0), cell(1)]);
    answer(cellRequested(0));
    requests.stop();
    expect(submitted.at(-1)).toMatchObject({ type: "request_stop", requested_seq: 3 });
    answer(cellRan(3, { verdict: "error", interrupted: true }));
    expect(asked()).toEqual([0, 0, "request_stop"]);
    expect(requests.busy).toBe(false);
  });

  it("finds a cell that has moved, and does not run one that has changed", () => {
    requests.cells([cell(0), cell(1), cell(2)]);
    answer(cellRequested(0), edit([[0, "# %% new", "", ""], starter.length]), cellRan(1));
    expect(asked()).toEqual([0, 2]);
    const code = screen.code.toString();
    answer(cellRequested(2), edit([code.length, [0, "c = 4"]]), cellRan(4));
    expect(asked()).toEqual([0, 2]);
    expect(notices).toHaveLength(1);
  });

  it("stops a run whose number it does not know yet as soon as it does", () => {
    requests.run("run");
    requests.stop();
    expect(asked()).toEqual(["request_run"]);
    answer(runRequested("run"));
    expect(submitted.at(-1)).toMatchObject({ type: "request_stop", requested_seq: 1 });
    requests.stop();
    expect(asked()).toEqual(["request_run", "request_stop"]);
  });

  it("takes back what has not been sent", () => {
    canSend = false;
    requests.run("run");
    requests.stop();
    canSend = true;
    requests.proceed();
    expect(asked()).toEqual([]);
    expect(requests.busy).toBe(false);
  });

  it("forgets what should have followed a request that was refused, and its stop", () => {
    requests.cells([cell(0), cell(1)]);
    requests.stop();
    const refused = submitted[0] ?? null;
    waiting = [];
    requests.rejected(refused);
    requests.proceed();
    requests.run("run");
    answer(runRequested("run"));
    expect(asked()).toEqual([0, "request_run"]);
  });
});
