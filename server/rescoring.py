"""Grades many recorded sessions again, on all cores, and says what came out otherwise than before.

Each file stands alone: one that cannot be read or graded is named with its reason, and the others go on.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import msgspec
from msgspec import Struct

from question_bank.load import Bank
from question_bank.problem import PackageError, UnknownQuestion
from rubric.debrief import Debrief, Recommendation, debrief_to_json
from rubric.score import NotASession
from server.debriefs import LogDoesNotFit, debrief_from_log
from server.settings import load_settings
from server.wiring import open_bank
from transcripts.archive import ArchiveError, log_from_archive
from transcripts.chain import BrokenChain
from transcripts.events import SessionStarted

SUFFIX = ".debrief.json"
"""Of the file that keeps a session's debrief."""
_FILES_AT_ONCE = 8
"""Handed to a process in one go; grading one takes some hundredths of a second."""
_REFUSED = (ArchiveError, BrokenChain, LogDoesNotFit, NotASession, UnknownQuestion, PackageError, OSError)


class Rescored(Struct, frozen=True, kw_only=True):
    """What came of one file."""

    file: str
    problem: str = ""
    """Why it could not be graded; the rest is empty then."""
    session_id: str = ""
    question_id: str = ""
    recommendation: Recommendation | None = None
    score: float | None = None
    levels: dict[str, int | None] = {}
    changed: tuple[str, ...] = ()
    """What differs from the debrief that was kept, in words."""
    is_new: bool = True
    """No debrief of it was kept before."""


def rescore(files: Sequence[Path], *, kept_in: Path | None, n_processes: int | None = None) -> Iterator[Rescored]:
    """Grade files one after another as they are done, in their order.

    `kept_in` is a folder of debriefs: each is compared with what lies there, and written there.
    """
    jobs = [(file, None if kept_in is None else kept_in / f"{file.stem}{SUFFIX}") for file in files]
    n_processes = min(n_processes or os.cpu_count() or 1, len(jobs))
    if n_processes <= 1:
        yield from map(_rescore_one, jobs)
        return
    # Forking is not safe in a process that has threads, and a progress bar is one.
    with ProcessPoolExecutor(n_processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_rescore_one, jobs, chunksize=_FILES_AT_ONCE)


@cache
def _bank() -> Bank:
    return open_bank(load_settings())


def _rescore_one(job: tuple[Path, Path | None]) -> Rescored:
    file, kept = job
    try:
        log = log_from_archive(file.read_bytes())
        started = log[0].envelope.event
        assert isinstance(started, SessionStarted), "the archive's reader sees to it"
        debrief = debrief_from_log(log, _bank().get(started.question_id))
        before = _kept_debrief(kept)
        if kept is not None:
            kept.write_bytes(debrief_to_json(debrief))
    except _REFUSED as problem:
        return Rescored(file=str(file), problem=" ".join(str(problem).split()))
    return Rescored(
        file=str(file),
        session_id=debrief.session.id,
        question_id=debrief.session.question_id,
        recommendation=debrief.overall.recommendation,
        score=debrief.overall.score,
        levels={part.id: part.level for part in debrief.dimensions},
        changed=() if before is None else _changes(before, debrief),
        is_new=before is None,
    )


class _KeptDimension(Struct, frozen=True):
    id: str
    title: str
    level: int | None


class _KeptOverall(Struct, frozen=True):
    recommendation: str


class _Kept(Struct, frozen=True):
    """The part of a debrief, of this version or an earlier one, that is compared."""

    overall: _KeptOverall
    dimensions: tuple[_KeptDimension, ...]


def _kept_debrief(kept: Path | None) -> _Kept | None:
    if kept is None or not kept.exists():
        return None
    try:
        return msgspec.json.decode(kept.read_bytes(), type=_Kept)
    except msgspec.MsgspecError:
        return None


def _changes(before: _Kept, now: Debrief) -> tuple[str, ...]:
    levels = {part.id: part.level for part in before.dimensions}
    found = [
        f"{part.title.lower()} {_level(levels.get(part.id))} to {_level(part.level)}"
        for part in now.dimensions
        if levels.get(part.id) != part.level
    ]
    if before.overall.recommendation != now.overall.recommendation:
        words = (before.overall.recommendation, now.overall.recommendation)
        found.insert(0, " to ".join(word.replace("_", " ") for word in words))
    return tuple(found)


def _level(level: int | None) -> str:
    return "not assessed" if level is None else str(level)
