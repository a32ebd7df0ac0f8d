"""Signals on the candidate's own tests: that they ran, what they found before any check of ours did, what came of it.

Only what a run's report says of them: the names are the candidate's words and are shown nowhere in here. A block below
`if __name__ == "__main__"` that holds no assertion shows things rather than testing them, and counts when it broke.
"""

from collections.abc import Iterator

from rubric import pointing
from rubric.parts import Run
from rubric.signals.signal import Seen, no, signal, yes
from rubric.view import View
from runner.report import OwnTest, Verdict

_BROKEN = frozenset((Verdict.FAILED, Verdict.ERROR, Verdict.TIME_LIMIT, Verdict.MEMORY_LIMIT))
_BARE_BLOCK = "main block"
_NO_RUN = "Nothing was run with Run."


def _ran(run: Run) -> tuple[OwnTest, ...]:
    """List the own tests of a run that ended one way or the other."""
    return tuple(
        test
        for test in run.report.own_tests
        if test.verdict in _BROKEN or (test.verdict is Verdict.PASSED and test.name != _BARE_BLOCK)
    )


def _tried(view: View) -> list[Run]:
    return [run for run in view.runs if run.report.purpose == "run"]


@signal("Own tests that ran before the first submit", reads=("runs",), feeds=("C6",))
def own_tests_run(view: View) -> Seen:
    """How many different ones: assertions, doctests, test functions."""
    if not _tried(view):
        return Seen(None, _NO_RUN)
    end = view.submits[0].seq if view.submits else view.last_seq + 1
    runs = [run for run in _tried(view) if run.seq < end and _ran(run)]
    if not runs:
        return Seen(0, "No own test ran before the first submit.")
    names = {test.name for run in runs for test in _ran(run)}
    evidence = tuple(pointing.own_test(run, _ran(run)[0]) for run in runs)
    return Seen(len(names), f"Own tests that ran before the first submit: {len(names)}.", evidence)


@signal("An own test found a mistake first", reads=("runs",), feeds=("C6",))
def own_test_caught(view: View) -> Seen:
    """One failed in a run before any in which a check of ours failed."""
    if not any(_ran(run) for run in _tried(view)):
        return Seen(None, "No own test ran.")
    for run, test in _caught(view):
        return yes("An own test failed before any check did.", (pointing.own_test(run, test),))
    return no("No own test failed before a check did.")


@signal("A mistake that an own test found was fixed", reads=("runs",), feeds=("C6",))
def own_test_fixed(view: View) -> Seen:
    """The test that had failed passed in a later run."""
    caught = list(_caught(view))
    if not caught:
        return Seen(None, "No own test failed before a check did.")
    for run, test in caught:
        for later in _tried(view):
            passed = next((t for t in _ran(later) if t.name == test.name and t.verdict is Verdict.PASSED), None)
            if later.seq > run.seq and passed is not None:
                evidence = (pointing.own_test(run, test), pointing.own_test(later, passed))
                return yes("An own test failed and passed later.", evidence)
    return no("No own test that failed passed later.", tuple(pointing.own_test(run, test) for run, test in caught))


def _caught(view: View) -> Iterator[tuple[Run, OwnTest]]:
    """Give the own tests that failed in a run before any in which a check of ours failed, each once."""
    seen: set[str] = set()
    for run in view.runs:
        if any(check.verdict is not Verdict.PASSED for check in run.checks if check.verdict is not Verdict.NOT_RUN):
            return
        for test in _ran(run):
            if test.verdict in _BROKEN and test.name not in seen:
                seen.add(test.name)
                yield run, test


SIGNALS = (own_tests_run, own_test_caught, own_test_fixed)
