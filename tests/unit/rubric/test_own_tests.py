"""Own tests that ran, that found something before any check did, and whose finding was acted upon."""

import msgspec
import pytest

from rubric import pointing
from rubric.reading import read
from rubric.signals import measure
from runner.report import OwnTest, Verdict
from transcripts.events import Phase, SuiteRan

PASSED = OwnTest("assert f() == 1", "assertion", Verdict.PASSED, 3)
FAILED = msgspec.structs.replace(PASSED, verdict=Verdict.FAILED, message="f() is 2")
BARE = OwnTest("main block", "main", Verdict.PASSED, 9)


@pytest.fixture
def look(question, write, codes):
    """Measure a session with these own tests in its runs, one tuple for each."""

    def look_at(*runs: tuple[OwnTest, ...], red: bool = False):
        script = write().opens().phase(Phase.CODE).types(next(iter(codes.values())))
        for _ in runs:
            script.runs()
        log = list(script.ends().log)
        waiting = iter(runs)
        for place, envelope in enumerate(log):
            event = envelope.event
            if isinstance(event, SuiteRan):
                checks = event.report.checks
                verdict = Verdict.FAILED if red else Verdict.PASSED
                checks = tuple(msgspec.structs.replace(check, verdict=verdict) for check in checks)
                report = msgspec.structs.replace(event.report, own_tests=next(waiting), checks=checks)
                changed = msgspec.structs.replace(event, report=report)
                log[place] = msgspec.structs.replace(envelope, event=changed)
        found = measure(read(log, question))
        return {name: found[name].value for name in ("own_tests_run", "own_test_caught", "own_test_fixed")}

    return look_at


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ((), (None, None, None)),
        (((),), (0, None, None)),
        (((BARE,),), (0, None, None)),
        (((PASSED,),), (1, False, None)),
        (((FAILED,),), (1, True, False)),
        (((FAILED, BARE), (PASSED,)), (1, True, True)),
        (((msgspec.structs.replace(BARE, verdict=Verdict.ERROR),),), (1, True, False)),
        (((PASSED,), (FAILED,)), (1, True, False)),
        (((msgspec.structs.replace(FAILED, verdict=Verdict.NOT_RUN),),), (0, None, None)),
    ],
)
def test_what_runs_show_of_own_tests(look, runs, expected):
    assert tuple(look(*runs).values()) == expected


def test_a_test_that_fails_where_a_check_fails_too_found_nothing_first(look):
    assert look((FAILED,), red=True)["own_test_caught"] is False


def test_what_is_said_of_a_test_never_holds_its_words():
    assert pointing.own_test_fact(FAILED) == "own test at line 3: failed"
