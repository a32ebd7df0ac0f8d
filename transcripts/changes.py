"""CodeMirror change sets applied in Python.

Offsets count UTF-16 units, as in JavaScript, so text is handled as UTF-16-LE bytes. The format is that of
`ChangeSet.toJSON()`: https://codemirror.net/docs/ref/#state.ChangeSet
"""

from collections.abc import Sequence
from typing import TypeAlias

Changes: TypeAlias = Sequence[int | Sequence[int | str]]

_UNIT = 2


class BadChanges(ValueError):
    """A change set that does not fit the text it is meant for."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"The edit does not fit the text: {problem}.")


def utf16_length(text: str) -> int:
    """Length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // _UNIT


def apply_changes(text: str, changes: Changes) -> str:
    """Apply a change set to a text. Raises BadChanges."""
    old = text.encode("utf-16-le", "surrogatepass")
    pieces: list[bytes] = []
    at = 0
    for part in changes:
        if isinstance(part, int):
            n_units, inserted, keep = part, b"", True
        else:
            n_units, inserted = _replacement(part)
            keep = False
        end = at + n_units * _UNIT
        if n_units < 0 or end > len(old):
            raise BadChanges(f"it reaches to {end // _UNIT} of {len(old) // _UNIT} units")
        pieces.append(old[at:end] if keep else inserted)
        at = end
    if at != len(old):
        raise BadChanges(f"it covers {at // _UNIT} of {len(old) // _UNIT} units")
    try:
        return b"".join(pieces).decode("utf-16-le")
    except UnicodeDecodeError as error:
        raise BadChanges("it splits a character in two") from error


def replace_all(old: str, new: str) -> tuple[int | tuple[int | str, ...], ...]:
    """Make the smallest single change that turns one text into another."""
    before = old.encode("utf-16-le", "surrogatepass")
    after = new.encode("utf-16-le", "surrogatepass")
    if before == after:
        return (len(before) // _UNIT,) if before else ()
    prefix = _shared_units(old, new)
    suffix = _shared_units(old[len(prefix) :][::-1], new[len(prefix) :][::-1])
    n_prefix, n_suffix = utf16_length(prefix), utf16_length(suffix)
    n_deleted = len(before) // _UNIT - n_prefix - n_suffix
    middle = new[len(prefix) : len(new) - len(suffix)] if suffix else new[len(prefix) :]
    change: tuple[int | str, ...] = (n_deleted, *middle.split("\n")) if middle else (n_deleted,)
    parts: list[int | tuple[int | str, ...]] = []
    if n_prefix:
        parts.append(n_prefix)
    parts.append(change)
    if n_suffix:
        parts.append(n_suffix)
    return tuple(parts)


def _replacement(part: Sequence[int | str]) -> tuple[int, bytes]:
    if not part or not isinstance(part[0], int):
        raise BadChanges("a replacement does not start with a count")
    lines = part[1:]
    if not all(isinstance(line, str) for line in lines):
        raise BadChanges("a replacement holds what is not text")
    return part[0], "\n".join(str(line) for line in lines).encode("utf-16-le", "surrogatepass")


def _shared_units(one: str, other: str) -> str:
    n_shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        n_shared += 1
    return one[:n_shared]
