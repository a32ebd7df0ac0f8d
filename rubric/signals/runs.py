"""Signals on runs and submits: what passed, when, after how many tries, and how failures were met."""

from collections import Counter
from itertools import pairwise

from msgspec import Struct

from rubric import pointing
from rubric.code_reading import reading_of
from rubric.debrief import Evidence
from rubric.parts import Run, Utterance
from rubric.signals.signal import Seen, no, signal, yes
from rubric.speech import CAUSE, FAILURE, REASON
from rubric.view import View
from runner.report import CheckKind, Verdict

_TINY_EDIT_TOKENS = 6
"""Three tokens taken out and three put in."""
_THE_RUN = "(the run itself)"
_NO_SUBMIT = "Nothing was submitted."


def last_submit(view: View) -> Run | None:
    """Give the last submit that was judged."""
    return view.submits[-1] if view.submits else None


def best_submit(view: View) -> Run | None:
    """Give the submit with the most checks passed; of equals the last."""
    return max(view.submits, key=lambda run: (share_of(run), run.seq), default=None)


def share_of(run: Run, *kinds: CheckKind) -> float:
    """Share of checks, by weight one each, that passed; 0 for a run that was stopped before its checks."""
    checks = [result for result in run.checks if not kinds or result.kind in kinds]
    if not checks:
        return 0.0
    return round(sum(result.verdict is Verdict.PASSED for result in checks) / len(checks), 3)


def _share(view: View, run: Run | None, *kinds: CheckKind) -> Seen:
    if run is None:
        return Seen(None, _NO_SUBMIT)
    declared = [spec for spec in view.question.checks if not kinds or spec.kind in kinds]
    seen = [result for result in run.checks if not kinds or result.kind in kinds]
    if not seen and not declared:
        return Seen(None, "The question has no check of this kind.")
    share = share_of(run, *kinds)
    failed = [result for result in seen if result.verdict is not Verdict.PASSED]
    evidence = tuple(pointing.check(run, result.name) for result in failed) or (pointing.run(run),)
    n_all = len(seen) or len(declared)
    return Seen(share, f"{_of_kinds(kinds)} passed: {n_all - len(failed) if seen else 0} of {n_all}.", evidence)


def _of_kinds(kinds: tuple[CheckKind, ...]) -> str:
    if not kinds:
        return "Checks"
    *first, last = kinds
    return f"{', '.join(first)}{' and ' if first else ''}{last} checks".capitalize()


@signal("Share of all checks in the last submit", reads=("runs",), feeds=("C1", "G1"))
def final_share(view: View) -> Seen:
    """What the last submit came to."""
    return _share(view, last_submit(view))


@signal("Share of all checks in the best submit", reads=("runs",), feeds=("C7", "G1"))
def best_share(view: View) -> Seen:
    """What the best submit came to."""
    return _share(view, best_submit(view))


@signal("Share of all checks in the first submit", reads=("runs",), feeds=("U3", "C6"))
def first_submit_share(view: View) -> Seen:
    """What the first submit came to."""
    return _share(view, view.submits[0] if view.submits else None)


@signal("Share of core checks in the last submit", reads=("runs", "question"), feeds=("C1", "A1", "G1", "G2"))
def core_share(view: View) -> Seen:
    """Whether the main rule is right."""
    return _share(view, last_submit(view), "core")


@signal("Share of edge, contract and numeric checks in the last submit", reads=("runs", "question"), feeds=("C2",))
def robust_share(view: View) -> Seen:
    """Whether the solution holds at its borders."""
    return _share(view, last_submit(view), "edge", "contract", "numeric")


@signal("Share of edge and numeric checks in the first submit", reads=("runs", "question"), feeds=("U3",))
def edges_held_at_first(view: View) -> Seen:
    """Whether edge cases were met before anything pointed at them."""
    return _share(view, view.submits[0] if view.submits else None, "edge", "numeric")


