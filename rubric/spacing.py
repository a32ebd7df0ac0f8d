"""When a topic is due again: boxes with growing intervals after S. Leitner, "So lernt man lernen" (1972).

A topic starts in the first box. A session at level 3 or above moves it one box up, one at level 2 or below back to the
first; between the two it stays. A day counts once for moving up, and practice never moves up: a coach was helping.
"""

from collections.abc import Sequence
from datetime import date, timedelta  # noqa: TID251 - counts days of the calendar; no clock is asked
from typing import Literal

from msgspec import Struct

DAYS = (1, 3, 7, 14, 30)
"""Days until a topic in the box is due again, by box."""
UP_FROM = 3.0
BACK_AT = 2.0
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LAST_YEAR = 9998
"""A date from elsewhere may be any; the interval after it must still fit the calendar."""

Box = Literal[1, 2, 3, 4, 5]


class Sitting(Struct, frozen=True, kw_only=True):
    """One session on a topic."""

    day: date
    level: float
    is_practice: bool


class Place(Struct, frozen=True, kw_only=True):
    """Where a topic stands."""

    box: Box
    last: date
    due: date


def day_in_words(day: str) -> str:
    """Write a day, `2026-01-11`, as `11 January 2026`; what is no day stays as it is."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def place(sittings: Sequence[Sitting]) -> Place | None:
    """Play sittings, oldest first, through the boxes; None without any."""
    if not sittings:
        return None
    at = 0
    moved_up_on: date | None = None
    for sitting in sittings:
        if sitting.level <= BACK_AT:
            at = 0
        elif sitting.level >= UP_FROM and not sitting.is_practice and sitting.day != moved_up_on:
            at = min(at + 1, len(DAYS) - 1)
            moved_up_on = sitting.day
    last = sittings[-1].day
    return Place(box=_BOXES[at], last=last, due=last + timedelta(days=DAYS[at]))


def day_of(moment: str) -> date | None:
    """Read the day of an ISO moment; None when it is none that can be counted from."""
    try:
        day = date.fromisoformat(moment[:10])
    except ValueError:
        return None
    return day if day.year <= _LAST_YEAR else None


_BOXES: tuple[Box, ...] = (1, 2, 3, 4, 5)
