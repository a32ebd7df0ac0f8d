"""The queue as a rule: nobody's flood makes others wait, the length is bounded, and every place knows where it is."""

import asyncio
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.run_queue import MachineBusy, Place, RunQueue

OWNERS = ["flood", "ann", "bob", "cem"]
# What is picked is the n-th of those that are there, so that every step means something.
steps = st.lists(
    st.tuples(st.just("enter"), st.sampled_from([*OWNERS, "flood", "flood"]))
    | st.tuples(st.sampled_from(["finish", "give up"]), st.integers(0, 9)),
    max_size=80,
)


class Machine:
    """Drives a queue and counts, for each place, whose runs began before its own."""

    def __init__(self, n_lanes: int, most_waiting: int) -> None:
        self.n_lanes, self.most_waiting = n_lanes, most_waiting
        self.queue = RunQueue(n_lanes=n_lanes, most_waiting=most_waiting)
        self.places: list[Place] = []
        self.begun: list[Place] = []
        self.n_before: dict[Place, int] = {}
        self.overtaken_by: dict[Place, Counter[str]] = {}
        self.told: dict[Place, int] = {}

    def enter(self, owner: str) -> None:
        own = [place for place in self.places if place.owner == owner and place.is_waiting]
        if self.queue.n_waiting >= self.most_waiting:
            before = self.queue.state()
            with pytest.raises(MachineBusy, match=f"busy with {before.n_waiting + before.n_at_work} runs?; try again"):
                self.queue.enter(owner)
            assert self.queue.state().n_waiting == before.n_waiting
            return
        place = self.queue.enter(owner)
        self.told[place] = place.n_ahead
        place.on_moved = lambda n_ahead: self.told.__setitem__(place, n_ahead)
        self.places.append(place)
        self.n_before[place] = len(own)
        self.overtaken_by[place] = Counter()
        self.note_begun()

    def leave(self, places: list[Place], number: int) -> None:
        if places:
            self.queue.leave(places[number % len(places)])
            self.note_begun()

    def note_begun(self) -> None:
        for place in self.places:
            if place.is_at_work and place not in self.begun:
                self.begun.append(place)
                for other in self.places:
                    if other.is_waiting and other is not place:
                        self.overtaken_by[other][place.owner] += 1

    def check(self) -> None:
        waiting = [place for place in self.places if place.is_waiting]
        at_work = [place for place in self.places if place.is_at_work]
        assert len(at_work) == self.queue.n_at_work <= self.n_lanes
        assert len(waiting) == self.queue.n_waiting <= self.most_waiting
        assert not waiting or len(at_work) == self.n_lanes, "a lane is idle while somebody waits"
        order = self.queue.order()
        assert set(order) == set(waiting)
        for n_ahead, place in enumerate(order, start=len(at_work)):
            assert place.n_ahead == self.told[place] == n_ahead >= 1
        for owner in OWNERS:
            own = [place for place in self.begun if place.owner == owner]
            assert own == sorted(own, key=self.places.index), "an owner's runs changed places"
        for place, others in self.overtaken_by.items():
            for owner, n_begun in others.items():
                # One for each round that the place needs, its own line's runs before it included.
                assert n_begun <= self.n_before[place] + 1, (place.owner, owner)


@given(script=steps, n_lanes=st.integers(1, 3), most_waiting=st.integers(1, 12))
def test_nobody_waits_for_more_than_one_run_of_each_other_owner_a_round(script, n_lanes, most_waiting):
    machine = Machine(n_lanes, most_waiting)
    for kind, what in script:
        match kind:
            case "enter":
                machine.enter(what)
            case "finish":
                machine.leave([place for place in machine.places if place.is_at_work], what)
            case "give up":
                machine.leave([place for place in machine.places if not place.has_left], what)
        machine.check()
    while left := [place for place in machine.places if place.is_at_work]:
        machine.leave(left, 0)
        machine.check()
    assert all(place.has_left for place in machine.places), "somebody waits for ever"


def test_a_flood_of_one_owner_lets_others_through():
    queue = RunQueue(n_lanes=1, most_waiting=50)
    flood = [queue.enter("flood") for _ in range(20)]
    ann = queue.enter("ann")
    assert ann.n_ahead == 2
    queue.leave(flood[0])
    assert flood[1].is_at_work
    queue.leave(flood[1])
    assert ann.is_at_work
    assert flood[2].n_ahead == 1


def test_what_was_promised_before_is_let_in_also_when_all_is_full():
    queue = RunQueue(n_lanes=1, most_waiting=1)
    queue.enter("ann")
    queue.enter("bob")
    with pytest.raises(MachineBusy, match=r"The machine is busy with 2 runs; try again in a moment\."):
        queue.enter("cem")
    assert queue.enter("cem", promised=True).n_ahead == 2


def test_the_state_tells_how_long_the_longest_has_waited():
    moment = [100.0]
    queue = RunQueue(n_lanes=1, most_waiting=5, now=lambda: moment[0])
    queue.enter("ann")
    assert queue.state().longest_wait_ms == 0
    queue.enter("bob")
    moment[0] += 1.5
    queue.enter("cem")
    state = queue.state()
    assert (state.n_lanes, state.n_at_work, state.n_waiting, state.most_waiting) == (1, 1, 2, 5)
    assert state.longest_wait_ms == 1500


async def test_who_waits_goes_on_when_called_and_also_when_it_leaves():
    queue = RunQueue(n_lanes=1, most_waiting=5)
    first, second, third = (queue.enter("ann") for _ in range(3))
    assert await first.turn()
    waiting = [asyncio.create_task(place.turn()) for place in (second, third)]
    await asyncio.sleep(0)
    assert not any(task.done() for task in waiting)
    queue.leave(second)
    assert not await waiting[0]
    queue.leave(first)
    queue.leave(first)
    assert await waiting[1]