@signal("Share of speed checks in the last submit", reads=("runs", "question"), feeds=("C3",))
def speed_share(view: View) -> Seen:
    """Whether the solution is fast enough."""
    return _share(view, last_submit(view), "speed")


@signal("Share of honesty checks in the last submit", reads=("runs", "question"), feeds=())
def honesty_share(view: View) -> Seen:
    """Whether the evaluation is honest."""
    return _share(view, last_submit(view), "honesty")


@signal("Leaks that the last submit shows", reads=("runs", "question"), feeds=("K4", "G6"))
def leaks(view: View) -> Seen:
    """How many honesty checks got an answer that is not honest; code that crashed on one shows no leak."""
    run = last_submit(view)
    if run is None:
        return Seen(None, _NO_SUBMIT)
    found = [check for check in run.checks if check.kind == "honesty" and check.verdict is Verdict.FAILED]
    evidence = tuple(pointing.check(run, check.name) for check in found)
    return Seen(len(found), f"Honesty checks with a wrong answer: {len(found)}.", evidence)


@signal("Share of visible checks in the last run", reads=("runs",), feeds=("C1",))
def visible_share(view: View) -> Seen:
    """What the last run of any kind came to."""
    return _share(view, next((run for run in reversed(view.runs) if run.checks), None))


@signal("Ended worse than it had been", reads=("runs", "code"), feeds=("C7", "G1"))
def broke_after_best(view: View) -> Seen:
    """The last code is worse than the best submit."""
    best, last = best_submit(view), last_submit(view)
    if best is None or last is None:
        return Seen(None, _NO_SUBMIT)
    if share_of(last) < share_of(best):
        return yes("The last submit is worse than an earlier one.", (pointing.run(best), pointing.run(last)))
    if view.changed_since_submit and not (view.final.parses and view.final.defines_entry):
        broken = pointing.whole_code(view, "no longer runs")
        return yes("The code was broken after the last submit.", (pointing.run(best), broken))
    return no("It ended as good as it ever was.", (pointing.run(last),))


@signal("The last code was submitted", reads=("runs", "code"), feeds=("U6",))
def last_code_submitted(view: View) -> Seen:
    """No edit but to comments came after the last submit."""
    last = last_submit(view)
    if last is None:
        return Seen(None, _NO_SUBMIT)
    if view.changed_since_submit:
        return no("The code was changed after the last submit.", (pointing.run(last),), "medium")
    return yes("The last code is the one that was submitted.", (pointing.run(last),))


@signal("Own runs before the first submit", reads=("runs",), feeds=("C6",))
def runs_before_submit(view: View) -> Seen:
    """How many runs of working code came before the first submit."""
    first = view.submits[0].seq if view.submits else view.last_seq + 1
    own = [run for run in view.runs if run.report.purpose == "run" and run.seq < first and not run.explores]
    if not view.runs:
        return Seen(None, "Nothing was run.")
    return Seen(len(own), f"Own runs before the first submit: {len(own)}.", tuple(map(pointing.run, own)))


@signal("Minutes from the first code to the first run", reads=("runs", "time"))
def time_to_first_run(view: View) -> Seen:
    """How long code was written before any of it was run."""
    if view.first_code is None or not view.runs:
        return Seen(None, "There is no run, or no code.")
    first = next((run for run in view.runs if run.seq > view.first_code.seq), None)
    if first is None:
        return Seen(None, "There is no run after the first code.")
    minutes = round((first.requested_ms - view.first_code.at_ms) / 60_000, 1)
    return Seen(minutes, f"The first run came {minutes} minutes after the first code.", (pointing.run(first),))


