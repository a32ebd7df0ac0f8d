"""The parts of a session that was read: talk, turns, runs, hints, phases, edits; each with the number of its event."""

from msgspec import Struct

from runner.report import CellReport, CheckResult, RunReport, Verdict
from transcripts.events import Act, Move, Phase

_N_TERMS_ON_TASK = 2
_N_QUOTE_CHARS = 240


class Sentence(Struct, frozen=True):
    """A sentence of the candidate, an exact substring of what was said."""

    text: str
    flat: str
    """Normalised, without stutters; cues are matched on this."""
    terms: frozenset[str]
    """Words of the task in it."""
    own: bool
    """Neither a repetition of the interviewer's words nor a bare list of terms."""

    @property
    def asks(self) -> bool:
        """It is a question, so it claims nothing."""
        return self.text.rstrip("\"')\u201d ").endswith("?")

    @property
    def on_task(self) -> bool:
        """It speaks about the task."""
        return len(self.terms) >= _N_TERMS_ON_TASK or (
            len(self.terms) == 1 and any(char.isdigit() or char in "=()[]?_" for char in self.text)
        )


class Turn(Struct, frozen=True):
    """What the interviewer said."""

    seq: int
    at_ms: int
    text: str
    move: Move
    about: str
    because: tuple[int, ...]

    @property
    def subject(self) -> tuple[str, str]:
        """The parts of `about`: `("fact", "ties")`."""
        kind, _, name = self.about.partition(":")
        return kind, name


class Utterance(Struct, frozen=True, kw_only=True):
    """What the candidate said at once."""

    seq: int
    at_ms: int
    text: str
    sentences: tuple[Sentence, ...]
    pieces: tuple[str, ...]
    """Longest stretches that may earn something, exact substrings."""
    acts: frozenset[Act]
    items: frozenset[str]
    phase: Phase
    replies_to: Turn | None
    """The interviewer's question that stood open."""
    spoken: bool

    @property
    def on_task(self) -> bool:
        """Some sentence speaks about the task."""
        return any(sentence.on_task for sentence in self.sentences)

    @property
    def claims(self) -> tuple[str, ...]:
        """The pieces; where something is asked, the sentences that claim."""
        if not any(sentence.asks for sentence in self.sentences):
            return self.pieces
        return tuple(sentence.text for sentence in self.sentences if sentence.own and not sentence.asks)

    @property
    def quote(self) -> str:
        """The first stretch, short enough to be shown."""
        return shorten(self.pieces[0]) if self.pieces else ""


class Run(Struct, frozen=True, kw_only=True):
    """A run that ended."""

    seq: int
    at_ms: int
    requested_seq: int
    requested_ms: int
    report: RunReport
    code: str
    """As it was when the run was asked for."""
    phase: Phase
    explores: bool
    """The asked function was not there yet."""

    @property
    def ours(self) -> bool:
        """The runner failed, so it says nothing about the code."""
        return self.report.verdict is Verdict.RUNNER_FAULT

    @property
    def red(self) -> bool:
        """Something did not pass."""
        return self.report.verdict is not Verdict.PASSED

    @property
    def checks(self) -> tuple[CheckResult, ...]:
        """Checks that were judged."""
        return tuple(check for check in self.report.checks if check.verdict is not Verdict.RUNNER_FAULT)


class CellRun(Struct, frozen=True, kw_only=True):
    """A notebook cell that ran."""

    seq: int
    at_ms: int
    requested_seq: int
    source: str
    first_line: int
    """Of the cell in the whole code, counted from 1."""
    report: CellReport


class Hint(Struct, frozen=True):
    """A hint that was given."""

    turn: Turn
    level: int
    requested: bool
    known: bool
    """The candidate had just said it, so it cost nothing."""
    free: bool = False
    """Given in practice, where hints cost nothing."""


class Exchange(Struct, frozen=True):
    """A question of the interviewer and what came back before the next one."""

    turn: Turn
    replies: tuple[Utterance, ...]
    fair: bool
    """There was time to answer."""


class PhaseSpan(Struct, frozen=True):
    """A stretch of one phase."""

    phase: Phase
    seq: int
    start_ms: int
    end_ms: int


class Edit(Struct, frozen=True):
    """The code right after an edit."""

    seq: int
    at_ms: int
    code: str


class Removed(Struct, frozen=True):
    """Text that spoke to a grader and was left out."""

    seq: int
    at_ms: int
    text: str
    in_code: bool


def shorten(text: str) -> str:
    """Cut a text to a length that can be shown; what is left is an exact beginning of it."""
    if len(text) <= _N_QUOTE_CHARS:
        return text
    cut = text[:_N_QUOTE_CHARS]
    space = cut.rfind(" ")
    return cut[:space] if space > 0 else cut
