"""What a criterion is graded with: the values of signals, and the grade with its reason.

A signal that crashed makes the criteria that need it not assessed, in words that say it was our fault.
"""

import re
from collections.abc import Mapping

from msgspec import Struct

from rubric.debrief import Evidence, Grade, SignalValue
from rubric.view import View


class SignalBroken(Exception):
    """A signal that is needed crashed; says nothing about the candidate."""

    def __init__(self, signal_id: str) -> None:
        super().__init__(f"A part of the grading failed ({signal_id}); this is our fault and counts for nothing.")


class Judged(Struct, frozen=True):
    """A grade with what it rests on. A grade of None carries why there was nothing to assess."""

    grade: Grade | None
    reason: str
    evidence: tuple[Evidence, ...] = ()


class Case:
    """A session that was read and measured."""

    def __init__(self, view: View, signals: Mapping[str, SignalValue]) -> None:
        self.view = view
        self.signals = signals

    def signal(self, signal_id: str) -> SignalValue:
        """Look a signal up. Raises SignalBroken when it crashed."""
        value = self.signals[signal_id]
        if value.fault:
            raise SignalBroken(signal_id)
        return value

    def number(self, signal_id: str) -> float | None:
        """Value as a number: of a list its length; None when there was nothing to look at."""
        value = self.signal(signal_id).value
        if value is None or isinstance(value, str):
            return None
        return float(len(value)) if isinstance(value, tuple) else float(value)

    def count(self, signal_id: str) -> float:
        """Value as a number, 0 when there was nothing to look at."""
        return self.number(signal_id) or 0.0

    def holds(self, signal_id: str) -> bool:
        """Say whether a signal is true; nothing to look at is not."""
        return bool(self.signal(signal_id).value)

    def denied(self, signal_id: str) -> bool:
        """Say whether a signal is false, which nothing to look at is not."""
        return self.signal(signal_id).value is False

    def text(self, signal_id: str) -> str:
        """Value as a word, empty when there was nothing to look at."""
        value = self.signal(signal_id).value
        return value if isinstance(value, str) else ""

    def reasons(self, *signal_ids: str) -> str:
        """Join what the signals say."""
        return " ".join(self.signal(signal_id).reason for signal_id in signal_ids)

    def evidence(self, *signal_ids: str) -> tuple[Evidence, ...]:
        """Gather what the signals point at: the first of each, then the rest, none twice."""
        lists = [self.signal(signal_id).evidence for signal_id in signal_ids]
        found: list[Evidence] = []
        for at in range(max(map(len, lists), default=0)):
            for part in lists:
                if at < len(part) and part[at] not in found:
                    found.append(part[at])
        named = {part.seq for part in found if part.source == "run" and part.fact.startswith("check ")}
        # A check already says which run it is of.
        plain = [
            part for part in found if part.source != "run" or part.fact.startswith("check ") or part.seq not in named
        ]
        return tuple(plain[:_N_EVIDENCE])

    @property
    def core(self) -> float | None:
        """Share of core checks in the last submit; of all checks where the question has no core ones."""
        share = self.number("core_share")
        return share if share is not None else self.number("final_share")

    @property
    def works_in_part(self) -> bool:
        """At least half of what matters most passes."""
        share = self.core if self.core is not None else self.number("visible_share")
        return share is not None and at_least(share, _HALF)

    @property
    def code_contradicts(self) -> bool:
        """The submits show that the main rule is not met, whatever was said."""
        return self.core is not None and not at_least(self.core, TWO_THIRDS)

    @property
    def mostly_wrong(self) -> bool:
        """Half of the answers are wrong, and the others say little.

        Whoever is wrong and does not know it knows less than who says that they do not know.
        """
        share = self.number("ideas_share")
        return share is not None and share < _A_THIRD and at_least(self.count("wrong_answers"), _HALF)

    @property
    def talked_through(self) -> bool:
        """The interview came to the discussion, or ran to its end."""
        view = self.view
        asked = any(exchange.fair and exchange.turn.subject[0] == "follow_up" for exchange in view.exchanges)
        return asked or (view.complete and view.coding_reached)

    @property
    def asked_about_cost(self) -> bool:
        """The interviewer asked what the solution costs, with time to answer."""
        return any(
            exchange.fair and not _COST_WORDS.isdisjoint(re.split(r"[-_:]", exchange.turn.about))
            for exchange in self.view.exchanges
        )

    @property
    def past_the_start(self) -> bool:
        """The interview came to the code, or ran to its end."""
        return self.view.coding_reached or self.view.complete


TWO_THIRDS = 0.66
"""Two of three points are enough, since many questions have three."""
A_FIFTH = 0.2
"""Below this next to nothing of what was asked for was said."""
_COST_WORDS = frozenset({"cost", "costs", "complexity"})
_A_THIRD = 0.33
_N_EVIDENCE = 5
_HALF = 0.5


def at_least(value: float, bound: float) -> bool:
    """Compare shares without tripping over the last digit."""
    return value >= bound - 1e-9


def band(value: float, *, full: float, half: float) -> Grade:
    """Grade a value: 2 from `full`, 1 from `half`, else 0."""
    if at_least(value, full):
        return 2
    return 1 if at_least(value, half) else 0


def at_most(grade: Grade, cap: Grade) -> Grade:
    """Cap a grade."""
    return min(grade, cap)


def not_assessed(why: str) -> Judged:
    """There was no occasion to show it."""
    return Judged(None, why)
