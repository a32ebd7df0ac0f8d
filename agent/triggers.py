"""Decides which of a question's triggers may fire: what the code, the last run and the candidate's words show.

A trigger that crashes is reported and never fires. Must not know what is said when one fires.
"""

import re

from msgspec import Struct

from agent.own_part import is_in_starter
from agent.state import InterviewState
from question_bank.code_facts import holds
from question_bank.package import RunCondition, Trigger, WordsCondition
from question_bank.wording import covered_points
from runner.report import CheckKind, CheckResult, RunReport, Verdict
from transcripts.events import Phase

_MOST_BASIC_FIRST: tuple[CheckKind, ...] = ("core", "contract", "edge", "numeric", "honesty", "speed")
"""Whoever fails on the main rule is not asked about the running time."""


_SAYS_NOTHING = frozenset({Verdict.PASSED, Verdict.NOT_RUN, Verdict.RUNNER_FAULT})


class Fired(Struct, frozen=True):
    """A trigger whose conditions all hold, and where that was seen."""

    trigger: Trigger
    seen: str
    """In words: `lines 12-14`, `the last run`."""
    because: tuple[int, ...] = ()
    """Sequence numbers besides that of the event at hand."""


class Looked(Struct, frozen=True):
    """Outcome of looking through all triggers."""

    fired: Fired | None = None
    faults: tuple[tuple[str, str], ...] = ()
    """Ids of triggers that crashed, each with what happened."""


def look(state: InterviewState, phase: Phase, *, words_only: bool = False) -> Looked:
    """Find the first unused trigger that may fire in a phase. `words_only`: only those that react to the last words."""
    faults: list[tuple[str, str]] = []
    for trigger in state.question.triggers:
        if trigger.id in state.progress.triggers_used or phase not in trigger.phases:
            continue
        if words_only and (trigger.words is None or not trigger.words.said):
            continue
        if _is_twin_of_open(trigger, state):
            continue
        try:
            fired = _fires(trigger, state)
        except Exception as error:  # noqa: BLE001  a faulty package must not stop an interview
            faults.append((trigger.id, f"{type(error).__name__}: {error}"))
            continue
        if fired:
            return Looked(fired, tuple(faults))
    return Looked(None, tuple(faults))


def looks_at_code(state: InterviewState) -> bool:
    """Say whether an unused trigger of this phase depends on the code."""
    return any(
        trigger.code is not None and state.phase in trigger.phases and trigger.id not in state.progress.triggers_used
        for trigger in state.question.triggers
    )


def _fires(trigger: Trigger, state: InterviewState) -> Fired | None:
    if not state.has_written and (trigger.code is not None or trigger.run is not None):
        return None
    seen: list[str] = []
    because: tuple[int, ...] = ()
    if trigger.run is not None:
        report = state.work.last_report
        if report is None or not run_holds(trigger.run, report) or _is_beside_the_point(trigger.run, report):
            return None
        because = (state.work.last_report_seq,)
        seen.append("the last run")
    if trigger.words is not None:
        if not words_hold(trigger.words, state.talk.last_words, state.talk.heard):
            return None
        because += (state.talk.last_words_seq,) if trigger.words.said else ()
        seen.append("what was said" if trigger.words.said else "what was not said")
    if trigger.code is not None:
        # What is lacking may be anywhere in the file; what is seen must be the candidate's, and no test of theirs.
        lines = holds(trigger.code, state.work.code) and holds(trigger.code, state.solution)
        if lines is None or is_in_starter(lines, state.work.code, state.question.starter):
            return None
        seen.append(f"lines {lines[0]}-{lines[1]}")
    if not seen or _said_already(trigger, state):
        return None
    return Fired(trigger, ", ".join(seen), because)


def most_basic_failure(report: RunReport) -> CheckResult | None:
    """Pick the check to speak of: the main rule before edge cases before speed, and among equals a crash first."""
    failing = [check for check in report.checks if check.verdict not in _SAYS_NOTHING]
    return min(failing, key=lambda one: (_rank(one), one.verdict is not Verdict.ERROR, one.hidden), default=None)


def _is_beside_the_point(condition: RunCondition, report: RunReport) -> bool:
    """Say whether a condition is about a check, while a more basic example does not pass, or nothing does."""
    about = next((check for check in report.checks if check.name == condition.check), None)
    basic = most_basic_failure(report)
    if about is None or basic is None or _rank(basic) >= _rank(about):
        return False
    return not report.n_passed or any(
        not check.hidden and check.verdict not in _SAYS_NOTHING and _rank(check) < _rank(about)
        for check in report.checks
    )


def _rank(check: CheckResult) -> int:
    return _MOST_BASIC_FIRST.index(check.kind)


def run_holds(condition: RunCondition, report: RunReport) -> bool:
    """Say whether a condition on a run holds."""
    if condition.passed is not None and condition.passed is not (report.verdict is Verdict.PASSED):
        return False
    verdict, text = str(report.verdict), f"{report.error}\n{report.stderr}"
    if condition.check is not None:
        check = next((check for check in report.checks if check.name == condition.check), None)
        if check is None or check.verdict in _SAYS_NOTHING:
            return False
        verdict, text = str(check.verdict), f"{check.message}\n{report.error}"
    if condition.verdicts and verdict not in condition.verdicts:
        return False
    return condition.error_matches is None or re.search(condition.error_matches, text) is not None


def words_hold(condition: WordsCondition, last_words: str, heard: str) -> bool:
    """Say whether a condition on the candidate's words holds."""
    last = last_words.lower()
    if condition.said and not any(re.search(pattern, last) for pattern in condition.said):
        return False
    return not any(re.search(pattern, heard) for pattern in condition.never_said)


def twin_is_open(state: InterviewState) -> bool:
    """Say whether the last run would set off a trigger but for a question still open that a good answer covers too."""
    return any(
        trigger.run is not None
        and state.work.last_report is not None
        and trigger.id not in state.progress.triggers_used
        and _is_twin_of_open(trigger, state)
        and run_holds(trigger.run, state.work.last_report)
        for trigger in state.question.triggers
    )


def _is_twin_of_open(trigger: Trigger, state: InterviewState) -> bool:
    """Say whether a good answer to a question that is still open would answer this one as well."""
    if not trigger.points:
        return False
    open_ones = (one for one in state.question.triggers if one.id in state.progress.probes_open)
    return any(len(covered_points(one.model_answer, trigger.points)) == len(trigger.points) for one in open_ones)


def _said_already(trigger: Trigger, state: InterviewState) -> bool:
    """Nobody likes to be asked what they have just explained."""
    if not trigger.points:
        return False
    if len(covered_points(state.talk.heard, trigger.points)) == len(trigger.points):
        return True
    return 2 * len(covered_points("\n".join(state.heard_lately), trigger.points)) > len(trigger.points)
