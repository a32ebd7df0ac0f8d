"""Chooses among the interviewer's wordings, so that none comes twice in a session.

The choice depends on the session's seed and on what was already said, so the same log gives the same words. Must not
know when a line is said.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from agent.wordings import AGAIN, LINES, MAY_BE_SILENT, MAY_STAND_ALONE

__all__ = ["LINES", "choose", "fill", "minutes_in_words", "pick"]

_SLOT = re.compile(r"\{\w+\}")


def choose(key: str, *, seed: int, seq: int, said: Sequence[str]) -> str:
    """Pick a wording that was not said yet, the one that seed and sequence number point at.

    When all were said: what may stay unsaid is empty, a text may stand alone, anything else is said as a repetition.
    """
    line = pick(LINES[key], key, seed=seed, seq=seq, said=said)
    if line:
        return line
    if key in MAY_BE_SILENT:
        return ""
    if key in MAY_STAND_ALONE:
        return "{text}"
    repeated = [f"{again} {line}" for again in AGAIN for line in LINES[key]]
    return pick(repeated, key, seed=seed, seq=seq, said=said) or repeated[seq % len(repeated)]


def pick(lines: Sequence[str], key: str, *, seed: int, seq: int, said: Sequence[str]) -> str:
    """Pick one of some wordings that was not said yet; empty when there is none left."""
    fresh = [line for line in lines if not any(_is_in(line, text) for text in said)]
    if not fresh:
        return ""
    digest = hashlib.sha256(f"{seed}:{seq}:{key}".encode()).digest()
    return fresh[int.from_bytes(digest[:8]) % len(fresh)]


def fill(line: str, slots: Mapping[str, str]) -> str:
    """Put values into a wording's slots; braces in a value stay as they are."""
    return _SLOT.sub(lambda slot: slots[slot[0][1:-1]], line)


def minutes_in_words(ms: int) -> str:
    """Write a span as minutes, rounded up: `1 minute`, `12 minutes`."""
    minutes = max(1, -(-ms // 60_000))
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


@lru_cache(maxsize=4096)
def _pieces(line: str) -> tuple[str, ...]:
    return tuple(piece for piece in _SLOT.split(line) if piece.strip())


def _is_in(line: str, text: str) -> bool:
    """Say whether a text was made from a wording, alone or beside another."""
    pieces = _pieces(line)
    if len(pieces) == 1 and pieces[0] == line:
        return text == line or text.startswith(f"{line} ") or text.endswith(f" {line}") or f" {line} " in text
    at = 0
    for piece in pieces:
        at = text.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True
