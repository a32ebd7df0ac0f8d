"""Runs a package's checks in this process, against a function or a source that the tests trust.

Quicker than a sandbox by far. Limits of time and memory need a process of their own; those are tested elsewhere.
"""

import copy
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from question_bank.checking import Mismatch, Refused
from question_bank.load import load_question
from question_bank.suite import load_checks


class InProcess:
    """Stands in for the boxed candidate. Copies arguments in and compares them afterwards, as the harness does."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self._changed: tuple[str, ...] = ()
        self.answers: list[tuple[tuple[Any, ...], dict[str, Any], Any]] = []

    def call(self, *args: Any, **kwargs: Any) -> Any:
        mine, mine_by_name = copy.deepcopy(args), copy.deepcopy(kwargs)
        got = self._function(*mine, **mine_by_name)
        pairs = enumerate(zip(args, mine, strict=True))
        self._changed = tuple(str(place) for place, (before, now) in pairs if not _same(before, now))
        self.answers.append((args, kwargs, got))
        return copy.deepcopy(got)

    def call_named(self, entry: str, *args: Any, **kwargs: Any) -> Any:
        raise AssertionError(f"this question calls nothing but its entry, not {entry}")

    def attempt(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return self.call(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - whatever the submission raises
            return Refused(type(error).__name__)

    @property
    def changed_arguments(self) -> tuple[str, ...]:
        return self._changed

    @property
    def cpu_ms(self) -> int:
        return 0


class Rehearsal:
    """A package's question and checks, and what its submissions come to."""

    def __init__(self, folder: Path) -> None:
        self.question = load_question(folder)
        self.checks: Mapping[str, Callable[..., None]] = load_checks(folder)
        self.internals: dict[str, Any] = next(iter(self.checks.values())).__globals__

    def candidate_of(self, source: str) -> InProcess:
        """Execute a source as a module and take its entry."""
        names: dict[str, Any] = {"__name__": "solution"}
        exec(source, names)
        return InProcess(names[self.question.entry.name])

    def outcome(self, name: str, candidate: Any, seed: int = 0) -> str:
        """Run one check as the suite would: `passed`, `failed`, or `error` when the candidate's code raised."""
        try:
            with np.errstate(all="ignore"):
                self.checks[name](candidate, np.random.default_rng(seed))
        except Mismatch:
            return "failed"
        except Exception as error:
            if not any(frame.filename == "<string>" for frame in traceback.extract_tb(error.__traceback__)):
                raise  # the check itself is broken
            return "error"
        return "passed"

    def outcomes(self, candidate: Any, seed: int = 0, *, speed: bool = True) -> dict[str, str]:
        """Run all checks, or all but those of speed."""
        names = [check.name for check in self.question.checks if speed or check.kind != "speed"]
        return {name: self.outcome(name, candidate, seed) for name in names}


def _same(before: Any, now: Any) -> bool:
    one, other = np.asarray(before), np.asarray(now)
    return np.array_equal(one, other, equal_nan=one.dtype.kind == "f" and other.dtype.kind == "f")