@signal("Minutes until the visible checks passed", reads=("runs", "time"))
def time_to_first_pass(view: View) -> Seen:
    """When everything visible was green for the first time."""
    for run in view.runs:
        visible = [result for result in run.checks if not result.hidden]
        if visible and all(result.verdict is Verdict.PASSED for result in visible):
            minutes = round(run.at_ms / 60_000, 1)
            return Seen(minutes, f"The visible checks passed after {minutes} minutes.", (pointing.run(run),))
    return Seen(None, "The visible checks never all passed.")


class Episode(Struct, frozen=True):
    """A failure from its first sight to its repair."""

    what: str
    failed: Run
    repaired: Run | None
    n_tries: int
    """Runs from the failure to the repair that could have shown it."""
    hinted: bool
    cause: Utterance | None
    """Where the candidate named the cause."""

    @property
    def reasoned(self) -> bool:
        """Repaired without a hint, at once or with the cause named."""
        return self.repaired is not None and not self.hinted and (self.n_tries == 1 or self.cause is not None)


def episodes(view: View) -> list[Episode]:
    """Follow each failure; failures that came and went together are one."""
    opened: dict[str, Run] = {}
    closed: dict[tuple[int, int], Episode] = {}
    runs = [run for run in view.runs if not run.explores]
    for run in runs:
        for name, passed in _outcomes(run).items():
            if not passed:
                opened.setdefault(name, run)
            elif name in opened:
                failed = opened.pop(name)
                closed.setdefault((failed.seq, run.seq), _episode(view, runs, name, failed, run))
    still: dict[tuple[int, int], Episode] = {}
    for name, failed in opened.items():
        still.setdefault((failed.seq, 0), _episode(view, runs, name, failed, None))
    return [*closed.values(), *still.values()]


def names_cause(utterance: Utterance) -> bool:
    """Say whether words give a cause of a failure, or what has to be done about it."""
    return any(
        sentence.own
        and sentence.on_task
        and not sentence.asks
        and (CAUSE.search(sentence.flat) or (REASON.search(sentence.flat) and FAILURE.search(sentence.flat)))
        for sentence in utterance.sentences
    )


def _outcomes(run: Run) -> dict[str, bool]:
    judged = [result for result in run.checks if result.verdict is not Verdict.NOT_RUN]
    outcomes = {result.name: result.verdict is Verdict.PASSED for result in judged}
    outcomes[_THE_RUN] = not (run.red and not judged)
    return outcomes


def _episode(view: View, runs: list[Run], name: str, failed: Run, repaired: Run | None) -> Episode:
    end = repaired.seq if repaired else view.last_seq + 1
    hinted = any(failed.seq < hint.turn.seq < end and not hint.known for hint in view.hints)
    said = [utterance for utterance in view.utterances if failed.seq < utterance.seq < end and names_cause(utterance)]
    outright = (utterance for utterance in said if any(CAUSE.search(part.flat) for part in utterance.sentences))
    cause = next(outright, said[0] if said else None)
    n_tries = sum(failed.seq < run.seq <= end and name in _outcomes(run) for run in runs)
    return Episode(name, failed, repaired, n_tries, hinted, cause)


@signal("Failures repaired by reasoning", reads=("runs", "words", "hints"), feeds=("U4",))
def reasoned_repairs(view: View) -> Seen:
    """How many failures were repaired without a hint, at once or with the cause named."""
    if not view.runs:
        return Seen(None, "Nothing was run.")
    good = [episode for episode in episodes(view) if episode.reasoned]
    return Seen(len(good), f"Failures repaired by reasoning: {len(good)}.", _chain(good))


@signal("Failures repaired otherwise", reads=("runs", "words", "hints"), feeds=("U4",))
def other_repairs(view: View) -> Seen:
    """How many failures were repaired by trial or after a hint."""
    if not view.runs:
        return Seen(None, "Nothing was run.")
    other = [episode for episode in episodes(view) if episode.repaired is not None and not episode.reasoned]
    return Seen(len(other), f"By trial or after a hint: {len(other)}.", _chain(other))


