"""What level 4 of a dimension asks for beyond the absence of faults.

That the work stands at the first submit, that it was tested by its author, that answers hold nearly all that matters:
this is what experts had seen where they gave a 4, and had not where they gave a 3 (docs/design/rubric.md). Where there
was no occasion to show it, a rule holds nobody back.
"""

from collections.abc import Callable, Mapping

from msgspec import Struct

from question_bank.package import Dimension
from rubric.judging import TWO_THIRDS, Case, at_least

_OWN_TESTS = 2
_NEARLY_ALL = 0.85


class Mastery(Struct, frozen=True):
    """The rule of one dimension."""

    dimension: Dimension
    says: str
    """What is asked for, as an instruction to the candidate."""
    check: Callable[[Case], bool]
    """Whether nothing is missing. Raises SignalBroken."""


def _tested(case: Case) -> bool:
    """Two tests of their own, or one against something independent in code that then passed at once."""
    n_tests = case.number("own_tests_run")
    if n_tests is None:
        # Sessions of before own tests were counted, and code that was never run.
        return not case.denied("strong_own_checks")
    return n_tests >= _OWN_TESTS or (case.holds("strong_own_checks") and _right_at_once(case))


def _right_at_once(case: Case) -> bool:
    return all(
        share is None or at_least(share, 1)
        for share in (case.number("first_submit_share"), case.number("edges_held_at_first"))
    )


def _holds_most(case: Case, bound: float) -> bool:
    share = case.number("follow_up_points")
    return share is None or at_least(share, bound)


MASTERY: Mapping[Dimension, Mastery] = {
    rule.dimension: rule
    for rule in (
        Mastery(
            "problem_solving",
            "Pass every check with the first submit.",
            _right_at_once,
        ),
        Mastery(
            "ml_knowledge",
            f"Say nearly all points ({_NEARLY_ALL:.0%}) that good answers to the follow-ups hold.",
            lambda case: _holds_most(case, _NEARLY_ALL),
        ),
        Mastery("code", "Test your code yourself: two tests or asserts, or a comparison with a slow version.", _tested),
        Mastery(
            "algorithms",
            "Pass every check with the first submit, after tests of your own, and say two of three points of the "
            "follow-ups.",
            lambda case: _right_at_once(case) and _tested(case) and _holds_most(case, TWO_THIRDS),
        ),
    )
}
