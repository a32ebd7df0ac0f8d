"""Remembers how fast this machine is at each question's reference, so that time limits fit it and stay the same.

One small file in the data folder, read by every process that runs code. A measurement is made once for each version of
a question, environment and sandbox, and is kept: limits that moved with the machine's mood would move reports too.
"""

import contextlib
import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path

from question_bank.calibration import fitted_limits, measure_reference, with_limits
from question_bank.package import Question
from runner.sandbox import Sandbox

_LOG = logging.getLogger(__name__)


class Calibrations:
    """The measurements in one file. A file that cannot be read or written is done without, not complained of twice."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, int | None] = {}
        """Also what could not be measured, so that it is not tried with every run."""

    def fit(self, question: Question, folder: Path, sandbox: Sandbox) -> Question:
        """Give the question with time limits that fit this machine, measuring its reference when that is not known.

        Raises nothing but what the sandbox's boxes let through to end a run.
        """
        key = f"{question.id} {question.sha256} {sandbox.name} {sandbox.environment_sha256}"
        if key not in self._known:
            self._known[key] = self._look_up_or_measure(key, question, folder, sandbox)
        reference_cpu_ms = self._known[key]
        if reference_cpu_ms is None:
            return question
        return with_limits(question, fitted_limits(question.limits, reference_cpu_ms))

    def _look_up_or_measure(self, key: str, question: Question, folder: Path, sandbox: Sandbox) -> int | None:
        if key in (kept := self._read()):
            return kept[key]
        with self._alone():
            # Somebody else may have measured it meanwhile, and everybody is to have the same.
            if key in (kept := self._read()):
                return kept[key]
            reference_cpu_ms = measure_reference(question, folder, sandbox)
            if reference_cpu_ms is None:
                _LOG.info("the reference of %s did not pass, so its declared limits are used", question.id)
                return None
            # Older versions of the question are not asked for again.
            others = {other: ms for other, ms in kept.items() if not _is_outdated(other, key)}
            self._write(others | {key: reference_cpu_ms})
            return reference_cpu_ms

    def _read(self) -> dict[str, int]:
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        is_sound = isinstance(kept, dict) and all(type(ms) is int and ms >= 0 for ms in kept.values())
        return kept if is_sound else {}

    def _write(self, measurements: dict[str, int]) -> None:
        fresh = self._path.with_suffix(f".{os.getpid()}.new")
        try:
            fresh.write_text(json.dumps(measurements, indent=1, sort_keys=True) + "\n", encoding="utf-8")
            fresh.replace(self._path)
        except OSError as error:
            _LOG.warning("what was measured is not kept in %s: %s", self._path, error)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes from measuring at the same time, where files can be locked."""
        try:
            import fcntl

            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = self._path.with_suffix(".lock").open("a")
        except (ImportError, OSError):
            yield
            return
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _is_outdated(key: str, by: str) -> bool:
    """Say whether a key is about the same question, sandbox and environment as another, but another version of it."""
    mine, theirs = key.split(" "), by.split(" ")
    return mine[0] == theirs[0] and mine[2:] == theirs[2:] and mine != theirs