@signal("Failures that stayed", reads=("runs",), feeds=("U4",))
def failures_left(view: View) -> Seen:
    """How many failures were never repaired."""
    if not view.runs:
        return Seen(None, "Nothing was run.")
    left = [episode for episode in episodes(view) if episode.repaired is None]
    return Seen(len(left), f"Not repaired: {len(left)}.", _chain(left))


def _chain(found: list[Episode]) -> tuple[Evidence, ...]:
    evidence: list[Evidence] = []
    for episode in found:
        evidence.append(
            pointing.run(episode.failed) if episode.what == _THE_RUN else pointing.check(episode.failed, episode.what)
        )
        if episode.cause is not None:
            evidence.append(pointing.said(episode.cause))
        if episode.repaired is not None:
            evidence.append(pointing.run(episode.repaired))
    return tuple(evidence)


@signal("Checks that had passed and failed later", reads=("runs",))
def regressions(view: View) -> Seen:
    """Names of checks that went from passed to not passed."""
    passed: dict[str, Run] = {}
    lost: dict[str, Run] = {}
    for run in view.runs:
        for name, fine in _outcomes(run).items():
            if name == _THE_RUN:
                continue
            if fine:
                passed[name] = run
            elif name in passed:
                lost.setdefault(name, run)
    return Seen(
        tuple(sorted(lost)),
        f"Checks that passed and then failed: {len(lost)}.",
        tuple(pointing.check(run, name) for name, run in sorted(lost.items())),
    )


@signal("Repeated tiny edits between red runs", reads=("runs", "code", "words"), feeds=("A4", "G4"))
def tiny_edit_cycles(view: View) -> Seen:
    """How often a red run was answered by changing a token or two, without a word about the cause."""
    runs = [run for run in view.runs if not run.explores]
    found: list[Run] = []
    for before, after in pairwise(runs):
        if not (before.red and after.red) or before.code == after.code:
            continue
        one, two = _tokens(view, before), _tokens(view, after)
        n_changed = (one - two).total() + (two - one).total()
        named = any(before.seq < utterance.seq < after.seq and utterance.on_task for utterance in view.utterances)
        if n_changed <= _TINY_EDIT_TOKENS and not named:
            found.append(after)
    return Seen(len(found), f"Red runs answered by a tiny edit alone: {len(found)}.", tuple(map(pointing.run, found)))


def _tokens(view: View, run: Run) -> Counter[str]:
    return reading_of(run.code, "", view.question.entry.name).tokens()


@signal("Longest row of the same error", reads=("runs",), feeds=("A4", "U4"))
def error_streak(view: View) -> Seen:
    """How many runs in a row ended in the same way."""
    if not view.runs:
        return Seen(None, "Nothing was run.")
    longest: list[Run] = []
    row: list[Run] = []
    for run in (run for run in view.runs if not run.explores):
        if not run.red:
            row = []
        elif row and _signature(row[-1]) == _signature(run) and row[-1].code != run.code:
            row.append(run)
        else:
            row = [run]
        longest = max(longest, row, key=len)[:]
    return Seen(len(longest), f"Longest row of the same failure: {len(longest)}.", tuple(map(pointing.run, longest)))


def _signature(run: Run) -> tuple[str, ...]:
    failed = tuple(result.name for result in run.checks if result.verdict is not Verdict.PASSED)
    last_line = run.report.error.strip().rsplit("\n", 1)[-1]
    return run.report.purpose, run.report.verdict.value, last_line, *failed


SIGNALS = (
    final_share,
    best_share,
    first_submit_share,
    core_share,
    robust_share,
    edges_held_at_first,
    speed_share,
    honesty_share,
    leaks,
    visible_share,
    broke_after_best,
    last_code_submitted,
    runs_before_submit,
    time_to_first_run,
    time_to_first_pass,
    reasoned_repairs,
    other_repairs,
    failures_left,
    regressions,
    tiny_edit_cycles,
    error_streak,
)
