"""Sessions written by hand: what a candidate says, types and presses at which time, and how an expert graded it.

Each lies in `sessions/` as TOML, with the log that came of it beside it: the interviewer was the product's own and the
runs were real. The log is what is graded, and stays as it is when the interviewer changes.
"""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from question_bank.load import builtin_folder
from question_bank.package import Dimension, Question
from question_bank.suite import run_suite
from rubric.debrief import Recommendation
from runner.report import Purpose, RunReport
from runner.sandbox import Sandbox
from server.simulate.candidate import AskHint, Deed, Edit, End, MoveOn, Run, Say, next_piece
from server.simulate.in_memory import Stage
from transcripts.archive import log_from_archive
from transcripts.envelope import Sealed

FOLDER = Path(__file__).parent / "sessions"
LINES_TYPED_AT_ONCE = 4


class _Part(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class Step(_Part, frozen=True, kw_only=True):
    """One deed. Exactly one of `say`, `code`, `run`, `hint`, `move_on` and `end` is given."""

    at: str
    """Minutes and seconds of interview time, `12:30`; code is typed from the step before until then."""
    say: str = ""
    code: str = ""
    """The whole file as it reads then."""
    pasted: bool = False
    """It came in one piece rather than line by line."""
    run: Purpose | Literal[""] = ""
    hint: bool = False
    move_on: bool = False
    end: bool = False


class Labels(_Part, frozen=True, kw_only=True):
    """What an expert who knows the question gave, before any grade of ours was seen; None is `not assessed`."""

    problem_solving: Literal[1, 2, 3, 4] | None = None
    ml_knowledge: Literal[1, 2, 3, 4] | None = None
    code: Literal[1, 2, 3, 4] | None = None
    communication: Literal[1, 2, 3, 4] | None = None
    algorithms: Literal[1, 2, 3, 4] | None = None
    overall: Recommendation
    why: str

    def level(self, dimension: Dimension) -> int | None:
        """Give the level of a dimension."""
        level: int | None = getattr(self, dimension)
        return level


class Written(_Part, frozen=True, kw_only=True):
    """A session and its labels."""

    question: str
    says: str
    """Who the candidate is, in one line."""
    split: Literal["tuned", "held"]
    """Weights and rules may be looked at against `tuned`; `held` is only ever measured."""
    minutes: int | None = None
    seed: int = 1
    labels: Labels
    steps: tuple[Step, ...]


class DoesNotPlay(Exception):
    """A written session that the interviewer ended, or refused, before its last step."""


def names() -> list[str]:
    """List the written sessions."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def read_written(name: str) -> Written:
    """Read a session's script. Raises msgspec.ValidationError."""
    return msgspec.convert(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")), Written)


def recorded(name: str) -> tuple[Sealed, ...]:
    """Read the log that lies beside a session's script."""
    return log_from_archive((FOLDER / f"{name}.jsonl").read_bytes())


def played(written: Written, question: Question, sandbox: Sandbox) -> Stage:
    """Play a session to its end, with real runs. Raises DoesNotPlay."""
    stage = Stage(question, seed=written.seed, minutes=written.minutes, reports=_reports(sandbox))
    last_ms = 0
    for step in written.steps:
        at_ms = _milliseconds(step.at)
        if at_ms < last_ms:
            raise DoesNotPlay(f"The step at {step.at} comes before the one above it.")
        for due_ms, deed in _deeds(step, stage.code, last_ms, at_ms):
            stage.wait_until(due_ms)
            if stage.ended:
                raise DoesNotPlay(f"The interview was over before {step.at}.")
            stage.do(deed)
        last_ms = max(at_ms, stage.now_ms)
    while not stage.ended:
        stage.wait_until(stage.now_ms + 60_000)
    return stage


def _deeds(step: Step, code: str, from_ms: int, at_ms: int) -> Iterator[tuple[int, Deed]]:
    if step.code:
        pieces = [step.code] if step.pasted else _pieces(code, step.code)
        for n, piece in enumerate(pieces, start=1):
            due_ms = from_ms + (at_ms - from_ms) * n // len(pieces)
            yield due_ms, Edit(due_ms=due_ms, code=piece)
        return
    deeds: list[tuple[bool, Deed]] = [
        (bool(step.say), Say(due_ms=at_ms, text=step.say)),
        (bool(step.run), Run(due_ms=at_ms, purpose=step.run or "run")),
        (step.hint, AskHint(due_ms=at_ms)),
        (step.move_on, MoveOn(due_ms=at_ms)),
        (step.end, End(due_ms=at_ms)),
    ]
    wanted = [deed for is_it, deed in deeds if is_it]
    if len(wanted) != 1:
        raise DoesNotPlay(f"The step at {step.at} does not say exactly one thing to do.")
    yield at_ms, wanted[0]


def _pieces(code: str, wanted: str) -> list[str]:
    pieces = [code]
    while pieces[-1] != wanted:
        pieces.append(next_piece(pieces[-1], wanted, LINES_TYPED_AT_ONCE))
    return pieces[1:] or [wanted]


def _reports(sandbox: Sandbox) -> Callable[[Question, str, Purpose], RunReport]:
    def report(question: Question, code: str, purpose: Purpose) -> RunReport:
        return run_suite(question, builtin_folder() / question.id, code, purpose, sandbox, salt="written")[0]

    return report


def _milliseconds(clock: str) -> int:
    minutes, _, seconds = clock.partition(":")
    return (int(minutes) * 60 + int(seconds)) * 1000
