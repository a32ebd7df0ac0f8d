"""Takes what happens to runs and cells into the interviewer's state. Decides nothing and says nothing."""

from typing import TypeAlias, TypeVar, assert_never

import msgspec.structs

from agent.phases import LONGEST_GIVEN_BACK_MS
from agent.state import InterviewState, Work
from runner.report import RunReport, Verdict
from transcripts.events import (
    CellRan,
    CellRequested,
    CellsEnded,
    RunQueued,
    RunRequested,
    RunStopped,
    StopRequested,
    SuiteRan,
)

RunEvent: TypeAlias = (
    RunRequested | RunQueued | StopRequested | SuiteRan | RunStopped | CellRequested | CellRan | CellsEnded
)

_replace = msgspec.structs.replace
_Rest = TypeVar("_Rest")


def take_in_run(state: InterviewState, event: RunEvent) -> InterviewState:
    """Fold one event into the state, whose number and time are those of the event already. Total."""
    work = state.work
    match event:
        case RunRequested(purpose=purpose):
            return _replace(state, work=_replace(work, pending=(*work.pending, (state.seq, purpose))))
        case CellRequested(cell=cell):
            return _replace(state, work=_replace(work, pending_cells=(*work.pending_cells, (state.seq, cell))))
        case RunQueued(requested_seq=requested_seq):
            return _replace(state, work=_queued(state, requested_seq))
        case StopRequested(requested_seq=requested_seq):
            return _replace(state, work=_replace(work, unwanted=work.unwanted | {requested_seq}))
        case RunStopped(requested_seq=requested_seq):
            state = _given_back(state, requested_seq, ran_ms=0)
            return _replace(state, work=_came_back(state.work, requested_seq))
        case SuiteRan(requested_seq=requested_seq, measured=measured):
            state = _given_back(state, requested_seq, ran_ms=measured.wall_ms)
            return _replace(state, work=_ran(state, event))
        case CellRan(requested_seq=requested_seq, measured=measured):
            state = _given_back(state, requested_seq, ran_ms=measured.wall_ms)
            return _replace(state, work=_cell_ran(state.work, event))
        case CellsEnded():
            return _replace(state, work=_replace(work, cells_hold_state=False))
        case _:
            assert_never(event)


def failure_of(report: RunReport) -> str:
    """Name what a run failed on, so that two runs can be compared; empty when it passed."""
    if report.verdict in {Verdict.PASSED, Verdict.RUNNER_FAULT, Verdict.NOT_RUN}:
        return ""
    check = next((check.name for check in report.checks if check.verdict is not Verdict.PASSED), "")
    last_line = report.error.strip().rsplit("\n", 1)[-1].split(":", 1)[0]
    return f"{report.verdict}/{check}/{last_line if report.verdict is Verdict.ERROR else ''}"


def _as_far(before: RunReport, now: RunReport) -> bool:
    """Say whether a run got as far as another, in what both looked at; who gets further each time is not stuck."""
    both = {check.name for check in before.checks} & {check.name for check in now.checks}
    passed = [
        {check.name for check in report.checks if check.name in both and check.verdict is Verdict.PASSED}
        for report in (before, now)
    ]
    own = [sum(test.verdict is Verdict.PASSED for test in report.own_tests) for report in (before, now)]
    return passed[0] == passed[1] and (before.purpose != now.purpose or own[0] == own[1])


def _queued(state: InterviewState, requested_seq: int) -> Work:
    """Note that a run waits: once, and only one that was asked for and is not back."""
    work = state.work
    is_pending = any(seq == requested_seq for seq, _ in (*work.pending, *work.pending_cells))
    if not is_pending or requested_seq in dict(work.queued):
        return work
    return _replace(work, queued=(*work.queued, (requested_seq, state.at_ms)))


def _came_back(work: Work, requested_seq: int) -> Work:
    """Take a run or a cell off the lists of what is waited for."""

    def others(runs: tuple[tuple[int, _Rest], ...]) -> tuple[tuple[int, _Rest], ...]:
        return tuple(run for run in runs if run[0] != requested_seq)

    return _replace(
        work,
        pending=others(work.pending),
        pending_cells=others(work.pending_cells),
        queued=others(work.queued),
        unwanted=work.unwanted - {requested_seq},
    )


def _given_back(state: InterviewState, requested_seq: int, *, ran_ms: int) -> InterviewState:
    """Give the time back in which a run waited for the machine, up to a limit: it is no fault of the candidate."""
    since_ms = dict(state.work.queued).get(requested_seq)
    if since_ms is None:
        return state
    clock = state.clock
    waited_ms = min(max(0, state.at_ms - since_ms - ran_ms), LONGEST_GIVEN_BACK_MS - clock.waited_ms)
    return _replace(
        state,
        clock=_replace(clock, length_ms=clock.length_ms + waited_ms, waited_ms=clock.waited_ms + waited_ms),
    )


def _ran(state: InterviewState, event: SuiteRan) -> Work:
    work, report = _came_back(state.work, event.requested_seq), event.report
    if report.verdict in {Verdict.RUNNER_FAULT, Verdict.NOT_RUN}:
        return work
    failure = failure_of(report)
    same = failure == work.failure and work.last_report is not None and _as_far(work.last_report, report)
    submitted = report.purpose == "submit"
    return _replace(
        work,
        last_report=report,
        last_report_seq=state.seq,
        failure=failure,
        n_same_failures=(work.n_same_failures + 1 if same else 1) if failure and state.has_begun else 0,
        remarked=work.remarked if failure == work.remarked else "",
        n_runs=work.n_runs + 1,
        n_submits=work.n_submits + submitted,
        n_edits_at_run=work.n_edits,
        n_edits_at_look=work.n_edits,
        passed_submit=work.passed_submit or (submitted and not failure),
    )


def _cell_ran(work: Work, event: CellRan) -> Work:
    report = event.report
    # A cell that was stopped before it began has made nothing, and has not needed a process.
    holds = not report.state_lost and (work.cells_hold_state or report.verdict is not Verdict.NOT_RUN)
    return _replace(_came_back(work, event.requested_seq), cells_hold_state=holds)
