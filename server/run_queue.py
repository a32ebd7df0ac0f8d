"""Decides whose run comes next when the machine has more to run than it can at once.

Each owner has a line of its own, first come first served. The machine goes round the lines and takes one run of each,
so that whoever asks often waits for themselves and not the others for them. A run that was let in waits at most for
what is at work, for one run of each owner before it on the round, and so on for those that stand before it in its own
line; no newcomer gets ahead of it. The whole is bounded: one more is refused at the door, before anything is promised.

Pure but for the waiting: nothing is run here. Must not know what a run, a lane or a session is.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable

from msgspec import Struct


class MachineBusy(Exception):
    """As many runs wait as may wait. Nothing was promised."""

    def __init__(self, n_runs: int) -> None:
        runs = "1 run" if n_runs == 1 else f"{n_runs} runs"
        super().__init__(f"The machine is busy with {runs}; try again in a moment.")
        self.n_runs = n_runs


class QueueState(Struct, frozen=True, kw_only=True):
    """How busy the machine is, for those who operate it."""

    n_lanes: int
    n_at_work: int
    n_waiting: int
    most_waiting: int
    """More are refused."""
    longest_wait_ms: int
    """Of those that wait now."""


class Place:
    """A run's place: it waits, is at work, or has left. Made by `RunQueue.enter`."""

    def __init__(self, owner: str, entered_at: float) -> None:
        self.owner = owner
        self.entered_at = entered_at
        self.n_ahead = 0
        """While it waits: the runs that come before it, those at work among them; so at least one."""
        self.is_at_work = False
        self.has_left = False
        self.on_moved: Callable[[int], None] | None = None
        """Told `n_ahead` whenever it changes."""
        self._called = asyncio.Event()

    @property
    def is_waiting(self) -> bool:
        """Whether its turn is still to come."""
        return not self.is_at_work and not self.has_left

    async def turn(self) -> bool:
        """Wait for its turn. False when it has left without having one."""
        await self._called.wait()
        return self.is_at_work

    def call(self) -> None:
        """Let go on who waits for its turn."""
        self._called.set()


class RunQueue:
    """The lines of all owners, and who is at work. `most_waiting` bounds the lines together."""

    def __init__(self, *, n_lanes: int, most_waiting: int, now: Callable[[], float] = time.monotonic) -> None:
        self._n_lanes = n_lanes
        self._most_waiting = most_waiting
        self._now = now
        self._lines: dict[str, deque[Place]] = {}
        """Of the owners who wait, in the order of the round: the first one's turn is next. No line is empty."""
        self._at_work: set[Place] = set()

    @property
    def n_waiting(self) -> int:
        """Number of places that wait for their turn."""
        return sum(map(len, self._lines.values()))

    @property
    def n_at_work(self) -> int:
        """Number of places whose turn it is."""
        return len(self._at_work)

    @property
    def has_room(self) -> bool:
        """Whether who enters now is at work at once."""
        return self.n_at_work < self._n_lanes

    def enter(self, owner: str, *, promised: bool = False) -> Place:
        """Take a place in the owner's line. Raises MachineBusy, unless it was `promised` before."""
        if not promised and self.n_waiting >= self._most_waiting:
            raise MachineBusy(self.n_waiting + self.n_at_work)
        place = Place(owner, self._now())
        self._lines.setdefault(owner, deque()).append(place)
        self._move_on()
        return place

    def leave(self, place: Place) -> None:
        """Give a place up, whether it waits or is at work. Safe to call twice."""
        if place.has_left:
            return
        if place.is_at_work:
            self._at_work.remove(place)
        else:
            line = self._lines[place.owner]
            line.remove(place)
            if not line:
                del self._lines[place.owner]
        place.has_left, place.is_at_work = True, False
        place.call()
        self._move_on()

    def state(self) -> QueueState:
        """Say how busy the machine is."""
        oldest = min((line[0].entered_at for line in self._lines.values()), default=None)
        return QueueState(
            n_lanes=self._n_lanes,
            n_at_work=self.n_at_work,
            n_waiting=self.n_waiting,
            most_waiting=self._most_waiting,
            longest_wait_ms=0 if oldest is None else round((self._now() - oldest) * 1000),
        )

    def order(self) -> list[Place]:
        """List the places that wait, in the order in which their turns come if nobody enters or leaves."""
        lines = [list(line) for line in self._lines.values()]
        longest = max(map(len, lines), default=0)
        return [line[lap] for lap in range(longest) for line in lines if lap < len(line)]

    def _move_on(self) -> None:
        while self._lines and len(self._at_work) < self._n_lanes:
            owner, line = next(iter(self._lines.items()))
            place = line.popleft()
            # To the end of the round, or out of it.
            del self._lines[owner]
            if line:
                self._lines[owner] = line
            place.n_ahead, place.is_at_work = 0, True
            self._at_work.add(place)
            place.call()
        for n_before, place in enumerate(self.order(), start=len(self._at_work)):
            if place.n_ahead != n_before:
                place.n_ahead = n_before
                if place.on_moved is not None:
                    place.on_moved(n_before)
