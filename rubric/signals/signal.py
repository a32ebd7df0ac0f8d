"""What a signal is: a small pure function over a session that was read, with what it looks at and what it feeds."""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from rubric.debrief import Confidence, Evidence, SignalValue
from rubric.view import View

Reads = Literal["words", "code", "runs", "hints", "time", "question"]
Value = bool | int | float | str | tuple[str, ...] | None


class Seen(Struct, frozen=True):
    """What a signal found. A value of None means that there was nothing to look at."""

    value: Value
    reason: str
    evidence: tuple[Evidence, ...] = ()
    confidence: Confidence = "high"


def yes(reason: str, evidence: tuple[Evidence, ...] = (), confidence: Confidence = "high") -> Seen:
    """It was seen."""
    return Seen(value=True, reason=reason, evidence=evidence, confidence=confidence)


def no(reason: str, evidence: tuple[Evidence, ...] = (), confidence: Confidence = "high") -> Seen:
    """It was looked for and not seen."""
    return Seen(value=False, reason=reason, evidence=evidence, confidence=confidence)


class Signal(Struct, frozen=True):
    """A signal of the registry."""

    id: str
    title: str
    reads: tuple[Reads, ...]
    feeds: tuple[str, ...]
    """Criteria and gates; empty when it is shown only."""
    look: Callable[[View], Seen]

    def measure(self, view: View) -> SignalValue:
        """Look. A crash becomes a named fault of ours, never a zero."""
        try:
            seen = self.look(view)
        except Exception as error:  # noqa: BLE001 - whatever breaks here is our fault and must not become a grade
            return SignalValue(
                id=self.id,
                value=None,
                reason="This could not be computed.",
                confidence="low",
                fault=f"{type(error).__name__} in {self.id}",
            )
        return SignalValue(
            id=self.id,
            value=seen.value,
            reason=seen.reason,
            evidence=seen.evidence[:_N_EVIDENCE],
            confidence=seen.confidence,
        )


_N_EVIDENCE = 6


def signal(
    title: str, *, reads: tuple[Reads, ...], feeds: tuple[str, ...] = ()
) -> Callable[[Callable[[View], Seen]], Signal]:
    """Make a function a signal named after it."""

    def made(look: Callable[[View], Seen]) -> Signal:
        return Signal(look.__name__, title, reads, feeds, look)

    return made
